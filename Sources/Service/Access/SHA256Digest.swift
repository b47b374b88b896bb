import CCrypto

/// SHA-256 (FIPS 180-4), by OpenSSL.
package enum SHA256Digest {
  /// The 32 bytes that stand for a text's UTF-8 bytes.
  package static func of(_ text: String) -> [UInt8] {
    of(Array(text.utf8))
  }

  /// The 32 bytes that stand for these bytes.
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    var context = SHA256_CTX()
    SHA256_Init(&context)
    SHA256_Update(&context, bytes, bytes.count)
    SHA256_Final(&digest, &context)
    return digest
  }
}
