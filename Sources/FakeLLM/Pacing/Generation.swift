/// One answer under way, in the callback tier: a task only awaits its end.
protocol Generation: AnyObject {
  /// The tokens that were generated until now.
  var tokens: Int { get }
  /// Runs to the end and tells how it went; it ends when the script does or the client goes.
  func run() async -> GenerationResult
  /// Ends it at once, because the provider is shut down.
  func stop()
}
