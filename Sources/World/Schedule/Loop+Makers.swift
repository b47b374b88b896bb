extension Loop {
  /// A loop in virtual time: the same options give the same run, in every process.
  package static func simulated(_ options: SimOptions) -> Loop {
    let swarm =
      options.swarm ? SwarmIntensity(seed: options.seed, drawing: options.swarmFaults) : nil
    let options = options.struck(by: swarm)
    return Loop(
      driver: SimDriver(options), seed: options.seed, policy: options.policy,
      stalls: options.stalls, swarm: swarm)
  }

  /// A loop on real sockets and real time, on the thread that calls.
  package static func live(_ options: LiveOptions) throws(LiveError) -> Loop {
    Loop(
      driver: try LiveDriver(options), seed: options.seed, policy: .firstInFirstOut, stalls: .none)
  }

  /// The fingerprint of the run so far, as 16 hexadecimal digits.
  package var traceDigest: String { digest.hexadecimal }
}
