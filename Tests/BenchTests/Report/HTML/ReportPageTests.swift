import Foundation
import FoundationXML
import Testing
import Wire

@testable import bmm_bench

struct ReportPageTests {
  private static let evil =
    "</script></style><script>a()</script><img src=x onerror='a()'>&amp;\u{0}"

  /// The page on a run of the program, with a text somewhere in its result.
  private func page(_ change: (inout [JSONMember]) -> Void = { _ in }) throws -> String {
    guard case .object(var members) = ResultFile.json(try .full) else { return "" }
    change(&members)
    return ReportPage(.object(members)).html.html
  }

  /// What a strict reader says to the page without its style and scripts; nil if it is content.
  private func complaint(about page: String) -> String? {
    var text = page.replacing("<!DOCTYPE html>", with: "")
    for name in ["style", "script"] {
      while let start = text.range(of: "<\(name)"), let end = text.range(of: "</\(name)>") {
        text.removeSubrange(start.lowerBound..<end.upperBound)
      }
    }
    let parser = XMLParser(data: Data(text.utf8))
    return parser.parse()
      ? nil : "line \(parser.lineNumber): \(String(describing: parser.parserError))"
  }

  @Test func `a page of a run is well-formed and has its sections`() throws {
    let page = try page()
    #expect(complaint(about: page) == nil)
    for id in [
      "checks", "outcomes", "latency", "timelines", "rows", "tokens", "harness", "source",
    ] {
      #expect(page.contains("<section id=\"\(id)\""))
      #expect(page.contains("<a href=\"#\(id)\">"))
    }
    #expect(page.contains("✗</span> failed"))
    #expect(page.contains("<b>count() == 2</b>: observed 1"))
    #expect(page.contains("bmm-bench run x.json5 --seed "))
    #expect(page.contains("--set llm.models.x.tokensPerSecond=80"))
    #expect(page.contains("Broken off by <b>max(e2e) &lt; 1s</b> after"))
    #expect(page.contains("<li class=\"warn\">too slow</li>"))
    #expect(page.contains("✓ held") && page.contains("○ not exercised"))
  }

  @Test func `the top names broken invariants beside many expectations, and a bottleneck`() throws {
    var document = try ResultDocument.full
    let failed = ExpectationResult(name: "count()", text: "e", observed: "x", pass: false)
    let invariant = ExpectationResult(
      name: document.invariants[0].name, text: "i holds", observed: "y", pass: false)
    document.checks = Array(repeating: failed, count: 20) + [invariant]
    let page = ReportPage(ResultFile.json(document)).html.html
    #expect(page.contains("<li><b>i holds</b>: observed y<br />"))
    #expect(page.contains("<li>and 13 more</li>"))
    #expect(page.contains("✗</span> failed, but the harness itself was the bottleneck</p>"))
  }

  @Test func `what is null is not spoken of`() throws {
    let page = try page { members in
      members = members.map {
        ["abort", "shard"].contains($0.key) ? .init(key: $0.key, value: .null) : $0
      }
    }
    #expect(!page.contains("Broken off"))
    #expect(!page.contains("· shard"))
    #expect(try self.page().contains("· shard 2/3"))
  }

  @Test func `whatever the texts of a result are, they are only texts`() throws {
    let page = try page { members in
      members = members.map { JSONMember(key: $0.key, value: Self.poisoned($0.value)) }
    }
    #expect(complaint(about: page) == nil)
    #expect(page.components(separatedBy: "<script").count == 3, "the sample and the page's own")
    #expect(!page.contains("<img"))
    #expect(page.contains("&lt;img src=x onerror=&#39;a()&#39;&gt;"))
  }

  /// Every text of a value with something evil in it.
  private static func poisoned(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(text + evil)
    case .array(let elements): .array(elements.map(poisoned))
    case .object(let members):
      .object(members.map { JSONMember(key: $0.key + evil, value: poisoned($0.value)) })
        .with(members)
    default: value
    }
  }

  @Test func `the sample for the script cannot end its element`() throws {
    let page = try page { members in
      members.removeAll { $0.key == "sample" }
      members.append(
        JSONMember(
          key: "sample",
          value: ["id": [.string(Self.evil)], "outcome": ["spec"], "ttft": [1], "e2e": [2]]))
    }
    #expect(page.contains("\\u003c/script\\u003e"))
    #expect(page.components(separatedBy: "</script>").count == 3, "the sample's and the script's")
  }

  @Test func `the page asks for nothing from anywhere`() throws {
    let page = try page()
    for word in ["http:", "https:", "src=", "url(", "@import", "<link", "<iframe"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test(arguments: ["{}", "[]", "null", "{\"metrics\": 3, \"checks\": {}, \"series\": []}"])
  func `a result without anything still makes a page`(json: String) throws {
    let page = ReportPage(try JSONValue.parse(json)).html.html
    #expect(complaint(about: page) == nil)
  }
}

extension JSONValue {
  /// An object that also has the old members, so that it is still found by its keys.
  fileprivate func with(_ old: [JSONMember]) -> JSONValue {
    .object(zip(old, objectValue ?? []).flatMap { [$1, JSONMember(key: $0.key, value: $1.value)] })
  }
}
