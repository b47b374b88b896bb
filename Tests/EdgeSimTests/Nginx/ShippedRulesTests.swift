import Foundation
import Testing
import World

@testable import EdgeSim

/// `nginx-bmm` says to be what deploy/nginx ships; here the two are held against each other.
@Suite struct ShippedRulesTests {
  private let rules: String

  init() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../../deploy/nginx/locations.conf")
    rules = try String(contentsOf: file.standardized, encoding: .utf8)
  }

  @Test(arguments: [
    ("proxy_read_timeout \(Int(EdgeLimits.Nginx.shippedStreamRead.seconds))s;", "of streams"),
    ("proxy_read_timeout \(Int(EdgeLimits.Nginx.shippedRead.seconds))s;", "of all else"),
    ("proxy_connect_timeout \(Int(EdgeLimits.Nginx.shippedConnect.seconds))s;", "to connect"),
    ("client_max_body_size \(EdgeLimits.Nginx.shippedBodyBytes / 1024)k;", "of a body"),
    ("location ~ ^/v1/(?:builds/|servers/preview/stream$) {", "the paths of streams"),
    ("client_header_timeout \(Int(EdgeLimits.Nginx.shippedPatience.head.seconds))s;", "of a head"),
    ("client_body_timeout \(Int(EdgeLimits.Nginx.shippedPatience.body.seconds))s;", "in a body"),
    ("proxy_next_upstream off;", "nothing is asked again"),
    ("proxy_set_header X-Request-Id $bmm_request_id;", "each request has a name"),
    ("proxy_set_header X-Forwarded-Proto $scheme;", "the visitor's scheme"),
    ("error_page 400 414 431 494 = /nginx/400;", "which errors are a 400"),
    ("error_page 413 = /nginx/413;", "which is a 413"),
    ("error_page 500 502 503 504 = /nginx/503;", "which are a 503"),
    ("location = /metrics {\n    return 404;", "figures are not for visitors"),
    ("location = /nginx/400 {\n    internal;", "errors have no address"),
    ("proxy_buffering off;", "streams are not held"),
    ("proxy_set_header X-Forwarded-For $remote_addr;", "the visitor alone is named"),
    ("service_unavailable", "the code of a 503"), ("body_too_large", "the code of a 413"),
  ])
  func `the profile has the numbers and words of the files`(line: String, what: String) {
    #expect(rules.contains(line), "\(what)")
  }
}
