/// The first line of a request, taken apart and checked.
struct HTTPRequestLine {
  let method: String
  let target: String
  let form: HTTPTarget
  let version: HTTPVersion
}
