import EdgeSim

/// What one proxy saw of an exchange, and which one it is.
struct HopExchange: Sendable {
  /// The proxy's name: `edge`, then `hop-2` and so on inwards.
  let hop: String
  let record: EdgeRecord
}
