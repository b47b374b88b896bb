/// One key of an object with its value; members keep the order of the file.
struct SourceMember: Equatable, Sendable {
  /// The key without quotes.
  let key: String
  /// Where the key stands.
  let keyPosition: SourcePosition
  /// The value behind the colon.
  var node: SourceNode
}
