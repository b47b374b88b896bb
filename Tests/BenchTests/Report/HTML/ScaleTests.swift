import Testing

@testable import bmm_bench

struct ScaleTests {
  @Test func `a linear scale gives equal differences equal room`() {
    let scale = Scale(from: 10, to: 20)
    #expect([10, 12.5, 20].map(scale.position) == [0, 250, 1000])
    #expect([-5, 99].map(scale.position) == [0, 1000], "what lies outside stands at the end")
  }

  @Test func `a logarithmic scale gives equal factors equal room`() {
    let scale = Scale(.logarithmic, from: 0.1, to: 1000)
    #expect(
      [0.1, 1, 10, 100, 1000].map { scale.position($0).rounded() } == [0, 250, 500, 750, 1000])
    #expect(scale.position(0) == 0, "zero has no place, so it stands at the end")
  }

  @Test(
    arguments: [
      (0.5, 10.0, Scale.Kind.linear, "times of one size"),
      (0.2, 100.0, .logarithmic, "a linear axis would hide the short ones"),
      (0.0, 100.0, .linear, "zero has no logarithm"),
    ])
  func `times get the scale on which all of them can be seen`(
    low: Double, high: Double, kind: Scale.Kind, reason: String
  ) {
    #expect(Scale(fitting: low, high).kind == kind, "\(reason)")
  }

  @Test(arguments: [Scale.Kind.linear, .logarithmic])
  func `values that are all alike get room as well`(kind: Scale.Kind) {
    for value in [0, 1e-9, 5, 1e12] {
      let scale = Scale(kind, from: value, to: value)
      #expect(scale.lower < scale.upper)
      #expect((0...1000).contains(scale.position(value)))
    }
  }
}
