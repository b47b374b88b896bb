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
    var sum = 0.0
    for denominator in stride(from: 21.0, through: 1.0, by: -2.0) {
      sum = sum * square + 1 / denominator
    }
    return 2 * ratio * sum + exponent * 0.693_147_180_559_945_3
  }

  /// e raised to a power between -700 and 700; beyond, the value at that end.
  package static func exp(_ power: Double) -> Double {
    let held = min(max(power, -700), 700)
    let exponent = (held / 0.693_147_180_559_945_3).rounded()
    // Two parts of ln 2, so that the rest keeps its last digits.
    let rest =
      held - exponent * 0.693_147_180_369_123_8 - exponent * 1.908_214_929_270_587_7e-10
    var sum = 1.0
    for divisor in stride(from: 16.0, through: 1.0, by: -1.0) {
      sum = 1 + rest / divisor * sum
    }
    return Double(sign: .plus, exponent: Int(exponent), significand: 1) * sum
  }
}
