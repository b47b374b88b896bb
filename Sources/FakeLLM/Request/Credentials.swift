import HTTP
import Wire

/// The key that a request came with.
enum Credentials {
  /// The key of an `x-api-key` field, which goes first, or of a bearer token; nil without either.
  static func key(in fields: HTTPFields) -> String? {
    fields["x-api-key"] ?? fields.bearerToken
  }

  /// Whether the provider takes the key; without a list any key will do that is not empty.
  static func accepts(_ key: String, among keys: [String]?) -> Bool {
    guard let keys else { return !key.isEmpty }
    return keys.contains(key)
  }
}
