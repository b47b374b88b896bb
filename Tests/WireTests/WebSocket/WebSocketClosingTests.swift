import Testing
import Wire

@Suite struct WebSocketClosingTests {
  static let bye = WebSocketClose(.goingAway, reason: "bye")

  @Test(
    arguments: [(.client, .awaitEnd), (.server, .endConnection)]
      as [(WebSocketRole, WebSocketClosingStep)])
  func `a close is answered with its code, and the server ends the connection`(
    role: WebSocketRole, step: WebSocketClosingStep
  ) {
    var closing = WebSocketClosing(role)

    #expect(closing.mayWrite)
    #expect(closing.received(Self.bye) == .send(WebSocketClose(.goingAway), then: step))
    #expect(!closing.mayWrite)
    #expect(
      closing.connectionEnded()
        == WebSocketEnding(code: .goingAway, reason: "bye", isClean: true))
  }

  @Test(
    arguments: [(.client, .awaitEnd), (.server, .endConnection)]
      as [(WebSocketRole, WebSocketClosingStep)])
  func `our own close waits for the peer's`(role: WebSocketRole, step: WebSocketClosingStep) {
    var closing = WebSocketClosing(role)

    #expect(closing.close(Self.bye) == .send(Self.bye, then: .awaitClose))
    #expect(!closing.mayWrite)
    #expect(closing.received(WebSocketClose(.normal)) == .proceed(step))
    #expect(
      closing.connectionEnded() == WebSocketEnding(code: .normal, reason: "", isClean: true))
  }

  @Test func `a close without a code is answered and reported without one`() {
    var closing = WebSocketClosing(.server)

    #expect(closing.received(.withoutCode) == .send(.withoutCode, then: .endConnection))
    #expect(
      closing.connectionEnded() == WebSocketEnding(code: .noStatus, reason: "", isClean: true))
  }

  @Test func `an end without a close is abnormal, whatever we have said`() {
    var silent = WebSocketClosing(.client)
    var saying = WebSocketClosing(.client)
    _ = saying.close(Self.bye)
    let abnormal = WebSocketEnding(code: .abnormal, reason: "", isClean: false)

    #expect(silent.connectionEnded() == abnormal)
    #expect(saying.connectionEnded() == abnormal)
    #expect(!silent.mayWrite)
  }

  @Test(arguments: WebSocketParsingErrorTests.all)
  func `a broken protocol is answered with its code, and waits for nothing`(
    error: WebSocketParsingError
  ) {
    var closing = WebSocketClosing(.client)
    let close = WebSocketClose(error.closeCode, reason: error.description)

    #expect(closing.failed(error) == .send(close, then: .endConnection))
    #expect(!closing.connectionEnded().isClean)
  }

  @Test func `a failure behind our own close only ends the connection`() {
    var closing = WebSocketClosing(.server)
    _ = closing.close(Self.bye)

    #expect(closing.failed(.lengthOutOfRange) == .proceed(.endConnection))
  }

  @Test func `a peer that does not answer in time is not waited for`() {
    var unanswered = WebSocketClosing(.server)
    _ = unanswered.close(Self.bye)
    var unended = WebSocketClosing(.client)
    _ = unended.received(Self.bye)

    #expect(unanswered.timedOut() == .proceed(.endConnection))
    #expect(unended.timedOut() == .proceed(.endConnection))
    #expect(unended.connectionEnded().isClean, "both had said close")
  }

  @Test func `nothing is said twice`() {
    var closing = WebSocketClosing(.server)
    _ = closing.received(Self.bye)

    #expect(closing.received(Self.bye) == .nothing)
    #expect(closing.close(Self.bye) == .nothing)
    #expect(closing.failed(.lengthOutOfRange) == .nothing)
    _ = closing.connectionEnded()
    #expect(closing.timedOut() == .nothing)

    var open = WebSocketClosing(.server)
    #expect(open.timedOut() == .nothing, "no deadline was asked for")
    _ = open.close(Self.bye)
    #expect(open.close(Self.bye) == .nothing)
  }
}
