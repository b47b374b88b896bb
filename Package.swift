// swift-tools-version: 6.2
import PackageDescription

// Targets stand in dependency order. There are no outside packages: only the Swift toolchain and
// the system libraries named here (docs/decisions/0001-no-packages.md).

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
  // A third less user CPU per request; bounds and overflow traps stay on.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

// Leads the counting of references to Sources/C/CSimGuard/ReferenceCounts.c, which has been tried
// on this machine only; elsewhere the runtime's own functions are called.
#if arch(x86_64)
  let counting = ["retain", "release", "bridgeObjectRetain", "bridgeObjectRelease"]
    .flatMap { [$0, "\($0)_n"] }
    .flatMap { ["-Xlinker", "--wrap=swift_\($0)"] }
#else
  let counting: [String] = []
#endif

func module(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, of dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

let package = Package(
  name: "bmm-bench",
  products: [.executable(name: "bmm-bench", targets: ["bmm-bench"])],
  dependencies: [],
  targets: [
    .systemLibrary(name: "CLinux", path: "Sources/C/CLinux"),
    .systemLibrary(
      name: "CSQLite", path: "Sources/C/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CCrypto", path: "Sources/C/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    // The one compiled piece of C: it has to stand in the executable itself to come before libc.
    .target(
      name: "CSimGuard", path: "Sources/C/CSimGuard", publicHeadersPath: "include",
      // Debian's valgrind gives up on a program with the newer debug information; what counts
      // references is too short for a frame of its own.
      cSettings: [.unsafeFlags(["-gdwarf-4", "-fomit-frame-pointer"])]),

    module("World", uses: ["CLinux"]),
    module("Wire", uses: []),
    module("HTTP", uses: ["World", "Wire"]),

    module("FakeLLM", uses: ["World", "Wire", "HTTP"]),
    module("EdgeSim", uses: ["World", "Wire", "HTTP"]),
    module("Service", uses: ["World", "Wire", "HTTP", "CSQLite", "CCrypto"]),

    .executableTarget(
      name: "bmm-bench",
      dependencies: [
        "World", "Wire", "HTTP", "FakeLLM", "EdgeSim", "Service", "CLinux", "CSQLite", "CSimGuard",
      ],
      swiftSettings: swiftSettings,
      linkerSettings: [
        .unsafeFlags(["-static-stdlib"] + counting, .when(configuration: .release))
      ]),

    // Clients and servers that do their worst, for the tests of all roles.
    .target(
      name: "HostilePeers", dependencies: ["World", "Wire", "HTTP"], path: "Tests/HostilePeers",
      swiftSettings: swiftSettings),

    tests("WorldTests", of: ["World"]),
    tests("WireTests", of: ["Wire"]),
    tests("HTTPTests", of: ["HTTP", "HostilePeers", "World", "Wire"]),
    tests("FakeLLMTests", of: ["FakeLLM", "HostilePeers", "HTTP", "World", "Wire"]),
    tests("EdgeSimTests", of: ["EdgeSim", "HostilePeers", "HTTP", "World", "Wire"]),
    tests("ServiceTests", of: ["Service", "HostilePeers", "HTTP", "World", "Wire"]),
    tests("BenchTests", of: ["bmm-bench", "HostilePeers", "World", "Wire"]),
    tests("TidyTests", of: []),
  ]
)
