import CSimGuard
import Glibc
import Testing

struct AllocationsTests {
  private static let ways: [(name: String, count: Int, body: @Sendable () -> Void)] = [
    ("malloc", 1, { free(malloc(100)) }),
    ("calloc", 1, { free(calloc(10, 10)) }),
    ("realloc of a block", 2, { free(realloc(malloc(100), 100_000)) }),
    ("aligned_alloc", 1, { free(aligned_alloc(64, 128)) }),
    (
      "posix_memalign", 1,
      {
        var memory: UnsafeMutableRawPointer?
        guard posix_memalign(&memory, 64, 128) == 0 else { return }
        free(memory)
      }
    ),
    ("freeing", 0, { free(nil) }),
    // Swift's own objects come from the same place.
    ("a buffer of Swift's", 1, { UnsafeMutablePointer<Int>.allocate(capacity: 50).deallocate() }),
    ("an object", 1, { withExtendedLifetime(Object()) {} }),
  ]

  private final class Object {
    var value = 1
  }

  @Test(arguments: ways.map(\.name))
  func `each way to take memory is counted once per call`(name: String) throws {
    let way = try #require(Self.ways.first { $0.name == name })
    way.body()
    let before = bmm_allocations()
    for _ in 0..<1_000 { way.body() }
    #expect(Int(bmm_allocations() - before) == 1_000 * way.count)
  }

  @Test func `aligned memory is aligned, and what cannot be aligned is refused`() {
    for alignment in [16, 64, 4_096] {
      let memory = aligned_alloc(alignment, alignment)
      #expect(Int(bitPattern: memory).isMultiple(of: alignment))
      free(memory)
    }
    var memory: UnsafeMutableRawPointer?
    for alignment in [0, 4, 24] { #expect(posix_memalign(&memory, alignment, 8) == EINVAL) }
    #expect(memory == nil)
  }
}
