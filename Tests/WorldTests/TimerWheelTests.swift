import Testing

@testable import World

@Suite struct TimerWheelTests {
  @Test func `timers fire in the order of instants, and of arming where instants are equal`() {
    let wheel = TimerWheel()
    let order = Box<[Int]>([])
    for (name, deadline) in [(0, 50), (1, 10), (2, 50), (3, 0), (4, 1 << 40), (5, 10)] {
      _ = wheel.arm(at: Int64(deadline)) { order.value.append(name) }
    }
    while let wake = wheel.nextWake() { wheel.popDue(at: wake)?() }
    #expect(order.value == [3, 1, 5, 0, 2, 4])
    #expect(wheel.count == 0)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `two thousand random arms and cancels agree with a sorted list`(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let wheel = TimerWheel()
    var armed: [(deadline: Int64, number: Int, timer: TimerID)] = []
    let fired = Box<[Int]>([])
    var now: Int64 = 0
    for number in 0..<2_000 {
      // From under a tick to years, so that every level of the wheel is used, and the present.
      let isNow = random.chance(0.3)
      let deadline = isNow ? now : now + Int64(1) << Int64(random.index(below: 55))
      armed.append((deadline, number, wheel.arm(at: deadline) { fired.value.append(number) }))
      if random.chance(0.3) {
        let victim = armed.remove(at: random.index(below: armed.count))
        wheel.cancel(victim.timer)
      }
      guard random.chance(0.5) else { continue }
      let expected = armed.enumerated().min {
        ($0.element.deadline, $0.element.number) < ($1.element.deadline, $1.element.number)
      }
      guard let expected else { continue }
      // Waking may be early where the wheel knows a deadline only roughly, but never late.
      while let wake = wheel.nextWake(), fired.value.last != expected.element.number {
        #expect(wake <= expected.element.deadline)
        now = max(now, wake)
        wheel.popDue(at: now)?()
      }
      #expect(now == max(now, expected.element.deadline))
      armed.remove(at: expected.offset)
    }
    #expect(wheel.count == armed.count)
  }

  @Test func `a stale name cancels nothing, even when its place is used again`() {
    let wheel = TimerWheel()
    let fired = Box(0)
    let first = wheel.arm(at: 5) {}
    wheel.cancel(first)
    _ = wheel.arm(at: 5) { fired.value += 1 }
    wheel.cancel(first)
    wheel.cancel(.none)
    wheel.popDue(at: 5)?()
    #expect(fired.value == 1)
  }

  @Test func `a timer that is cancelled in the current tick never fires`() {
    let wheel = TimerWheel()
    let timer = wheel.arm(at: 3) { Issue.record("a cancelled timer fired") }
    #expect(wheel.nextWake() == 3)
    wheel.cancel(timer)
    #expect(wheel.nextWake() == nil)
    #expect(wheel.popDue(at: 100) == nil)
  }

  @Test func `a timer armed before the tick that was looked at still comes first`() {
    let wheel = TimerWheel()
    _ = wheel.arm(at: 10_000_000_000) {}
    #expect(wheel.nextWake().map { $0 <= 10_000_000_000 } == true)
    _ = wheel.arm(at: 7) {}
    #expect(wheel.nextWake() == 7)
  }
}
