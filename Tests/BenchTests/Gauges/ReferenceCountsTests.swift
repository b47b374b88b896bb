import CSimGuard
import Testing

struct ReferenceCountsTests {
  @Test func `references are counted by atomic instructions where there are threads`() {
    // Those that run the tests: the first of them came by pthread_create.
    #expect(bmm_counts_are_atomic())
  }
}
