import Testing
import Wire

@Suite struct HTTPFieldsTests {
  @Test func `a literal keeps order and duplicates`() {
    let fields: HTTPFields = ["B": "1", "A": "2", "b": "3"]

    #expect(fields.map(\.name) == ["B", "A", "b"])
    #expect(fields.values(of: "b") == ["1", "3"])
    #expect(fields.count == 3)
  }

  @Test func `names match in any case of their ASCII letters`() {
    let fields: HTTPFields = ["Content-TYPE": "text/plain", "K\u{212A}": "kelvin"]

    #expect(fields["content-type"] == "text/plain")
    #expect(fields["CONTENT-TYPE"] == "text/plain")
    #expect(fields["content_type"] == nil)
    #expect(fields["kk"] == nil, "U+212A folds to k in Unicode, but not in ASCII")
  }

  @Test func `values are compared byte by byte`() {
    // An accented letter in one character and in two: the same to Swift, not to a signature.
    #expect(HTTPField(name: "a", value: "\u{E9}") != HTTPField(name: "a", value: "e\u{301}"))
    #expect(HTTPField(name: "A", value: "b") == HTTPField(name: "a", value: "b"))
  }

  @Test func `setting replaces all fields of a name at the place of the first`() {
    var fields: HTTPFields = ["a": "1", "X": "2", "b": "3", "x": "4", "c": "5"]
    fields.set("x", "new")

    #expect(fields == ["a": "1", "X": "new", "b": "3", "c": "5"])

    fields.set("d", "6")
    #expect(fields.map(\.name) == ["a", "x", "b", "c", "d"])
    #expect(fields["d"] == "6")
  }

