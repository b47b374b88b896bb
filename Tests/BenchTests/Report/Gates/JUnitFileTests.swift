import Testing

@testable import bmm_bench

struct JUnitFileTests {
  @Test func `a suite per scenario, a case per check`() {
    #expect(
      JUnitFile.text([.failed(), .held()]) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="bmm-bench" tests="4" failures="2" errors="0" skipped="1" time="2.000">
          <testsuite name="bad" tests="3" failures="2" errors="0" skipped="1" time="1.250">
            <properties>
              <property name="about" value="a &quot;quoted&quot; &lt;about&gt; &amp; more"/>
              <property name="file" value="bad.json5"/>
              <property name="world" value="sim"/>
              <property name="seed" value="7"/>
              <property name="digest" value="0123456789abcdef"/>
              <property name="verdict" value="failed"/>
              <property name="virtualSeconds" value="60.000"/>
              <property name="repeat" value="bmm-bench run bad.json5 --seed 7"/>
            </properties>
            <testcase name="p99(ttft) &lt; 5s" classname="bad.expectation" time="0.000">
              <failure message="p99(ttft) &lt; 5s: observed 7.2 s" type="expectation">\
        expected: p99(ttft) &lt; 5s&#10;observed: 7.2 s&#10;\
        repeat: bmm-bench run bad.json5 --seed 7</failure>
            </testcase>
            <testcase name="outcome-log holds" classname="bad.invariant" time="0.000">
              <failure message="outcome-log holds: observed 2 of 9 broken" type="invariant">\
        expected: outcome-log holds&#10;observed: 2 of 9 broken&#10;u-1: 0 lines&#10;\
        u-2: &lt;b&gt; | `x`&#10;next&#10;repeat: bmm-bench run bad.json5 --seed 7</failure>
            </testcase>
            <testcase name="token-limit holds" classname="bad.invariant" time="0.000">
              <skipped message="not exercised"/>
            </testcase>
          </testsuite>
          <testsuite name="good" tests="1" failures="0" errors="0" skipped="0" time="0.750">
            <properties>
              <property name="about" value="about"/>
              <property name="file" value="good.json5"/>
              <property name="world" value="sim"/>
              <property name="seed" value="1"/>
              <property name="verdict" value="held"/>
              <property name="virtualSeconds" value="0.000"/>
              <property name="repeat" value="bmm-bench run good.json5 --seed 1"/>
            </properties>
            <testcase name="count() == 1" classname="good.expectation" time="0.000"/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `what did not run is skipped, and what was broken off is an error`() {
    let text = JUnitFile.text([.skipped(), .partial()])
    #expect(text.contains("tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"1\""))
    #expect(text.contains("<skipped message=\"takes | a day\"/>"))
    #expect(text.contains("<error message=\"the run was broken off"))
  }

  @Test func `a harness that was the bottleneck is an error`() {
    var run = ReportedRun.held()
    run.bottleneck = ["\(HarnessFigures.bottleneck): its loop was full"]
    let text = JUnitFile.text([run])
    #expect(text.contains("tests=\"2\" failures=\"0\" errors=\"1\""))
    #expect(text.contains("bottleneck: its loop was full\" type=\"harness\"/>"))
  }

  @Test func `a known violation that was not exercised fails, it is not skipped`() {
    var run = ReportedRun.held()
    run.checks = [
      .init(
        kind: .invariant, name: "text-intact", text: "text-intact is broken",
        observed: "not exercised", pass: false, isUnexercised: true, examples: [])
    ]
    #expect(JUnitFile.text([run]).contains("failures=\"1\" errors=\"0\" skipped=\"0\""))
  }
}
