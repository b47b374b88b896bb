/// A linear congruential generator (Knuth's MMIX constants): equal seeds give equal test data.
struct TinyRandom {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(bitPattern: Int64(seed)) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
  }

  mutating func bits() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // The low bits of such a generator have short periods, so the high half is folded in.
    return state ^ (state >> 33)
  }

  mutating func below(_ bound: Int) -> Int { Int((bits() >> 16) % UInt64(bound)) }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}
