/// The name of an exchange: 16 hexadecimal digits, a hyphen and the location.
enum EdgeRay {
  /// The ray of a number; in place, since each request has one.
  static func text(_ number: UInt64, _ location: String) -> String {
    String(unsafeUninitializedCapacity: 17 + location.utf8.count) { text in
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place) & 0xF)
        text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
      }
      text[16] = UInt8(ascii: "-")
      let end = text[17...].update(from: location.utf8).index
      return end
    }
  }
}
