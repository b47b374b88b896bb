import Service
import World

/// What the users of a group have in common: whom they ask and as whose page, and who writes down
/// what they saw.
final class UserScene: @unchecked Sendable {  // Confined to its world's loop.
  /// The group.
  let group: UserGroup
  /// The world they live in.
  let world: World
  /// Where what they saw is written down.
  let journal: RunJournal
  /// Whom they ask.
  let address: Address
  /// Their page.
  let page: UserPage
  /// Bugs that the page has.
  let pageBugs: KnownBugs
  /// What it sends.
  let requests: PageRequests
  /// What the ids of their requests begin with.
  let idPrefix: String

  /// The scene of a group that asks a target.
  init(_ group: UserGroup, _ target: UserTarget, in world: World, _ journal: RunJournal) {
    self.group = group
    self.world = world
    self.journal = journal
    address = target.address
    page = UserPage(group.client, webOrigin: target.webOrigin)
    pageBugs = target.pageBugs
    requests = PageRequests(group.client, target)
    idPrefix = "\(group.name)-"
  }
}