  @Test func `a name from outside that is no token may be set, but is not written`() async {
    let name = "a\r\nb"
    var fields = HTTPFields()
    fields.set(name, "1")
    #expect(fields[name] == "1")

    await #expect(processExitsWith: .failure) {
      let name = "a\r\nb"
      var fields = HTTPFields()
      fields.set(name, "1")
      var written: [UInt8] = []
      HTTPResponseHead(status: 200, fields: fields).write(into: &written)
    }
  }

  @Test func `removing takes all fields of a name`() {
    var fields: HTTPFields = ["X": "1", "a": "2", "x": "3"]
    fields.remove("x")

    #expect(fields == ["a": "2"])
  }

  @Test(
    arguments: [
      ("close", true),
      ("Close", true),
      ("keep-alive, CLOSE", true),
      ("close,upgrade", true),
      (" ,\tclose\t, x", true),
      ("not-close", false),  // Only whole tokens count.
      ("closed", false),
      ("", false),
      (",,", false),
    ] as [(String, Bool)])
  func `a token of a list is found whole and in any case`(value: String, expected: Bool) {
    let fields: HTTPFields = ["Connection": value]

    #expect(fields.contains("close", in: "connection") == expected)
  }

  @Test func `a token is found in a second line of the same list`() {
    let fields: HTTPFields = ["Connection": "upgrade", "connection": "close"]

    #expect(fields.contains("close", in: "Connection"))
    #expect(!fields.contains("close", in: "Upgrade"))
  }

  @Test func `a list is put together from all of its lines`() {
    let fields: HTTPFields = ["A": "b, C ,", "x": "y", "a": ",\td", "A": ""]

    #expect(fields.list("a") == ["b", "C", "d"])
    #expect(fields.list("b").isEmpty)
  }

  @Test func `a copy keeps what it was when the other changes`() {
    let before: HTTPFields = ["a": "1", "b": "2"]
    var after = before
    after.set("a", "a longer value than before")
    after.append("c", "3")
    after.remove("b")

    #expect(before == ["a": "1", "b": "2"])
    #expect(after == ["a": "a longer value than before", "c": "3"])
  }

  @Test func `fields that a rule keeps stay in their order, whichever go`() {
    let fields: HTTPFields = ["a": "1", "b": "2", "c": "3", "d": "4"]

    for gone in 0..<16 {
      let rest = fields.kept { field in gone >> Int(field.name[0] - UInt8(ascii: "a")) & 1 == 0 }
      let expected = fields.filter { gone >> Int($0.name.utf8.first.map { $0 - 97 } ?? 0) & 1 == 0 }

      #expect(Array(rest) == expected)
      #expect(rest.count == expected.count)
    }
  }

  @Test func `setting several fields is setting one after the other`() {
    let others: HTTPFields = ["X": "new", "d": "4", "x": "newer"]
    var (together, singly): (HTTPFields, HTTPFields) = (["x": "1", "a": "2", "X": "3"], [:])
    singly = together
    together.set(others)
    for field in others { singly.set(field.name, field.value) }

    #expect(together == singly)
    #expect(together == ["x": "newer", "a": "2", "d": "4"])
  }

  @Test func `fields are added behind others, also to themselves`() {
    var fields: HTTPFields = ["a": "1"]
    fields.append(fields)
    fields.append(["b": "2"] as HTTPFields)
    fields.append([:] as HTTPFields)

    #expect(fields == ["a": "1", "a": "1", "b": "2"])
  }

  @Test func `names of every length and beginning are found among many`() {
    var fields = HTTPFields()
    let names = (1...70).flatMap { length in
      ["A", "q", "x"].map { $0 + String(repeating: "y", count: length - 1) }
    }
    for (number, name) in names.enumerated() { fields.append(name, "\(number)") }

    #expect(fields.count == names.count)
    for (number, name) in names.enumerated() {
      #expect(fields[name.uppercased()] == "\(number)")
      #expect(fields.values(of: name).count == 1)
    }
    #expect(fields[""] == nil)
  }

  @Test func `only letters have a case`() {
    // Each pair differs in the one bit that makes the case of a letter, at each place of a word.
    let pairs = [("@", "`"), ("[", "{"), ("^", "~"), ("!", "\u{1}"), ("0", "\u{10}")]
    for place in 0..<20 {
      let (before, behind) = (
        String(repeating: "n", count: place), String(repeating: "N", count: 20 - place)
      )
      #expect(HTTPFields([(before + "Z" + behind, "v")])[before + "z" + behind] == "v")
      for (left, right) in pairs {
        #expect(HTTPFields([(before + left + behind, "v")])[before + right + behind] == nil)
      }
    }
  }

  @Test func `a field is one of some names in any case`() {
    let names: HTTPFieldNames = ["te", "keep-alive"]
    let fields: HTTPFields = ["TE": "a", "Keep-Alive": "b", "tf": "c", "keep-alives": "d", "": "e"]

    #expect(fields.kept { names.contains($0) }.map(\.value) == ["a", "b"])
    #expect(fields.kept { $0.begins(with: "keep-alive") }.map(\.value) == ["d"])
  }

  @Test func `what was replaced or removed is not written`() {
    var fields: HTTPFields = ["a": "first", "b": "2", "c": "3", "B": "4"]
    for length in [1, 40, 3, 200, 0] { fields.set("a", String(repeating: "x", count: length)) }
    fields.set("b", "new")
    fields.remove("c")
    fields.append("d", "5")
    var written: [UInt8] = []
    HTTPResponseHead(status: 200, fields: fields).write(into: &written)

    let expected = "HTTP/1.1 200 OK\r\na: \r\nb: new\r\nd: 5\r\n\r\n"
    #expect(String(decoding: written, as: UTF8.self) == expected)
    #expect(fields.kept { $0.isNamed("b") } == ["b": "new"])
  }

  @Test func `a name is found after another of its kind was removed`() {
    var fields: HTTPFields = ["x": "1", "y": "2", "Y": "3"]
    fields.remove("x")
    fields.set(["y": "4", "z": "5"] as HTTPFields)

    #expect(fields == ["y": "4", "z": "5"])
    #expect(fields["x"] == nil)
  }

  @Test func `some names and beginnings are left out`() {
    let fields: HTTPFields = [
      "TE": "1", "X-Accel-Limit": "2", "x-accel-": "3", "Tea": "4", "x-acce": "5", "te": "6",
    ]

    #expect(fields.replacing(["te", "host"], "x-accel-").map(\.value) == ["3", "4", "5"])
    #expect(fields.replacing(["tea"]).count == 5)
  }

  @Test func `some names and beginnings are removed in place, and of no copy`() {
    let before: HTTPFields = [
      "TE": "1", "X-Accel-Limit": "2", "x-accel-": "3", "Tea": "4", "x-acce": "5", "te": "6",
    ]
    for (names, beginning, left) in [
      (["te", "host"], "x-accel-", ["3", "4", "5"]),
      (["host"], "x-accel-", ["1", "3", "4", "5", "6"]),
      (["tea"], "", ["1", "2", "3", "5", "6"]), (["host"], "", ["1", "2", "3", "4", "5", "6"]),
    ] as [(HTTPFieldNames, StaticString, [String])] {
      var fields = before
      fields.remove(names, beginning)

      #expect(fields.map(\.value) == left)
      #expect(fields.has("te") == left.contains("1"))
      // What is added stands behind what is left, and the text of what is gone is not written.
      fields.set("te", "7")
      var written: [UInt8] = []
      HTTPResponseHead(status: 200, fields: fields).write(into: &written)
      let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
      #expect(String(decoding: written, as: UTF8.self) == "HTTP/1.1 200 OK\r\n\(lines)\r\n")
    }
    #expect(before.count == 6)
  }

  @Test func `replacing is leaving out and then setting one after the other`() {
    let names = ["a", "B", "te", "x-acc-1", "c"]
    let others: HTTPFields = ["b": "new", "TE": "own", "d": "more", "A": "one"]
    for choice in 0..<(5 * 5 * 5 * 5) {
      var (fields, rest) = (HTTPFields(), choice)
      for place in 0..<4 {
        fields.append(names[rest % 5], "\(place)")
        rest /= 5
      }
      var expected = fields.kept { !$0.isNamed("te") && !$0.begins(with: "x-acc-") }
      for field in others { expected.set(field.name, field.value) }

      #expect(fields.replacing(["te"], "x-acc-", by: others) == expected)
    }
    #expect(HTTPFields().replacing(["te"], by: others) == others)
    #expect(HTTPFields().replacing(["te"]).isEmpty)
  }

  @Test func `a value of the same length takes the place of one, in its own spelling`() {
    var fields: HTTPFields = ["Ray": "11", "a": "1", "ray": "22"]
    let before = fields
    fields.set("Ray", "33")
    #expect(fields.map(\.name) == ["Ray", "a"])
    #expect(fields == ["Ray": "33", "a": "1"])
    #expect(before["ray"] == "11")

    fields.set("RAY", "44")
    #expect(fields.map(\.name) == ["RAY", "a"])
    #expect(fields["ray"] == "44")
  }

  @Test func `a token is the only one when it is all of the only line`() {
    #expect((["Connection": "Keep-Alive"] as HTTPFields).isOnly("keep-alive", in: "connection"))
    for fields: HTTPFields in [
      [:], ["connection": "keep-alive, te"], ["connection": "close"],
      ["connection": "keep-alive", "Connection": "keep-alive"],
    ] {
      #expect(!fields.isOnly("keep-alive", in: "connection"))
    }
  }
}
