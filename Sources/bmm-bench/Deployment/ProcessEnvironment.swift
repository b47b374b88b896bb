/// The variables that the process was started with.
enum ProcessEnvironment {
  /// All of them with their values, in the order of the kernel.
  static func read() throws(ScenarioError) -> [(name: String, value: String)] {
    let bytes = try SourceFile.bytes(of: "/proc/self/environ")
    return bytes.split(separator: 0).compactMap { entry in
      let text = String(decoding: entry, as: UTF8.self)
      guard let mark = text.firstIndex(of: "=") else { return nil }
      return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }
  }
}
