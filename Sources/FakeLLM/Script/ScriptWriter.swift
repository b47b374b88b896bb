import World

/// Writes the script of one call from its model, its request and its behaviour.
struct ScriptWriter {
  private let profile: ModelProfile
  private let request: GenerationRequest
  private let random: RandomStream

  /// `random` is the call's own stream; every part takes a child of it.
  init(_ profile: ModelProfile, _ request: GenerationRequest, random: RandomStream) {
    self.profile = profile
    self.request = request
    self.random = random
  }

  /// The script; failures answer before anything is generated, so they have none.
  func script(for behaviour: Behaviour) -> Script {
    switch behaviour {
    case .answer(let shape): script(spec(shape))
    case .refusal: script(Array(Self.refusal.utf8), reason: .refusal)
    case .prose: script(prose())
    case .fencedSpec: script(Array("```json\n".utf8) + spec(less: 4) + Array("\n```".utf8))
    case .failure: preconditionFailure("a failure is answered at once")
    case .resetAfter(let tokens): broken(after: tokens, .reset)
    case .cutAfter(let tokens): broken(after: tokens, .cut)
    case .endAfter(let tokens): broken(after: tokens, .early)
    case .errorEventAfter(let tokens, let type): broken(after: tokens, .errorEvent(type: type))
    case .stallAfter(let tokens, let pings): broken(after: tokens, .stall(pingEvery: pings))
    }
  }

  // MARK: Texts

  private static let refusal = "I can't help with that."

  /// A spec's text; `less` tokens are left for what stands around it.
  private func spec(
    _ shape: AnswerShape = AnswerShape(), atLeast least: Int = 0, less: Int = 0
  ) -> [UInt8] {
    var chance = random.child("length")
    let drawn = (shape.tokens ?? profile.outputTokens).draw(from: &chance)
    let minimum = SpecAnswer.minimumTokens(tools: shape.tools ?? 1)
    let tokens = max(Int(drawn.rounded()) - less, least, minimum)
    var answer = SpecAnswer(prompt: request.subject, random: random.child("text"))
    return answer.text(tokens: tokens, tools: shape.tools)
  }

  private func prose() -> [UInt8] {
    var chance = random.child("length")
    var vocabulary = Vocabulary(prompt: request.subject, random: random.child("text"))
    return ProseAnswer.text(tokens: 40 + chance.index(below: 60), &vocabulary)
  }

  // MARK: Cuts and times

  /// A complete answer, cut where a stop sequence or the limit comes first.
  private func script(_ text: [UInt8], reason: StopReason = .endTurn) -> Script {
    let (kept, reason) = limited(text, reason)
    // A complete answer without text has no block at all.
    return timed(kept.isEmpty ? [] : [ScriptBlock(.text, kept)], .complete(reason))
  }

  private func limited(_ text: [UInt8], _ reason: StopReason) -> ([UInt8], StopReason) {
    var (text, reason) = (text, reason)
    if let (sequence, offset) = StopSequences.first(of: request.stopSequences, in: text) {
      text.removeLast(text.count - offset)
      reason = .stopSequence(sequence)
    }
    let ceiling = request.ceiling
    let byteLimit = Tokenizer.bytes(of: 0..<ceiling.tokens, in: text.count).upperBound
    guard byteLimit < text.count else { return (text, reason) }
    text.removeLast(text.count - byteLimit)
    return (text, ceiling.reason)
  }

  /// An answer that goes wrong after so many tokens, or at the request's limit if that is lower.
  private func broken(after tokens: Int, _ ending: ScriptEnding) -> Script {
    precondition(tokens >= 0, "nothing can break after \(tokens) tokens")
    let text = spec(atLeast: tokens)
    let end = Tokenizer.bytes(of: 0..<min(tokens, request.ceiling.tokens), in: text.count)
      .upperBound
    return timed([ScriptBlock(.text, Array(text[..<end]))], ending)
  }

  private func timed(_ blocks: [ScriptBlock], _ ending: ScriptEnding) -> Script {
    var chance = random.child("timing")
    return Script(
      blocks, ending, firstToken: profile.firstToken.duration(from: &chance),
      tokensPerSecond: max(
        profile.tokensPerSecond.draw(from: &chance), FakeLLMLimits.tokensPerSecondMin),
      tokensPerDelta: profile.tokensPerDelta)
  }
}
