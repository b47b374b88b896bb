import Wire
import World

/// Reads what a request is to get, from the keys that `x-fakellm-script` and control rules share.
struct ScriptReader {
  /// The type of an error event that names none: the vendor's overload.
  let usualErrorType: String

  private static let tokens = 0...FakeLLMLimits.scriptTokens
  private static let milliseconds = 0...FakeLLMLimits.scriptSeconds * 1000

  /// The behaviour in an object, whose other keys are left for the caller.
  func behaviour(_ object: inout ScriptObject) throws(ScriptFault) -> Behaviour {
    var behaviour = Behaviour()
    behaviour.content = try content(&object)
    behaviour.tokens = try object.int("output_tokens", in: Self.tokens)
    behaviour.reasoningTokens = try object.int("reasoning_tokens", in: Self.tokens)
    behaviour.tool = try tool(&object)
    behaviour.stop = try object.text("stop").map { StopReason(named: $0) }
    behaviour.firstToken = try duration("first_token_ms", &object)
    behaviour.tokensPerSecond = try object.number(
      "tokens_per_second", in: FakeLLMLimits.tokensPerSecondMin...1_000_000)
    behaviour.deltaSize = try deltaSize(&object)
    behaviour.writeBytes = try object.int("write_bytes", in: 1...FakeLLMLimits.scriptTokens)
    behaviour.faults = try faults(&object)
    behaviour.omissions = try omissions(&object)
    behaviour.cassette = try cassette(&object)
    let type = try object.text("error_type")
    behaviour.error = try error(&object, type)
    behaviour.breakdown = try breakdown(&object, type)
    if type != nil, behaviour.error == nil, !behaviour.breaksWithEvent {
      throw object.fault("error_type", "needs \"status\", or \"fail\": \"error_event\"")
    }
    if behaviour.hasMoreThanCassette {
      throw object.fault("cassette", "is played as it is: only speed, id and times go with it")
    }
    return behaviour
  }

  // MARK: Content

  private func content(_ object: inout ScriptObject) throws(ScriptFault) -> AnswerContent? {
    let shape = AnswerShape(
      tools: try object.int("tools", in: 1...FakeLLMLimits.tools),
      toolBytes: try object.int("tool_bytes", in: 1...FakeLLMLimits.scriptTokens))
    var contents: [(key: String, content: AnswerContent)] = []
    if let text = try object.text("text") { contents.append(("text", .text(text))) }
    let words: KeyValuePairs<String, AnswerContent> = [
      "spec": .spec(shape), "fenced_spec": .fencedSpec, "prose": .prose, "refusal": .refusal,
    ]
    if let word = try object.word("content", among: words) { contents.append(("content", word)) }
    if let flaw = try flaw(&object) { contents.append(("break_field", .brokenSpec(flaw))) }
    if let code = try object.text("inject_code") {
      contents.append(("inject_code", .spiked(code: code)))
    }
    if contents.count > 1 {
      let complaint = "cannot stand beside \"\(contents[0].key)\": an answer has one content"
      throw object.fault(contents[1].key, complaint)
    }
    guard shape != AnswerShape() else { return contents.first?.content }
    guard contents.isEmpty || contents[0].content == .spec(shape) else {
      throw object.fault(contents[0].key, "cannot stand beside the size of a spec's tools")
    }
    return .spec(shape)
  }

  private func flaw(_ object: inout ScriptObject) throws(ScriptFault) -> SpecFlaw? {
    let name = try object.text("break_field")
    let kinds: KeyValuePairs<String, SpecFlaw.Kind> = [
      "missing": .missing, "wrong_type": .wrongType, "empty": .empty,
    ]
    let kind = try object.word("break_how", among: kinds)
    guard let name else {
      if kind != nil { throw object.fault("break_how", "needs \"break_field\"") }
      return nil
    }
    guard let field = SpecFlaw.Field(rawValue: name) else {
      let fields = SpecFlaw.Field.allCases.map(\.rawValue).joined(separator: ", ")
      throw object.fault("break_field", "must be one of \(fields), not \"\(name)\"")
    }
    return SpecFlaw(field, kind ?? .missing)
  }

  private func tool(_ object: inout ScriptObject) throws(ScriptFault) -> ToolCall? {
    guard var tool = try object.object("tool") else { return nil }
    let name = try tool.required("name", tool.text("name"))
    var call = ToolCall(name: name)
    if let input = tool.value("input") {
      guard input.objectValue != nil else { throw tool.fault("input", "must be an object") }
      call.input = input.jsonString(pretty: false)
    }
    try tool.finish()
    return call
  }

  // MARK: Stream

