/// Reads heads from a buffer that grows while their bytes arrive.
///
/// Call it again with the same bytes and more behind them until it returns a head; then drop the
/// bytes the head took. Bytes behind the head (a body, a pipelined request) are not looked at.
/// After an error the connection is lost, and the parser with it.
package struct HTTPHeadParser: Sendable {
  private let limits: HTTPLimits
  private var scan = HTTPHeadScan()

  /// Makes a parser for one direction of one connection.
  package init(limits: HTTPLimits = .standard) {
    self.limits = limits
  }

  /// The next request head and the bytes it took, or nil while it is incomplete.
  package mutating func request(
    in view: ByteView
  ) throws(HTTPParsingError) -> (head: HTTPRequestHead, byteCount: Int)? {
    if scan.isAtStart, let whole = HTTPWholeHead(view, limits, .none) {
      let start = try HTTPStartLine.request(whole.startLine, limits)
      return (try Self.request(start, whole.fields), whole.byteCount)
    }
    guard let place = try scan.head(in: view, .emptyLineAllowed, limits) else { return nil }
    var lines = HTTPHeadLines(view.part(place))
    let start = try HTTPStartLine.request(lines.startLine(), limits)
    let head = try Self.request(start, try lines.fields())
    scan = HTTPHeadScan()
    return (head, place.upperBound)
  }

  /// The next response head and the bytes it took, or nil while it is incomplete.
  package mutating func response(
    in view: ByteView
  ) throws(HTTPParsingError) -> (head: HTTPResponseHead, byteCount: Int)? {
    if scan.isAtStart, let whole = HTTPWholeHead(view, limits, .proxy) {
      let start = try HTTPStartLine.response(whole.startLine)
      return (Self.response(start, whole.fields), whole.byteCount)
    }
    guard let place = try scan.head(in: view, .nothing, limits) else { return nil }
    var lines = HTTPHeadLines(view.part(place))
    let start = try HTTPStartLine.response(lines.startLine())
    let head = Self.response(start, try lines.fields())
    scan = HTTPHeadScan()
    return (head, place.upperBound)
  }

  private static func request(
    _ start: HTTPRequestLine, _ fields: HTTPFields
  ) throws(HTTPParsingError) -> HTTPRequestHead {
    var head = HTTPRequestHead(
      method: start.method, target: start.target, version: start.version, fields: fields)
    try checkHost(of: head)
    if case .absolute(let authority) = start.form { setHost(String(authority), of: &head) }
    return head
  }

  private static func response(
    _ start: (version: HTTPVersion, status: Int, reason: String), _ fields: HTTPFields
  ) -> HTTPResponseHead {
    HTTPResponseHead(
      status: start.status, reason: start.reason, version: start.version, fields: fields)
  }

  /// RFC 9112 §3.2: exactly one host in version 1.1; we refuse two of them in 1.0 as well.
  private static func checkHost(of head: HTTPRequestHead) throws(HTTPParsingError) {
    let count = head.fields.count(of: "Host")
    if count > 1 { throw .duplicateHost(count: count) }
    guard let isHost = head.fields.withValue(of: "Host", { HTTPHost($0) != nil }) else {
      if head.version == .http11 { throw .missingHost }
      return
    }
    if !isHost { throw .malformedHost }
  }

  /// RFC 9112 §3.2.2: a server must ignore the host it was sent beside a whole URL. With the
  /// field replaced nobody behind this parser can come to see another host than the URL's.
  private static func setHost(_ authority: String, of head: inout HTTPRequestHead) {
    if head.fields["Host"] != authority { head.fields.set("Host", authority) }
  }
}
