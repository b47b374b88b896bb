extension BannedCode {
  private static let worlds = ["Sources/World/Sim/", "Sources/World/Live/"]
  private static let live = ["Sources/World/Live/"]

  static let all = tasks + sleeps + clocks + chance + threads + identity + imports

  private static let tasks = [
    BannedCode(tokens: ["Task", "{"], allowedIn: worlds, reason: "use the world's spawn"),
    BannedCode(
      tokens: ["Task", "("], allowedIn: worlds, unlessBefore: ["executorPreference"],
      reason: "use the world's spawn"),
    BannedCode(
      tokens: ["Task", "(", "executorPreference"],
      allowedIn: worlds + ["Sources/World/Schedule/World.swift"], reason: "use the world's spawn"),
    BannedCode(
      tokens: ["Task", ".", "detached"], allowedIn: worlds, reason: "use the world's spawn"),
    BannedCode(
      tokens: ["Task", ".", "immediate"], allowedIn: worlds, reason: "use the world's spawn"),
    BannedCode(
      tokens: ["Task", ".", "yield"], allowedIn: worlds,
      reason: "it is two steps of the runtime's own; the world's sleep is one"),
    BannedCode(tokens: ["AsyncStream"], reason: "2 to 3 µs an element; use a callback or a read"),
    BannedCode(tokens: ["@", "MainActor"], reason: "the main queue is not the world's"),
    BannedCode(
      tokens: ["actor"], reason: "classes are confined to their world, which has one thread"),
  ]

  private static let sleeps = [
    BannedCode(
      tokens: ["Task", ".", "sleep"], allowedIn: worlds, includesTests: true,
      reason: "it is resumed by a foreign thread in real time; use the world's sleep"),
    BannedCode(
      tokens: ["Thread", ".", "sleep"], allowedIn: worlds, includesTests: true,
      reason: "it stops the whole world; use the world's sleep"),
    BannedCode(
      tokens: ["usleep"], allowedIn: worlds, includesTests: true,
      reason: "it stops the whole world; use the world's sleep"),
    BannedCode(
      tokens: ["nanosleep"], allowedIn: worlds, includesTests: true,
      reason: "it stops the whole world; use the world's sleep"),
  ]

  private static let clocks = [
    BannedCode(
      tokens: ["ContinuousClock"], allowedIn: worlds, reason: "use the world's clock"),
    BannedCode(
      tokens: ["SuspendingClock"], allowedIn: worlds, reason: "use the world's clock"),
    BannedCode(tokens: ["Date", "("], allowedIn: worlds, reason: "use the world's wall time"),
    BannedCode(
      tokens: ["Date", ".", "now"], allowedIn: worlds, reason: "use the world's wall time"),
    BannedCode(tokens: ["clock_gettime"], allowedIn: live, reason: "use the world's clock"),
    BannedCode(tokens: ["gettimeofday"], allowedIn: live, reason: "use the world's wall time"),
  ]

  private static let chance = [
    BannedCode(
      tokens: ["SystemRandomNumberGenerator"], allowedIn: worlds, includesTests: true,
      reason: "draw from a seeded stream"),
    BannedCode(
      tokens: [".", "random", "(", "in"], allowedIn: worlds, includesTests: true,
      reason: "draw from a seeded stream"),
    BannedCode(
      tokens: [".", "shuffled", "(", ")"], allowedIn: worlds, includesTests: true,
      reason: "draw from a seeded stream"),
    BannedCode(
      tokens: [".", "randomElement", "("], allowedIn: worlds, includesTests: true,
      reason: "draw from a seeded stream"),
    BannedCode(tokens: ["UUID", "("], allowedIn: worlds, reason: "draw from a seeded stream"),
  ]

  private static let threads = [
    BannedCode(
      tokens: ["DispatchQueue"], allowedIn: worlds, reason: "use a blocking lane of the world"),
    BannedCode(
      tokens: ["pthread_create"], allowedIn: live, reason: "use a blocking lane of the world"),
  ]

  private static let identity = [
    BannedCode(tokens: ["hashValue"], reason: "hashing is seeded anew in every process"),
    BannedCode(tokens: ["ObjectIdentifier"], reason: "addresses differ between processes"),
  ]

  private static let imports = [
    BannedCode(
      tokens: ["import", "Dispatch"], allowedIn: worlds,
      reason: "use a blocking lane of the world"),
    BannedCode(
      tokens: ["import", "Foundation"],
      reason: "its JSON is 40 times slower than Wire's, and its clocks and ids leak in"),
    BannedCode(
      tokens: ["import", "FoundationEssentials"],
      reason: "its JSON is 40 times slower than Wire's, and its clocks and ids leak in"),
  ]
}
