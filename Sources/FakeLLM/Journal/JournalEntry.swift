import HTTP
import Wire
import World

/// One request as the journal shows it: what came in, and what went out.
struct JournalEntry: Equatable {
  /// The number of the request, from 1, in the order of arrival.
  let number: Int
  /// When its head had come, as calendar time.
  let received: WallTime
  /// When its head had come.
  let started: Instant
  /// The method.
  let method: String
  /// The target with its query.
  let target: String
  /// The header fields that say something about the client; never a secret.
  let fields: HTTPFields
  /// Tells keys apart without showing them.
  let key: String?
  /// The id that `x-fakellm-script` gave it.
  var scriptID: String?
  /// The body's beginning.
  var body: [UInt8] = []
  /// The bytes of the whole body.
  var bytesIn = 0
  /// The model, once the request has proved to be a valid call; so the next two.
  var model: String?
  /// Whether a stream was asked for.
  var isStream: Bool?
  /// The tokens of the input.
  var inputTokens: Int?
  /// Whose API was asked.
  var vendor: String?
  /// The id in the answer.
  var requestID: String?
  /// The status of the answer.
  var status: Int?
  /// The bytes of the answer's body.
  var bytesOut = 0
  /// When the request was done with.
  var ended: Instant?
  /// Whether the client left before that.
  var clientLeft = false
  /// The books of a call for text.
  var call: ProviderCall?
  /// Why the request could not even be read.
  var problem: String?
}

extension JournalEntry {
  /// The entry of a request whose head has come.
  init(number: Int, _ exchange: HTTPExchange) {
    let (head, world) = (exchange.head, exchange.connection.world)
    self.init(
      number: number, received: world.wallTime, started: world.now, method: head.method,
      target: Self.held(head.target), fields: Self.telling(head.fields),
      key: Credentials.key(in: head.fields).map { KeyFingerprint.text(of: $0) })
  }

  /// Takes in who answers under which id, and as much of the body as an entry may hold.
  mutating func take(body: [UInt8], for dialect: any Dialect, _ identity: CallIdentity) {
    vendor = dialect.vendor
    requestID = identity.requestID
    let most = FakeLLMLimits.journalBodyBytes
    bytesIn = body.count
    // A short body is shared with the request, not copied.
    self.body = body.count <= most ? body : Array(body.prefix(most))
  }

  /// Takes in what the body asked for.
  mutating func take(_ request: GenerationRequest?) {
    model = request?.model
    isStream = request?.isStream
    inputTokens = request?.inputTokens
  }

  /// Roughly the memory it takes.
  var byteCount: Int {
    let fieldBytes = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    return FakeLLMLimits.journalEntryBytes + body.count + target.utf8.count + fieldBytes
  }

  /// Whether a client, a script or the provider knows it by this id.
  func isKnown(as id: String) -> Bool {
    scriptID == id || requestID == id || fields["x-request-id"] == id
  }

  private static let names = [
    "accept", "content-type", "user-agent", "x-request-id", "x-fakellm-script", "idempotency-key",
    "traceparent", "zai-sdk-ver", "x-source-channel",
  ]
  private static let prefixes = ["anthropic-", "openai-", "x-stainless-"]

  /// A list of what is kept, since a list of secrets would never be complete.
  private static func telling(_ fields: HTTPFields) -> HTTPFields {
    var kept = HTTPFields()
    for field in fields {
      let name = field.name.lowercased()
      guard names.contains(name) || prefixes.contains(where: name.hasPrefix) else { continue }
      kept.append(name, held(field.value))
    }
    return kept
  }

  private static func held(_ text: String) -> String {
    let most = FakeLLMLimits.journalTextBytes
    guard text.utf8.count > most else { return text }
    return String(decoding: text.utf8.prefix(most), as: UTF8.self) + "…"
  }
}
