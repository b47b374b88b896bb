/// The page of a group's users: what it is made of, and where it comes from.
///
/// An object, since whoever reads a stream for hours needs no copy of it.
final class UserPage: Sendable {
  /// What it is made of.
  let client: ClientModel
  /// The page's origin.
  let webOrigin: String
  /// What reports on drafts are made with.
  let view: BrowserView
  /// The same for what no `EventSource` can ask for.
  let plainView: BrowserView

  /// A page of that origin.
  init(_ client: ClientModel, webOrigin: String) {
    self.client = client
    self.webOrigin = webOrigin
    view = BrowserView(browser: client.browser, api: client.api)
    plainView = BrowserView(browser: client.browser, api: .fetch)
  }
}
