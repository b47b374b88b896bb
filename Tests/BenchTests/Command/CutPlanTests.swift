import EdgeSim
import Testing

@testable import bmm_bench

struct CutPlanTests {
  @Test(
    arguments: [
      ("users-edge", "users-edge", .down, .every(1)),
      ("edge-hop-2:up", "edge-hop-2", .up, .every(1)),
      ("service-llm:down/25", "service-llm", .down, .every(25)),
      ("users-edge/7", "users-edge", .down, .every(7)),
      ("users-edge:up@0", "users-edge", .up, .only(0)),
    ] as [(String, String, LinkDirection, CutPlan.Positions)])
  func `a plan names a link, a direction and positions`(
    text: String, link: String, direction: LinkDirection, positions: CutPlan.Positions
  ) throws {
    let plan = try #require(CutPlan(text))
    #expect(plan.link == link)
    #expect(plan.direction == direction)
    #expect(plan.positions == positions)
  }

  @Test(
    arguments: [
      "", ":up", "users-edge:", "users-edge:left", "users-edge/", "users-edge/0", "users-edge/-1",
      "users-edge/1/2", "users-edge@", "users-edge@1/2", "users edge", "users-edge/9999999999",
    ])
  func `anything else is none`(text: String) {
    #expect(CutPlan(text) == nil)
  }

  @Test func `positions go from none to all bytes`() {
    #expect(CutPlan("a")?.bytes(upTo: 3) == [0, 1, 2, 3])
    #expect(CutPlan("a/2")?.bytes(upTo: 3) == [0, 2])
    #expect(CutPlan("a/9")?.bytes(upTo: 3) == [0])
    #expect(CutPlan("a@7")?.bytes(upTo: 3) == [7])
  }
}
