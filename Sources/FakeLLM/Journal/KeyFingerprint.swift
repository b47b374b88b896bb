import Wire

/// Tells keys apart without giving them away.
enum KeyFingerprint {
  /// Eight hexadecimal digits: enough for the keys of a test, too few to find a key by them.
  static func text(of key: String) -> String {
    var fingerprint = ByteFingerprint()
    Array(key.utf8).withUnsafeBufferPointer { fingerprint.add($0) }
    return String(fingerprint.hexadecimal.suffix(8))
  }
}
