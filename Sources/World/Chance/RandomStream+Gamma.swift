extension RandomStream {
  /// A gamma-distributed number of that shape and scale 1; its mean is the shape.
  ///
  /// By Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.
  package mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "a shape is above 0, got \(shape)")
    guard shape >= 1 else {
      // Their note on small shapes: one shape more, times a power of an even number above zero.
      let power = PortableMath.log(1 - unit()) / shape
      return gamma(shape: shape + 1) * PortableMath.exp(power)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal(mean: 0, deviation: 1)
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = 1 - unit()
      if PortableMath.log(u) < x * x / 2 + d - d * v + d * PortableMath.log(v) { return d * v }
    }
  }
}
