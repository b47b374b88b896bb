/// Whose software a hop is: decides its header fields, its pages, and what failures are called.
package enum EdgeProduct: Sendable, Equatable {
  /// Cloudflare's edge.
  case cloudflare
  /// nginx, of a version such as `1.22.1`.
  case nginx(String)
  /// Nobody's: it passes on what came, and tells of its own errors as Cloudflare does.
  case passThrough

  /// Whether it is nginx, of whatever version.
  package var isNginx: Bool {
    if case .nginx = self { true } else { false }
  }

  /// The code of the page for a cause, or nil where no page can tell of it.
  func errorCode(for cause: EdgeCause) -> Int? {
    switch self {
    case .cloudflare, .passThrough: cause.errorCode
    case .nginx: Self.nginxCode(for: cause)
    }
  }

  /// nginx knows two codes for an origin that fails: 504 for time, 502 for all else
  /// (ngx_http_upstream.c). A head over the limit has a page of its own, under an internal code;
  /// limit_req answers 503. Who does not go on with a request is told nothing.
  private static func nginxCode(for cause: EdgeCause) -> Int? {
    switch cause {
    case .refused, .unreachable, .unresolved, .closedBeforeHead, .malformed, .originCut: 502
    case .connectTimeout, .readTimeout, .writeTimeout: 504
    case .headTooLong: NginxError.headTooLongCode
    case .requestRefused(431): 400
    case .rateLimited: 503
    case .requestStalled: nil
    case .loop: 502
    default: cause.errorCode
    }
  }
}
