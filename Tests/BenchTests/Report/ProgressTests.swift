import Testing
import World

@testable import bmm_bench

struct ProgressTests {
  private func progress() -> Progress {
    var progress = Progress(scenario: "overload")
    progress.time = .seconds(50)
    progress.mark()
    progress.time = .seconds(60)
    progress.real = .seconds(2)
    progress.plan = .seconds(300)
    progress.limit = .seconds(7200)
    progress.begun = 1500
    for _ in 0..<20 { progress.add(.spec, headroom: .seconds(90)) }
    progress.add(.edge(524), headroom: .seconds(-1))
    progress.add(.left, headroom: nil)
    return progress
  }

  @Test func `the line says how far it is, how requests end and how long it will take`() {
    #expect(
      progress().line(width: 200)
        == "overload  60.0 s of ~300 s · 1,500 started, 1,478 in flight"
        + " · 20 spec, 1 edge_524, 1 left · 8.00 s to go · least headroom 0 s · 2.20/s ending")
  }

  @Test(arguments: [10, 30, 60, 80, 120])
  func `the line never wraps, and what matters least goes first`(width: Int) {
    let line = progress().line(width: width)
    #expect(line.unicodeScalars.count <= width)
    #expect(progress().line(width: 200).hasPrefix(line.replacing("…", with: "")))
  }

  @Test func `without a plan there is only the limit, and no promise`() {
    var progress = Progress(scenario: "x")
    progress.limit = .seconds(7200)
    progress.real = .seconds(5)
    progress.time = .seconds(5)
    #expect(
      progress.line(width: 200) == "x  5.00 s of at most 120 min · 0 started, 0 in flight")
  }

  @Test func `behind the last arrival it promises no end but the limit`() {
    var progress = progress()
    progress.time = .seconds(301)
    #expect(progress.line(width: 40) == "overload  301 s of at most 120 min")
  }
}
