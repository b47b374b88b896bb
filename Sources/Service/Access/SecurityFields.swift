import Wire

/// The fields that keep browsers from making more of an answer than it is.
enum SecurityFields {
  /// The same for every answer of an environment.
  static func all(in environment: ServiceEnvironment) -> HTTPFields {
    var fields: HTTPFields = [
      // Every answer depends on who asks, from where.
      "cache-control": "no-store",
      "vary": "Origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      // Answers are data: nothing in them may run, load or be framed, should one be opened.
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-frame-options": "DENY",
      // Only `no-cors` loads look at it; pages of our origins ask with CORS, which is not affected.
      "cross-origin-resource-policy": "same-origin",
    ]
    if environment == .production {
      fields.append(
        "strict-transport-security",
        "max-age=\(ServiceLimits.transportSecurityMaxAge); includeSubDomains")
    }
    return fields
  }
}
