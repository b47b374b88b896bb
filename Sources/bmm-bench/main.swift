import Glibc
import World

Interruption.watch()
exit(BenchCommand.main(Array(CommandLine.arguments.dropFirst())).rawValue)
