import Wire
import World

/// One thing a user does.
enum UserStep: Sendable, Equatable {
  /// Asks for a preview, by a route.
  case preview(Route, PreviewStep)
  /// Asks by the stream, and by the sync route only after 409 `streaming_unavailable`, as the
  /// frontend does.
  case analyze(PreviewStep)
  /// Asks for anything else.
  case request(RequestStep)
  /// Logs in by a link that comes by mail.
  case logIn(LogInStep)
  /// Does nothing for a while.
  case wait(Distribution)
  /// Does other steps so many times.
  case again(times: Int, [UserStep])
  /// Does the steps of one of some choices, by their weights.
  case oneOf([Weighted<[UserStep]>])

  /// How many steps it is at most, with those inside it.
  var length: Int {
    switch self {
    case .preview, .analyze, .request, .wait, .logIn: 1
    case .again(let times, let steps): times * steps.reduce(0) { $0 + $1.length }
    case .oneOf(let choices): choices.map { $0.value.reduce(0) { $0 + $1.length } }.max() ?? 0
    }
  }

  /// What users have to see in this step and in those inside it.
  var sights: [Sight] {
    switch self {
    case .preview(_, let step), .analyze(let step): [step.sees].compactMap(\.self)
    case .request(let step): [step.sees].compactMap(\.self)
    case .wait, .logIn: []
    case .again(_, let steps): steps.flatMap(\.sights)
    case .oneOf(let choices): choices.flatMap { $0.value.flatMap(\.sights) }
    }
  }
}

/// How a user asks for a preview.
struct PreviewStep: Sendable, Equatable {
  /// The prompt; `{n}` stands for the number of the request, so that prompts can differ.
  var prompt: String
  /// After how many seconds the user leaves, or nil to stay to the end.
  var leaveAfter: Distribution?
  /// At which point of the stream the user leaves, or nil to stay to the end.
  var leaveAt: LeavePoint?
  /// The share of requests that are left so; the others are stayed for.
  var leaveShare = 1.0
  /// Asks the same once more while the first request runs.
  var doubleClick: SecondTry?
  /// Leaves, and asks the same again.
  var reload: SecondTry?
  /// What the user has to see at the end.
  var sees: Sight?
}

/// A point of a stream at which a user leaves.
enum LeavePoint: Sendable, Equatable {
  /// The n-th event has come.
  case event(Int)
  /// The first text has come.
  case firstToken
}

/// How often and when users ask for the same a second time.
struct SecondTry: Sendable, Equatable {
  /// The share of requests.
  let share: Double
  /// How many seconds after the first.
  let after: Distribution

  /// When it comes this time, counted from the first request; nil if it does not.
  func draw(from random: inout RandomStream) -> Duration? {
    random.chance(share) ? after.duration(from: &random) : nil
  }
}

/// A request of any route.
struct RequestStep: Sendable, Equatable {
  /// The method.
  let method: String
  /// The path with its query.
  let path: String
  /// Fields beside the usual ones, or in their place.
  let fields: HTTPFields
  /// The body; empty without one.
  let body: [UInt8]
  /// What the user has to see at the end.
  let sees: Sight?

  /// The preview route that the path is, or `other`.
  var route: Route {
    let plain = path.split(separator: "?", maxSplits: 1)[0]
    return Route.allCases.first { $0.isPreview && $0.path == plain } ?? .other
  }
}
