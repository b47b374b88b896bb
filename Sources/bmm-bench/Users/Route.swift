/// A route of the service, as users ask for it.
struct Route: Hashable, Sendable {
  /// What a browser's part in it is.
  enum Kind: Sendable {
    /// The page's script asks for a draft; its answer says how it ended.
    case preview
    /// The page's script asks for something else.
    case script
    /// The user follows a link: there is no page whose script could read the answer.
    case navigation
  }

  /// The name, as checks and reports write it.
  let name: String
  /// The path.
  let path: String
  /// What a browser's part in it is.
  let kind: Kind
  /// How a request ends that did what it was to do; previews say it themselves.
  let success: Outcome

  /// A whole draft.
  static let sync = Route(
    name: "sync", path: "/v1/servers/preview", kind: .preview, success: .spec)
  /// A draft as it comes.
  static let stream = Route(
    name: "stream", path: "/v1/servers/preview/stream", kind: .preview, success: .spec)
  /// The wish for a log-in link.
  static let magicLink = Route(
    name: "magicLink", path: "/v1/auth/magic-link", kind: .script, success: .linkSent)
  /// A log-in link.
  static let callback = Route(
    name: "callback", path: "/v1/auth/magic-link/callback", kind: .navigation,
    success: .loggedIn)

  /// All that have a name of their own.
  static let all = [sync, stream, magicLink, callback]
}
