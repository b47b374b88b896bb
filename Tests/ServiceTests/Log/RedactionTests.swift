import Testing
import Wire

@testable import Service

@Suite struct RedactionTests {
  private let redaction = Redaction(["sk-marker-0123456789", "short"])

  @Test(arguments: [
    ("nothing of interest", "nothing of interest"),
    ("sk-marker-0123456789", "[redacted]"),
    ("key sk-marker-0123456789, again sk-marker-0123456789!", "key [redacted], again [redacted]!"),
    ("cut off: sk-marker-01234", "cut off: [redacted]"),  // A text cut to its length.
    ("sk-marker-other", "sk-marker-other"),  // It begins alike, but it goes on.
    ("ends in sk-mark", "ends in sk-mark"),  // Too little to be a secret.
    ("a short word", "a short word"),  // What is no secret by its length.
    ("sk-sk-marker-0123456789", "sk-[redacted]"),
    ("", ""),
  ])
  func `secrets are taken out`(text: String, expected: String) {
    #expect(redaction.clean(text) == expected)
  }

  @Test func `they are found inside lists and objects`() {
    let value: JSONValue = ["a": ["sk-marker-0123456789", 7], "b": ["c": "sk-marker-0123456789"]]
    #expect(redaction.clean(value) == ["a": ["[redacted]", 7], "b": ["c": "[redacted]"]])
  }
}
