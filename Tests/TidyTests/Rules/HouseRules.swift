/// Every rule; a new one is added here and nowhere else.
enum HouseRules {
  static let all: [any HouseRule] =
    BannedCode.all + [
      UnorderedIteration(), PackageAccess(), PackageDocumentation(), RolesStayApart(),
      FileLength(), FunctionLength(), LineLength(), FileName(), TypeNamedLikeFile(),
      NoReminders(), NoForcing(), ReasonForUnchecked(), MachinePaths(), NoPackages(),
    ]
}
