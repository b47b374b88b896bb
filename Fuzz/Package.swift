// swift-tools-version: 6.2
import PackageDescription

// A package of its own, as all of its code is built for fuzzing: `swift build` of the project does
// not see it. The sources are the project's, by symbolic links.

let sanitizers = "-sanitize=fuzzer,address"

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
  // Optimised, but with the checks of a debug build.
  .unsafeFlags([sanitizers, "-assert-config", "Debug"]),
]

let package = Package(
  name: "fuzz",
  targets: [
    .systemLibrary(name: "CFuzzer"),
    .target(name: "Wire", swiftSettings: swiftSettings),
    .executableTarget(
      name: "fuzz-wire", dependencies: ["CFuzzer", "Wire"], swiftSettings: swiftSettings,
      // The default linker of some systems cannot read what the sanitizers write.
      linkerSettings: [.unsafeFlags([sanitizers, "-use-ld=lld"])]),
  ]
)
