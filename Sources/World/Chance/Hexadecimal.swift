/// Bytes as text.
package enum Hexadecimal {
  /// Two lower-case digits for each byte.
  package static func text(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
