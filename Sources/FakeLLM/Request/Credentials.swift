import Wire

/// The key that a request came with.
enum Credentials {
  /// The key of an `x-api-key` field, which goes first, or of a bearer token; nil without either.
  static func key(in fields: HTTPFields) -> String? {
    fields["x-api-key"] ?? bearer(in: fields)
  }

  /// The token of `Authorization: Bearer`, whose scheme has no case (RFC 9110 §11.1).
  static func bearer(in fields: HTTPFields) -> String? {
    guard let value = fields["authorization"], value.utf8.count > 7,
      value.prefix(7).lowercased() == "bearer "
    else { return nil }
    return String(value.dropFirst(7))
  }

  /// Whether the provider takes the key; without a list any key will do that is not empty.
  static func accepts(_ key: String, among keys: [String]?) -> Bool {
    guard let keys else { return !key.isEmpty }
    return keys.contains(key)
  }
}
