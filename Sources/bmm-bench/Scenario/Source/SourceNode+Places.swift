/// Documents name other files by their way from the file that they stand in.
extension SourceNode {
  /// Keys whose texts are paths of files.
  private static let places = ["trace", "cassette"]

  /// This document as if it stood in another file, where `place` makes the paths of that place out
  /// of those that lead there from where the program runs.
  func moved(to file: String, _ place: (String) -> String = { $0 }) -> SourceNode {
    SourceNode(value: movedValue(to: file, place), file: file, position: position)
  }

  private func movedValue(to file: String, _ place: (String) -> String) -> Value {
    switch value {
    case .array(let elements): return .array(elements.map { $0.moved(to: file, place) })
    case .object(let members):
      return .object(
        members.map { member in
          var member = member
          if Self.places.contains(member.key), case .string(let path) = member.node.value {
            member.node.value = .string(place(SourceFolder.path(of: path, besides: self.file)))
          }
          member.node = member.node.moved(to: file, place)
          return member
        })
    default: return value
    }
  }
}
