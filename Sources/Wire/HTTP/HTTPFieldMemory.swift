/// The memory of header fields: their text as in a head, and behind it where each line stands.
///
/// One piece for all, since a proxy takes most fields over as they came: it copies bytes, and makes
/// no texts of them. Text grows from the front and the list of lines from the back. A line that is
/// removed or replaced leaves its text behind, which nothing points to any more.
final class HTTPFieldMemory: ManagedBuffer<HTTPFieldMemory.Extent, HTTPFieldMemory.Line> {
  struct Extent {
    /// The memory in units of the size of a line.
    let capacity: Int
    var fieldCount = 0
    /// Where the text ends, that of lines that are gone included.
    var textEnd = 0
    /// The text of the lines that are here.
    var textCount = 0
    /// A bit for each kind of name: most names that are asked for are not here.
    var kinds: UInt64 = 0
    /// Whether all lines are known to be fit for the wire.
    var areSendable = true
  }

  /// Where a field stands in the text, and how long its name and value are.
  struct Line {
    var start: UInt32
    let nameCount: UInt32
    let valueCount: UInt32
    let mark: UInt32

    /// The bytes of the line with its marks.
    var count: Int { Int(nameCount) &+ Int(valueCount) &+ HTTPFieldMemory.markBytes }
  }

  /// The colon, the space and the line end.
  static let markBytes = 4
  /// The bytes of an entry in the list of lines.
  private static let lineBytes = MemoryLayout<Line>.stride

  /// Memory for so many bytes of text in so many lines.
  static func make(textBytes: Int, lines: Int) -> HTTPFieldMemory {
    let capacity = lines + (textBytes + lineBytes - 1) / lineBytes
    precondition(capacity < Int(UInt32.max) / lineBytes, "fields of 4 GiB are none")
    let memory = create(minimumCapacity: capacity) { _ in Extent(capacity: capacity) }
    return unsafeDowncast(memory, to: HTTPFieldMemory.self)
  }

  /// The same fields in memory of their own, with room for more.
  func copy(textRoom: Int, lineRoom: Int) -> HTTPFieldMemory {
    let copy = Self.make(
      textBytes: header.textCount + textRoom, lines: header.fieldCount + lineRoom)
    copy.append(0..<header.fieldCount, of: self)
    return copy
  }

  /// The bytes of text that a field takes.
  static func size(_ field: HTTPFieldView) -> Int {
    field.name.count + field.value.count + markBytes
  }

  /// Whether so much text in so many lines fits in.
  func hasRoom(textBytes: Int, lines: Int) -> Bool {
    header.textEnd + textBytes
      <= (header.capacity - header.fieldCount - lines) * Self.lineBytes
  }

  // MARK: Reading

  /// How many lines there are.
  var count: Int { header.fieldCount }

  private var elements: UnsafeMutablePointer<Line> { withUnsafeMutablePointerToElements { $0 } }

