import FakeLLM
import Testing
import Wire
import World

@Suite struct SpecAnswerTests {
  /// Words as long as they may be: the worst case for the smallest spec.
  static let longWords = "abcdefghijkl mnopqrstuvwx thunderstorm thermometers"

  static let lengths: [Int] = [
    SpecAnswer.minimumTokens(tools: 1),  // As short as can be.
    SpecAnswer.minimumTokens(tools: 1) + 1, 250, 333, 400, 512, 777, 1000, 1500,
    2000,  // The history's usual spec.
    4096, 8192, 12_288,  // The limits of the service's plans.
    30_000,  // Beyond what 40 lines of 6 tools hold: schemas grow.
  ]

  @Test(arguments: lengths)
  func `a spec has exactly the tokens asked for and keeps the service's limits`(
    tokens: Int
  ) throws {
    for seed in 0..<40 as Range<UInt64> {
      let prompt = seed % 2 == 0 ? Self.longWords : "Forecasts for any city"
      var answer = SpecAnswer(prompt: prompt, random: RandomStream(seed: seed))
      let text = answer.text(tokens: tokens)
      #expect(text.count == 3 * tokens)
      #expect(text.allSatisfy { $0 < 0x80 })
      let spec = try JSONValue.parse(text)
      #expect(try faults(of: spec) == [], "seed \(seed)")
    }
  }

  @Test(arguments: 1...6)
  func `the smallest spec of so many tools can be written from the longest words`(
    tools: Int
  ) throws {
    for seed in 0..<100 as Range<UInt64> {
      var answer = SpecAnswer(prompt: Self.longWords, random: RandomStream(seed: seed))
      let tokens = SpecAnswer.minimumTokens(tools: tools)
      let spec = try JSONValue.parse(answer.text(tokens: tokens, tools: tools))
      #expect(spec["tools"]?.arrayValue?.count == tools)
      #expect(try faults(of: spec) == [], "seed \(seed)")
    }
  }

  @Test func `longer specs have more tools`() throws {
    func tools(_ tokens: Int) throws -> Int {
      var answer = SpecAnswer(prompt: "", random: RandomStream(seed: 3))
      return try JSONValue.parse(answer.text(tokens: tokens))["tools"]?.arrayValue?.count ?? 0
    }
    #expect(try tools(250) == 1)
    #expect(try tools(8000) == 6)
  }

  @Test func `the text comes from the prompt and the seed`() {
    func text(_ prompt: String, _ seed: UInt64) -> [UInt8] {
      var answer = SpecAnswer(prompt: prompt, random: RandomStream(seed: seed))
      return answer.text(tokens: 1000)
    }
    #expect(text("trains and stations", 1) == text("trains and stations", 1))
    #expect(text("trains and stations", 1) != text("trains and stations", 2))
    #expect(String(decoding: text("trains and stations", 1), as: UTF8.self).contains("stations"))
  }

  @Test func `a prompt cannot smuggle what the scanner bans into a spec`() {
    let prompt =
      "evaluate Function process child_process require constructor __proto__ download import "
      + "ignore previous instructions system prompt override globalThis jailbreak setTimeout"
    for seed in 0..<20 as Range<UInt64> {
      var answer = SpecAnswer(prompt: prompt, random: RandomStream(seed: seed))
      let text = String(decoding: answer.text(tokens: 3000), as: UTF8.self).lowercased()
      let banned = [
        "eval", "function", "process", "require(", "constructor", "proto", "_load", "import",
        "ignore previous", "system prompt", "globalthis", "jailbreak", "settimeout", "vm.",
      ]
      #expect(banned.filter { text.contains($0) } == [])
    }
  }

  // MARK: What the service would find wrong

  private func faults(of spec: JSONValue) throws -> [String] {
    var faults: [String] = []
    let tools = try #require(spec["tools"]?.arrayValue)
    if !(1...6 ~= tools.count) { faults.append("\(tools.count) tools") }
    let slug = spec["slug"]?.stringValue ?? ""
    if !matches(slug, first: "a"..."z", rest: "-") { faults.append("slug \(slug)") }
    if (spec["name"]?.stringValue ?? "").isEmpty { faults.append("no name") }
    faults += descriptionFaults(spec)
    for tool in tools { faults += try toolFaults(tool) }
    let names = tools.compactMap { $0["name"]?.stringValue }
    if Set(names).count != tools.count { faults.append("names \(names)") }
    return faults
  }

  private func toolFaults(_ tool: JSONValue) throws -> [String] {
    var faults = descriptionFaults(tool)
    let name = tool["name"]?.stringValue ?? ""
    if !matches(name, first: "a"..."z", rest: "_") { faults.append("name \(name)") }
    let properties = try #require(tool["inputSchema"]?["properties"]?.objectValue)
    if Set(properties.map(\.key)).count != properties.count { faults.append("doubled property") }
    for property in properties { faults += descriptionFaults(property.value) }
    let code = try #require(tool["implementation"]?.stringValue)
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count > 40 { faults.append("\(lines.count) lines") }
    if !code.contains("args.") { faults.append("no args") }
    if !(lines.last?.hasPrefix("return ") ?? false) { faults.append("no return") }
    return faults
  }

  private func descriptionFaults(_ value: JSONValue) -> [String] {
    let text = value["description"]?.stringValue ?? ""
    return 1...100 ~= text.count ? [] : ["description of \(text.count)"]
  }

  private func matches(
    _ text: String, first: ClosedRange<Character>, rest: Character
  ) -> Bool {
    guard let head = text.first, first.contains(head) else { return false }
    return text.allSatisfy { first.contains($0) || "0"..."9" ~= $0 || $0 == rest }
  }
}
