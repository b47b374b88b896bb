import World

extension Store {
  /// The spec kept under a key, unless its time is over.
  func cachedSpec(_ key: [UInt8], at now: WallTime) async throws -> CachedSpec? {
    let rows = try await run { database in
      try database.execute(
        """
        SELECT spec, input_tokens, output_tokens FROM preview_cache
        WHERE key = ? AND expires_at > ?
        """, [.blob(key), .integer(now.seconds)])
    }
    guard let row = rows.first, let json = row[0].textValue,
      let input = row[1].integerValue, let output = row[2].integerValue
    else { return nil }
    return CachedSpec(
      json: json, usage: TokenUsage(inputTokens: Int(input), outputTokens: Int(output)))
  }

  /// Keeps a spec under a key until `expiry`, in the place of an older one.
  func cache(_ spec: CachedSpec, under key: [UInt8], until expiry: WallTime) async throws {
    try await run { database in
      try database.execute(
        """
        INSERT INTO preview_cache (key, spec, input_tokens, output_tokens, expires_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET spec = excluded.spec,
          input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
          expires_at = excluded.expires_at
        """,
        [
          .blob(key), .text(spec.json), .integer(Int64(spec.usage.inputTokens)),
          .integer(Int64(spec.usage.outputTokens)), .integer(expiry.seconds),
        ])
    }
  }
}
