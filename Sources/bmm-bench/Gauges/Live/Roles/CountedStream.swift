import HTTP
import Wire
import World

/// One stream of a load: each delta is measured when it comes.
final class CountedStream: ConnectionSink {
  private let call: HTTPCall
  private let load: StreamLoad
  private let type: StaticString
  private var clock: LatenessClock
  private var parser = SSEParser()
  private var hasHead = false
  private var isFirst = true
  private var isLost = false

  /// Counts the events of a type.
  init(
    _ call: HTTPCall, of type: StaticString, perSecond: Double, in load: StreamLoad
  ) {
    self.call = call
    self.type = type
    self.load = load
    clock = LatenessClock(perSecond: perSecond)
  }

  /// Reads from now on.
  func begin() {
    call.connection.sink = self
    inputChanged(call.connection)
  }

  func inputChanged(_ connection: Connection) {
    guard !isLost else { return }
    do {
      try read(connection)
    } catch {
      isLost = true
      load.lost(error)
    }
  }

  func outputDrained(_ connection: Connection) {}

  private func read(_ connection: Connection) throws {
    if !hasHead, let head = try call.readHead(from: connection) {
      guard head.status == 200 else { throw HTTPClientError.truncated }
      hasHead = true
    }
    guard hasHead else {
      if connection.failure != nil || connection.inputEnded {
        throw HTTPClientError.closedBeforeHead
      }
      return
    }
    let now = connection.world.now
    var failure: (any Error)?
    try call.readBody(from: connection) { view in
      do {
        try parser.feed(view) { frame in take(frame, at: now) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if call.isFinished || connection.inputEnded || connection.failure != nil {
      throw HTTPClientError.truncated
    }
  }

  private func take(_ frame: SSEFrame, at now: Instant) {
    guard frame.typeIs(type) else { return }
    load.took(clock.event(at: now), isFirst: isFirst)
    isFirst = false
  }
}
