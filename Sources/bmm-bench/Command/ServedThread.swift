import World

/// One thread of what is served: a loop with roles on it, which share a port and nothing else.
struct ServedThread {
  let loop: Loop
  let stack: Stack

  /// Starts the roles; on any thread but the first, only the outermost beside those that stand.
  init(
    number: Int, of scenario: Scenario, _ topology: Topology, timeScale: Double,
    sharing ports: LiveOptions.Ports, _ console: Console
  ) throws {
    // Numbered, since threads of one seed would give their requests the same ids.
    var seeds = RandomStream(seed: scenario.seed).child("thread").child(number)
    let seed = number == 0 ? scenario.seed : seeds.next()
    var options = LiveOptions(seed: seed, timeScale: timeScale)
    options.ports = ports
    loop = try Loop.live(options)
    let journal = RunJournal(keeping: .nothing) { console.note(json: $0.json) }
    stack = try Stack(scenario, topology, on: loop, .live, journal)
  }

  /// Serves until the user wants it to end, and what runs has ended or had its time.
  func run(onEnding: @escaping () -> Void = {}) {
    loop.whenInterrupted { [self] in
      onEnding()
      stack.users.spawn("end") {
        await stack.stop(by: stack.users.now + BenchLimits.drain)
        loop.end(within: BenchLimits.drain)
      }
    }
    _ = loop.run(until: .never)
  }
}
