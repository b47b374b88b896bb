import Glibc
import Testing
import Wire
import World

@testable import Service

@Suite struct FileOutboxTests {
  private let file = DatabaseFile("outbox")

  private func mail(_ number: Int) -> Mail {
    Mail(
      to: "u\(number)@b.example", subject: "s", text: "Line \"one\"\ntwo\n",
      link: "http://x/\(number)",
      requestID: "r-\(number)")
  }

  /// Sends mails one behind the other, and returns the error of the last.
  private func send(_ count: Int, to path: String) -> MailError? {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("service", on: loop)
    let outbox = FileOutbox(path, in: world)
    let failure = Box<MailError?>(nil)
    world.spawn("test") {
      for number in 0..<count {
        do throws(MailError) {
          try await outbox.send(mail(number))
        } catch {
          failure.value = error
        }
      }
    }
    #expect(loop.run(until: .never) == .idle)
    #expect(world.leftovers.isEmpty)
    return failure.value
  }

  @Test func `each mail is a line behind the others, for nobody else to read`() throws {
    defer { file.remove() }
    #expect(send(2, to: file.path) == nil)
    #expect(send(1, to: file.path) == nil)
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    let mails = try lines.map { try JSONValue.parse(String($0)) }
    #expect(mails.map { $0["link"]?.stringValue } == ["http://x/0", "http://x/1", "http://x/0"])
    #expect(mails[0]["text"]?.stringValue == "Line \"one\"\ntwo\n")
    #expect(mails[0]["to"]?.stringValue == "u0@b.example")
    var status = stat()
    #expect(stat(file.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func `a file that cannot be written is an error with its path and reason`() {
    let error = send(1, to: "/absent/outbox")
    #expect(error == .outbox(path: "/absent/outbox", errno: ENOENT))
    #expect("\(error as Any)".contains("/absent/outbox"))
  }

  @Test func `a link in the place of the file is not followed`() throws {
    let target = DatabaseFile("outbox-target")
    defer {
      file.remove()
      target.remove()
    }
    target.write([])
    #expect(symlink(target.path, file.path) == 0)
    #expect(send(1, to: file.path) == .outbox(path: file.path, errno: ELOOP))
    #expect(target.bytes.isEmpty)
  }
}
