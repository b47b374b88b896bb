/// Logarithm and exponential from IEEE additions, multiplications and divisions alone.
///
/// The C library picks its variant by processor, and two variants may differ in the last bit; a
/// seed has to give the same run on every machine. Accurate to about 1e-15, relatively.
package enum PortableMath {
  /// The natural logarithm of a positive finite number.
  package static func log(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "the logarithm of \(value) is not defined")
    var (mantissa, exponent) = (value.significand, Double(value.exponent))
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)); the argument stays under 0.172, so 11 terms suffice.
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    sum = sum * square + 1
    return 2 * ratio * sum + exponent * 0.693_147_180_559_945_3
  }

  /// e raised to a power between -700 and 700; beyond, the value at that end.
  package static func exp(_ power: Double) -> Double {
    let held = min(max(power, -700), 700)
    let exponent = (held / 0.693_147_180_559_945_3).rounded()
    // Two parts of ln 2, so that the rest keeps its last digits.
    let rest =
      held - exponent * 0.693_147_180_369_123_8 - exponent * 1.908_214_929_270_587_7e-10
    // Taylor's series; the rest stays under 0.347, so that what is left out is below 1e-17.
    var sum = 1.0 / 6_227_020_800
    sum = sum * rest + 1.0 / 479_001_600
    sum = sum * rest + 1.0 / 39_916_800
    sum = sum * rest + 1.0 / 3_628_800
    sum = sum * rest + 1.0 / 362_880
    sum = sum * rest + 1.0 / 40_320
    sum = sum * rest + 1.0 / 5_040
    sum = sum * rest + 1.0 / 720
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 1.0 / 2
    sum = sum * rest + 1
    sum = sum * rest + 1
    return Double(sign: .plus, exponent: Int(exponent), significand: 1) * sum
  }
}
