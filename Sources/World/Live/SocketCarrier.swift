import CLinux
import Glibc

/// Carries a connection's bytes over a TCP socket.
final class SocketCarrier: Carrier, FileHandler {
  private let driver: LiveDriver
  private let connection: Connection
  private var descriptor: Int32
  private var mayRead = false
  private var mayWrite = true
  private var sawPeerEnd = false
  private var isReading = false
  private var isQueuedForReading = false
  private var isQueuedForSending = false
  private var didShutDown = false
  private var isLingering = false
  private var lingerTimer = TimerID.none
  private var sendTimer = TimerID.none

  init(_ driver: LiveDriver, _ connection: Connection, descriptor: Int32) {
    self.driver = driver
    self.connection = connection
    self.descriptor = descriptor
    SocketAddress.setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
  }

  func ready(_ events: UInt32) {
    if events & (bmm_epoll_rdhup | bmm_epoll_hup | bmm_epoll_err) != 0 { sawPeerEnd = true }
    if events & (bmm_epoll_in | bmm_epoll_rdhup | bmm_epoll_hup | bmm_epoll_err) != 0 {
      mayRead = true
      readAvailable()
      if events & bmm_epoll_err != 0 { noteUnreadError() }
    }
    if events & bmm_epoll_out != 0 {
      mayWrite = true
      sendNow()
    }
  }

  // MARK: Reading

  /// Not at once: whoever consumes is in the middle of reading, and must not be called again there.
  func inputConsumed() {
    if mayRead, !isReading { readLater() }
  }

  private func readLater() {
    guard !isQueuedForReading else { return }
    isQueuedForReading = true
    driver.willRead(self)
  }

  /// Reads what the kernel has, at the end of the turn in which room was made.
  func readNow() {
    isQueuedForReading = false
    if mayRead { readAvailable() }
  }

  private func readAvailable() {
    guard !isReading else { return }
    isReading = true
    defer { isReading = false }
    var budget = NetworkLimits.readBurst
    while descriptor >= 0, mayRead, connection.input.count < connection.inputRoom {
      guard budget > 0 else { return readLater() }
      budget -= 1
      let count = driver.calls.receive(descriptor, driver.scratch)
      if count > 0 {
        // A short read has drained the socket (epoll(7)), unless the peer's end is behind it.
        if count < driver.scratch.count, !sawPeerEnd { mayRead = false }
        take(count)
      } else {
        readStopped(count == 0 ? 0 : errno)
      }
    }
  }

  /// A reset that no read can report, since there is no room to read into.
  private func noteUnreadError() {
    guard descriptor >= 0, connection.input.count >= connection.inputRoom else { return }
    connection.failed(.reset)
  }

  private func take(_ count: Int) {
    guard !isLingering else { return }
    connection.received(UnsafeBufferPointer(rebasing: driver.scratch[..<count]))
  }

  private func readStopped(_ error: Int32) {
    mayRead = false
    switch error {
    case EAGAIN: sawPeerEnd = false
    case EINTR: mayRead = true
    case _ where isLingering: closeSocket()
    case 0: connection.receivedEnd()
    default: connection.failed(.reset)
    }
  }

  // MARK: Writing

  func outputChanged() {
    if connection.output.count >= NetworkLimits.outputHighWater { return sendNow() }
    guard !isQueuedForSending else { return }
    isQueuedForSending = true
    driver.willSend(self)
  }

  /// Sends what the kernel takes, then ends the direction if it was finished.
  func sendNow() {
    isQueuedForSending = false
    while descriptor >= 0, mayWrite, !connection.output.isEmpty {
      let count = driver.calls.send(descriptor, connection.output.view)
      if count >= 0 {
        connection.output.removeFirst(count)
        if isLingering { closeSocket(within: NetworkLimits.unsent) }
      } else if !sendGoesOn(after: errno) {
        return
      }
    }
    connection.outputTaken()
    if connection.output.isEmpty, connection.outputFinished { shutDown() }
  }

  /// Whether to go on behind a send that failed, or whether that was decided otherwise.
  private func sendGoesOn(after error: Int32) -> Bool {
    switch error {
    case EINTR: return true
    case EAGAIN:
      mayWrite = false
      return true
    case ENOBUFS, ENOMEM:
      // The socket is not full, so no event will tell when to try again.
      let world = connection.world
      world.cancel(sendTimer)
      sendTimer = world.at(world.now + NetworkLimits.shortagePause) { [self] in sendNow() }
      return false
    default:
      writeFailed()
      return false
    }
  }

  private func writeFailed() {
    connection.output.removeAll()
    if isLingering { closeSocket() } else { connection.failed(.reset) }
  }

  private func shutDown() {
    guard descriptor >= 0, !didShutDown else { return }
    didShutDown = true
    shutdown(descriptor, bmm_shut_wr)
    guard isLingering else { return }
    if connection.inputEnded { closeSocket() } else { closeSocket(within: NetworkLimits.linger) }
  }

  // MARK: Ending

  /// After a finish the socket stays a moment, since closing over unread input resets the peer
  /// and destroys the answer that is on its way.
  func closed(afterFinish: Bool) {
    guard descriptor >= 0 else { return }
    guard afterFinish, connection.failure as? ConnectionError != .reset else {
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return closeSocket()
    }
    isLingering = true
    closeSocket(within: didShutDown ? NetworkLimits.linger : NetworkLimits.unsent)
    sendNow()
    if didShutDown, connection.inputEnded { closeSocket() } else { readAvailable() }
  }

  private func closeSocket(within patience: Duration) {
    let world = connection.world
    world.cancel(lingerTimer)
    lingerTimer = world.at(world.now + patience) { [self] in closeSocket() }
  }

  private func closeSocket() {
    guard descriptor >= 0 else { return }
    connection.world.cancel(lingerTimer)
    connection.world.cancel(sendTimer)
    driver.closeFile(descriptor)
    descriptor = -1
  }
}
