/// The version of the program, by which results and people name it.
enum BenchVersion {
  /// The next release; the changelog says what is new in it.
  static let text = "0.1.0"
}
