import Testing

@testable import World

struct MarkSetTests {
  @Test func `a set holds what was put in, of its own family only`() {
    var marks = MarkSet()
    #expect(marks.count == 0)
    marks.insert(WorldMark.lateSegment)
    marks.insert(WorldMark.lateSegment)
    #expect(marks.contains(WorldMark.lateSegment))
    #expect(!marks.contains(WorldMark.taskStalled))
    let number = Int(WorldMark.lateSegment.rawValue)
    for family in MarkFamily.allCases {
      #expect(marks.contains(number, of: family) == (family == .world))
    }
    #expect(marks.count == 1)
  }

  @Test func `the marks of two runs are those of either`() {
    var (one, other) = (MarkSet(), MarkSet())
    one.insert(0, of: .world)
    other.insert(MarkSet.familyRoom - 1, of: .call)
    one.formUnion(other)
    #expect(one.contains(0, of: .world))
    #expect(one.contains(MarkSet.familyRoom - 1, of: .call))
    #expect(one.count == 2)
    #expect(other.count == 1)
  }

  @Test func `a machine that is slow leaves its marks, and a calm one none`() {
    func marks(_ stalls: TaskStalls) -> MarkSet {
      var options = SimOptions(seed: 1)
      options.stalls = stalls
      let loop = Loop.simulated(options)
      let world = World("one", on: loop)
      world.spawn("sleeper") { for _ in 0..<50 { await world.sleep(for: .seconds(1)) } }
      #expect(loop.run(until: .never) == .idle)
      return loop.marks
    }
    let slow = marks(TaskStalls(probability: 0.5, delay: .constant(0.001)))
    #expect(slow.contains(WorldMark.taskStalled))
    #expect(marks(.none).count == 0)
  }

  @Test func `who watches is told of bytes and ends, and the run stays the same`() throws {
    func run(_ look: ((SimEvent) -> Void)?) throws -> String {
      let loop = Loop.simulated(SimOptions(seed: 1))
      if let look { loop.watch(look) }
      let (one, other) = (World("one", on: loop), World("other", on: loop))
      let listener = try other.listen(at: Address("other", port: 1)) { accepted in
        other.spawn("server") {
          while case .bytes = try? await accepted.more() { accepted.consume(accepted.input.count) }
          accepted.close()
        }
      }
      let address = listener.address
      one.spawn("client") {
        guard let connection = try? await one.connect(to: address, by: .never) else { return }
        connection.write([1, 2, 3])
        connection.finish()
        await one.sleep(for: .seconds(1))
        connection.close()
      }
      _ = loop.run(until: .start + .seconds(10))
      return loop.traceDigest
    }
    var seen: [String] = []
    let watched = try run { event in
      switch event {
      case .bytes(let bytes, let from, let to):
        seen.append("\(from.world.name) \(to.world.name) \(Array(bytes))")
      case .end(let from, _): seen.append("end of \(from.world.name)")
      case .reset(let from, _): seen.append("reset by \(from.world.name)")
      default: seen.append("other")
      }
    }
    #expect(seen == ["one other [1, 2, 3]", "end of one", "reset by other"])
    #expect(try run(nil) == watched)
  }
}
