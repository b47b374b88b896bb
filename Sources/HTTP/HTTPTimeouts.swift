/// How long HTTP peers wait for each other.
package enum HTTPTimeouts {
  /// A server's patience with a persistent connection on which nothing happens (Fastify's default).
  package static let keepAliveIdle = Duration.seconds(72)
  /// A server's patience with a head that has begun (nginx's client_header_timeout).
  package static let requestHead = Duration.seconds(60)
  /// A server's patience between two pieces of a body (nginx's client_body_timeout).
  package static let requestBody = Duration.seconds(60)
  /// A server's patience with a body as a whole (Node's requestTimeout): one byte a minute is none.
  package static let wholeRequestBody = Duration.seconds(300)
  /// A server's patience with a client that takes too little of what is written for it (nginx's
  /// send_timeout).
  package static let unreadAnswers = Duration.seconds(60)
  /// What it has to take in that time: 240 bytes a second (IIS's minBytesPerSecond).
  package static let unreadAnswersBytes = 14_400
}
