import FakeLLM
import Testing

@Suite struct TokenizerTests {
  @Test(arguments: [
    (0, 0),  // Nothing costs nothing.
    (1, 1),  // A part of a token is sold as one.
    (3, 1), (4, 2),
    (12_288, 4096),  // The history: 4096 tokens are about 12 kB of JSON.
  ])
  func `three bytes are one token`(byteCount: Int, tokens: Int) {
    #expect(Tokenizer.tokens(inBytes: byteCount) == tokens)
  }
}
