/// Shares of a whole as people write them: "0.95" or "95%".
enum FractionText {
  /// Reads a share from 0 to 1.
  static func parse(_ text: String) throws(QuantityError) -> Double {
    let quantity = try DecimalQuantity(text, example: "95%")
    guard quantity.unit.isEmpty || quantity.unit == "%" else {
      throw .unitUnknown(text: text, unit: quantity.unit, units: ["%", "none (0 to 1)"])
    }
    let share = quantity.unit == "%" ? quantity.hundredth : quantity.value
    guard share <= 1 else { throw .outOfRange(text: text, allowed: "0 to 1, or 0% to 100%") }
    return share
  }
}
