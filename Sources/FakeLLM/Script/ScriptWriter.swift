import World

/// Writes the script of one call from its model, its request and its behaviour.
struct ScriptWriter {
  private let profile: ModelProfile
  private let request: GenerationRequest
  private let behaviour: Behaviour
  private let content: ContentWriter
  private let toolIDPrefix: String
  private let random: RandomStream

  /// `random` is the call's own stream; every part takes a child of it.
  init(
    _ profile: ModelProfile, _ request: GenerationRequest, _ behaviour: Behaviour,
    toolIDPrefix: String, random: RandomStream
  ) {
    self.profile = profile
    self.request = request
    self.behaviour = behaviour
    self.toolIDPrefix = toolIDPrefix
    self.random = random
    content = ContentWriter(prompt: request.subject, outputTokens: profile.outputTokens, random)
  }

  /// The script; error answers come before anything is generated, so they have none.
  func script() -> Script {
    let (blocks, ending) = ended(wholeBlocks())
    var script = Script(
      blocks, ending, pace, deltaSize: behaviour.deltaSize ?? .tokens(profile.tokensPerDelta))
    script.writeBytes = behaviour.writeBytes
    script.padding = profile.isPadded ? random.child("padding") : nil
    script.faults = behaviour.faults.sorted { $0.tokens < $1.tokens }
    script.omissions = behaviour.omissions
    return script
  }

  // MARK: Content

  /// All that the model would say if nothing cut it.
  private func wholeBlocks() -> [ScriptBlock] {
    var blocks: [ScriptBlock] = []
    let thinking = reasoningTokens
    if thinking > 0 { blocks.append(ScriptBlock(.thinking, content.words(tokens: thinking))) }
    let call = toolCall
    let input = Array((call?.input ?? "").utf8)
    let others = thinking + Tokenizer.tokens(inBytes: input.count)
    if let text = text(besideTool: call != nil, others: others) { blocks.append(text) }
    if let call {
      var random = random.child("tool")
      let id = toolIDPrefix + CallIdentity.letters(22, from: &random)
      blocks.append(ScriptBlock(.tool(id: id, name: call.name), input))
    }
    return blocks
  }

  private var reasoningTokens: Int {
    if let tokens = behaviour.reasoningTokens { return tokens }
    guard request.wantsThinking else { return 0 }
    var chance = random.child("thinking")
    return Int(profile.reasoningTokens.draw(from: &chance).rounded())
  }

  /// The call that the behaviour or the request wants.
  private var toolCall: ToolCall? {
    if let tool = behaviour.tool { return tool }
    guard behaviour.content == nil else { return nil }
    switch request.toolChoice {
    case .named(let name): return ToolCall(name: name)
    case .any: return request.tools.first.map { ToolCall(name: $0) }
    case .auto, .none: return nil
    }
  }

  /// The block of text; `others` are the tokens of all other blocks.
  private func text(besideTool: Bool, others: Int) -> ScriptBlock? {
    if besideTool, behaviour.content == nil, behaviour.tokens == nil { return nil }
    let wanted = behaviour.tokens.map { max(0, $0 - others) }
    // What breaks after so many tokens has at least as many.
    let least = max(0, (behaviour.breakdown?.tokens ?? 0) - others)
    let bytes = content.text(
      of: behaviour.content ?? .spec(AnswerShape()), tokens: wanted, atLeast: least)
    return bytes.isEmpty ? nil : ScriptBlock(.text, bytes, tokens: wanted)
  }

  // MARK: End and times

  /// What is generated of it, and how that ends.
  private func ended(_ blocks: [ScriptBlock]) -> ([ScriptBlock], ScriptEnding) {
    if let breakdown = behaviour.breakdown {
      let limit = min(max(0, breakdown.tokens), request.ceiling.tokens)
      let kept = ScriptCut((limit, .maxTokens)).cut(blocks).blocks
      // A stream that breaks at once has at least begun its first block.
      let begun = kept.isEmpty ? blocks.prefix(1).map { ScriptBlock($0.kind, []) } : kept
      return (begun, .broken(breakdown.kind))
    }
    let cut = ScriptCut(request.ceiling, stopSequences: request.stopSequences)
    let (kept, reason) = cut.cut(blocks)
    return (kept, .complete(reason ?? naturalReason(blocks)))
  }

  private func naturalReason(_ blocks: [ScriptBlock]) -> StopReason {
    if case .stopSequence("") = behaviour.stop {
      return .stopSequence(request.stopSequences.first ?? "")
    }
    if let stop = behaviour.stop { return stop }
    if behaviour.content == .refusal { return .refusal }
    return blocks.last?.channel == .toolInput ? .toolUse : .endTurn
  }

  private var pace: ScriptPace {
    var chance = random.child("timing")
    let drawn = profile.firstToken.duration(from: &chance)
    let speed = profile.tokensPerSecond.draw(from: &chance)
    let prefill = profile.perPromptToken * request.inputTokens
    return ScriptPace(
      firstToken: behaviour.firstToken ?? drawn + prefill,
      tokensPerSecond: max(
        behaviour.tokensPerSecond ?? speed, FakeLLMLimits.tokensPerSecondMin),
      jitter: profile.jitter, random: random.child("jitter"))
  }
}
