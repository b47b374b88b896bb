import HTTP
import Wire

/// The previews that a load asks the service for.
enum PreviewLoad {
  /// How the spec is to come.
  enum Kind: String {
    case whole = "/v1/servers/preview"
    case stream = "/v1/servers/preview/stream"
  }

  /// A request with a prompt; equal prompts share an answer, so that streams need one each.
  static func request(_ kind: Kind, _ prompt: String, session: String) -> HTTPRequest {
    let body: JSONValue = ["prompt": .string("A server that tells the weather: \(prompt)")]
    return HTTPRequest(
      "POST", kind.rawValue,
      fields: ["content-type": "application/json", "cookie": session],
      body: Array(body.jsonString(pretty: false).utf8))
  }

  /// A preview that is asked for again and again.
  static func repeated(session: String) -> HTTPRequest {
    request(.whole, "the same each time", session: session)
  }
}
