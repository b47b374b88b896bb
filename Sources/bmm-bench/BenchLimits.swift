/// Every bound of the bench in one place; the relations between them are tested.
enum BenchLimits {
  /// Bytes in one scenario file; a larger one is a data file given by mistake.
  static let sourceBytesMax = 4 * 1024 * 1024

  /// Levels of arrays and objects in a scenario file; the parser is recursive, depth costs stack.
  static let sourceDepthMax = 64

  /// Files of which each extends the next (our choice: more is hard to follow for people).
  static let extendsMax = 8

  /// Longest duration that can be written; in nanoseconds it still fits a 64-bit integer.
  static let durationMax = Duration.seconds(100_000 * 3_600)

  /// Highest rate that can be written, per second: beyond it planned starts are under 1 µs apart.
  static let perSecondMax = 1_000_000.0

  /// Bytes of a result: 500 rows of full histograms need about 20 MB.
  static let resultBytesMax = 64 * 1024 * 1024

  /// The shortest window of a series; longer ones are powers of two times that.
  static let shortestWindow = Duration.milliseconds(100)
  /// Windows of a series: as many as a chart on a wide screen can tell apart.
  static let windowsMax = 240
  /// Accesses to the database that a run remembers, for its time lines: 50 MB.
  static let journaledAccesses = 1_000_000
  /// Requests whose time line a result shows: more than a reader will look at.
  static let timelinesMax = 24
  /// Requests that a result shows one by one: 5000 points are a cloud, and half a megabyte.
  static let sampleMax = 5_000

  /// Digits of a number with a unit; 15 digits are exact in a Double too.
  static let quantityDigitsMax = 15

  /// Names that an error message lists before it breaks off with an ellipsis.
  static let namesListedMax = 16

  /// Columns of generated help text.
  static let helpWidth = 100

  /// The shortest window of a check: a few requests in it say little (our choice).
  static let windowMin = Duration.milliseconds(100)

  /// By which part of its length a window of a check moves on (our choice: as fine as reports are).
  static let windowSteps = 10

  /// How often checks that may end a run are looked at, in scenario time.
  static let abortPeriod = Duration.seconds(1)

  /// Examples of users that did not see what they were to see.
  static let sightExamples = 5

  /// Bytes of an answer that is not a stream which a user keeps, to read its error code.
  static let answerBytesMax = 1_048_576

  /// Characters of an error's code and of its message that a record keeps; a server may send 1 MiB.
  static let errorTextMax = 400

  /// Characters of a whole error, as it came, that a record keeps.
  static let errorBodyMax = 2_000

  /// Bytes that make one token of the fake provider, which splits text into equal parts.
  static let bytesPerToken = 3

  /// How long a user waits for a connection before giving up (Chromium's own limit is longer).
  static let connectPatience = Duration.seconds(30)

  /// After which time `EventSource` connects again unless the stream says otherwise (Chrome: 3 s,
  /// its event_source.cc; the standard leaves it to the browser).
  static let reconnectionTime = Duration.seconds(3)

  /// Bytes that a page may hold back before its script gets any.
  static let minimumBytesMax = 65_536

  /// How long a user waits for an answer; nobody watches a spinner for half an hour.
  static let userPatience = Duration.seconds(1800)

  /// Threads of a served role: one for each core of a large machine.
  static let threadsMax = 64

  /// Shards of a run, and results that are merged: an array job of Slurm has 1001 tasks at most
  /// unless its MaxArraySize is raised.
  static let shardsMax = 1_000

  /// Proxies in a row before a service: a chain of more is a slip.
  static let proxyHopsMax = 8
  /// Networks of trusted proxies: Cloudflare lists 22.
  static let proxyNetworksMax = 100

  /// How long the roles get to end what runs when a scenario is over.
  static let drain = Duration.seconds(30)

  /// The longest chain of proxies before the service (our choice: a CDN and two of one's own).
  static let hopsMax = 3

  /// Steps in a row, and choices among which one is drawn: a longer list is data.
  static let stepsMax = 100

  /// Weights of plans and choices; only their shares count.
  static let weights = 0.001...1_000_000

  /// Clicks of one log-in link: with more of them a run is about something else.
  static let clicks = 1...100

  /// Faults of one link: each connection goes through all of them.
  static let linkFaultsMax = 100

  /// The most a proxy may take in for one slow client (our choice: 100 of them fit into memory).
  static let slurpBytesMax = 16_000_000

