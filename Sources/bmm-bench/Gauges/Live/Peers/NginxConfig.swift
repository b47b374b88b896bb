import World

/// The configuration of nginx as a peer: one process, no log, connections kept.
struct NginxConfig: Sendable {
  /// What it does with a request.
  enum Work: Sendable {
    /// Answers from memory.
    case answer(String)
    /// Answers with a file of its folder, as a site's pages are served.
    case file(String)
    /// Passes on to an origin; a body is passed on at once, or collected first.
    case pass(to: Address, buffers: Bool)
  }

  /// Where it listens.
  let address: Address
  /// What it does.
  let work: Work
  /// Where it may put files.
  let folder: String

  /// The text of the file.
  ///
  /// Without a master process there is one process to pin, to look at and to end. The worker's code
  /// is the same.
  var text: String {
    let scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "  \($0)_temp_path \(folder)/\($0);\n" }.joined()
    return """
      daemon off;
      master_process off;
      pid \(folder)/nginx.pid;
      error_log stderr warn;
      worker_rlimit_nofile 20000;
      events { worker_connections 19900; }
      http {
      \(scratch)  access_log off;
        keepalive_requests 1000000000;
        keepalive_timeout 600s;
      \(upstream)  server {
          listen \(address) backlog=4096;
          location / {
      \(location)
          }
        }
      }

      """
  }

  private var upstream: String {
    guard case .pass(let origin, _) = work else { return "" }
    return """
        upstream origin {
          server \(origin);
          keepalive 1024;
          keepalive_requests 1000000000;
        }

      """
  }

  private var location: String {
    switch work {
    case .answer(let body):
      """
            default_type application/json;
            return 200 '\(body)';
      """
    case .file(let name):
      """
            default_type application/json;
            root \(folder);
            try_files /\(name) =404;
            sendfile on;
            tcp_nopush on;
            open_file_cache max=10;
      """
    case .pass(_, let buffers):
      """
            proxy_pass http://origin;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_read_timeout 600s;
            proxy_buffering \(buffers ? "on" : "off");
      """
    }
  }
}
