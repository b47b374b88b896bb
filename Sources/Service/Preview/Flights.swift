import HTTP
import World

/// The drafts under way: who asks for one that is being written joins it.
final class Flights: @unchecked Sendable {  // Confined to its world's loop.
  let world: World
  let drafter: SpecDrafter
  let limiter: Limiter
  let cache: PreviewCache
  let log: ServiceLog

  private let activity: Activity
  private let bugs: KnownBugs
  private var running: [Int: Flight] = [:]
  /// Those of them that a request may join; without a cache every request has a call of its own.
  private var open: [FlightKey: Flight] = [:]
  private var count = 0
  private var isStopping = false

  init(
    in world: World, _ drafter: SpecDrafter, _ limiter: Limiter, _ cache: PreviewCache,
    _ log: ServiceLog, _ activity: Activity, bugs: KnownBugs
  ) {
    self.world = world
    self.drafter = drafter
    self.limiter = limiter
    self.cache = cache
    self.log = log
    self.activity = activity
    self.bugs = bugs
  }

  /// Makes a request wait for its draft, for one that is under way if there is such a one.
  ///
  /// Nothing in here suspends: between the look and the beginning nobody else can begin the same.
  @inline(never)
  func join(
    _ preview: AdmittedPreview, _ record: PreviewRecord, isStreamed: Bool
  ) throws(CallStop) -> Participant {
    if isStopping {
      world.mark(ServiceMark.refusedWhileStopping)
      throw .stopping
    }
    let key = FlightKey(preview, isStreamed: isStreamed)
    // Who waits for the whole may also wait for a stream's end. The whole answer began before that
    // stream, or it would have joined it.
    let under = open[key] ?? (isStreamed ? nil : open[FlightKey(preview, isStreamed: true)])
    if let under {
      world.mark(
        under.key == key ? ServiceMark.draftJoined : .streamJoinedForWhole)
    }
    let flight = under ?? begin(preview, key)
    let participant = Participant(
      record, flight, preview, preview.budget(isStreamed: isStreamed), in: world)
    flight.join(participant)
    participant.followClient(bugs)
    if under == nil { start(flight) }
    return participant
  }

  /// Throws where joining a flight would, for a request that needs none.
  func check(_ record: PreviewRecord) throws(CallStop) {
    if isStopping { throw .stopping }
    if bugs.contains(.upstreamNotCancelled) { return }
    let connection = record.request.exchange.connection
    guard connection.inputEnded || connection.failure != nil else { return }
    throw CallStop(endOf: connection)
  }

  /// Nobody may join the flight any more.
  func close(_ flight: Flight) {
    running[flight.number] = nil
    if open[flight.key] === flight { open[flight.key] = nil }
  }

  // MARK: Stopping

  /// Refuses all requests from now on; what is under way goes on.
  func refuseNew() {
    isStopping = true
  }

  /// Ends all flights, and tells their participants.
  func stop() {
    isStopping = true
    for (_, flight) in running.sorted(by: { $0.key < $1.key }) { flight.stop() }
  }

  private func begin(_ preview: AdmittedPreview, _ key: FlightKey) -> Flight {
    count += 1
    let flight = Flight(count, key, preview, self)
    running[count] = flight
    if cache.lifetime != nil { open[key] = flight }
    return flight
  }

  private func start(_ flight: Flight) {
    activity.begin()
    world.spawn("preview flight") { [activity] in
      await flight.run()
      activity.end()
    }
  }
}
