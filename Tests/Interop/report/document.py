"""A result file as a run of 50,000 requests writes it, made up: the same at every call."""

import json
import math
import random
import sys

GROUPS = [("weather people", "team"), ("agencies", "business"), ("students", "free")]
OUTCOMES = ["spec", "left", "edge_524", "preview_timeout", "provider_overloaded", "spec_invalid"]
WEIGHTS = [86, 6, 3, 2.2, 1.8, 1]
CAP_S = 100.0
# What somebody might write into a prompt or a scenario; shown as text it does no harm.
HOSTILE = "</script><script>window.broken=1</script><img src=x onerror='window.broken=1'>&amp;"
SOURCE = """// %s
{
  name: "overload",
  about: "Three groups press on a model that slows down.",
  users: [
    { name: "weather people", plan: "team", arrivals: { poisson: "20/s", for: "15m" } },
  ],
}
""" % HOSTILE


def bounds(value):
    """The bucket of a whole number, as the bench's histograms have them."""
    if value < 256:
        return value, value
    shift = value.bit_length() - 8
    lower = (value >> shift) << shift
    return lower, lower + (1 << shift) - 1


SIZES = {"s": 1e9, "USD": 1e9, "tokens": 1, "bytes": 1}


class Values:
    """The values of one metric, as they stand in a result."""

    def __init__(self, unit="s"):
        self.unit, self.values = unit, []

    def json(self, in_row=False):
        size = SIZES[self.unit]
        whole = sorted(max(0, round(value * size)) for value in self.values)
        buckets = {}
        for value in whole:
            bucket = buckets.setdefault(bounds(value), [0, 0])
            bucket[0] += 1
            bucket[1] += value

        def at(share):
            return whole[max(0, math.ceil(share * len(whole)) - 1)] / size if whole else None

        ranks = {f"p{round(share * 100)}": at(share) for share in (0.5, 0.9, 0.95, 0.99)}
        mean = {"mean": sum(whole) / size / len(whole) if whole else None}
        return {
            "unit": self.unit, "count": len(whole),
            "min": whole[0] / size if whole else None,
            **({} if in_row else ranks),
            "max": whole[-1] / size if whole else None,
            **({} if in_row else mean),
            "buckets": [[low, high, count, total if total < 1 << 53 else str(total)]
                        for (low, high), (count, total) in sorted(buckets.items())],
        }


def request(number, chance, at):
    name, plan = GROUPS[chance.choices(range(3), [5, 2, 3])[0]]
    outcome = chance.choices(OUTCOMES, WEIGHTS)[0]
    slow = 1 + 2.5 * math.exp(-((at - 420) / 90) ** 2)
    ttft = chance.lognormvariate(-0.2, 0.35) * slow
    tokens = round(chance.lognormvariate(7.2, 0.4))
    pace = chance.uniform(60, 130) / slow
    e2e = ttft + tokens / pace
    gap = min(CAP_S, ttft + chance.expovariate(1 / (4 * slow)))
    if outcome == "left":
        e2e = ttft + chance.uniform(0.5, 20)
    elif outcome == "edge_524":
        ttft, e2e, gap, tokens = None, CAP_S, CAP_S, 0
    elif outcome != "spec":
        ttft, e2e = None, chance.uniform(0.2, 95)
    stage = "spike" if 380 < at < 470 else "steady"
    return {"id": f"{name}-{number}", "group": name, "plan": plan, "outcome": outcome,
            "stage": stage, "planned": at, "started": at, "ttft": ttft, "e2e": e2e,
            "tokens": tokens, "pace": pace, "headroom": CAP_S - gap,
            "model": "claude-opus-4-1" if plan == "business" else "claude-sonnet-4-6"}


def rows(requests):
    kinds = {}
    for one in requests:
        key = tuple(one[name] for name in ("group", "plan", "model", "stage", "outcome"))
        kinds.setdefault(key, []).append(one)
    return [
        {**dict(zip(("group", "plan", "model", "stage", "outcome"), key)), "route": "stream",
         "browser": "resolved", "readable": True, "count": len(these),
         "goodput": sum(one["outcome"] == "spec" and one["ttft"] < 2 for one in these),
         "tokens": sum(one["tokens"] for one in these),
         "cost": round(sum(one["tokens"] for one in these) * 15e-6, 4),
         "metrics": {name: values for name, values in metrics(
             these, counted=("ttft", "e2e", "itl", "tpot"), in_row=True).items()
             if values["count"]}}
        for key, these in sorted(kinds.items())]


