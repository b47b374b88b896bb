import Testing
import World

@Suite struct KernelSecretTests {
  @Test func `secrets have the length asked for, and are never the same`() {
    let secrets = (0..<100).map { _ in KernelSecret.hexadecimal(byteCount: 16) }
    #expect(Set(secrets).count == 100)
    #expect(secrets.allSatisfy { $0.utf8.count == 32 })
    #expect(secrets.joined().allSatisfy { "0123456789abcdef".contains($0) })
  }
}
