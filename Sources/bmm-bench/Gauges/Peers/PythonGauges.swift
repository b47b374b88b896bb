import Wire

/// The same work as ours in Python: what others use to simulate and to generate load.
enum PythonGauges {
  /// SimPy: time-outs of many processes, and hops between two.
  static func simPy(tasks: Int = 1_000, rounds: Int = 2_000, hops: Int = 200_000) -> Gauge {
    let name = "peers.simpy"
    return Gauge(
      name: name, about: "SimPy: time-outs and hops through a store", isQuick: true, arm: .live
    ) { bench in
      guard let found = bench.peers.find(.simpy) else { return [] }
      let note = "SimPy \(found.version)"
      return [
        Figure(
          id: "\(name).timeout", title: "a SimPy process times out once, \(tasks) processes",
          unit: "ns", values: [try run(timeouts(tasks, rounds), found.path)], note: note),
        Figure(
          id: "\(name).hop", title: "a SimPy hop through a store", unit: "ns",
          values: [try run(storeHops(hops), found.path)], note: note),
      ]
    }
  }

  /// asyncio: sleeps of many tasks in real time.
  static func asyncio(tasks: Int = 1_000, rounds: Int = 200) -> Gauge {
    let name = "peers.asyncio"
    return Gauge(
      name: name, about: "Python's asyncio: sleeps of tasks in real time", isQuick: true, arm: .live
    ) { bench in
      guard let found = bench.peers.find(.python3) else { return [] }
      return [
        Figure(
          id: "\(name).sleep", title: "an asyncio task sleeps once, CPU time, \(tasks) tasks",
          unit: "ns", values: [try run(sleeps(tasks, rounds), found.path)],
          note: "Python \(found.version)")
      ]
    }
  }

  /// Runs a script that prints nanoseconds of CPU time per operation.
  private static func run(_ script: String, _ python: String) throws -> Double {
    let end = try ChildProcess(python, ["-c", script]).end()
    let line = end.output.prefix { $0 != "\n" }
    guard end.code == 0, let nanoseconds = Double(line) else {
      throw GaugeError("\(python) ended with code \(end.code) and said \"\(line)\"")
    }
    return nanoseconds
  }

  private static func timeouts(_ tasks: Int, _ rounds: Int) -> String {
    """
    import simpy, time
    environment = simpy.Environment()
    interval = 1 / 130
    def ticker(phase):
        yield environment.timeout(phase)
        for _ in range(\(rounds)):
            yield environment.timeout(interval)
    for index in range(\(tasks)):
        environment.process(ticker(interval * index / \(tasks)))
    before = time.process_time_ns()
    environment.run()
    print((time.process_time_ns() - before) / (\(tasks) * \(rounds)))
    """
  }

  private static func storeHops(_ hops: Int) -> String {
    """
    import simpy, time
    environment = simpy.Environment()
    there, back = simpy.Store(environment), simpy.Store(environment)
    def player(mine, other):
        for _ in range(\(hops / 2)):
            message = yield mine.get()
            other.put(message)
    environment.process(player(there, back))
    environment.process(player(back, there))
    there.put(bytes(64))
    before = time.process_time_ns()
    environment.run()
    print((time.process_time_ns() - before) / \(hops))
    """
  }

  private static func sleeps(_ tasks: Int, _ rounds: Int) -> String {
    """
    import asyncio, time
    interval = 1 / 130
    async def sleeper(phase):
        await asyncio.sleep(phase)
        for _ in range(\(rounds)):
            await asyncio.sleep(interval)
    async def main():
        await asyncio.gather(*(sleeper(interval * index / \(tasks)) for index in range(\(tasks))))
    before = time.process_time_ns()
    asyncio.run(main())
    print((time.process_time_ns() - before) / (\(tasks) * \(rounds)))
    """
  }
}
