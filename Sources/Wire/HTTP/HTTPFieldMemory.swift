/// The memory of header fields: lines of a head, each behind the lengths of its name and value.
///
/// One piece for all, since a proxy takes most fields over as they came: it copies bytes, and makes
/// no texts of them.
final class HTTPFieldMemory: ManagedBuffer<HTTPFieldMemory.Extent, UInt8> {
  struct Extent {
    let capacity: Int
    var fieldCount = 0
    var byteCount = 0
    /// A bit for each kind of name that was ever here: most names that are asked for are not.
    var kinds: UInt64 = 0
    /// Whether all lines are known to be fit for the wire.
    var areSendable = true
  }

  /// A field and the bytes that it takes.
  struct Line {
    let view: HTTPFieldView
    let place: Range<Int>
    /// The field as it stands in a head, with its line end.
    let text: ByteView
  }

  /// The two lengths, 32 bits each.
  private static let lengthBytes = 8
  /// The colon, the space and the line end.
  private static let markBytes = 4

  static func make(capacity: Int) -> HTTPFieldMemory {
    let memory = create(minimumCapacity: capacity) { _ in Extent(capacity: capacity) }
    return unsafeDowncast(memory, to: HTTPFieldMemory.self)
  }

  /// The same fields in memory of their own, with room for more.
  func copy(room: Int) -> HTTPFieldMemory {
    let copy = Self.make(capacity: header.byteCount + room)
    copy.append(header.fieldCount, linesAt: 0..<header.byteCount, of: self)
    return copy
  }

  /// The bytes that a field takes.
  static func size(_ field: HTTPFieldView) -> Int {
    lengthBytes + field.name.count + field.value.count + markBytes
  }

  /// The bytes of all lines in a head.
  var textCount: Int { header.byteCount - header.fieldCount * Self.lengthBytes }

  // MARK: Reading

  /// The line that begins at an offset, or nil at the end.
  func line(at offset: Int) -> Line? {
    withUnsafeMutablePointers { extent, bytes in
      guard offset < extent.pointee.byteCount else { return nil }
      let lengths = UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self)
      let (nameCount, valueCount) = (Int(lengths & 0xFFFF_FFFF), Int(lengths >> 32))
      let start = bytes + offset + Self.lengthBytes
      let text = ByteView(start: start, count: nameCount + valueCount + Self.markBytes)
      return Line(
        view: HTTPFieldView(
          name: ByteView(start: start, count: nameCount),
          value: ByteView(start: start + nameCount + 2, count: valueCount)),
        place: offset..<(offset + Self.lengthBytes + text.count), text: text)
    }
  }

  /// The first line of a name at or behind an offset.
  func line(of name: ByteView, from start: Int = 0) -> Line? {
    offset(of: name, from: start).flatMap { line(at: $0) }
  }

  /// How many lines have a name.
  func count(of name: ByteView) -> Int {
    var (count, offset) = (0, 0)
    while let line = line(of: name, from: offset) {
      count += 1
      offset = line.place.upperBound
    }
    return count
  }

  /// Where the first line of a name begins, at or behind an offset.
  private func offset(of name: ByteView, from start: Int) -> Int? {
    withUnsafeMutablePointers { extent, bytes in
      guard extent.pointee.kinds & Self.kind(of: name) != 0 else { return nil }
      let end = extent.pointee.byteCount
      var offset = start
      while offset < end {
        let lengths = UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self)
        let count = Int(lengths & 0xFFFF_FFFF)
        let found = ByteView(start: bytes + offset + Self.lengthBytes, count: count)
        if count == name.count, found.equalsIgnoringCase(name) { return offset }
        offset += Self.lengthBytes + count + Int(lengths >> 32) + Self.markBytes
      }
      return nil
    }
  }

  /// One bit of 64, by the length and the first letter in any case.
  private static func kind(of name: ByteView) -> UInt64 {
    let letter = name.count > 0 ? UInt64(name[0] & 0x1F) : 0
    return 1 &<< (letter &+ 7 &* UInt64(name.count))
  }

  // MARK: Changing

  /// Adds a field, for which there must be room.
  func append(_ field: HTTPFieldView, isSendable: Bool) {
    insert(field, at: header.byteCount..<header.byteCount, isSendable: isSendable)
    header.fieldCount += 1
  }

  /// Adds so many lines of other memory, which lie in a row there; there must be room.
  func append(_ count: Int, linesAt place: Range<Int>, of other: HTTPFieldMemory) {
    withUnsafeMutablePointers { extent, bytes in
      other.withUnsafeMutablePointers { otherExtent, otherBytes in
        let end = extent.pointee.byteCount
        precondition(end + place.count <= extent.pointee.capacity, "no room was made")
        (bytes + end).update(from: otherBytes + place.lowerBound, count: place.count)
        extent.pointee.byteCount = end + place.count
        extent.pointee.fieldCount += count
        extent.pointee.kinds |= otherExtent.pointee.kinds
        if !otherExtent.pointee.areSendable { extent.pointee.areSendable = false }
      }
    }
  }

  /// Puts a field in the place of all of its name, or at the end; there must be room.
  func set(_ field: HTTPFieldView, isSendable: Bool) {
    guard let first = line(of: field.name) else { return append(field, isSendable: isSendable) }
    insert(field, at: first.place, isSendable: isSendable)
    removeAll(of: field.name, from: first.place.lowerBound + Self.size(field))
  }

  /// Removes the lines of a name at or behind an offset.
  func removeAll(of name: ByteView, from start: Int) {
    while let line = line(of: name, from: start) { remove(line.place) }
  }

  private func remove(_ place: Range<Int>) {
    withUnsafeMutablePointers { extent, bytes in
      let rest = extent.pointee.byteCount - place.upperBound
      (bytes + place.lowerBound).update(from: bytes + place.upperBound, count: rest)
      extent.pointee.byteCount -= place.count
      extent.pointee.fieldCount -= 1
    }
  }

  private func insert(_ field: HTTPFieldView, at place: Range<Int>, isSendable: Bool) {
    let size = Self.size(field)
    withUnsafeMutablePointers { extent, bytes in
      let byteCount = extent.pointee.byteCount
      precondition(byteCount + size - place.count <= extent.pointee.capacity, "no room was made")
      precondition(field.value.count <= UInt32.max, "a field of 4 GiB is none")
      if place.upperBound < byteCount {
        (bytes + place.lowerBound + size)
          .update(from: bytes + place.upperBound, count: byteCount - place.upperBound)
      }
      var end = bytes + place.lowerBound
      let lengths = UInt64(field.value.count) << 32 | UInt64(field.name.count)
      UnsafeMutableRawPointer(end).storeBytes(of: lengths, as: UInt64.self)
      end += Self.lengthBytes
      if let name = field.name.baseAddress { end.update(from: name, count: field.name.count) }
      end += field.name.count
      (end[0], end[1]) = (ASCII.colon, ASCII.space)
      end += 2
      if let value = field.value.baseAddress { end.update(from: value, count: field.value.count) }
      end += field.value.count
      (end[0], end[1]) = (ASCII.carriageReturn, ASCII.lineFeed)
      extent.pointee.kinds |= Self.kind(of: field.name)
      extent.pointee.byteCount += size - place.count
      if !isSendable { extent.pointee.areSendable = false }
    }
  }
}
