import World

/// One spec in the making, with all its attempts: what stays the same, and the retries left.
///
/// An object, so that the waiting task keeps none of it in its own memory.
final class Draft: @unchecked Sendable {  // Confined to its world's loop.
  let preview: AdmittedPreview
  /// The id of the client's request, sent along so that both logs can be joined.
  let requestID: String
  let budget: Budget
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

  /// When an attempt that begins now has to be over.
  var deadline: Instant { budget.end(ofAttemptFrom: upstream.world.now) }

  /// Whether clients have got some of its text.
  var hasBeenSeen: Bool { stream.map { !$0.text.isEmpty } ?? false }
}
