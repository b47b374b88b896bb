/// Reads rules that are set at run time, in the words of whoever configures the provider.
package struct RuleReader: Sendable {
  /// Why a body holds no rules; the text goes to whoever sent it.
  package struct Complaint: Error, Equatable {
    /// What is wrong and where.
    package let message: String

    /// A complaint in those words.
    package init(_ message: String) {
      self.message = message
    }
  }

  /// The rules that a body stands for.
  package let read: @Sendable ([UInt8]) throws(Complaint) -> [BehaviourRule]

  /// A reader that works like this.
  package init(_ read: @escaping @Sendable ([UInt8]) throws(Complaint) -> [BehaviourRule]) {
    self.read = read
  }

  /// A reader that understands nothing.
  package static let none = RuleReader { _ throws(Complaint) in
    throw Complaint("this provider takes no rules at run time")
  }
}
