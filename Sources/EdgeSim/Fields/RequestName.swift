import Wire
import World

/// What a request is called in all logs: `$bmm_request_id` of `deploy/nginx/maps.conf`.
enum RequestName {
  /// Letters, digits and `-._` only, 64 at most: `[A-Za-z0-9._-]{1,64}`.
  static func isSane(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// nginx's `$request_id`: 128 random bits in hexadecimal digits.
  static func random(_ stream: inout RandomStream) -> String {
    EdgeRay(stream.next(), "").id + EdgeRay(stream.next(), "").id
  }
}
