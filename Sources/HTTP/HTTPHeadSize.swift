/// How much memory heads get before they are written.
enum HTTPHeadSize {
  /// Bytes that most heads fit into, so that writing one does not grow its buffer step by step.
  static let usual = 512
}
