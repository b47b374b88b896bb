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
}