  /// How long an upstream call may outlive its client (invariant 9).
  static let upstreamLag = Duration.seconds(1)

  /// The same where a swarm is at work: a stall of 0.5 s and a segment that is late by 50 medians
  /// of a visitor's 15 ms may come on top (SwarmLimits).
  static let upstreamLagInSwarm = Duration.milliseconds(2250)

  /// By how much a stream may be silent beyond the keep-alive interval (invariant 6): two links.
  static let silenceTolerance = Duration.seconds(2)

  /// The same where a swarm is at work: until the head is out, each of four roles may stall for
  /// 0.5 s and each of the links before them bring a segment late (SwarmLimits).
  static let silenceToleranceInSwarm = Duration.seconds(5)

  /// By how much a request may exceed its budget (invariant 5): connecting, database, two links.
  static let budgetTolerance = Duration.seconds(5)

  /// Bytes of a recording of starts: a million lines of prompts.
  static let traceBytesMax = 512 * 1024 * 1024

  /// How late 99 of 100 users may come in real time; more, and the run measured the harness (our
  /// choice: the least that a person notices of a page, RAIL's 100 ms, halved).
  static let latenessMax = Duration.milliseconds(50)

  /// From which lateness on a run is warned of, in real time (our choice: a first token takes 50
  /// times as long).
  static let latenessNoticed = Duration.milliseconds(10)

  /// Users who must have come before 99 of 100 of them say anything.
  static let latenessCountMin = 100

  /// The share of its core above which the loop is as good as full: what comes then has to queue.
  static let loopShareMax = 0.9

  /// For how many seconds in a row the loop may be full: starting up takes some.
  static let loopFullSecondsMax = 5

  /// Virtual time after which a run is broken off unless the scenario says otherwise.
  static let runLimit = Duration.seconds(7_200)

  /// Requests of one run; all of them are kept until its end.
  static let requestsMax = 1_000_000

  /// The largest share of task resumptions that may stall; with all of them nothing would ever run.
  static let stallShareMax = 0.9

  /// Accounts that a group with an open arrival process shares unless the scenario says otherwise.
  static let openLoopAccounts = 100

  /// How long a gauge waits for a process to listen, to speak or to end beyond its own time.
  static let gaugePatience = Duration.seconds(60)

  /// Seeds that a search runs of each scenario unless it is told how many, or for how long.
  static let exploredSeeds = 1_000

  /// How long a block of seeds is to take: far more than handing it out does, and little enough to
  /// let nobody wait at the end.
  static let exploredBlockTime = Duration.milliseconds(50)

  /// Seeds of a block at most.
  static let exploredBlockMax = 512

  /// Seeds of a search at most (our choice: with 1 ms a seed they take eleven days).
  static let exploredSeedsMax = 1_000_000_000

  /// Workers that may end one after the other without any work or answer: one may be killed by
  /// mistake, and more of them would not go on with a fourth.
  static let exploredIdleEndsMax = 3

  /// Of so many seeds one runs twice; the first one does in any case.
  static let exploredDigestEvery = 100

  /// How long a seed may take in real time: the day of 10,000 people takes less (measuring.md).
  static let exploredPatience = Duration.seconds(60)

  /// Seeds under which a smaller document is tried: a change moves what the seed draws.
  static let shrinkSeeds = 10

  /// Source addresses of a load: each has 28 232 ports for one destination (Linux's default range),
  /// and 10 000 streams a run leave some of them resting.
  static let gaugeSources = 8

  /// Streams that a load opens in a second, so that opening them is no load of its own.
  static let gaugeOpensPerSecond = 4_000.0

  /// What others may take of a measured core, in percent: beyond that rates say little.
  static let foreignPercentMax = 10.0

  /// What a replay reads of a head: four times what the roles accept.
  static let replayHeadBytes = 65_536

  /// Characters of an answer's body that a replay shows: an error fits.
  static let replayBodyText = 200

  /// A pause between two equal events of a stream that a replay shows: a reader notices a second.
  static let replayPause = Duration.seconds(1)

  /// Memory that a simulating process keeps between two runs, in bytes: the most that glibc adapts
  /// itself to (DEFAULT_MMAP_THRESHOLD_MAX).
  static let keptMemoryBytes: Int32 = 32 * 1024 * 1024

  /// Requests that broke something of which a replay tells unasked: a screen holds one.
  static let replayRequests = 1

  /// Requests that a replay lists to choose from: a screen of them.
  static let replayListed = 30
}
