import Wire

/// When nginx compresses an answer (ngx_http_gzip_filter_module and ngx_http_gzip_ok), and how its
/// head changes then.
enum NginxGzip {
  /// Whether an answer to a request is compressed.
  static func applies(
    to request: HTTPRequestHead, _ answer: HTTPResponseHead, types: [String]
  ) -> Bool {
    guard !types.isEmpty, isAccepted(by: request), [200, 403, 404].contains(answer.status),
      answer.fields["content-encoding"] == nil, isListed(answer, types)
    else { return false }
    let length = answer.fields["content-length"].flatMap { Int($0) }
    return length ?? .max >= EdgeLimits.Nginx.gzipLeastBytes
  }

  /// The head of a compressed answer, whose length nobody knows; its tag is only a weak one.
  static func head(_ head: HTTPResponseHead) -> HTTPResponseHead {
    var head = head
    head.fields.remove("content-length")
    head.fields.remove("accept-ranges")
    head.fields.append("Content-Encoding", "gzip")
    if let tag = head.fields["etag"], !tag.hasPrefix("W/") { head.fields.set("ETag", "W/\(tag)") }
    return head
  }

  /// `Via` tells of a proxy, for which gzip_proxied has to be set.
  private static func isAccepted(by request: HTTPRequestHead) -> Bool {
    guard request.version == .http11, request.fields["via"] == nil else { return false }
    return ListField.accepts("gzip", request.fields.values(of: "accept-encoding"))
  }

  private static func isListed(_ answer: HTTPResponseHead, _ types: [String]) -> Bool {
    guard let field = answer.fields["content-type"] else { return false }
    let type = ListField.value(of: field[...]).lowercased()
    return types.contains { $0 == type || $0 == "*" }
  }
}
