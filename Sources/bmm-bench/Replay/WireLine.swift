import Wire
import World

/// One connection as somebody sees it who stands beside it.
final class WireLine {
  /// The end that sent first, which in HTTP is the client's.
  let client: Connection
  /// The other end.
  let server: Connection
  private var requests = MessageReader(ofRequests: true)
  private var answers = MessageReader(ofRequests: false)
  /// The requests that were not answered to their end, by id.
  private var open: [String] = []
  private var up: WireRun?
  private var down: WireRun?
  /// Whether the answer under way is a stream, whose end is worth a word.
  private var isStream = false
  private(set) var events: [ReplayEvent] = []

  init(from client: Connection, to server: Connection) {
    self.client = client
    self.server = server
  }

  /// Bytes have arrived at one of the ends.
  func took(_ bytes: ByteView, by receiver: Connection, at now: Duration) {
    if receiver === server {
      for piece in requests.read(bytes) { sent(piece, at: now) }
    } else {
      for piece in answers.read(bytes) { answered(piece, at: now) }
    }
  }

  /// One of the ends was told that the other has finished, or reset the connection, or lost bytes.
  func note(_ text: String, at receiver: Connection, _ now: Duration) {
    guard !open.isEmpty else { return }
    finishRuns()
    add(text, towards: receiver, now, .wire)
  }

  /// Nothing more will come.
  func finish() {
    finishRuns()
  }

  private func sent(_ piece: MessageReader.Piece, at now: Duration) {
    if case .request(let method, _, let id) = piece {
      finishUp()
      open.append(id)
      answers.method = method
    }
    if case .end = piece { return finishUp() }
    extend(&up, piece, towards: server, now)
  }

  private func answered(_ piece: MessageReader.Piece, at now: Duration) {
    if case .end = piece {
      finishDown()
      if isStream { add("end of the answer", towards: client, now, .wire) }
      if !open.isEmpty { open.removeFirst() }
      return
    }
    if case .answer(_, let type) = piece { isStream = type.hasPrefix("text/event-stream") }
    extend(&down, piece, towards: client, now)
  }

  private func extend(
    _ run: inout WireRun?, _ piece: MessageReader.Piece, towards receiver: Connection,
    _ now: Duration
  ) {
    if run?.takes(piece, at: now) == true {
      run?.take(piece, at: now)
      return
    }
    if let run { add(run.text, towards: receiver, run.start, .wire) }
    run = WireRun(piece, at: now)
  }

  private func finishRuns() {
    finishUp()
    finishDown()
  }

  private func finishUp() {
    if let up { add(up.text, towards: server, up.start, .wire) }
    up = nil
  }

  private func finishDown() {
    if let down { add(down.text, towards: client, down.start, .wire) }
    down = nil
  }

  private func add(
    _ text: String, towards receiver: Connection, _ at: Duration, _ kind: ReplayEvent.Kind
  ) {
    let sender = receiver === server ? client : server
    let id = receiver === server ? open.last : open.first
    events.append(
      ReplayEvent(
        at: at, place: "\(Self.role(sender)) → \(Self.role(receiver))", text: text, kind: kind,
        requestID: id))
  }

  private static func role(_ connection: Connection) -> String {
    let name = connection.world.name
    return name == "users" ? "user" : name
  }
}
