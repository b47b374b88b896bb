/// Zhipu's complaints, which name the field and say little more.
enum ZhipuWords: FieldWords {
  static func error(_ fault: FieldFault, at path: FieldPath) -> ProviderError {
    let place = path.topmost
    switch fault {
    // A field that is null counts as absent: the vendor's own client sends nulls.
    case .missing, .wrongKind(_, found: .null):
      return ZhipuErrors.failure("1213", "The field \(place) was not received")
    case .wrongKind where place.isEmpty:
      return ZhipuErrors.failure("1210", "The body is not an object")
    default: return ZhipuErrors.failure("1214", "The field \(place) is invalid")
    }
  }
}
