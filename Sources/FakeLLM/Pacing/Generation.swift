/// One answer under way, in the callback tier: a task only awaits its end.
protocol Generation: AnyObject {
  /// The tokens that were generated until now.
  var tokens: Int { get }
  /// How it went, once it is over.
  var result: GenerationResult? { get }
  /// Begins it; it ends when its script does or the client goes, and then calls `done` once.
  func run(_ done: @escaping () -> Void)
  /// Ends it at once, because the provider is shut down.
  func stop()
}
