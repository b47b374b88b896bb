import HTTP
import Wire

/// How one version of one edge product behaves; a value, so that scenarios can change any part.
package struct EdgeProfile: Sendable, Equatable {
  /// The name scenarios use.
  package var name: String
  /// Whose software it is.
  package var product = EdgeProduct.cloudflare
  /// The longest time between two reads from the origin, the head included; then 524 or a cut.
  package var readTimeout: Duration
  /// The most by which the read timeout is late; the lateness is drawn once per exchange.
  package var readJitter = EdgeLimits.readJitter
  /// Whether an interim answer (1xx) of the origin counts as a read; what Cloudflare does is not
  /// published.
  package var informationalResetsRead = false
  /// The longest time to connect to the origin; then 522.
  package var connectTimeout = EdgeLimits.connect
  /// The longest time for the origin to take what 64 KiB of buffer do not hold; then 524.
  package var writeTimeout = EdgeLimits.write
  /// How long an unused origin connection is kept for the next request.
  package var originIdle = EdgeLimits.originIdle
  /// The longest time a client may leave full buffers full; then its exchange is reset.
  package var clientStall = EdgeLimits.clientStall
  /// How long a client's request is waited for.
  package var patience = HTTPPatience()
  /// Whether the head waits for the first byte of the body (measured: EventSource opens late).
  package var holdsHead = true
  /// The origin's statuses that the edge answers with a page of its own.
  package var replacesOriginErrors = [502, 504]
  /// The longest head of a request in bytes; then 413. nginx has limits of its own.
  package var headBytesLimit = EdgeLimits.headBytes
  /// The longest field of a request in bytes, with its line end; then 413, at nginx 400.
  package var fieldBytesLimit = Int.max
  /// The longest request body in bytes; then 413.
  package var bodyBytesLimit = EdgeLimits.bodyBytes
  /// How often one client may ask, or nil for no limit.
  package var rateLimit: EdgeRateLimit?
  /// In which form Cloudflare tells of its errors.
  package var errorBody = EdgeErrorBody.negotiated
  /// Whether Cloudflare's errors say in fields what they are and when to come again
  /// (`cf-error-type`, `retry-after`).
  package var hasErrorFields = true
  /// Whether a request that met a kept connection just as it ended is sent again, if it may be.
  /// nginx does; what Cloudflare does is not published.
  package var asksAgain = true
  /// What happens to the origin when the client has left.
  package var clientAbort = ClientAbort.immediate
  /// The version in which the origin is asked; answers to 1.0 end with their connection.
  package var originVersion = HTTPVersion.http11
  /// How many bytes a line's end in an origin's chunks has at least: one where a bare LF is taken.
  package var leastLineEnd = 2
  /// Whether answers are collected in pages before they go on (nginx's proxy_buffering).
  package var buffersAnswers = false
  /// How much of a buffered answer is taken in for a client that is slower than the origin.
  package var slurpBytes = 0
  /// The media types that are compressed for clients that ask for it (nginx's gzip_types).
  package var gzipTypes: [String] = []
  /// Fields added to answers that are no errors (nginx's add_header without `always`).
  package var addedFields: HTTPFields = [:]
  /// Whether the origin may say otherwise by `X-Accel-Buffering` (off by proxy_ignore_headers).
  package var heedsAccelBuffering = true
  /// Whether `X-Forwarded-For` names the visitor alone, instead of adding to what came.
  package var replacesForwardedFor = false
  /// Whether the visitor is who Cloudflare says, where that is the peer (nginx's real_ip_header);
  /// else the peer is the visitor.
  package var believesCloudflare = false
  /// Whether requests get the fields of `deploy/nginx`, a name for each among them.
  package var hasShippedFields = false
  /// The page's origin that may read errors made here, as JSON; nil for pages that none can read.
  package var errorReader: String?
  /// What becomes of requests for a WebSocket.
  package var tunnels = EdgeTunnels.cloudflare
  /// The status that every request is answered with, without a question to the origin.
  package var answers: Int?
  /// Rules for some paths.
  package var locations: [EdgeLocation] = []

  /// A profile with Cloudflare's numbers and a read timeout of its own.
  package init(name: String, readTimeout: Duration) {
    self.name = name
    self.readTimeout = readTimeout
  }
}

extension EdgeProfile {
  /// The read timeout where there is one; nil for a proxy that waits for ever.
  package var cap: Duration? { readTimeout == EdgeLimits.noTimeout ? nil : readTimeout }

  /// The read timeout of a path, where there is one.
  package func cap(for path: String) -> Duration? { rules(for: path).cap }

  /// The names of all profiles, Cloudflare's first.
  package static let names = all.map(\.name)

  /// The profile of a name, or nil; `names` lists the choices.
  package static func named(_ name: String) -> EdgeProfile? {
    all.first { $0.name == name }
  }

  private static let all = [
    cloudflare2024, cloudflare2025, cloudflare2026, nginx122, nginx129, nginxShipped, passThrough,
  ]
}
