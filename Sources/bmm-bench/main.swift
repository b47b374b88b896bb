import Glibc
import World

let arguments = Array(CommandLine.arguments.dropFirst())
// First of all, since it may start the program anew.
SimGuard.prepareProcess(arguments)
Interruption.watch()
exit(BenchCommand.main(arguments).rawValue)
