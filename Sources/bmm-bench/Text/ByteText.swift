/// Sizes as people write them: "12kB" is 12 000 bytes, "4KiB" is 4 096.
enum ByteText {
  /// The units, decimal before binary.
  static let units = ["B", "kB", "MB", "GB", "KiB", "MiB", "GiB"]

  /// Reads a size that is a whole number of bytes.
  static func parse(_ text: String) throws(QuantityError) -> Int {
    let quantity = try DecimalQuantity(text, example: "12kB")
    guard !quantity.unit.isEmpty else { throw .unitMissing(text: text, units: units) }
    guard let unit = bytes(in: quantity.unit) else {
      throw .unitUnknown(text: text, unit: quantity.unit, units: units)
    }
    guard let exact = quantity.scaled(by: unit), let size = Int(exactly: exact) else {
      throw .outOfRange(text: text, allowed: "a whole number of bytes below 2^63")
    }
    return size
  }

  private static func bytes(in unit: String) -> Int128? {
    switch unit {
    case "B": 1
    case "kB": 1_000
    case "MB": 1_000_000
    case "GB": 1_000_000_000
    case "KiB": 1 << 10
    case "MiB": 1 << 20
    case "GiB": 1 << 30
    default: nil
    }
  }
}
