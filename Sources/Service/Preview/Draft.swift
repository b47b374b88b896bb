import World

/// One spec in the making, with all its attempts: what stays the same, and the retries left.
///
/// An object, so that the waiting task keeps none of it in its own memory.
final class Draft: @unchecked Sendable {  // Confined to its world's loop.
  let preview: AdmittedPreview
  /// The id of the client's request, sent along so that both logs can be joined.
  let requestID: String
  /// The time of whoever waits longest.
  private(set) var budget: Budget
  let upstream: Upstream
  /// Where the text goes as it is written; nil for an answer that comes as a whole.
  let stream: DraftStream?
  var policy: RetryPolicy

  init(
    _ preview: AdmittedPreview, _ requestID: String, _ budget: Budget, _ policy: RetryPolicy,
    over upstream: Upstream, _ stream: DraftStream?
  ) {
    let tier = preview.tier
    precondition(stream == nil || tier.provider.streams, "\(tier.model) was asked to stream")
    self.preview = preview
    self.requestID = requestID
    self.budget = budget
    self.policy = policy
    self.upstream = upstream
    self.stream = stream
  }

  var tier: Tier { preview.tier }

  /// From now on an attempt is under way.
  func beginAttempt() {
    upstream.deadline = budget.end(ofAttemptFrom: upstream.world.now)
  }

  /// Gives it the time of somebody else who waits for it from now on; the attempt under way may
  /// take as long as one of his own.
  func serve(_ other: Budget) {
    budget = budget.joined(with: other)
    upstream.deadline = max(upstream.deadline, other.end(ofAttemptFrom: upstream.world.now))
  }

  /// Whether clients have got some of its text.
  var hasBeenSeen: Bool { stream.map { !$0.text.isEmpty } ?? false }
}
