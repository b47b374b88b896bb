import Testing

@testable import bmm_bench

struct ByteTextTests {
  @Test(
    arguments: [
      ("100B", 100),
      ("12kB", 12_000),
      ("4KiB", 4_096),
      ("1.5kB", 1_500),  // A fraction that is whole in bytes.
      ("2MB", 2_000_000),
      ("1GiB", 1 << 30),
      ("0B", 0),
    ])
  func `decimal and binary units differ`(text: String, size: Int) throws {
    #expect(try ByteText.parse(text) == size)
  }

  @Test(
    arguments: [
      ("12", "\"12\" has no unit; add one of B, kB, MB, GB, KiB, MiB, GiB"),
      ("12KB", "\"12KB\" has the unknown unit \"KB\"; use one of B, kB, MB, GB, KiB, MiB, GiB"),
      ("0.5B", "\"0.5B\" is out of range; allowed: a whole number of bytes below 2^63"),
      (
        "99999999999GiB",
        "\"99999999999GiB\" is out of range; allowed: "
          + "a whole number of bytes below 2^63"
      ),
    ])
  func `anything else is refused`(text: String, message: String) {
    let error = #expect(throws: QuantityError.self) { try ByteText.parse(text) }
    #expect(error?.description == message)
  }
}
