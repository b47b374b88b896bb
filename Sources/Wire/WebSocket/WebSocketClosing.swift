/// How a connection comes to its end (RFC 6455 §7): each side says close once, then the server ends
/// the connection.
///
/// It is the server so that TCP's waiting state, which blocks the address, stays on its side.
/// Decides only; the caller writes frames, keeps the deadline and ends the connection.
package struct WebSocketClosing: Sendable {
  private enum State {
    case open
    /// We have said close, and the peer has not.
    case said
    /// Both have, or the connection was failed: only its end is missing.
    case agreed
    case ended
  }

  private let role: WebSocketRole
  private var state = State.open
  private var peerClose: WebSocketClose?

  /// Makes the state of a fresh connection for one side of it.
  package init(_ role: WebSocketRole) {
    self.role = role
  }

  /// Whether messages, pings and pongs may still be written.
  package var mayWrite: Bool { if case .open = state { true } else { false } }

  /// Our side wants to close; whatever else it has to say must have been written.
  package mutating func close(_ close: WebSocketClose) -> WebSocketClosingAction {
    guard case .open = state else { return .nothing }
    state = .said
    return .send(close, then: .awaitClose)
  }

  /// The peer's close frame has come; it is answered with its own code.
  package mutating func received(_ close: WebSocketClose) -> WebSocketClosingAction {
    switch state {
    case .open:
      peerClose = close
      state = .agreed
      let answer = close.code.map { WebSocketClose($0) } ?? .withoutCode
      return .send(answer, then: lastStep)
    case .said:
      peerClose = close
      state = .agreed
      return .proceed(lastStep)
    case .agreed, .ended: return .nothing
    }
  }

  /// The peer broke the protocol: it is told why, and the connection ends without an answer.
  package mutating func failed(_ error: WebSocketParsingError) -> WebSocketClosingAction {
    switch state {
    case .open:
      state = .agreed
      let close = WebSocketClose(error.closeCode, reason: error.description)
      return .send(close, then: .endConnection)
    case .said:
      state = .agreed
      return .proceed(.endConnection)
    case .agreed, .ended: return .nothing
    }
  }

  /// The deadline for the step asked for has passed.
  package mutating func timedOut() -> WebSocketClosingAction {
    switch state {
    case .said, .agreed:
      state = .agreed
      return .proceed(.endConnection)
    case .open, .ended: return .nothing
    }
  }

  /// The connection has ended, by whomever: tells what a browser would report in its close event.
  package mutating func connectionEnded() -> WebSocketEnding {
    state = .ended
    // Whoever receives a close has sent one, before or as its answer: both sides have said it.
    guard let peerClose else {
      return WebSocketEnding(code: .abnormal, reason: "", isClean: false)
    }
    return WebSocketEnding(
      code: peerClose.code ?? .noStatus, reason: peerClose.reason, isClean: true)
  }

  private var lastStep: WebSocketClosingStep {
    role == .server ? .endConnection : .awaitEnd
  }
}
