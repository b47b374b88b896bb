"""Which tests may pass against a server that is no fake at all, and why."""

# A part of the test's id, and the reason. Nothing else may pass.
MAY_PASS = {
    "dead": {},
    "empty": {},
}


def wrong(control, outcomes):
    """A line for each test that passed and must not, and for each exception without need."""
    lines = []
    allowed = MAY_PASS[control]
    passed = [name for name, (_, held) in outcomes.items() if held]
    for name in passed:
        if not any(part in name for part in allowed):
            lines.append(f"passes without a fake: {name}")
    for part in allowed:
        concerned = [name for name in outcomes if part in name]
        if concerned and not any(name in passed for name in concerned):
            lines.append(f"fails as it should, so it needs no exception: {part}")
    return lines
