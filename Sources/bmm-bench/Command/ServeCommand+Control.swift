import FakeLLM
import Glibc
import World

extension ServeCommand {
  /// Lets tests steer the provider that stands here: with a token, and with cassettes.
  static func prepare(
    _ llm: inout FakeLLMConfiguration, _ topology: Topology, threads: Int, cassettes: String?
  ) throws {
    // Each thread would have its own journal and rules, and a test would meet any of them.
    if topology.outermost != .llm || threads == 1 { llm.controlToken = try token() }
    if let cassettes { llm.cassettes.merge(try CassetteFile.readAll(in: cassettes)) { $1 } }
  }

  private static func token() throws -> ControlToken {
    let name = "BMM_CONTROL_TOKEN"
    let text = getenv(name).map { String(cString: $0) } ?? KernelSecret.hexadecimal(byteCount: 16)
    guard let token = ControlToken(text) else {
      let range = FakeLLMLimits.controlTokenBytes
      throw ServeError(
        reason: "\(name) must have \(range.lowerBound) to \(range.upperBound) visible ASCII "
          + "characters")
    }
    return token
  }
}
