import Testing
import World

@testable import bmm_bench

struct WorkMessageTests {
  private static let oracle = Oracle(kind: .check, name: "p99(ttft) < 5s \"quoted\"")

  @Test(arguments: [
    WorkRequest.block(
      job: 3,
      SeedBlock(
        file: "a b.json5", settings: ["seed=7", "users.0.plan=team"], first: .max, count: 12,
        digestEvery: 100)),
    .trial(
      job: 4,
      ShrinkTrial(
        file: "x", text: "{ name: \"x\" }", seeds: [1, .max], oracle: Self.oracle, witness: nil)),
    .trial(
      job: 5, ShrinkTrial(file: "x", text: "{}", seeds: [1], oracle: Self.oracle, witness: 9)),
  ])
  func `a request reads back equal from its one line`(request: WorkRequest) {
    #expect(!request.line.contains("\n"))
    #expect(WorkRequest(request.line) == request)
  }

  private static var report: BlockReport {
    var report = BlockReport()
    report.seeds = 2
    report.nanoseconds = 5
    report.exercised = InvariantSet(bits: 0b1_0110)
    report.marks = MarkSet(names: [MarkTable.names[3], MarkTable.names[70]])
    report.failures = [
      OracleTally(Self.oracle, seeds: [4], said: "a\nb", virtual: .milliseconds(7))
    ]
    report.digests = [.init(seed: 100, digest: "00ff")]
    return report
  }

  @Test(arguments: [
    WorkReply.block(job: 3, Self.report),
    .trial(job: 4, TrialReport(failed: 7, runs: 3, virtual: .seconds(2), said: "x")),
    .trial(job: 4, TrialReport(failed: nil, runs: 10, virtual: .zero, said: "")),
    .unusable(job: 1, reason: "no \"file\""),
  ])
  func `a reply reads back equal from its one line`(reply: WorkReply) {
    #expect(!reply.line.contains("\n"))
    #expect(WorkReply(reply.line) == reply)
  }

  @Test(arguments: [
    "", "{}", "[]", "Fatal error: x", "{\"job\":1}", "{\"job\":1,\"file\":\"x\",\"text\":\"y\"}",
  ])
  func `what is no message is refused`(line: String) {
    #expect(WorkRequest(line) == nil)
    #expect(WorkReply(line) == nil)
  }
}
