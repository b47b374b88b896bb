import FakeLLM
import Glibc
import World

extension ServeCommand {
  /// Makes the provider that stands here a test double: tests steer it with a token and cassettes,
  /// and if no scenario says how it is (`isBare`), it takes what the real ones take.
  static func prepare(
    _ llm: inout FakeLLMConfiguration, _ topology: Topology, threads: Int, cassettes: String?,
    isBare: Bool
  ) throws {
    // Without a word the provider is the double of the real ones: they have newer models than this
    // program knows, and say on each answer where the limits stand. Threads cannot share a count.
    if isBare, topology.outermost == .llm {
      llm.hasRelatives = true
      if threads == 1 { llm.limits = .generous }
    }
    // Each thread would have its own journal and rules, and a test would meet any of them.
    if topology.outermost != .llm || threads == 1 { llm.controlToken = try token() }
    if let cassettes { llm.cassettes.merge(try CassetteFile.readAll(in: cassettes)) { $1 } }
  }

  private static func token() throws -> ControlToken {
    let name = "BMM_CONTROL_TOKEN"
    let text = getenv(name).map { String(cString: $0) } ?? KernelSecret.hexadecimal(byteCount: 16)
    guard let token = ControlToken(text) else {
      let range = FakeLLMLimits.controlTokenBytes
      throw ServeError(
        reason: "\(name) must have \(range.lowerBound) to \(range.upperBound) visible ASCII "
          + "characters")
    }
    return token
  }
}
