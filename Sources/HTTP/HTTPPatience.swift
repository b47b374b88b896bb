/// How long one server waits for its clients' requests.
package struct HTTPPatience: Sendable, Equatable {
  /// For a head that has begun.
  package var head: Duration
  /// Between two pieces of a body.
  package var body: Duration

  /// The usual patience where nothing else is said.
  package init(
    head: Duration = HTTPTimeouts.requestHead, body: Duration = HTTPTimeouts.requestBody
  ) {
    self.head = head
    self.body = body
  }
}
