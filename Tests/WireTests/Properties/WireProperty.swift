/// What has to hold for any bytes whatever. The fuzzer and the tests check the same code: this
/// folder is a part of both, hence no test library in it.
enum WireProperty: String, CaseIterable, Sendable {
  case httpRequest = "http-request"
  case httpResponse = "http-response"
  case chunked
  case sse
  case json
  case websocket

  /// Throws a `PropertyFailure` when the bytes break the property.
  func check(_ bytes: [UInt8]) throws {
    switch self {
    case .httpRequest: try HTTPRequestProperty.check(bytes)
    case .httpResponse: try HTTPResponseProperty.check(bytes)
    case .chunked: try ChunkedProperty.check(bytes)
    case .sse: try SSEProperty.check(bytes)
    case .json: try JSONProperty.check(bytes)
    case .websocket: try WebSocketProperty.check(bytes)
    }
  }
}
