import Wire
import World

/// What a day's share looks like from outside.
struct DailyCount: Sendable, Equatable {
  let limit: Int
  /// How many are left.
  let remaining: Int
  /// The day in UTC, counted from 1970.
  let day: Int64

  /// When the share is whole again: the next midnight in UTC.
  var reset: WallTime { WallTime(seconds: (day + 1) * 86_400) }

  /// The seconds until then, at least one: a clock that is a moment behind must not see the past.
  func secondsToReset(at now: WallTime) -> Int64 {
    max(1, (reset.nanoseconds - now.nanoseconds + 999_999_999) / 1_000_000_000)
  }

  /// The fields that tell the client, of its answer.
  func fields(at now: WallTime) -> HTTPFields {
    [
      "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(secondsToReset(at: now)),
    ]
  }

  /// What is left of a user's drafts as the session knows it; nil where the tier counts none.
  static func previews(of session: Session, _ tier: Tier) -> DailyCount? {
    tier.previewsPerDay.map {
      DailyCount(limit: $0, remaining: max(0, $0 - session.draftsToday), day: session.day)
    }
  }
}
