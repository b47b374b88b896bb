import Glibc
import Wire
import World

/// Writes mails to the end of a file, a line of JSON each: what a developer has for a mailbox.
final class FileOutbox: MailSender, @unchecked Sendable {  // Confined to its world's loop.
  private let path: String
  private let world: World

  init(_ path: String, in world: World) {
    self.path = path
    self.world = world
  }

  func send(_ mail: Mail) async throws(MailError) {
    let writing = Writing(path, Self.line(mail))
    // One for each mail: they are few, and the file may be a pipe that nobody reads.
    let lane = world.lane("outbox")
    defer { lane.close() }
    await lane.run(cost: MailLimits.outboxCost) { writing.run() }
    guard writing.errno == 0 else { throw .outbox(path: path, errno: writing.errno) }
  }

  func close() {}

  private static func line(_ mail: Mail) -> [UInt8] {
    let json: JSONValue = [
      "to": .string(mail.to), "subject": .string(mail.subject), "text": .string(mail.text),
      "link": .string(mail.link), "request_id": .string(mail.requestID),
    ]
    var line: [UInt8] = []
    json.write(into: &line)
    return line + [UInt8(ascii: "\n")]
  }

  /// One line and what came of writing it.
  private final class Writing: @unchecked Sendable {  // Read behind the lane.
    private let path: String
    private let line: [UInt8]
    private(set) var errno: Int32 = 0

    init(_ path: String, _ line: [UInt8]) {
      self.path = path
      self.line = line
    }

    /// In one write, so that two services with one file do not mix their lines. A link in the
    /// place of the file is not followed: the folder may be one that anybody can write to.
    func run() {
      let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { return errno = Glibc.errno }
      let count = write(file, line, line.count)
      if count != line.count { errno = count < 0 ? Glibc.errno : ENOSPC }
      Glibc.close(file)
    }
  }
}