  private var text: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(elements).assumingMemoryBound(to: UInt8.self)
  }

  /// Where a line is listed: the first one at the very end.
  private func entry(_ index: Int) -> UnsafeMutablePointer<Line> {
    elements + (header.capacity &- 1 &- index)
  }

  /// A line that is there.
  func line(_ index: Int) -> Line { entry(index).pointee }

  /// A field in place.
  func view(_ index: Int) -> HTTPFieldView {
    let line = line(index)
    let start = text + Int(line.start)
    return HTTPFieldView(
      name: ByteView(start: start, count: Int(line.nameCount)),
      value: ByteView(start: start + Int(line.nameCount) + 2, count: Int(line.valueCount)),
      mark: line.mark)
  }

  /// The name of a field in place.
  func name(_ index: Int) -> HTTPFieldName {
    let line = line(index)
    return HTTPFieldName(
      ByteView(start: text + Int(line.start), count: Int(line.nameCount)), mark: line.mark)
  }

  /// The text of lines that stand in a row.
  func text(in place: Range<Int>) -> ByteView {
    ByteView(start: text + place.lowerBound, count: place.count)
  }

  /// The first line of a name at or behind another.
  func index(of name: HTTPFieldName, from start: Int = 0) -> Int? {
    guard header.kinds & name.kind != 0 else { return nil }
    return listed(name, from: start)
  }

  private func listed(_ name: HTTPFieldName, from start: Int) -> Int? {
    var (entry, index) = (entry(start), start)
    let count = header.fieldCount
    while index < count {
      if entry.pointee.mark == name.mark, self.name(index).text.equalsIgnoringCase(name.text) {
        return index
      }
      entry -= 1
      index &+= 1
    }
    return nil
  }

  /// How many lines have a name.
  func count(of name: HTTPFieldName) -> Int {
    guard header.kinds & name.kind != 0 else { return 0 }
    var (count, start) = (0, 0)
    while let index = listed(name, from: start) {
      count += 1
      start = index + 1
    }
    return count
  }

  /// The lines from one on whose text stands in a row: the one behind them, and their place.
  func row(from first: Int, in lines: Range<Int>) -> (end: Int, place: Range<Int>) {
    var entry = entry(first)
    let start = Int(entry.pointee.start)
    var (next, end) = (first &+ 1, start &+ entry.pointee.count)
    while next < lines.upperBound {
      entry -= 1
      guard Int(entry.pointee.start) == end else { break }
      end &+= entry.pointee.count
      next &+= 1
    }
    return (next, start..<end)
  }

  /// Whether each line can stand on the wire, by looking at its bytes.
  var areSendable: Bool { (0..<count).allSatisfy { view($0).isSendable } }

  /// Whether other memory has lines of different names, none of which is here.
  func lacksAll(of other: HTTPFieldMemory) -> Bool {
    var entry = entry(0)
    for index in 0..<header.fieldCount {
      let kind = HTTPFieldName.kind(of: entry.pointee.mark)
      if other.header.kinds & kind != 0, other.listed(name(index), from: 0) != nil { return false }
      entry -= 1
    }
    if other.header.kinds.nonzeroBitCount == other.count { return true }
    return (0..<other.count).allSatisfy { other.listed(other.name($0), from: $0 + 1) == nil }
  }

  // MARK: Changing

  /// Adds a field, for which there must be room.
  func append(_ field: HTTPFieldView, isSendable: Bool) {
    entry(header.fieldCount).initialize(to: write(field, isSendable: isSendable))
    header.fieldCount += 1
  }

  /// Adds lines of other memory, for which there must be room.
  func append(_ lines: Range<Int>, of other: HTTPFieldMemory) {
    var next = lines.lowerBound
    while next < lines.upperBound {
      let row = other.row(from: next, in: lines)
      appendRow(next..<row.end, at: row.place, of: other)
      next = row.end
    }
  }

  /// Adds the lines of other memory but those of some names or beginnings; then each line of more
  /// memory, whose names differ, where its name stood first or else at the end.
  func append(
    _ lines: HTTPFieldMemory?, without names: HTTPFieldNames, _ beginning: StaticString,
    replacedBy others: HTTPFieldMemory?
  ) {
    var placed: UInt64 = 0
    if let lines {
      let kinds = names.kinds | (others?.header.kinds ?? 0)
      var first = 0
      for index in 0..<lines.count {
        let line = lines.line(index)
        guard lines.begins(line, with: beginning) || kinds & HTTPFieldName.kind(of: line.mark) != 0
        else { continue }
        let name = lines.name(index)
        let isRemoved = lines.begins(line, with: beginning) || names.contains(name)
        let place = isRemoved ? nil : others?.index(of: name)
        guard isRemoved || place != nil else { continue }
        append(first..<index, of: lines)
        first = index + 1
        guard let others, let place, placed & 1 << UInt64(place) == 0 else { continue }
        placed |= 1 << UInt64(place)
        append(place..<(place + 1), of: others)
      }
      append(first..<lines.count, of: lines)
    }
    if let others { append(others, but: placed) }
  }

  /// Adds the lines of other memory but those that have a bit.
  private func append(_ others: HTTPFieldMemory, but placed: UInt64) {
    precondition(others.count < UInt64.bitWidth, "\(others.count) lines have no bit each")
    var first = 0
    while placed >> UInt64(first) != 0 {
      let gap = (placed >> UInt64(first)).trailingZeroBitCount
      append(first..<(first + gap), of: others)
      first += gap + 1
    }
    append(first..<others.count, of: others)
  }

  /// Whether the name of a line goes on behind a beginning, in any case.
  private func begins(_ line: Line, with beginning: StaticString) -> Bool {
    let length = beginning.utf8CodeUnitCount
    guard length > 0, line.nameCount > length else { return false }
    let start = ByteView(start: text + Int(line.start), count: length)
    return start[0] & 0xDF == beginning.utf8Start[0] & 0xDF && start.equalsIgnoringCase(beginning)
  }

  private func appendRow(_ lines: Range<Int>, at place: Range<Int>, of other: HTTPFieldMemory) {
    precondition(hasRoom(textBytes: place.count, lines: lines.count), "no room was made")
    let end = header.textEnd
    (text + end).update(from: other.text + place.lowerBound, count: place.count)
    let distance = UInt32(truncatingIfNeeded: end &- place.lowerBound)
    var (source, target) = (other.entry(lines.lowerBound), entry(header.fieldCount))
    var kinds: UInt64 = 0
    for _ in lines {
      var line = source.pointee
      line.start &+= distance
      target.initialize(to: line)
      kinds |= HTTPFieldName.kind(of: line.mark)
      source -= 1
      target -= 1
    }
    header.kinds |= kinds
    header.fieldCount += lines.count
    header.textEnd = end + place.count
    header.textCount += place.count
    if !other.header.areSendable { header.areSendable = false }
  }

  /// Takes the text of whole lines, which are listed from the last to the first.
  func take(_ text: ByteView, _ lines: UnsafeBufferPointer<Line>, kinds: UInt64) {
    guard let source = text.baseAddress, let first = lines.baseAddress else { return }
    precondition(hasRoom(textBytes: text.count, lines: lines.count), "no room was made")
    self.text.update(from: source, count: text.count)
    (elements + (header.capacity - lines.count)).update(from: first, count: lines.count)
    header.fieldCount = lines.count
    header.textEnd = text.count
    header.textCount = text.count
    header.kinds = kinds
  }

  /// Puts a field in the place of all of its name, or at the end; there must be room.
  func set(_ field: HTTPFieldView, _ name: HTTPFieldName, isSendable: Bool) {
    guard let first = index(of: name) else { return append(field, isSendable: isSendable) }
    if isSendable, overwrite(first, by: field) { return removeAll(of: name, from: first + 1) }
    header.textCount -= line(first).count
    entry(first).pointee = write(field, isSendable: isSendable)
    removeAll(of: name, from: first + 1)
  }

  /// Puts a field in the place of a line that is spelled like it and has a value of its length.
  private func overwrite(_ index: Int, by field: HTTPFieldView) -> Bool {
    let line = line(index)
    guard Int(line.valueCount) == field.value.count, name(index).text.equals(field.name),
      let value = field.value.baseAddress
    else { return false }
    (text + Int(line.start) + field.name.count + 2).update(from: value, count: field.value.count)
    return true
  }

  /// Removes the lines of a name at or behind an index.
  func remove(_ name: HTTPFieldName, from start: Int) {
    removeAll(of: name, from: start)
    header.kinds = 0
    for index in 0..<header.fieldCount {
      header.kinds |= HTTPFieldName.kind(of: line(index).mark)
    }
  }

  /// Whether the name of a line goes on behind a beginning.
  func hasAny(_ beginning: StaticString) -> Bool {
    (0..<header.fieldCount).contains { begins(line($0), with: beginning) }
  }

  /// Removes the lines that have one of some names or go on behind a beginning.
  func remove(_ names: HTTPFieldNames, _ beginning: StaticString) {
    var (kept, kinds) = (0, UInt64(0))
    for index in 0..<header.fieldCount {
      let line = line(index)
      if isOne(line, index, of: names, beginning) {
        header.textCount -= line.count
      } else {
        if kept < index { entry(kept).pointee = line }
        kept += 1
        kinds |= HTTPFieldName.kind(of: line.mark)
      }
    }
    header.fieldCount = kept
    header.kinds = kinds
  }

  private func isOne(
    _ line: Line, _ index: Int, of names: HTTPFieldNames, _ beginning: StaticString
  ) -> Bool {
    if names.kinds & HTTPFieldName.kind(of: line.mark) != 0, names.contains(name(index)) {
      return true
    }
    return begins(line, with: beginning)
  }

  private func removeAll(of name: HTTPFieldName, from start: Int) {
    while let index = index(of: name, from: start) {
      header.textCount -= line(index).count
      header.fieldCount -= 1
      for behind in index..<header.fieldCount { entry(behind).pointee = line(behind + 1) }
    }
  }

  /// Writes the text of a field, for which there must be room.
  private func write(_ field: HTTPFieldView, isSendable: Bool) -> Line {
    let size = Self.size(field)
    precondition(hasRoom(textBytes: size, lines: 1), "no room was made")
    let start = header.textEnd
    var end = text + start
    if let name = field.name.baseAddress { end.update(from: name, count: field.name.count) }
    end += field.name.count
    (end[0], end[1]) = (ASCII.colon, ASCII.space)
    end += 2
    if let value = field.value.baseAddress { end.update(from: value, count: field.value.count) }
    end += field.value.count
    (end[0], end[1]) = (ASCII.carriageReturn, ASCII.lineFeed)
    header.textEnd = start &+ size
    header.textCount &+= size
    header.kinds |= HTTPFieldName.kind(of: field.mark)
    if !isSendable { header.areSendable = false }
    // All fit into 32 bits, as the memory does.
    return Line(
      start: UInt32(truncatingIfNeeded: start),
      nameCount: UInt32(truncatingIfNeeded: field.name.count),
      valueCount: UInt32(truncatingIfNeeded: field.value.count), mark: field.mark)
  }
}
