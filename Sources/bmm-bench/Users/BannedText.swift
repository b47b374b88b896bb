import Wire

/// What no spec may hold that reaches a user, each as it is written most plainly.
///
/// The list is not the service's own: that one may be what is wrong.
enum BannedText: UInt8, CaseIterable, Sendable {
  case eval
  case function
  case binding
  case dlopen
  case constructor
  case load
  case runIn
  case globalThis
  case childProcess
  case ignorePrevious
  case ignoreAllPrevious
  case promptOverride

  /// The text itself; none of it is escaped in JSON.
  var text: String {
    switch self {
    case .eval: "eval("
    case .function: "Function("
    case .binding: "process.binding"
    case .dlopen: "process.dlopen"
    case .constructor: ".constructor.constructor"
    case .load: "_load("
    case .runIn: "vm.runIn"
    case .globalThis: "globalThis["
    case .childProcess: "child_process"
    case .ignorePrevious: "ignore previous instructions"
    case .ignoreAllPrevious: "ignore all previous instructions"
    case .promptOverride: "system prompt override"
    }
  }

  private static let all = allCases.map { (banned: $0, bytes: Array($0.text.utf8)) }

  /// Which of them can begin with a byte; most bytes begin none.
  private static let candidates: [[Int]] = (0..<256).map { byte in
    all.indices.filter { Int(all[$0].bytes[0]) == byte }
  }

  /// The first in an answer's bytes, or nil.
  static func find(in view: ByteView) -> BannedText? {
    for offset in 0..<view.count {
      for index in candidates[Int(view[offset])] where stands(all[index].bytes, view, at: offset) {
        return all[index].banned
      }
    }
    return nil
  }

  /// Whether bytes stand at an offset, and not as the end of a longer name.
  private static func stands(_ bytes: [UInt8], _ view: ByteView, at offset: Int) -> Bool {
    guard offset + bytes.count <= view.count else { return false }
    for index in 1..<bytes.count where view[offset + index] != bytes[index] { return false }
    return offset == 0 || !isName(bytes[0]) || !isName(view[offset - 1])
      || endsEscape(view, at: offset - 1)
  }

  /// Whether the letter at an offset is that of a line end or a tab, as JSON writes them.
  private static func endsEscape(_ view: ByteView, at offset: Int) -> Bool {
    guard "bfnrt".utf8.contains(view[offset]) else { return false }
    let backslash = UInt8(ascii: "\\")
    var first = offset
    while first > 0, view[first - 1] == backslash { first -= 1 }
    return (offset - first) % 2 == 1
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
