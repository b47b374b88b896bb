/// An object of a scenario file that is read key by key and remembers which keys were asked for.
///
/// What the reader asks for is what the object may hold: `finish` refuses every other key, so the
/// list of known keys cannot drift away from the code that reads them.
struct SourceObject {
  /// The object itself, for complaints about it as a whole.
  let value: SourceValue

  private let members: [SourceMember]
  private var known: [String] = []

  /// Opens an object; any other kind of value is an error.
  init(_ value: SourceValue) throws(ScenarioError) {
    guard case .object(let members) = value.node.value else { throw value.mismatch("an object") }
    self.value = value
    self.members = members
  }

  /// The value of a key, which from now on is known; throws if the object does not have it.
  mutating func value(_ key: String) throws(ScenarioError) -> SourceValue {
    guard let found = optionalValue(key) else {
      throw value.error("lacks the key \"\(key)\"\(misspelling(of: key))")
    }
    return found
  }

  /// A key nobody has asked for yet that may be meant for a missing one, as the rest of a sentence.
  private func misspelling(of key: String) -> String {
    let stranger = members.first { member in
      !known.contains(member.key) && NearestName.find(member.key, among: [key]) != nil
    }
    guard let stranger else { return "" }
    return "; is \"\(stranger.key)\" at \(stranger.keyPosition) meant for it?"
  }

  /// The value of a key, which from now on is known; nil if the object does not have it.
  mutating func optionalValue(_ key: String) -> SourceValue? {
    if !known.contains(key) { known.append(key) }
    value.ledger?.note(key, at: value.path)
    guard let member = members.first(where: { $0.key == key }) else { return nil }
    return SourceValue(member.node, path: path(of: key), ledger: value.ledger)
  }

  /// Whether a key is there; it is not known thereby.
  func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  /// All keys with their values in the order of the file, for objects whose keys are free names.
  mutating func allMembers() -> [(key: String, value: SourceValue)] {
    value.ledger?.note(KeyLedger.anyName, at: value.path)
    return members.map { member in
      if !known.contains(member.key) { known.append(member.key) }
      let path = path(of: member.key)
      return (member.key, SourceValue(member.node, path: path, ledger: value.ledger))
    }
  }

  /// Refuses a key that has a meaning elsewhere, with the reason why it has none here.
  func refuse(_ key: String, because reason: String) throws(ScenarioError) {
    guard let member = members.first(where: { $0.key == key }) else { return }
    throw SourceValue(member.node, path: path(of: key)).error(reason)
  }

  /// Refuses the others of keys that exclude each other, one of which was read.
  func refuse(_ keys: [String], beside key: String) throws(ScenarioError) {
    try refuseInherited(keys)
    for other in keys where other != key {
      try refuse(other, because: "stands beside \(key); take one of them away")
    }
  }

  /// Refuses a second one of keys that exclude each other where the first comes from elsewhere:
  /// from what the file extends, or from the file that the command line changes.
  func refuseInherited(_ keys: [String]) throws(ScenarioError) {
    // Joined objects have the base's keys first.
    let found = members.filter { keys.contains($0.key) }
    guard let old = found.first,
      let new = found.first(where: { $0.node.file != old.node.file })
    else { return }
    let isSet = new.node.file.hasPrefix(SourceSetting.mark)
    let setting = ShellWord.quoted("\(SourceSetting.path(to: path(of: old.key)))=null")
    let remedy = isSet ? "add --set \(setting)" : "write \(old.key): null beside it"
    throw SourceValue(new.node, path: path(of: new.key)).error(
      "stands beside \(old.key), which \(old.node.file):\(old.keyPosition) has; \(remedy) to take "
        + "that away")
  }

  /// Ends the reading; throws for the first key that nobody asked for.
  func finish() throws(ScenarioError) {
    if let stranger = strangers().first { throw stranger.error }
  }

  /// All keys that nobody asked for, each with its complaint.
  func strangers() -> [(key: String, error: ScenarioError)] {
    let place = value.path.isEmpty ? "at the top level" : "in \(value.path)"
    return members.filter { !known.contains($0.key) }.map { stranger in
      let hint = NearestName.hint(for: stranger.key, among: known, listedAs: "known")
      let error = ScenarioError(
        file: stranger.node.file, position: stranger.keyPosition,
        message: "unknown key \"\(stranger.key)\" \(place)\(hint)")
      return (stranger.key, error)
    }
  }

  private func path(of key: String) -> String { Self.path(of: key, in: value.path) }

  /// The path of a key in an object at a path.
  static func path(of key: String, in path: String) -> String {
    let plain = key.unicodeScalars.allSatisfy(JSON5Scanner.continuesName) && !key.isEmpty
    guard plain else { return "\(path)[\"\(key)\"]" }
    return path.isEmpty ? key : "\(path).\(key)"
  }
}
