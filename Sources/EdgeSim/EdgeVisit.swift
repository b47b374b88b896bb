import Wire

/// What is known of a request as soon as its head is here.
struct EdgeVisit {
  /// The ray with its location.
  let ray: String
  /// The public host name.
  let host: String
  /// The client's address, empty if it is not known.
  let clientHost: String
  /// The lines of the `Accept` field.
  let accept: [String]

  /// The 16 digits that name the request.
  var rayID: Substring { ray.prefix { $0 != "-" } }
  /// The code of the edge's location.
  var location: Substring { ray.drop { $0 != "-" }.dropFirst() }
}
