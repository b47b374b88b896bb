import Testing

@testable import bmm_bench

struct MachineTests {
  @Test func `the processor is the first one's name`() {
    let text = "processor\t: 0\nmodel name\t: Fast: 3 GHz\nprocessor\t: 1\nmodel name\t: Slow\n"
    #expect(Machine.processor(in: text) == "Fast: 3 GHz")
    #expect(Machine.processor(in: "Features\t: fp\n") == "unknown")
  }

  @Test func `this machine has a core and a kernel`() {
    #expect(Machine.current().cores >= 1)
    #expect(Machine.current().kernel.hasPrefix("Linux "))
    #expect(Machine.current().kernel.contains("."))
  }
}
