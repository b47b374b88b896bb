import FakeLLM
import Testing
import Wire
import World

@Suite struct AnswerContentTests {
  /// The text of a whole answer, whose events nobody has to take apart.
  private func text(_ content: AnswerContent) throws -> String {
    let stage = Stage([BehaviourRule(.all, Behaviour(content))])
    let reply = try stage.reply(to: Ask.messages(stream: false, maxTokens: 100_000))
    return try #require(try reply.json["content"]?[0]?["text"]?.stringValue)
  }

  @Test(arguments: SpecFlaw.Field.allCases)
  func `a broken spec lacks its field and nothing else`(field: SpecFlaw.Field) throws {
    let whole = try JSONValue.parse(text(.spec(AnswerShape())))
    let broken = try JSONValue.parse(text(.brokenSpec(SpecFlaw(field, .missing))))

    #expect(value(field, in: whole) != nil && value(field, in: broken) == nil)
    #expect(keys(broken) == keys(whole) - 1)
  }

  @Test(arguments: SpecFlaw.Field.allCases)
  func `a broken spec has a field of another type, or an empty one`(field: SpecFlaw.Field) throws {
    let number = try JSONValue.parse(text(.brokenSpec(SpecFlaw(field, .wrongType))))
    let empty = try JSONValue.parse(text(.brokenSpec(SpecFlaw(field, .empty))))

    #expect(value(field, in: number) == 7 && value(field, in: empty) == "")
  }

  @Test func `injected code stands in front of the first tool's own`() throws {
    let spec = try JSONValue.parse(text(.spiked(code: "eval(\"1\");")))

    let code = try #require(spec["tools"]?[0]?["implementation"]?.stringValue)
    #expect(code.hasPrefix("eval(\"1\");\nconst lines = [];"))
    #expect(spec["tools"]?[0]?["name"] != nil)
  }

  @Test(arguments: [(1, 700), (3, 2000), (6, 5000), (6, 40_000)])
  func `a spec has so many tools of so many bytes`(tools: Int, bytes: Int) throws {
    let text = try text(.spec(AnswerShape(tools: tools, toolBytes: bytes)))

    let elements = try #require(try JSONValue.parse(text)["tools"]?.arrayValue)
    #expect(elements.count == tools)
    #expect(elements.allSatisfy { $0.jsonString(pretty: false).utf8.count == bytes })
  }

  @Test func `tools that are too small are as small as can be`() throws {
    let text = try text(.spec(AnswerShape(tools: 2, toolBytes: 1)))

    let elements = try #require(try JSONValue.parse(text)["tools"]?.arrayValue)
    #expect(elements.count == 2)
  }

  @Test func `content, length, pace and ending combine`() throws {
    var behaviour = Behaviour(.prose)
    behaviour.tokens = 60
    behaviour.firstToken = .seconds(1)
    behaviour.tokensPerSecond = 20
    behaviour.deltaSize = .tokens(6)
    behaviour.breakdown = Breakdown(.cut, after: 30)
    let stage = Stage([BehaviourRule(.all, behaviour)])
    let reply = try stage.reply(to: Ask.messages())

    #expect(reply.texts.count == 5 && reply.texts.joined().hasPrefix("Here is my plan"))
    #expect(reply.textTimes.last == .start + .milliseconds(1000 + 29 * 50))
    #expect(reply.failure == .truncated)
    #expect(stage.calls.map(\.outputTokens) == [30])
  }

  @Test func `a stop sequence is found across deltas, and the text ends before it`() throws {
    let script = #"{"text":"one two three four","delta_scalars":2}"#
    let reply = try Stage().reply(
      to: Ask.messages(
        with: ["stop_sequences": ["three"]],
        fields: Ask.anthropicFields.with("x-fakellm-script", script)))

    #expect(reply.texts == ["on", "e ", "tw", "o "])
    let delta = reply.event("message_delta")?["delta"]
    #expect(delta?["stop_reason"] == "stop_sequence" && delta?["stop_sequence"] == "three")
  }

  private func value(_ field: SpecFlaw.Field, in spec: JSONValue) -> JSONValue? {
    var value: JSONValue? = spec
    for key in field.rawValue.split(separator: ".") {
      value = Int(key).map { value?[$0] } ?? value?[String(key)]
    }
    return value
  }

  /// How many keys there are in the spec and in its first tool.
  private func keys(_ spec: JSONValue) -> Int {
    let tool = spec["tools"]?[0]?.objectValue
    // A spec without tools lacks those of the first as well.
    return (spec.objectValue?.count ?? 0) + (tool?.count ?? 4)
  }
}
