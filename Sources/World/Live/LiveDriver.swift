import CLinux
import Glibc
import Synchronization

/// Gets a descriptor's events from the live driver.
protocol FileHandler: AnyObject {
  /// The kernel reports these epoll events.
  func ready(_ events: UInt32)
}

/// The live world: real time, and sockets under edge-triggered epoll.
///
/// Every descriptor is registered once, so that readiness is a flag of its socket and no system
/// call is spent on interest. Writes of one turn are sent together at its end.
final class LiveDriver: Driver {
  let readyBurst = 512
  let timerBurst = 255
  let epoch: WallTime
  /// Shared by all sockets: valid until the next call that reads.
  let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65_536)

  let calls: SocketCalls
  let ports: LiveOptions.Ports

  private let finishedWork: FinishedWork
  /// Pieces of work that lanes have and whose tasks have not gone on yet.
  private var pendingWork = 0
  /// Lanes with work of this turn.
  private var lanes: [LiveLane] = []
  private let epoll: Int32
  private let wakeUp: Int32
  private let speed: Double
  private let startNanoseconds: Int64
  private let inbox = Mutex<[ReadyQueue.Unowned]>([])
  private var handlers: [(handler: (any FileHandler)?, generation: UInt32)] = []
  private var openFiles = 0
  private var unread: [SocketCarrier] = []
  private var reading: [SocketCarrier] = []
  private var unsent: [SocketCarrier] = []
  /// What one turn takes from the kernel. What a turn makes is sent at its end, so a longer one
  /// keeps everybody waiting: of 64 busy connections 99 of 100 requests took 1.1 ms through the
  /// edge with 32, 1.5 ms with 256, and 16 cost 8 % of the rate.
  private var events = [epoll_event](repeating: epoll_event(), count: 32)

  init(_ options: LiveOptions, calls: SocketCalls = .kernel) throws(LiveError) {
    self.calls = calls
    ports = options.ports
    epoll = epoll_create1(bmm_epoll_cloexec)
    wakeUp = eventfd(0, bmm_eventfd_flags)
    finishedWork = FinishedWork(wakeUp: wakeUp)
    guard epoll >= 0, wakeUp >= 0 else { throw .noDescriptor(errno: errno) }
    speed = 1 / options.timeScale
    startNanoseconds = Stopwatch.monotonicNanoseconds()
    epoch = Self.calendarTime()
    var interest = epoll_event()
    interest.events = bmm_epoll_in
    interest.data.u64 = UInt64(UInt32(bitPattern: wakeUp))
    epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &interest)
    signal(SIGPIPE, SIG_IGN)
    Interruption.willWake(wakeUp)
    _ = bmm_raise_file_limit()
    _ = bmm_set_timer_slack(1000)
  }

  deinit {
    Interruption.willNotWake(wakeUp)
    close(epoll)
    close(wakeUp)
    scratch.deallocate()
  }

  var isIdle: Bool {
    openFiles == 0 && unread.isEmpty && unsent.isEmpty && pendingWork == 0
      && inbox.withLock { $0.isEmpty }
  }

  func burstEnd(at now: Instant) -> LoopEnd? { nil }

  // MARK: Time

  func pass(until instant: Instant, on loop: Loop) {
    handOver()
    // Reading and sending wake tasks and arm timers, for which it must not sleep too long.
    let instant = endTurn() ? min(instant, loop.nextStep) : instant
    loop.now = present()
    var patience = timespec(tv_sec: 3600, tv_nsec: 0)
    if !unread.isEmpty {
      patience = timespec()
    } else if instant < loop.now + .seconds(3600) {
      let real = Int64(Double(max(0, (instant - loop.now).nanoseconds)) / speed)
      patience = timespec(tv_sec: Int(real / 1_000_000_000), tv_nsec: Int(real % 1_000_000_000))
    }
    let count = bmm_epoll_wait(epoll, &events, Int32(events.count), &patience)
    loop.now = present()
    for event in events.prefix(Int(max(0, count))) { dispatch(event) }
    takeInbox(loop)
    resumeFinished()
  }

  private func present() -> Instant {
    let elapsed = Stopwatch.monotonicNanoseconds() - startNanoseconds
    return Instant(nanoseconds: Int64(Double(elapsed) * speed))
  }

  private static func calendarTime() -> WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  // MARK: Other threads

  func enqueueFromOutside(_ job: UnownedJob, of world: World) {
    let isFirst = inbox.withLock { jobs in
      defer { jobs.append(ReadyQueue.Unowned(step: .job(job), world: world)) }
      return jobs.isEmpty
    }
    // Else the loop was told and has not looked yet.
    guard isFirst else { return }
    var one: UInt64 = 1
    write(wakeUp, &one, 8)
  }

  private func takeInbox(_ loop: Loop) {
    let jobs = inbox.withLock { jobs in
      defer { jobs.removeAll(keepingCapacity: true) }
      return jobs
    }
    for next in jobs { loop.append(next) }
  }

  func setAbsence(_ absence: Absence?, of host: String) {
    preconditionFailure("\(host) cannot be hidden on real sockets: only a simulation can do that")
  }

  func forget(_ world: World) {
    preconditionFailure("\(world.name) was killed on real sockets: only a simulation can do that")
  }

  func secret(byteCount: Int, from chance: inout RandomStream) -> String {
    KernelSecret.hexadecimal(byteCount: byteCount)
  }

  func lane(_ name: String, for world: World) -> any LaneDriver {
    LiveLane(on: self, finishedWork)
  }

  /// Counts a piece of work, and remembers a lane that has got its first of this turn.
  func willHandOver(_ lane: LiveLane, isFirst: Bool) {
    pendingWork += 1
    if isFirst { lanes.append(lane) }
  }

  private func handOver() {
    guard !lanes.isEmpty else { return }
    for lane in lanes { lane.handOver() }
    lanes.removeAll(keepingCapacity: true)
  }

  private func resumeFinished() {
    guard pendingWork > 0 else { return }
    let tasks = finishedWork.take()
    pendingWork -= tasks.count
    for task in tasks { task.resume() }
  }

  // MARK: Descriptors

  /// Watches a descriptor for all events, edge-triggered; false when the kernel refuses. Either way
  /// it is the driver's to close.
  func watch(_ descriptor: Int32, _ handler: any FileHandler) -> Bool {
    let index = Int(descriptor)
    while handlers.count <= index { handlers.append((nil, 0)) }
    handlers[index].handler = handler
    var interest = epoll_event()
    interest.events =
      bmm_epoll_in | bmm_epoll_out | bmm_epoll_rdhup | bmm_epoll_edge_triggered
    interest.data.u64 = UInt64(handlers[index].generation) << 32 | UInt64(descriptor)
    openFiles += 1
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest) == 0
  }

  /// Hands a watched descriptor's events to another handler.
  func rewatch(_ descriptor: Int32, _ handler: any FileHandler) {
    handlers[Int(descriptor)].handler = handler
  }

  /// Closes a watched descriptor; events of it that are still in the batch are dropped.
  func closeFile(_ descriptor: Int32) {
    handlers[Int(descriptor)].handler = nil
    handlers[Int(descriptor)].generation &+= 1
    openFiles -= 1
    close(descriptor)
  }

  private func dispatch(_ event: epoll_event) {
    let descriptor = Int32(truncatingIfNeeded: event.data.u64 & 0xFFFF_FFFF)
    if descriptor == wakeUp {
      var count: UInt64 = 0
      read(wakeUp, &count, 8)
      return
    }
    let entry = handlers[Int(descriptor)]
    guard entry.generation == UInt32(event.data.u64 >> 32) else { return }
    entry.handler?.ready(event.events)
  }

  // MARK: The end of a turn

  /// Remembers a socket that has unsent bytes.
  func willSend(_ socket: SocketCarrier) {
    unsent.append(socket)
  }

  /// Remembers a socket that has room again for bytes the kernel holds.
  func willRead(_ socket: SocketCarrier) {
    unread.append(socket)
  }

  /// Reads and sends what has been put off; false when there was nothing.
  private func endTurn() -> Bool {
    if unread.isEmpty, unsent.isEmpty { return false }
    // Whoever has still more to read by now waits for the next turn, behind all others.
    swap(&unread, &reading)
    for socket in reading { socket.readNow() }
    reading.removeAll(keepingCapacity: true)
    // Sending may add more sockets at once, hence by index and not by iteration.
    var sent = 0
    while sent < unsent.count {
      unsent[sent].sendNow()
      sent += 1
    }
    unsent.removeAll(keepingCapacity: true)
    return true
  }
}