  private func deltaSize(_ object: inout ScriptObject) throws(ScriptFault) -> DeltaSize? {
    let tokens = try object.int("delta_tokens", in: 1...FakeLLMLimits.scriptTokens)
    guard let scalars = try object.int("delta_scalars", in: 1...FakeLLMLimits.scriptTokens) else {
      return tokens.map { .tokens($0) }
    }
    if tokens != nil { throw object.fault("delta_scalars", "cannot stand beside delta_tokens") }
    return .scalars(scalars)
  }

  private func cassette(_ object: inout ScriptObject) throws(ScriptFault) -> CassetteChoice? {
    let name = try object.text("cassette")
    let speed = try object.number("speed", in: FakeLLMLimits.cassetteSpeed)
    guard let name else {
      if speed != nil { throw object.fault("speed", "needs \"cassette\"") }
      return nil
    }
    return CassetteChoice(name, speed: speed ?? 1)
  }

  private func faults(_ object: inout ScriptObject) throws(ScriptFault) -> [PlacedFault] {
    let kinds: KeyValuePairs<String, StreamFault> = [
      "duplicate_delta": .duplicateDelta, "unknown_event": .unknownEvent,
      "broken_json": .brokenJSON, "garbage": .garbage,
    ]
    var faults: [PlacedFault] = []
    for (value, place) in try object.list("faults") {
      var fault = try ScriptObject(value, at: place)
      let kind = try fault.required("is", fault.word("is", among: kinds))
      let tokens = try fault.int("after", in: Self.tokens) ?? 0
      try fault.finish()
      faults.append(PlacedFault(kind, after: tokens))
    }
    return faults
  }

  private func omissions(_ object: inout ScriptObject) throws(ScriptFault) -> StreamOmissions {
    let words = ["usage", "finish", "terminator", "final_blank_line"]
    let parts: [StreamOmissions] = [.usage, .finish, .terminator, .finalBlankLine]
    var omissions: StreamOmissions = []
    for (value, place) in try object.list("omit") {
      guard let word = value.stringValue, let index = words.firstIndex(of: word) else {
        let list = words.joined(separator: ", ")
        throw ScriptFault(place: place, complaint: "must be one of \(list)")
      }
      omissions.insert(parts[index])
    }
    return omissions
  }

  // MARK: Failures

  private func error(
    _ object: inout ScriptObject, _ type: String?
  ) throws(ScriptFault) -> ErrorReply? {
    let status = try object.int("status", in: 400...599)
    let retryAfter = try object.number("retry_after_s", in: 0...FakeLLMLimits.retryAfterSeconds)
    let shouldRetry = try object.flag("should_retry")
    let code = try object.text("code")
    guard let status else {
      let others = [
        ("retry_after_s", retryAfter != nil), ("should_retry", shouldRetry != nil),
        ("code", code != nil),
      ]
      if let lonely = others.first(where: \.1) {
        throw object.fault(lonely.0, "needs \"status\"")
      }
      return nil
    }
    return ErrorReply(
      status: status, type: type, code: code,
      retryAfter: retryAfter.map { .nanoseconds(Int64(($0 * 1e9).rounded())) },
      shouldRetry: shouldRetry)
  }

  private func breakdown(
    _ object: inout ScriptObject, _ type: String?
  ) throws(ScriptFault) -> Breakdown? {
    let pings = try duration("ping_every_ms", &object)
    let kinds: KeyValuePairs<String, Breakdown.Kind> = [
      "reset": .reset, "cut": .cut, "eof": .end, "garbage": .garbage,
      "error_event": .errorEvent(type: type ?? usualErrorType), "stall": .stall(pingEvery: pings),
    ]
    let kind = try object.word("fail", among: kinds)
    let range = Breakdown.beforeHead...FakeLLMLimits.scriptTokens
    let tokens = try object.int("fail_after_tokens", in: range)
    if pings == .zero { throw object.fault("ping_every_ms", "must be above 0") }
    if pings != nil, kind != .stall(pingEvery: pings) {
      throw object.fault("ping_every_ms", "needs \"fail\": \"stall\"")
    }
    guard let kind else {
      if tokens != nil { throw object.fault("fail_after_tokens", "needs \"fail\"") }
      return nil
    }
    return Breakdown(kind, after: tokens ?? 0)
  }

  private func duration(
    _ key: String, _ object: inout ScriptObject
  ) throws(ScriptFault) -> Duration? {
    try object.number(key, in: Self.milliseconds).map {
      .nanoseconds(Int64(($0 * 1e6).rounded()))
    }
  }
}

extension Behaviour {
  fileprivate var breaksWithEvent: Bool {
    if case .errorEvent = breakdown?.kind { true } else { false }
  }
}
