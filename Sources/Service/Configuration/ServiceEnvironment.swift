/// Where a service runs, which decides how strict it is.
package enum ServiceEnvironment: String, Sendable, CaseIterable {
  /// One developer's machine: log-in without mail, cookies over plain HTTP.
  case development
  /// As production, for those who try a release.
  case staging
  /// Real users.
  case production
}
