/// How long HTTP peers wait for each other.
package enum HTTPTimeouts {
  /// A server's patience with a persistent connection on which nothing happens (Fastify's default).
  package static let keepAliveIdle = Duration.seconds(72)
  /// A server's patience with a head that has begun (nginx's client_header_timeout).
  package static let requestHead = Duration.seconds(60)
  /// A server's patience between two pieces of a body (nginx's client_body_timeout).
  package static let requestBody = Duration.seconds(60)
}
