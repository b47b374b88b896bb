import World

/// Writes the text of an answer.
struct ContentWriter {
  private let prompt: String
  private let outputTokens: Distribution
  private let random: RandomStream

  /// `outputTokens` is the natural length of the model's answers.
  init(prompt: String, outputTokens: Distribution, _ random: RandomStream) {
    self.prompt = prompt
    self.outputTokens = outputTokens
    self.random = random
  }

  private static let refusal = "I can't help with that."
  private static let fences = (opening: Array("```json\n".utf8), closing: Array("\n```".utf8))
  private static let fenceTokens = 4

  /// The text of a content: of exactly `tokens` tokens, or of its own length and `least` tokens.
  func text(of content: AnswerContent, tokens: Int?, atLeast least: Int) -> [UInt8] {
    switch content {
    case .spec(var shape):
      if let tokens {
        // What is too short for a spec is words.
        guard tokens >= SpecAnswer.minimumTokens(tools: shape.tools ?? 1) else {
          return words(tokens: tokens)
        }
        (shape.tokens, shape.toolBytes) = (.constant(Double(tokens)), nil)
      }
      return spec(shape, atLeast: least)
    case .fencedSpec:
      let shape = AnswerShape(tokens: tokens.map { .constant(Double($0)) })
      let inner = spec(shape, atLeast: least, less: Self.fenceTokens)
      return fitted(Self.fences.opening + inner + Self.fences.closing, tokens)
    case .brokenSpec(let flaw): return fitted(flaw.apply(to: spec(atLeast: least)), tokens)
    case .spiked(let code):
      return fitted(SpecSpike.apply(code, to: spec(atLeast: least)), tokens)
    case .prose:
      var chance = random.child("length")
      return words(tokens: tokens ?? max(least, 40 + chance.index(below: 60)))
    case .refusal: return fitted(Array(Self.refusal.utf8), tokens ?? longer(Self.refusal, least))
    case .text(let text): return fitted(Array(text.utf8), tokens ?? longer(text, least))
    }
  }

  /// Sentences of exactly that many tokens, also of very few.
  func words(tokens: Int) -> [UInt8] {
    guard tokens > 0 else { return [] }
    var vocabulary = Vocabulary(prompt: prompt, random: random.child("text"))
    guard tokens >= ProseAnswer.minimumTokens else {
      return Array(vocabulary.phrase(byteCount: tokens * Tokenizer.bytesPerToken).utf8)
    }
    return ProseAnswer.text(tokens: tokens, &vocabulary)
  }

  /// A spec's text; `less` tokens are left for what stands around it.
  private func spec(
    _ shape: AnswerShape = AnswerShape(), atLeast least: Int = 0, less: Int = 0
  ) -> [UInt8] {
    var answer = SpecAnswer(prompt: prompt, random: random.child("text"))
    if let toolBytes = shape.toolBytes {
      return answer.text(toolBytes: toolBytes, tools: shape.tools ?? 1)
    }
    var chance = random.child("length")
    let drawn = (shape.tokens ?? outputTokens).draw(from: &chance)
    let minimum = SpecAnswer.minimumTokens(tools: shape.tools ?? 1)
    let tokens = max(Int(drawn.rounded()) - less, least, minimum)
    return answer.text(tokens: tokens, tools: shape.tools)
  }

  /// The length to which a text has to grow so that something can happen after `least` tokens.
  private func longer(_ text: String, _ least: Int) -> Int? {
    least > Tokenizer.tokens(inBytes: text.utf8.count) ? least : nil
  }

  /// The text, repeated or cut to so many tokens; the last scalar may then be missing.
  private func fitted(_ text: [UInt8], _ tokens: Int?) -> [UInt8] {
    guard let tokens, !text.isEmpty else { return text }
    let count = tokens * Tokenizer.bytesPerToken
    var fitted: [UInt8] = []
    fitted.reserveCapacity(count + text.count)
    while fitted.count < count { fitted += text }
    return Array(fitted[..<UTF8Cut.down(count, in: fitted)])
  }
}
