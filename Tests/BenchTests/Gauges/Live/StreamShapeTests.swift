import Testing

@testable import bmm_bench

struct StreamShapeTests {
  private static let shapes = [1_000, 9_000].map { StreamShape(streams: $0, perSecond: 0.5) }

  @Test(arguments: [
    (1, 9_064, [1_000, 9_000]), (1, 9_063, [1_000]), (2, 18_064, [1_000, 9_000]),
    (2, 18_063, [1_000]), (1, 1_024, []),
  ])
  func `shapes that need more descriptors than there are get a line instead`(
    perStream: Int, limit: Int, fitting: [Int]
  ) {
    var notes: [String] = []
    let found = StreamShape.fitting(Self.shapes, descriptorsPerStream: perStream, under: limit) {
      notes.append($0)
    }
    #expect(found.map(\.streams) == fitting)
    #expect(notes.count == Self.shapes.count - fitting.count)
  }

  @Test func `the line says what is missing`() {
    var notes: [String] = []
    _ = StreamShape.fitting(Self.shapes, descriptorsPerStream: 2, under: 4_096) {
      notes.append($0)
    }
    #expect(
      notes == ["9000 × 0.5/s is skipped: it needs 18064 descriptors, ulimit -Hn is 4096"])
  }

  @Test func `a shape has a name for ids`() {
    #expect(Self.shapes.map(\.id) == ["1000x0.5", "9000x0.5"])
  }
}
