/// What makes a loop simulated or live: how time passes, and what carries bytes.
protocol Driver: AnyObject {
  /// How many tasks may run before timers and arrivals get their turn.
  var readyBurst: Int { get }
  /// How many timers may fire before arrivals get their turn.
  var timerBurst: Int { get }
  /// Whether nothing but timers and tasks can still happen.
  var isIdle: Bool { get }
  /// The calendar time at the start of the world.
  var epoch: WallTime { get }

  /// Lets time pass to `instant`, or live only until something arrives; moves the loop's clock.
  func pass(until instant: Instant, on loop: Loop)
  /// What it means that a whole burst of tasks ran without time passing.
  func burstEnd(at now: Instant) -> LoopEnd?
  /// Takes in a task that became ready on another thread.
  func enqueueFromOutside(_ job: UnownedJob, of world: World)
  /// Listens; throws when the address cannot be had.
  func listen(at address: Address, for world: World, _ accepted: @escaping (Connection) -> Void)
    throws(ListenError) -> any ListenerHandle
  /// Whether connections can be made to such an address at all, whoever listens there.
  func knows(_ address: Address) -> Bool
  /// Connects, and says once how it went.
  func connect(
    to address: Address, from host: String?, by deadline: Instant, for world: World,
    _ done: @escaping (Result<Connection, ConnectError>) -> Void)
  /// Lets others fail to reach a host, or reach it again; simulation only.
  func setAbsence(_ absence: Absence?, of host: String)
  /// Frees the addresses of a process that has died; simulation only.
  func forget(_ world: World)
  /// A new secret; `chance` is for those whose secrets have to repeat.
  func secret(byteCount: Int, from chance: inout RandomStream) -> String
  /// Makes a lane for blocking work.
  func lane(_ name: String, for world: World) -> any LaneDriver
}

/// A listening address that can be closed.
protocol ListenerHandle: AnyObject {
  /// The address as clients reach it; the port is the real one.
  var address: Address { get }
  /// Takes no more connections; those that were accepted go on.
  func close()
}

/// Runs blocking work apart from the loop and says on the loop that it is done.
protocol LaneDriver: AnyObject {
  /// Runs `work`, in order with the lane's other work; `cost` is its virtual time in seconds.
  func run(
    cost: Distribution, _ work: @escaping @Sendable () -> Void,
    done: UnsafeContinuation<Void, Never>
  )
  /// Ends the lane once its work is done.
  func close()
}
