import EdgeSim

/// Keys that the proxy at hand would ignore: whoever writes one expects something of it.
extension EdgeDecoder {
  /// Refuses the keys of an object that mean nothing for the profile that came of it.
  static func refuseIgnored(
    _ object: SourceObject, by profile: EdgeProfile
  ) throws(ScenarioError) {
    if profile.product.isNginx {
      try refuseForNginx(object, profile)
    } else {
      for key in [
        "heedsAccelBuffering", "replacesForwardedFor", "believesCloudflare", "originVersion",
        "addsFields",
      ] {
        try object.refuse(key, because: "is for nginx's profiles; \(profile.name) ignores it")
      }
      guard !profile.buffersAnswers else { return }
      try object.refuse("slurp", because: "needs buffers: true; nothing is collected without")
    }
  }

  private static func refuseForNginx(
    _ object: SourceObject, _ profile: EdgeProfile
  ) throws(ScenarioError) {
    let name = profile.name
    try object.refuse(
      "errorBody", because: "is for Cloudflare's profiles; \(name) has pages of its own")
    try object.refuse(
      "tunnelRestart",
      because: "is for Cloudflare's profiles; \(name) waits for WebSockets when it stops")
    if profile.originVersion == .http10 {
      let remedy = "needs originVersion: \"1.1\"; \(name) asks in HTTP/1.0"
      for key in ["originIdle", "asksAgain"] {
        try object.refuse(key, because: "\(remedy), which keeps no connection")
      }
      if profile.tunnels.areAllowed {
        try object.refuse("tunnels", because: "\(remedy), which has no WebSockets")
      }
    }
    guard !profile.tunnels.areAllowed else { return }
    try object.refuse("tunnelIdle", because: "needs tunnels: true; \(name) passes no WebSocket on")
  }
}
