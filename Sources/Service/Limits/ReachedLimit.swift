/// A daily limit that has no place left.
struct ReachedLimit: Error {
  let limit: DailyLimit
}
