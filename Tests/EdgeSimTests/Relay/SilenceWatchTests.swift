import Testing
import World

@testable import EdgeSim

@Suite struct SilenceWatchTests {
  /// Runs a watch of 10 s; each event is a second and what happens then.
  private func fired(
    late: Duration = .zero, _ events: [(Int, (SilenceWatch) -> Void)]
  ) -> (times: [Instant], longest: Duration) {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("edge", on: loop)
    let times = Box<[Instant]>([])
    let watch = SilenceWatch(world, limit: .seconds(10), late)
    watch.whenOver = { times.value.append(world.now) }
    for (second, action) in events {
      _ = world.at(.start + .seconds(second)) { action(watch) }
    }
    #expect(loop.run(until: .start + .seconds(1000)) == .idle)
    return (times.value, watch.longest)
  }

  @Test func `silence fires once, at the limit`() {
    let (times, _) = fired([(1, { $0.start() })])
    #expect(times == [.start + .seconds(11)])
  }

  @Test func `lateness comes on top`() {
    let (times, _) = fired(late: .milliseconds(250), [(1, { $0.start() })])
    #expect(times == [.start + .milliseconds(11_250)])
  }

  @Test func `each read begins the silence anew`() {
    let (times, longest) = fired([
      (0, { $0.start() }), (7, { $0.noteRead() }), (9, { $0.noteRead() }),
      (18, { $0.noteRead() }),
    ])
    #expect(times == [.start + .seconds(28)])
    #expect(longest == .seconds(9))
  }

  @Test func `a pause is nobody's silence`() {
    let (times, longest) = fired([
      (0, { $0.start() }), (4, { $0.pause() }), (100, { $0.start() }),
    ])
    #expect(times == [.start + .seconds(110)])
    #expect(longest == .seconds(4))
  }

  @Test func `a stop ends it and counts the last silence`() {
    let (times, longest) = fired([(0, { $0.start() }), (3, { $0.stop() }), (5, { $0.stop() })])
    #expect(times.isEmpty)
    #expect(longest == .seconds(3))
  }

  @Test func `a limit that never comes leaves no timer behind`() {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("edge", on: loop)
    let watch = SilenceWatch(world, limit: EdgeLimits.noTimeout, .zero)
    watch.whenOver = { Issue.record("an endless limit has ended") }
    watch.start()
    #expect(loop.run(until: .start + .seconds(10)) == .idle)
  }
}
