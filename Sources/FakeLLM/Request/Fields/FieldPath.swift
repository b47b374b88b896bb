/// Where a field stands in a request's body.
struct FieldPath: Sendable, Equatable {
  private enum Step: Sendable, Equatable {
    case name(String)
    case index(Int)
  }

  private var steps: [Step] = []

  /// The body itself.
  static let body = FieldPath()

  /// A field of the object at this place.
  subscript(_ name: String) -> FieldPath { adding(.name(name)) }

  /// An element of the list at this place.
  subscript(_ index: Int) -> FieldPath { adding(.index(index)) }

  /// The place as in `messages.0.role`; nothing for the body.
  var dotted: String {
    steps.map { step in
      switch step {
      case .name(let name): name
      case .index(let index): String(index)
      }
    }.joined(separator: ".")
  }

  /// The place as in `messages[0].role`; nothing for the body.
  var bracketed: String {
    steps.reduce("") { text, step in
      switch step {
      case .name(let name): text.isEmpty ? name : "\(text).\(name)"
      case .index(let index): "\(text)[\(index)]"
      }
    }
  }

  /// The field of the body that this place is in; nothing for the body.
  var topmost: String {
    if case .name(let name)? = steps.first { name } else { "" }
  }

  private func adding(_ step: Step) -> FieldPath {
    var path = self
    path.steps.append(step)
    return path
  }
}
