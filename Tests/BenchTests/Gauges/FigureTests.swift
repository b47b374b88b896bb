import Testing
import Wire

@testable import bmm_bench

struct FigureTests {
  private func figure(
    _ values: [Double], _ better: Figure.Better = .lower, target: Double? = nil
  ) -> Figure {
    Figure(id: "a.b", title: "t", unit: "ns", values: values, better: better, target: target)
  }

  @Test(
    arguments: [
      ([7], 7),
      ([9, 1, 5], 5),
      // One outlier moves a mean, and an even count has no middle of its own.
      ([4, 1_000, 2, 3], 3.5),
    ] as [([Double], Double)])
  func `the median is the middle, or the mean of the two in the middle`(
    values: [Double], expected: Double
  ) {
    #expect(figure(values).median == expected)
  }

  @Test func `the spread goes from the smallest to the largest value`() {
    #expect(figure([5, 1, 9]).spread == 1...9)
    #expect(figure([5]).spread == 5...5)
  }

  @Test(arguments: [
    (Figure.Better.lower, 100, true),
    (.lower, 100.1, false),
    (.higher, 100, true),
    (.higher, 99.9, false),
  ])
  func `a target is held by the median on its good side, the target itself included`(
    better: Figure.Better, median: Double, expected: Bool
  ) {
    #expect(figure([0, median, 1e9], better, target: 100).held == expected)
    #expect(figure([median], better).held == nil)
  }

  @Test(arguments: [(10, "held", true), (10.1, "disturbed", nil)] as [(Double, String, Bool?)])
  func `a target of a gauge is not judged where others took more than a tenth of the core`(
    percent: Double, verdict: String, held: Bool?
  ) {
    var figures = [
      Figure(id: "live.a.rate", title: "t", unit: "x", values: [1], target: 2),
      Figure(id: "live.a.cpu", title: "t", unit: "µs", values: [1]),
      Figure(id: "live.a-b.rate", title: "t", unit: "x", values: [3], target: 2),
      // One disturbed repetition of three moves no median.
      Figure(id: "live.a.foreign", title: "t", unit: "%", values: [0, percent, 99]),
    ]
    Figure.markDisturbed(&figures)
    #expect(figures.map(\.verdict) == [verdict, "", "MISSED", ""])
    #expect(figures.map(\.held) == [held, nil, false, nil])
  }

  @Test func `repetitions of one figure are gathered in order, and a new one is added`() {
    var figures: [Figure] = []
    let other = Figure(id: "c", title: "u", unit: "s", values: [8])
    for repetition in [[figure([1])], [figure([3]), other], [figure([2]), other]] {
      Figure.merge(repetition, into: &figures)
    }
    #expect(figures.map(\.id) == ["a.b", "c"])
    #expect(figures.map(\.values) == [[1, 3, 2], [8, 8]])
  }

  @Test func `a figure is the same behind its JSON, target and note or not`() throws {
    var whole = figure([1.5, 2], .higher, target: 3)
    whole.note = "of another version"
    whole.isDisturbed = true
    for figure in [whole, figure([0.25])] {
      #expect(Figure(try JSONValue.parse(figure.json.jsonString(pretty: false))) == figure)
    }
  }

  @Test(arguments: ["id", "title", "unit", "better", "values"])
  func `a figure that lacks a part is none`(key: String) {
    let members = figure([1]).json.objectValue ?? []
    #expect(Figure(.object(members)) != nil)
    #expect(Figure(.object(members.filter { $0.key != key })) == nil)
  }
}
