import Testing
import World

@testable import bmm_bench

struct DateTextTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0),  // The epoch.
      ("2026-05-01T23:59:30Z", 1_777_679_970),  // Just before midnight.
      ("2024-02-29T12:00:00Z", 1_709_208_000),  // A leap day.
      ("2100-03-01T00:00:00Z", 4_107_542_400),  // Behind a century that has none.
    ] as [(String, Int64)])
  func `a date is told in seconds since 1970`(text: String, seconds: Int64) throws {
    #expect(try DateText.parse(text) == WallTime(seconds: seconds))
  }

  @Test(
    arguments: [
      ("", "\"\" is not a quantity such as \"2026-05-01T23:59:30Z\""),
      (
        "2026-05-01 23:59:30",
        "\"2026-05-01 23:59:30\" is not a quantity such as "
          + "\"2026-05-01T23:59:30Z\""
      ),
      (
        "2026-5-001T23:59:30Z",
        "\"2026-5-001T23:59:30Z\" is not a quantity such as "
          + "\"2026-05-01T23:59:30Z\""
      ),
      (
        "2023-02-29T00:00:00Z",
        "\"2023-02-29T00:00:00Z\" is out of range; "
          + "allowed: days and hours from 1970 to 2199 that exist"
      ),
      (
        "2026-05-01T24:00:00Z",
        "\"2026-05-01T24:00:00Z\" is out of range; "
          + "allowed: days and hours from 1970 to 2199 that exist"
      ),
      (
        "1969-12-31T23:59:59Z",
        "\"1969-12-31T23:59:59Z\" is out of range; "
          + "allowed: days and hours from 1970 to 2199 that exist"
      ),
    ])
  func `anything else is refused`(text: String, message: String) {
    let error = #expect(throws: QuantityError.self) { try DateText.parse(text) }
    #expect(error?.description == message)
  }
}
