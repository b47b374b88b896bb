import HTTP
import Wire
import World

/// The edge's numbers, each with its source.
package enum EdgeLimits {
  /// From the SYN to its answer; then 522 (Cloudflare "Connection limits", since March 2025).
  package static let connect = Duration.seconds(19)
  /// The same before March 2025 (the same page's history).
  package static let connect2024 = Duration.seconds(15)
  /// For an origin to take the request's bytes; then 524 (Cloudflare "Error 524").
  package static let write = Duration.seconds(30)
  /// How long an unused origin connection is kept (Cloudflare "Connection limits", proxy idle).
  package static let originIdle = Duration.seconds(900)
  /// Read timeout as documented until the middle of 2025 (Cloudflare "Error 524").
  package static let read2024 = Duration.seconds(100)
  /// Read timeout as documented from the middle of 2025 (Cloudflare "Error 524").
  package static let read2025 = Duration.seconds(120)
  /// Read timeout as documented in August 2026; 125.4 s were measured then.
  package static let read2026 = Duration.seconds(125)
  /// The most by which the read timeout is late (Cloudflare "Error 524": up to one second).
  package static let readJitter = Duration.seconds(1)
  /// For a client to take 48 KiB; Cloudflare names no number, this is nginx's send_timeout.
  package static let clientStall = Duration.seconds(60)
  /// For a silent tunnel, in seconds (claudecodeui issue 769, buildbot issue 4078).
  package static let tunnelIdleSeconds = 100.0
  /// A timeout that never comes.
  package static let noTimeout = Duration.nanoseconds(Int64.max)

  /// The longest request body in bytes: 100 MB on the free and pro plans (Cloudflare "Error 413").
  package static let bodyBytes = 100_000_000
  /// The same on the business plan (plan table).
  package static let businessBodyBytes = 200_000_000
  /// The same on the enterprise plan, as long as nobody asks for more (Cloudflare "Error 413").
  package static let enterpriseBodyBytes = 500_000_000
  /// The most an enterprise can set (Cloudflare changelog, 2026-09-04).
  package static let enterpriseBodyBytesMax = 5_000_000_000
  /// The longest read timeout an enterprise can set (Cloudflare "Error 524").
  package static let enterpriseReadMax = Duration.seconds(6000)
  /// The longest request target in bytes (Cloudflare "Connection limits": 16 KB).
  package static let targetBytes = 16 * 1024
  /// The longest head in bytes: 128 KB, which one field may fill (Cloudflare changelog,
  /// 2025-10-16). An origin's may be as long (Cloudflare "Error 520"); what it was before is not
  /// published.
  package static let headBytes = 128 * 1024
  /// The longest head of a request before October 2025: 32 KB (the same changelog).
  package static let headBytes2024 = 32 * 1024
  /// The longest field of a request before October 2025, with its line end: 16 KB (likewise).
  package static let fieldBytes2024 = 16 * 1024
  /// The most fields of a head (MAX_HEADERS of Pingora, the proxy that Cloudflare is built on).
  package static let fieldCount = 256

  /// What `retry-after` says on errors of the origin; Cloudflare publishes no number for 5xx.
  package static let retryAfterSeconds = 60
  /// The same of a rate limiting rule (Cloudflare changelog, 2026-03-12).
  package static let rateLimitRetryAfterSeconds = 30
  /// How many clients a rate limit counts in one window; who comes later is not counted.
  package static let rateLimitedClients = 100_000

  /// nginx's defaults, with the directive of each (nginx.org), and what `deploy/nginx` sets.
  package enum Nginx {
    /// proxy_connect_timeout.
    package static let connect = Duration.seconds(60)
    /// proxy_read_timeout: between two reads, not for the whole answer.
    package static let read = Duration.seconds(60)
    /// proxy_send_timeout.
    package static let write = Duration.seconds(60)
    /// keepalive_timeout of an upstream.
    package static let originIdle = Duration.seconds(60)
    /// send_timeout.
    package static let clientStall = Duration.seconds(60)
    /// client_header_timeout and client_body_timeout.
    package static let patience = HTTPPatience(head: .seconds(60), body: .seconds(60))
    /// client_max_body_size: 1m.
    package static let bodyBytes = 1024 * 1024
    /// One of large_client_header_buffers holds the request line: 8k.
    package static let targetBytes = 8 * 1024
    /// All of large_client_header_buffers: 4 of 8k.
    package static let headBytes = 32 * 1024
    /// One of large_client_header_buffers holds a field with its line end: 8k.
    package static let fieldBytes = 8 * 1024
    /// proxy_buffer_size, which the origin's head has to fit into: one page.
    package static let answerHeadBytes = 4096
    /// What is taken in for a client that is slower than the origin. nginx puts up to 1 GB into a
    /// file (proxy_max_temp_file_size); this is memory, and so it is less.
    package static let slurpBytes = 1024 * 1024
    /// What gzip holds back while nobody asks it to flush: deflate ends a block after 16,384
    /// symbols, which are about four bytes of text each.
    package static let gzipHeldBytes = 64 * 1024
    /// gzip_min_length, where the length is known.
    package static let gzipLeastBytes = 20
    /// The shortest line end in chunks: a bare LF, before 1.29.4 (ngx_http_parse_chunked).
    package static let bareLineEnd = 1
    /// A page of proxy_buffers on most machines.
    package static let pageBytes = 4096
    /// proxy_read_timeout of the shipped rules.
    package static let shippedRead = Duration.seconds(100)
    /// The same for streams and builds.
    package static let shippedStreamRead = Duration.seconds(600)
    /// proxy_connect_timeout of the shipped rules.
    package static let shippedConnect = Duration.seconds(5)
    /// client_header_timeout and client_body_timeout of the shipped rules.
    package static let shippedPatience = HTTPPatience(head: .seconds(15), body: .seconds(15))
    /// client_max_body_size of the shipped rules.
    package static let shippedBodyBytes = 64 * 1024
  }

  /// The limits of a profile's requests.
  static func request(_ profile: EdgeProfile) -> HTTPLimits {
    switch profile.product {
    case .cloudflare, .passThrough:
      HTTPLimits(
        headBytes: profile.headBytesLimit, targetBytes: targetBytes, fieldCount: fieldCount,
        bodyBytes: profile.bodyBytesLimit)
    case .nginx:
      // Fields are not counted before 1.29.8 (max_headers).
      HTTPLimits(
        headBytes: Nginx.headBytes, targetBytes: Nginx.targetBytes, fieldCount: .max,
        bodyBytes: profile.bodyBytesLimit)
    }
  }

  /// The limits of the origin's answers, whose bodies may be of any length.
  static func response(_ profile: EdgeProfile) -> HTTPLimits {
    switch profile.product {
    case .cloudflare, .passThrough:
      HTTPLimits(headBytes: headBytes, fieldCount: fieldCount, bodyBytes: .max)
    case .nginx:
      HTTPLimits(headBytes: Nginx.answerHeadBytes, fieldCount: .max, bodyBytes: .max)
    }
  }
}
