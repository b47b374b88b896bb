import FakeLLM
import Glibc
import HTTP
import World

extension ServeCommand {
  /// Makes the provider that stands here a test double: tests steer it with a token and cassettes,
  /// and if no scenario says how it is (`isBare`), it takes what the real ones take.
  static func prepare(
    _ llm: inout FakeLLMConfiguration, _ topology: Topology, threads: Int, cassettes: String?,
    isBare: Bool
  ) throws {
    // Without a word the provider is the double of the real ones: they have newer models than this
    // program knows, and say on each answer where the limits stand. Threads cannot share a count.
    if isBare, topology.outermost == .llm {
      llm.hasRelatives = true
      if threads == 1 { llm.limits = .generous }
    }
    // Each thread would have its own journal and rules, and a test would meet any of them.
    if topology.outermost != .llm || threads == 1 { llm.controlToken = try token() }
    if let cassettes { llm.cassettes.merge(try CassetteFile.readAll(in: cassettes)) { $1 } }
  }

  private static func token() throws -> ControlToken {
    if let token = try tokenOfEnvironment() { return token }
    guard let token = ControlToken(KernelSecret.hexadecimal(byteCount: 16)) else {
      preconditionFailure("32 hexadecimal digits are no token")
    }
    return token
  }

  /// The token that the environment says; nil if it says none.
  static func tokenOfEnvironment() throws(ServeError) -> ControlToken? {
    let name = "BMM_CONTROL_TOKEN"
    guard let text = getenv(name).map({ String(cString: $0) }) else { return nil }
    guard let token = ControlToken(text) else {
      let range = ControlToken.lengths
      throw ServeError(
        reason: "\(name) must have \(range.lowerBound) to \(range.upperBound) visible ASCII "
          + "characters")
    }
    return token
  }
}
