/// The tier of every plan.
package struct TierTable: Sendable, Equatable {
  /// Free users.
  package var hobby: Tier
  /// One developer.
  package var pro: Tier
  /// A few developers.
  package var team: Tier
  /// A company.
  package var enterprise: Tier

  /// A table with a tier for each plan.
  package init(hobby: Tier, pro: Tier, team: Tier, enterprise: Tier) {
    self.hobby = hobby
    self.pro = pro
    self.team = team
    self.enterprise = enterprise
  }

  /// The same tier for every plan.
  package init(all tier: Tier) {
    self.init(hobby: tier, pro: tier, team: tier, enterprise: tier)
  }

  /// The tier of a plan.
  package subscript(plan: Plan) -> Tier {
    get {
      switch plan {
      case .hobby: hobby
      case .pro: pro
      case .team: team
      case .enterprise: enterprise
      }
    }
    set {
      switch plan {
      case .hobby: hobby = newValue
      case .pro: pro = newValue
      case .team: team = newValue
      case .enterprise: enterprise = newValue
      }
    }
  }
}
