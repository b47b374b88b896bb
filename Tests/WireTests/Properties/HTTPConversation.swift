import Wire

/// All messages of one direction of a connection, read as a server or client reads them.
struct HTTPConversation: Equatable {
  /// Which direction it is.
  enum Direction {
    case requests
    case responses(to: String)
  }

  enum Head: Equatable {
    case request(HTTPRequestHead)
    case response(HTTPResponseHead)
  }

  struct Message: Equatable {
    let head: Head
    var payload: [UInt8] = []
    var hasEnded = false
  }

  private(set) var messages: [Message] = []
  /// Without the counts of what had arrived, since those depend on the pieces.
  private(set) var failure: HTTPParsingError?
  /// What was neither used nor dropped; unknown after a failure.
  private(set) var rest: [UInt8] = []

  /// Reads pieces as they would come in, each in a copy of its own that dies behind the call.
  static func read(
    _ pieces: [ArraySlice<UInt8>], _ direction: Direction, _ limits: HTTPLimits
  ) throws(PropertyFailure) -> HTTPConversation {
    var reader = Reader(direction: direction, limits: limits)
    for piece in pieces {
      guard try reader.take(piece) else { break }
    }
    return reader.conversation
  }

  private struct Reader {
    let direction: Direction
    let limits: HTTPLimits
    var parser: HTTPHeadParser
    var decoder: HTTPBodyDecoder?
    var conversation = HTTPConversation()

    init(direction: Direction, limits: HTTPLimits) {
      self.direction = direction
      self.limits = limits
      parser = HTTPHeadParser(limits: limits)
    }

    /// False after a failure.
    mutating func take(_ piece: ArraySlice<UInt8>) throws(PropertyFailure) -> Bool {
      conversation.rest += piece
      do {
        // Each turn takes a byte, or ends a head or a body; a body of no bytes takes none.
        for _ in 0...(2 * conversation.rest.count + 2) {
          guard try step() else { return true }
        }
      } catch let failure as PropertyFailure {
        throw failure
      } catch {
        conversation.failure = (error as? HTTPParsingError)?.withoutCount
        conversation.rest = []
        return false
      }
      throw PropertyFailure(description: "it goes on without taking bytes")
    }

    /// False when more bytes must come.
    mutating func step() throws -> Bool {
      guard var decoder else { return try stepInHead() }
      let step = try conversation.rest.withUnsafeBufferPointer { try decoder.next(in: $0) }
      self.decoder = decoder
      let last = conversation.messages.count - 1
      switch step {
      case .payload(let range, let consumed):
        try PropertyFailure.unless(!range.isEmpty, "an empty payload")
        conversation.messages[last].payload += conversation.rest[range]
        return try drop(consumed)
      case .needMore(let count):
        _ = try drop(count)
        return false
      case .end(let count):
        try PropertyFailure.unless(decoder.isFinished, "an end that is none")
        conversation.messages[last].hasEnded = true
        self.decoder = nil
        return try drop(count)
      }
    }

    private mutating func stepInHead() throws -> Bool {
      let parsed = try conversation.rest.withUnsafeBufferPointer { try head(in: $0) }
      guard let (head, framing, byteCount) = parsed else { return false }
      try PropertyFailure.unless(byteCount > 0, "a head of no bytes")
      conversation.messages.append(Message(head: head))
      // The head is there even if its framing is refused.
      decoder = HTTPBodyDecoder(try framing.get(), limits: limits)
      return try drop(byteCount)
    }

    private mutating func head(
      in view: ByteView
    ) throws -> (Head, Result<HTTPBodyFraming, HTTPParsingError>, Int)? {
      switch direction {
      case .requests:
        guard let (head, byteCount) = try parser.request(in: view) else { return nil }
        return (
          .request(head),
          framing { () throws(HTTPParsingError) in
            try .ofRequest(head, limits: limits)
          }, byteCount
        )
      case .responses(let method):
        guard let (head, byteCount) = try parser.response(in: view) else { return nil }
        return (
          .response(head),
          framing { () throws(HTTPParsingError) in
            try .ofResponse(head, to: method)
          }, byteCount
        )
      }
    }

    private func framing(
      _ decide: () throws(HTTPParsingError) -> HTTPBodyFraming
    ) -> Result<HTTPBodyFraming, HTTPParsingError> {
      Result { () throws(HTTPParsingError) in try decide() }
    }

    private mutating func drop(_ byteCount: Int) throws(PropertyFailure) -> Bool {
      try PropertyFailure.unless(
        (0...conversation.rest.count).contains(byteCount), "\(byteCount) bytes are not there")
      conversation.rest.removeFirst(byteCount)
      return true
    }
  }
}

extension HTTPParsingError {
  /// The error without what it says about how much had arrived.
  fileprivate var withoutCount: HTTPParsingError {
    switch self {
    case .headTooLong(_, let limit): .headTooLong(byteCount: 0, limit: limit)
    case .targetTooLong(_, let limit): .targetTooLong(byteCount: 0, limit: limit)
    default: self
    }
  }
}
