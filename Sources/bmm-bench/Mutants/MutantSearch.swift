import Service
import World

/// All bugs in all scenarios: those that promise to catch one have to, the others are tried
/// briefly.
struct MutantSearch {
  /// What came of each promise, by bug.
  private(set) var hunts: [MutantHunt] = []
  /// Bugs that no scenario promises to catch.
  private(set) var unpromised: [(bug: KnownBug, others: [String])] = []
  /// What all runs have looked at.
  private(set) var exercised = InvariantSet()
  /// The runs without bugs.
  private(set) var sound: [SoundRuns]
  /// Whether the user broke it off; a bug under way then counts as not looked for.
  var isBrokenOff = false
  /// The bugs that there were to look for.
  let bugs: [KnownBug]
  private let budget: MutantBudget
  private let soundSeeds: Int
  private let crossSeeds: Int

  /// A search that has not begun; scenarios need not hold before.
  init(
    _ scenarios: [Scenario], _ bugs: [KnownBug], _ budget: MutantBudget, sound: Int, cross: Int
  ) {
    self.bugs = bugs
    self.budget = budget
    self.sound = scenarios.map(SoundRuns.init)
    soundSeeds = sound
    crossSeeds = cross
  }

  /// The bugs that were looked for to the end: all, but for a search that was broken off.
  var finished: [KnownBug] {
    bugs.filter { bug in
      hunts.contains { $0.bug.bug == bug.bug } || unpromised.contains { $0.bug.bug == bug.bug }
    }
  }

  /// Whether every bug was caught by every scenario that promises to.
  var hasHeld: Bool { !isBrokenOff && unpromised.isEmpty && hunts.allSatisfy { $0.caught != nil } }

  /// Looks for all bugs, or for as many as the user waits for; throws where the service fails
  /// without any.
  func run(_ console: Console) throws -> MutantSearch {
    var search = self
    do {
      try search.lookForAll(console)
    } catch is Interrupted {
      search.isBrokenOff = true
    }
    return search
  }

  private mutating func lookForAll(_ console: Console) throws {
    for index in sound.indices {
      console.progress("\(sound[index].scenario.name) without bugs …")
      try sound[index].prove(soundSeeds, &exercised)
    }
    for (number, bug) in bugs.enumerated() {
      console.progress("\(number + 1) of \(bugs.count): \(bug.name) …")
      try look(for: bug)
    }
  }

  private mutating func look(for bug: KnownBug) throws {
    var (found, others): ([MutantHunt], [String]) = ([], [])
    for index in sound.indices {
      if sound[index].scenario.catches.contains(bug.bug) {
        found.append(try MutantHunt(bug, in: &sound[index], budget, &exercised))
      } else if try MutantHunt.isSeen(bug, in: &sound[index], seeds: crossSeeds, &exercised) {
        others.append(sound[index].scenario.name)
      }
    }
    if found.isEmpty { unpromised.append((bug, others)) } else { found[0].others = others }
    hunts += found
  }
}
