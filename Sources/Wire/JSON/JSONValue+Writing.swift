extension JSONValue {
  /// Appends the value without any whitespace.
  package func write(into bytes: inout [UInt8]) {
    var writer = JSONWriter()
    swap(&writer.bytes, &bytes)
    write(to: &writer)
    swap(&writer.bytes, &bytes)
  }

  /// Writes the value as a part of a larger text.
  package func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value): writer.int(value)
    case .number(let value): writer.double(value)
    case .string(let value): writer.string(value)
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  /// The value as text: in one line, or with two spaces of indentation for each level.
  package func jsonString(pretty: Bool) -> String {
    var writer = JSONWriter()
    if pretty {
      writePretty(to: &writer, indentation: "\n")
    } else {
      write(to: &writer)
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func writePretty(to writer: inout JSONWriter, indentation: String) {
    let inner = indentation + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      writer.beginArray()
      for element in elements {
        writer.layOut(inner)
        element.writePretty(to: &writer, indentation: inner)
      }
      writer.bytes.append(contentsOf: indentation.utf8)
      writer.endArray()
    case .object(let members) where !members.isEmpty:
      writer.beginObject()
      for member in members {
        writer.layOut(inner)
        writer.key(member.key)
        writer.bytes.append(ASCII.space)
        member.value.writePretty(to: &writer, indentation: inner)
      }
      writer.bytes.append(contentsOf: indentation.utf8)
      writer.endObject()
    default: write(to: &writer)
    }
  }
}