def metrics(requests, counted=("ttft", "itl", "e2e", "tpot", "outputTokens", "headroom"),
            in_row=False):
    values = {name: Values("tokens" if name == "outputTokens" else "s") for name in counted}
    for one in requests:
        paces = [1 / one["pace"]] if one["ttft"] else []
        for name, found in [("ttft", [one["ttft"]]), ("e2e", [one["e2e"]]), ("itl", paces),
                            ("tpot", paces), ("outputTokens", [one["tokens"]]),
                            ("headroom", [one["headroom"]])]:
            if name in values:
                values[name].values += [value for value in found if value is not None]
    return {name: found.json(in_row) for name, found in values.items()}


def steps(requests, name):
    """The values of a window, each moved to the middle of one of 16 steps per doubling."""
    counts = {}
    for one in requests:
        if one[name] is not None:
            value = round(one[name] * 1e9)
            shift = max(0, value.bit_length() - 5)
            middle = (value >> shift << shift) + (1 << shift >> 1) if value >= 32 else value
            counts[middle] = counts.get(middle, 0) + 1
    return [[middle, count] for middle, count in sorted(counts.items())]


def series(requests, span, width):
    windows = []
    for index in range(math.ceil((span + CAP_S) / width)):
        start, end = index * width, (index + 1) * width
        ended = [one for one in requests if start <= one["planned"] + one["e2e"] < end]
        outcomes = {}
        for one in ended:
            outcomes[one["outcome"]] = outcomes.get(one["outcome"], 0) + 1
        waits = metrics(ended, counted=("ttft", "e2e"))
        windows.append({
            "start": round(start, 3), "ended": len(ended),
            "started": sum(start <= one["started"] < end for one in requests),
            "inFlight": sum(one["planned"] < end <= one["planned"] + one["e2e"]
                            for one in requests),
            "outcomes": outcomes, "tokens": sum(one["tokens"] for one in ended),
            **{name: {"p50": waits[name]["p50"], "p95": waits[name]["p95"],
                      "steps": steps(ended, name)}
               for name in ("ttft", "e2e")}})
    return {"windowSeconds": width, "windows": windows}


def timeline(one, why):
    start, end = one["started"], one["started"] + one["e2e"]
    first = start + (one["ttft"] or one["e2e"])
    spans = [
        ("user", "waits for the first token", start, first, ""),
        ("user", "reads", first, end, one["outcome"]),
        ("edge", "exchange", start + 0.012, end - 0.01, "no byte for 100 s: 524"),
        ("hop-2", "exchange", start + 0.015, end - 0.012, ""),
        ("service", "preview", start + 0.02, end - 0.015, HOSTILE),
        ("database", "session", start + 0.021, start + 0.025, ""),
        ("database", "daily limit", start + 0.026, start + 0.034, "3 of 50"),
        ("llm", one["model"], start + 0.06, end - 0.02, f"{one['tokens']} tokens"),
    ]
    keys = ("role", "name", "start", "end", "note")
    return {"id": one["id"], "group": one["group"], "plan": one["plan"],
            "outcome": one["outcome"], "why": why,
            "spans": [dict(zip(keys, span)) for span in spans],
            "marks": [{"role": "user", "name": "head", "at": start + 0.05},
                      {"role": "user", "name": "first token", "at": first}]}


