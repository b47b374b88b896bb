import Testing
import Wire

@Suite struct ByteFingerprintTests {
  private func fingerprint(_ parts: [String]) -> ByteFingerprint {
    var result = ByteFingerprint()
    for part in parts { Array(part.utf8).withUnsafeBufferPointer { result.add($0) } }
    return result
  }

  @Test func `how bytes were split on the way does not matter`() {
    #expect(fingerprint(["abc", "", "def"]) == fingerprint(["a", "bcde", "f"]))
  }

  @Test(arguments: [["abc"], ["abcdeg"], ["bacdef"], ["abcdef", "f"]])
  func `a lost, doubled, swapped or changed byte does`(parts: [String]) {
    #expect(fingerprint(parts) != fingerprint(["abcdef"]))
  }
}
