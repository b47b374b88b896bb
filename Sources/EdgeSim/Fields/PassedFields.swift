import HTTP
import Wire

/// The request as a proxy of no make passes it on.
enum PassedFields {
  /// The request with the address of its sender behind those that it names, and nothing else new.
  static func request(
    _ head: HTTPRequestHead, body: [UInt8], for visit: EdgeVisit
  ) -> HTTPRequest {
    var fields = HopByHop.removed(from: head.fields, removed)
    let chain = fields.values(of: "x-forwarded-for") + [visit.clientHost]
    fields.set("X-Forwarded-For", chain.filter { !$0.isEmpty }.joined(separator: ", "))
    let target = ForwardedRequest.target(of: head)
    return HTTPRequest(head.method, target, fields: fields, body: body)
  }

  /// The client adds the length; the body is here already, so nobody needs to ask for it.
  private static let removed = HopByHop.names + ["content-length", "expect"]
}
