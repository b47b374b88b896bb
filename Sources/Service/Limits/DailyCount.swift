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

  /// The fields of an answer that tell the client; `reset` in seconds since 1970.
  var fields: HTTPFields {
    [
      "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(reset.seconds),
    ]
  }
}
