extension JSONValue {
  /// Reads one value that fills all of the bytes.
  package static func parse(
    _ view: ByteView, depthLimit: Int = JSONLimits.depth
  ) throws(JSONParsingError) -> JSONValue {
    var scanner = JSONScanner(view, depthLimit: depthLimit)
    let value = try value(from: &scanner)
    try scanner.finish()
    return value
  }

  /// Reads one value that fills all of the owned bytes.
  package static func parse(
    _ bytes: [UInt8], depthLimit: Int = JSONLimits.depth
  ) throws(JSONParsingError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { (view) throws(JSONParsingError) in
      try parse(view, depthLimit: depthLimit)
    }
  }

  /// Reads one value that fills all of the text; positions in errors count its UTF-8 bytes.
  package static func parse(
    _ text: String, depthLimit: Int = JSONLimits.depth
  ) throws(JSONParsingError) -> JSONValue {
    try parse(Array(text.utf8), depthLimit: depthLimit)
  }

  /// Reads the scanner's next value as a tree, so that a scan can keep a part of a text.
  package static func value(
    from scanner: inout JSONScanner
  ) throws(JSONParsingError) -> JSONValue {
    switch try scanner.peek() {
    case .null:
      try scanner.null()
      return .null
    case .bool: return .bool(try scanner.bool())
    case .string: return .string(try scanner.string())
    case .number:
      switch try scanner.number() {
      case .integer(let value): return .integer(value)
      case .double(let value): return .number(value)
      }
    case .array:
      var elements: [JSONValue] = []
      try scanner.beginArray()
      while try scanner.nextElement() { elements.append(try value(from: &scanner)) }
      return .array(elements)
    case .object:
      var members: [JSONMember] = []
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        members.append(JSONMember(key: key.text, value: try value(from: &scanner)))
      }
      return .object(members)
    }
  }
}
