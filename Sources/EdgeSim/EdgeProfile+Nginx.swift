import Wire

extension EdgeProfile {
  /// nginx as Debian 12 ships it, with a bare `proxy_pass`: 60 s, HTTP/1.0 to the origin on a new
  /// connection each time, answers buffered.
  package static let nginx122: EdgeProfile = {
    var profile = nginx("nginx-1.22", version: "1.22.1")
    profile.originVersion = .http10
    profile.leastLineEnd = EdgeLimits.Nginx.bareLineEnd
    return profile
  }()

  /// nginx since 1.29.7: HTTP/1.1 to the origin on kept connections, no bare line feeds in chunks.
  package static let nginx129 = nginx("nginx-1.29", version: "1.29.7")

  /// nginx with the rules that `deploy/nginx` ships for the service.
  package static let nginxShipped: EdgeProfile = {
    var profile = nginx("nginx-bmm", version: "1.22.1")
    profile.leastLineEnd = EdgeLimits.Nginx.bareLineEnd
    profile.patience = EdgeLimits.Nginx.shippedPatience
    profile.readTimeout = EdgeLimits.Nginx.shippedRead
    profile.connectTimeout = EdgeLimits.Nginx.shippedConnect
    profile.bodyBytesLimit = EdgeLimits.Nginx.shippedBodyBytes
    // A prompt must not be paid for twice.
    profile.asksAgain = false
    profile.replacesForwardedFor = true
    profile.believesCloudflare = true
    profile.hasShippedFields = true
    profile.tunnels.areAllowed = true
    profile.errorReader = "https://bmm.example"
    profile.locations = ["/v1/builds/", "/v1/servers/preview/stream"].map { path in
      EdgeLocation(
        path.hasSuffix("/") ? .prefix(path) : .exact(path),
        readTimeout: EdgeLimits.Nginx.shippedStreamRead, buffers: false)
    }
    // Figures are for the operator, and errors are nobody's address.
    profile.locations += ["/metrics", "/nginx/400", "/nginx/413", "/nginx/503"].map { path in
      EdgeLocation(.exact(path), answers: 404)
    }
    return profile
  }()

  /// nginx's defaults (nginx.org, ngx_http_proxy_module).
  private static func nginx(_ name: String, version: String) -> EdgeProfile {
    var profile = EdgeProfile(name: name, readTimeout: EdgeLimits.Nginx.read)
    profile.product = .nginx(version)
    profile.patience = EdgeLimits.Nginx.patience
    profile.readJitter = .zero
    profile.connectTimeout = EdgeLimits.Nginx.connect
    profile.writeTimeout = EdgeLimits.Nginx.write
    profile.originIdle = EdgeLimits.Nginx.originIdle
    profile.clientStall = EdgeLimits.Nginx.clientStall
    profile.bodyBytesLimit = EdgeLimits.Nginx.bodyBytes
    // Its status is fixed as soon as the origin's head is there, whether the client has it or not.
    profile.holdsHead = false
    profile.replacesOriginErrors = []
    profile.buffersAnswers = true
    profile.tunnels = .none
    profile.slurpBytes = EdgeLimits.Nginx.slurpBytes
    return profile
  }
}
