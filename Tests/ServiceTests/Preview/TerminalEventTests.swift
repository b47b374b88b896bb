import Testing
import World

@testable import Service

@Suite struct TerminalEventTests {
  @Test(arguments: [([], false), (.terminalEventNotAwaited, true)] as [(KnownBugs, Bool)])
  func `a stream counts as resolved once its handler has done its work`(
    bug: KnownBugs, early: Bool
  ) {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let terminal = TerminalEvent(in: world, Activity(in: world), bugs: bug)
    let resolvedInside = Box(false)
    let doneBehind = Box(true)

    world.spawn("test") {
      let done = Box(false)
      await terminal.deliver {
        await world.sleep(for: .seconds(1))
        resolvedInside.value = terminal.isResolved
        done.value = true
      }
      doneBehind.value = done.value
    }

    #expect(!terminal.isResolved)
    #expect(loop.run(until: .start + .seconds(10)) == .idle)
    #expect(terminal.isResolved)
    #expect(resolvedInside.value == early)
    #expect(doneBehind.value == !early)
  }
}