def document(count=50_000, span=900.0):
    chance = random.Random(7)
    requests = [request(number, chance, span * (number / count))
                for number in range(1, count + 1)]
    failed = [one for one in requests if one["outcome"] != "spec"]
    good = [one for one in requests if one["outcome"] == "spec"]
    sample = failed[::3][:2500] + good[:: max(1, len(good) // 2500)][:2500]
    slowest = sorted(good, key=lambda one: -one["e2e"])[:8]
    shown = [(one, "failed") for one in failed[:12]] + [(one, "slow") for one in slowest] + [
        (one, "median") for one in good[:4]]
    counts = {name: sum(one["outcome"] == name for one in requests) for name in OUTCOMES}
    order = sorted(counts.items(), key=lambda pair: -pair[1])
    sold = sum(one["tokens"] for one in requests)
    wasted = sum(one["tokens"] for one in failed)
    return {
        "version": 2, "scenario": "overload " + HOSTILE, "file": "Scenarios/load/overload.json5",
        "set": ["llm.models.x.tokensPerSecond=80"],
        "about": "Three groups press on a model that slows down in the middle. " + HOSTILE,
        "seed": 9007199254740993, "world": "sim", "timeScale": None,
        "digest": "0123456789abcdef", "swarm": None, "verdict": "failed", "abort": None,
        "checks": [
            {"name": "rate(outcome=spec)", "expected": "rate(outcome=spec) > 90%",
             "observed": "86.0 %", "pass": False},
            {"name": "p95(ttft)", "expected": "p95(ttft) < 5s", "observed": "4.11 s",
             "pass": True},
            {"name": "terminal-event", "expected": "terminal-event holds",
             "observed": "2 of 41000 broken", "pass": False},
            {"name": "nothing-left", "expected": "nothing-left holds",
             "observed": "not exercised", "pass": True}],
        "invariants": [
            {"name": "terminal-event", "checked": 41000, "violations": 2,
             "examples": ["students-7: 0 terminal events; the last bytes were " + HOSTILE]},
            {"name": "text-intact", "checked": 41000, "violations": 0, "examples": []},
            {"name": "nothing-left", "checked": 0, "violations": 0, "examples": []}],
        "outcomes": dict(order),
        "messages": {"edge_524": "A timeout occurred " + HOSTILE},
        "browser": [{"report": "resolved", "count": counts["spec"], "says": "nothing"},
                    {"report": "opaque", "count": counts["edge_524"],
                     "says": "TypeError: Failed to fetch (blocked by CORS policy; edge 524)"}],
        "metrics": metrics(requests),
        "tokens": {"sold": sold, "accounted": sold - 1234, "wasted": wasted, "input": 4 * count},
        "unreadableAnswers": counts["edge_524"], "droppedArrivals": 0,
        "virtualSeconds": span + CAP_S, "wallSeconds": 61.2,
        "bench": {"version": "0.9", "commit": "5d07430", "build": "release"},
        "source": SOURCE, "scenarioHash": "89abcdef01234567", "shard": None, "parts": 1,
        "rows": rows(requests), "series": series(requests, span, 6.4),
        "sample": {name: [one[name] for one in sample]
                   for name in ("id", "group", "plan", "model", "stage", "outcome", "planned",
                                "started", "ttft", "e2e", "headroom")},
        "timelines": [timeline(one, why) for one, why in shown],
        "caps": [{"route": "stream", "seconds": CAP_S, "jitterSeconds": 1.5},
                 {"route": "sync", "seconds": CAP_S, "jitterSeconds": 1.5}],
        "objectives": {"ttft": 2.0, "tpot": None, "e2e": None, "groups": {}},
        "goodput": {"requests": counts["spec"] - 9000, "perSecond": 34.0, "from": 0.0,
                    "to": span + CAP_S},
        "cost": {"currency": "USD", "sold": round(sold * 15e-6, 2),
                 "wasted": round(wasted * 15e-6, 2), "previews": counts["spec"],
                 "perPreview": round(sold * 15e-6, 2) / counts["spec"],
                 "prices": {"claude-sonnet-4-6": {"input": 3.0, "output": 15.0}}},
        "harness": {"latenessP50": 0, "latenessP99": 0, "latenessMax": 0, "cpuShare": None,
                    "peakMemoryBytes": 412_000_000, "bottleneck": False, "warnings": []},
        "server": {"series": [
            {"at": at * 7.0,
             "openConnections": 300 + round(900 * math.exp(-((at * 7 - 440) / 90) ** 2)),
             "inFlight": 280 + round(800 * math.exp(-((at * 7 - 440) / 90) ** 2)),
             "databaseQueue": at % 5, "databaseSeconds": 0.02 + 0.01 * (at % 3),
             "residentBytes": 90_000_000 + 400_000 * at} for at in range(140)]},
    }


if __name__ == "__main__":
    json.dump(document(), sys.stdout)
