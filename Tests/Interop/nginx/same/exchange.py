"""One exchange through a proxy: what its origin does, what its client says, and what both saw."""

import re
import zlib
from dataclasses import dataclass, field

# Between two events. Lateness is counted in events, so it only has to be longer than a hiccup.
PAUSE_S = 0.25
# What a proxy gets before an exchange that shall not end is left.
PATIENCE_S = 4.0


# What happens in tunnels happens after a multiple of this.
BEAT_S = 0.75


@dataclass(frozen=True)
class Case:
    """`request` and `steps` may hold `{id}`, which makes what passes findable."""

    name: str
    proxy: str
    request: bytes
    # ("write", bytes), ("event", bytes), ("wait", s), ("fin",), ("rst",), ("hang",)
    steps: tuple = ()
    # ("close", s), ("half", s): when the client leaves, and how.
    leaving: tuple = ()
    # (s, bytes): what the client says behind its request, and when.
    talk: tuple = ()
    patience: float = PATIENCE_S
    # What the proxy has to tell the origin is compared as well.
    compares_request: bool = False
    # The bytes of each event, where there are any.
    size: int = 0


@dataclass
class Seen:
    """What came of a case on one way; times are of the loop's clock."""

    pieces: list = field(default_factory=list)
    end: str = "open"
    requests: list = field(default_factory=list)
    emitted: list = field(default_factory=list)
    proxy_left: str = "stayed"
    tunnelled: bytes = b""
    began: float = 0
    ended: float = 0


@dataclass
class Answer:
    """The bytes of a client, taken apart; each byte of the body with the time it came."""

    status: int = 0
    fields: list = field(default_factory=list)
    head_at: float = 0
    # (time, bytes) of the body without framing and coding
    body: list = field(default_factory=list)
    is_whole: bool = False
    # Bytes behind the end of the answer.
    rest: bytes = b""

    @property
    def text(self):
        return b"".join(data for _, data in self.body)

    def values(self, name):
        return [value for other, value in self.fields if other == name]


def answer(seen, is_head_request=False):
    """The first answer that is not interim, as far as it came."""
    data, times = _flat(seen.pieces)
    result = Answer()
    while True:
        head, separator, rest = data.partition(b"\r\n\r\n")
        if not separator:
            result.rest = data
            return result
        lines = head.split(b"\r\n")
        result.status = int(lines[0].split(b" ")[1])
        used = len(head) + 4
        if not 100 <= result.status < 200 or result.status == 101:
            break
        data, times = data[used:], times[used:]
    result.head_at = times[used - 1]
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        result.fields.append((name.decode().lower(), value.strip().decode("latin-1")))
    _read_body(result, data[used:], times[used:], seen.end, is_head_request)
    return result


def _flat(pieces):
    data = b"".join(piece for _, piece in pieces)
    times = [time for time, piece in pieces for _ in piece]
    return data, times


def _read_body(result, data, times, end, is_head_request):
    length = result.values("content-length")
    if is_head_request or result.status in (101, 204, 304):
        plain, used, result.is_whole = [], 0, True
    elif "chunked" in result.values("transfer-encoding"):
        plain, used, result.is_whole = _chunks(data)
    elif length:
        used = min(len(data), int(length[0]))
        plain, result.is_whole = [(0, used)], used == int(length[0])
    else:
        used = len(data)
        plain, result.is_whole = [(0, used)], end == "fin"
    result.rest = data[used:] if result.is_whole else b""
    pieces = []
    for start, stop in plain:
        # What came in one piece stays one.
        while start < stop:
            after = start
            while after < stop and times[after] == times[start]:
                after += 1
            pieces.append((times[start], data[start:after]))
            start = after
    if result.values("content-encoding") == ["gzip"]:
        pieces = _unzipped(result, pieces)
    result.body = pieces


def _chunks(data):
    """The ranges of payload, the bytes used, and whether the last chunk was there."""
    ranges, place = [], 0
    while True:
        line = data.find(b"\r\n", place)
        if line < 0:
            return ranges, place, False
        size, start = int(data[place:line].split(b";")[0], 16), line + 2
        if size == 0:
            end = data.find(b"\r\n", start)
            return ranges, start + 2, end == start
        ranges.append((start, min(start + size, len(data))))
        place = start + size + 2
        if place > len(data):
            return ranges, len(data), False


def _unzipped(result, pieces):
    reader, plain = zlib.decompressobj(31), []
    for time, piece in pieces:
        if text := reader.decompress(piece):
            plain.append((time, text))
    result.is_whole = result.is_whole and reader.eof
    return plain


def _unrandom(fields):
    """A name that was made for a request is like any other."""
    return sorted(
        (name, "made" if name == "x-request-id" and re.fullmatch("[0-9a-f]{32}", value) else value)
        for name, value in fields)


TIMELY = {"date", "server", "connection", "keep-alive"}


def trace(case, seen):
    """What is compared: a plain dictionary, so that a difference reads well."""
    got = answer(seen, is_head_request=case.request.startswith(b"HEAD "))
    result = {
        "status": got.status,
        "end": _end(got, seen.end),
        "connection": _connection(got, seen.end),
        "origin asked": len(seen.requests),
        "proxy left": seen.proxy_left,
        "body": len(got.text),
        "fields": _unrandom(field for field in got.fields if field[0] not in TIMELY),
    }
    if case.size:
        result["head late"] = _late(got.head_at, seen.emitted, -1) if got.status else None
        result["late"] = _lateness(case.size, got.body, seen.emitted)
    elif got.status:
        result["text"] = got.text[:600].decode("latin-1")
    if case.compares_request:
        result["request"] = [_request(request) for request in seen.requests]
    if got.rest:
        result["behind"] = got.rest[:12].decode("latin-1")
    if got.status == 101:
        result["to origin"] = seen.tunnelled.decode("latin-1")
        result["lasted"] = round((seen.ended - seen.began) / BEAT_S)
    return result


def _end(got, end):
    if not got.status:
        return "nothing, " + end
    if got.is_whole:
        return "whole" if not got.rest else "whole, and more"
    return "cut" if end == "fin" else end


def _connection(got, end):
    """Whether the client's connection stays: what the field says, and what was done."""
    said = ",".join(got.values("connection")).lower()
    return f"{'close' if 'close' in said else 'kept'}, {end}"


def _request(raw):
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = _unrandom(
        (name.lower(), value.strip()) for name, _, value in
        (line.partition(":") for line in lines[1:]))
    return [lines[0], fields, body.decode("latin-1")]


def _lateness(size, body, emitted):
    """For each event how many later ones were out when its last byte came; None if it never did."""
    count = len(emitted) - 1
    result, total, pieces = [], 0, iter(body)
    time = 0
    for index in range(count):
        while total < (index + 1) * size:
            piece = next(pieces, None)
            if piece is None:
                break
            time, total = piece[0], total + len(piece[1])
        result.append(_late(time, emitted, index) if total >= (index + 1) * size else None)
    return result


def _late(time, emitted, index):
    return sum(1 for at in emitted[index + 1:] if at <= time)
