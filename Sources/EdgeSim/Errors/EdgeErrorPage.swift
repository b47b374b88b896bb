import Wire
import World

/// The page a person sees: what failed, where between browser and server, and the ray to ask about.
///
/// Size and parts are those of Cloudflare's page; words and looks are not.
enum EdgeErrorPage {
  static func html(_ error: EdgeError, for visit: EdgeVisit, at time: WallTime) -> String {
    """
    <!DOCTYPE html>
    <html lang="en-US">
    \(head(error, for: visit))
    <body>
    <div id="error-wrapper">
    \(banner(error, at: time))
    \(columns(error, for: visit))
    \(explanation(error))
    \(footer(for: visit))
    </div>
    </body>
    </html>

    """
  }

  /// Text as it may stand in an element or a quoted attribute.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  private static func head(_ error: EdgeError, for visit: EdgeVisit) -> String {
    """
    <head>
    <title>\(escaped(visit.host)) | \(error.code): \(escaped(error.title))</title>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
    <meta http-equiv="X-UA-Compatible" content="IE=Edge">
    <meta name="robots" content="noindex, nofollow">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <style>
    \(EdgeErrorStyle.css)
    </style>
    </head>
    """
  }

  private static func banner(_ error: EdgeError, at time: WallTime) -> String {
    """
    <header class="banner">
    <h1><span class="title">\(escaped(error.title))</span>
    <span class="code">Error code \(error.code)</span></h1>
    <p>The edge in front of this site made this page. Its documentation lists
    <a href="https://developers.cloudflare.com/support/troubleshooting/">all codes</a>.</p>
    <p class="time">\(time.rfc3339)</p>
    </header>
    """
  }

  private static let screen = "M8 12h48v32H8z M24 52h16"
  private static let cloud = "M16 44a10 10 0 0 1 2-20 14 14 0 0 1 27-3 12 12 0 0 1 3 23z"
  private static let racks = "M14 8h36v14H14z M14 25h36v14H14z M14 42h36v14H14z"

  private static func columns(_ error: EdgeError, for visit: EdgeVisit) -> String {
    """
    <section class="path" aria-label="The way of the request">
    \(column("You", "Browser", screen, isAtFault: error.fault == .client))
    \(column(escaped(visit.ray.location), "Edge", cloud, isAtFault: error.fault == .edge))
    \(column(escaped(visit.host), "Host", racks, isAtFault: error.fault == .origin))
    </section>
    """
  }

  private static func column(
    _ name: String, _ role: String, _ drawing: String, isAtFault: Bool
  ) -> String {
    """
    <div class="hop \(isAtFault ? "is-failing" : "is-working")">
    <svg class="picture" viewBox="0 0 64 64" role="img" aria-label="\(role)">
    <path d="\(drawing)" fill="none" stroke="currentColor" stroke-width="3"/>
    </svg>
    <span class="name">\(name)</span>
    <h2 class="role">\(role)</h2>
    <span class="state">\(isAtFault ? "Error" : "Working")</span>
    </div>
    """
  }

  private static func explanation(_ error: EdgeError) -> String {
    """
    <section class="text">
    <div class="part">
    <h2>What has happened?</h2>
    <p>\(escaped(error.detail))</p>
    <p>The page you asked for could therefore not be shown. The connection between your browser
    and the edge was in order all the time.</p>
    </div>
    <div class="part">
    <h2>What can be done?</h2>
    <h3>As a visitor of this site</h3>
    <p>Wait a few minutes and load the page once more. If that does not help, tell the owner of
    the site the code, the time and the ray of this page.</p>
    <h3>As the owner of this site</h3>
    <p>\(escaped(error.advice))</p>
    </div>
    </section>
    """
  }

  private static func footer(for visit: EdgeVisit) -> String {
    let address =
      visit.clientHost.isEmpty
      ? "" : "<span class=\"item\">Your IP: <b>\(escaped(visit.clientHost))</b></span>"
    return """
      <footer class="foot">
      <span class="item">Ray ID: <b>\(escaped(visit.ray.id))</b></span>
      \(address)
      <span class="item">Performance and security by Cloudflare (simulated)</span>
      </footer>
      """
  }
}
