import Wire

extension EdgeProfile {
  /// nginx as Debian 12 ships it, with a bare `proxy_pass`: 60 s, HTTP/1.0 to the origin on a new
  /// connection each time, answers buffered.
  package static let nginx122: EdgeProfile = {
    var profile = nginx("nginx-1.22", version: "1.22.1")
    profile.originVersion = .http10
    return profile
  }()

  /// nginx since 1.29.7: HTTP/1.1 to the origin on kept connections; all else as before.
  package static let nginx129 = nginx("nginx-1.29", version: "1.29.7")

  /// nginx with the rules that `deploy/nginx` ships for the service.
  package static let nginxShipped: EdgeProfile = {
    var profile = nginx("nginx-bmm", version: "1.22.1")
    profile.readTimeout = EdgeLimits.Nginx.shippedRead
    profile.connectTimeout = EdgeLimits.Nginx.shippedConnect
    profile.bodyBytesLimit = EdgeLimits.Nginx.shippedBodyBytes
    profile.replacesForwardedFor = true
    profile.tunnels.areAllowed = true
    profile.errorReader = "https://bmm.example"
    profile.locations = ["/v1/builds/", "/v1/servers/preview/stream"].map { path in
      EdgeLocation(
        path.hasSuffix("/") ? .prefix(path) : .exact(path),
        readTimeout: EdgeLimits.Nginx.shippedStreamRead, buffers: false)
    }
    return profile
  }()

  /// nginx's defaults (nginx.org, ngx_http_proxy_module).
  private static func nginx(_ name: String, version: String) -> EdgeProfile {
    var profile = EdgeProfile(name: name, readTimeout: EdgeLimits.Nginx.read)
    profile.product = .nginx(version)
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
