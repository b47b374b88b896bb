import Testing

@testable import EdgeSim

@Suite struct TunnelMachineTests {
  @Test(
    arguments: [
      (.ended(.client), .finish, .clientGone), (.ended(.origin), .finish, .passed),
      (.failed(.client), .finish, .clientGone), (.failed(.origin), .finish, .originCut),
      (.wasSilent, .finish, .idleCut), (.restarts(saysSo: false), .finish, .stopped),
      (.restarts(saysSo: true), .finishWithWord, .stopped),
    ] as [(TunnelMachine.Input, TunnelMachine.Decision, EdgeCause)])
  func `the first end of any kind ends both sides`(
    input: TunnelMachine.Input, decision: TunnelMachine.Decision, cause: EdgeCause
  ) {
    var machine = TunnelMachine()
    #expect(machine.cause == nil)
    let first = machine.on(input)
    #expect(first == decision)
    #expect(machine.cause == cause)
    let second = machine.on(.failed(.client))
    #expect(second == .nothing)
    #expect(machine.cause == cause)
  }
}
