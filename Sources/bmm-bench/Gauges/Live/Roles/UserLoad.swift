import HTTP
import World

/// A group of users, as a run has it.
final class UserLoad: CountedLoad, @unchecked Sendable {  // Confined to its world's loop.
  private let runner: GroupRunner
  private let journal = RunJournal()
  private let world: World
  private let first: Duration?
  private var taken = Histogram()
  private var failed = 0
  private var seen = 0

  /// Users who ask for streams with that first token, or for whole answers.
  init(_ arrivals: Arrivals, first: Duration?, of target: Address, in world: World) {
    self.world = world
    self.first = first
    let step = PreviewStep(prompt: "A server that tells the weather, number {n}")
    let group = UserGroup(
      name: "load", plans: .only(.team), arrivals: arrivals, accounts: BenchLimits.openLoopAccounts,
      steps: [.preview(first == nil ? .sync : .stream, step)])
    runner = GroupRunner(
      group, UserAccount.make(for: group, number: 0, in: world),
      UserTarget(address: target, host: Stack.publicHost, webOrigin: Stack.webOrigin), in: world,
      journal)
  }

  /// How long answers took; of streams, by how much more than it should the first token did.
  var times: Histogram {
    take()
    return taken
  }

  /// Answers that were none, and requests that could not begin.
  var errors: Int {
    take()
    return failed + journal.dropped.total
  }

  func begin() {
    world.spawn("group") { [runner] in await runner.run() }
  }

  func count(_ isCounting: Bool) {
    if isCounting {
      (seen, taken, failed) = (journal.records.count, Histogram(), 0)
    } else {
      take()
    }
  }

  /// Takes in what has ended since the last look.
  private func take() {
    for record in journal.records[seen...] {
      let value = first.map { first in record.firstToken.map { $0 - record.planned - first } }
      guard record.status == 200, let ended = record.ended,
        let time = value ?? .some(ended - record.planned)
      else {
        failed += 1
        continue
      }
      taken.record(max(0, time.nanoseconds))
    }
    seen = journal.records.count
  }
}
