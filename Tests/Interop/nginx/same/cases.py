"""The exchanges that both proxies have to make the same of."""

from nginx.same.exchange import BEAT_S, PAUSE_S, Case

EVENTS = 4
# The read time-out of the configured proxies.
READ_S = 2 * BEAT_S


def proxy(version="1.1", buffers="on", gzip="off"):
    return f"http{version}-buffers-{buffers}-gzip-{gzip}"


PROXIES = [proxy(version, buffers, gzip) for version in ("1.0", "1.1")
           for buffers in ("on", "off") for gzip in ("off", "on")]
PLAIN = proxy()
DEAD = "dead-origin"
TUNNEL = "http1.1-tunnel"
# The rules of deploy/nginx before an origin that is the service as little as any other.
SHIPPED = "shipped"
# Each with connections of its own: a pool that cases share would make them meet by chance.
KEEPING = {method: f"http1.1-keeping-{method}" for method in (
    "GET", "PUT", "DELETE", "POST", "PATCH")}


def get(fields="", target="/{id}", method="GET", version="1.1", body=""):
    return (f"{method} {target} HTTP/{version}\r\nHost: app.example\r\n{fields}\r\n{body}").encode()


def head(fields="", status="200 OK", kind="text/event-stream"):
    return ("write", f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{fields}\r\n".encode())


def whole(body="ok", fields="", status="200 OK", kind="text/plain"):
    return head(f"{fields}Content-Length: {len(body)}\r\n", status, kind), ("write", body.encode())


CHUNKED = "Transfer-Encoding: chunked\r\n"
END = ("write", b"0\r\n\r\n")


def event(size, shape):
    """An event as chunks or bare bytes, in one segment or in two."""
    text = (b"data: " + b"x" * size)[:size - 2] + b"\n\n"
    if shape.startswith("chunk"):
        text = b"%x\r\n%s\r\n" % (size, text)
    half = len(text) // 2
    return ("event", text[:half], text[half:]) if shape.endswith("split") else ("event", text)


def stream(size, shape, fields="", count=EVENTS, last=None):
    steps = [head(fields + (CHUNKED if shape.startswith("chunk") else ""))]
    for _ in range(count):
        steps += [event(size, shape), ("wait", PAUSE_S)]
    if last is None:
        last = [("end",)] + ([END] if shape.startswith("chunk") else [("fin",)])
    return tuple(steps + last)


ZIPPED = "Accept-Encoding: gzip\r\n"

# A pause between single bytes, which is longer than most hiccups.
SLICE_S = 0.1


def sliced(chunk):
    """Two chunks and the last one, byte by byte: each is an event, so that lateness is in bytes."""
    body = chunk * 2 + b"0\r\n\r\n"
    steps = [head(CHUNKED)]
    for byte in range(len(body)):
        steps += [("event", body[byte:byte + 1]), ("wait", SLICE_S)]
    return (*steps, ("end",))


def lags():
    """Section 8.3: protocol, buffering, compression, form and size of the events."""
    for name in PROXIES:
        shapes = ("bare", "bare split") if "http1.0" in name else ("chunk", "chunk split", "bare")
        for shape in shapes:
            for size in (30, 5000):
                for accel in ("", "no", "yes") if "buffers-on" in name or size == 30 else ("",):
                    fields = f"X-Accel-Buffering: {accel}\r\n" if accel else ""
                    yield Case(
                        f"{name}, {size} bytes as {shape}{', accel ' * bool(accel)}{accel}", name,
                        get(ZIPPED), stream(size, shape, fields), size=size)


def slices():
    for name, chunk in {
            "small": b"6\r\nabcdef\r\n",
            "with an extension": b"3;a=b\r\nabc\r\n",
            "with a long size": b"0006\r\nabcdef\r\n",
    }.items():
        yield Case(f"slices of a byte: {name} chunks", PLAIN, get(), sliced(chunk), patience=6,
                   size=1)


def ends():
    """The other half of section 8.3: what is left of a stream whose origin dies."""
    deaths = {"fin": [("end",), ("fin",)], "rst": [("end",), ("rst",)],
              "stall": [("wait", READ_S), ("end",), ("hang",)]}
    for name in PROXIES:
        shape = "bare" if "http1.0" in name else "chunk"
        for death, last in deaths.items():
            for size in (30, 5000):
                yield Case(f"{name}, {size} bytes, then {death}", name, get(ZIPPED),
                           stream(size, shape, count=2, last=last), size=size)
    for name in (PLAIN, proxy(buffers="off")):
        counted = (head("Content-Length: 90\r\n"), event(30, "bare"), ("wait", PAUSE_S),
                   event(30, "bare"), ("wait", PAUSE_S))
        for death, last in deaths.items():
            yield Case(f"{name}, counted, then {death}", name, get(), counted + tuple(last), size=30)


def failures():
    """Section 8.2: what an origin that gives no answer becomes."""
    def case(name, *steps, request=get(), **more):
        return Case(f"origin: {name}", more.pop("proxy", PLAIN), request, steps, **more)

    yield case("nobody listens", proxy=DEAD)
    yield case("a close instead of a head", ("fin",))
    yield case("a reset instead of a head", ("rst",))
    yield case("silence", ("hang",))
    yield case("half a head, then a close", ("write", b"HTTP/1.1 200 OK\r\nContent-"), ("fin",))
    yield case("half a head, then silence", ("write", b"HTTP/1.1 200 OK\r\nContent-"), ("hang",))
    yield case("another protocol", ("write", b"+OK POP3 ready\r\n\r\n"), ("hang",))
    yield case("a head over the limit", head(f"X: {'x' * 5000}\r\nContent-Length: 0\r\n"))
    yield case("a head just below it", head(f"X: {'x' * 3900}\r\nContent-Length: 0\r\n"))
    yield case("two lengths", head("Content-Length: 2\r\nContent-Length: 3\r\n"), ("write", b"ok"))
    yield case("length and chunks", head(f"Content-Length: 2\r\n{CHUNKED}"),
               ("write", b"2\r\nok\r\n0\r\n\r\n"))
    yield case("a bad length", head("Content-Length: x\r\n"), ("write", b"ok"), ("fin",))
    yield case("a bad chunk", head(CHUNKED), ("event", b"2\r\nok\r\n"), ("wait", PAUSE_S),
               ("event", b"zz\r\nno"), ("end",), ("hang",), size=2)
    yield case("more than it announced", *whole(), ("write", b"more"))
    yield case("a field name with a space", head("Bad Name: x\r\nContent-Length: 0\r\n"))
    yield case("a folded field", head("Good: a\r\n b\r\nContent-Length: 0\r\n"))
    yield case("bare line feeds", ("write", b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok"))
    yield case("an upgrade nobody asked for",
               ("write", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n"
                b"Connection: upgrade\r\n\r\n"), ("hang",))
    yield case("an interim head first", ("write", b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"),
               *whole())
    for status in ("400 Bad", "403 No", "404 No", "413 No", "429 No", "500 No", "502 No",
                   "503 No", "504 No"):
        yield case(f"its own {status}", *whole('{"a":1}', "X-A: b\r\n", status, "text/json"))
    yield case("nothing to say", head(status="204 No Content"))
    yield case("not modified", head('ETag: "a"\r\n', "304 Not Modified"))
    yield case("an answer to HEAD", head("Content-Length: 5\r\n"), request=get(method="HEAD"))
    yield case("silence before a POST's answer", ("hang",),
               request=get("Content-Length: 2\r\n", method="POST", body="hi"))


def heads():
    """Which fields pass, in both directions."""
    def case(name, request, *steps, **more):
        return Case(f"fields: {name}", more.pop("proxy", PLAIN), request, steps or whole(),
                    compares_request=True, **more)

    for name in (PLAIN, proxy("1.0")):
        yield case(f"of a plain request to {name}", get("Accept: a\r\nCookie: b=c\r\n"), proxy=name)
        yield case(f"of a request with a body to {name}",
                   get("Content-Length: 2\r\n", method="POST", body="hi"), proxy=name)
        yield case(f"of one in chunks to {name}",
                   get(CHUNKED, method="PUT", body="2\r\nhi\r\n0\r\n\r\n"), proxy=name)
        yield case(f"of the connection to {name}", get(
            "Connection: X-Secret, close\r\nX-Secret: a\r\nTE: trailers\r\nKeep-Alive: a\r\n"
            "Proxy-Connection: a\r\nUpgrade: h2c\r\nTrailer: a\r\nProxy-Authorization: a\r\n"),
            proxy=name)
    yield case("of invalid names", get("a_b: 1\r\na.b: 2\r\na-b: 3\r\na!b: 4\r\na1: 5\r\n"))
    yield case("of two chains", get("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2, 3\r\n"))
    yield case("of an empty chain", get("X-Forwarded-For:\r\n"))
    yield case("via another", get("Via: 1.1 a\r\nForwarded: for=a\r\nExpect: 100-continue\r\n"))
    yield case("of the whole address", get(target="http://other.example/{id}?a=b"))
    yield case("with a query", get(target="/{id}?a=b&c=%20d"))
    yield case("of a request in HTTP/1.0", get(version="1.0"))
    yield case("of two alike", get("Cookie: a=1\r\nCookie: b=2\r\nAccept: a\r\nAccept: b\r\n"))
    answer = (
        "Server: other\r\nDate: Thu, 01 Jan 1970 00:00:01 GMT\r\nX-Pad: a\r\n"
        "X-Accel-Expires: 1\r\nX-Accel-Charset: utf-8\r\nX-Accel-Limit-Rate: 0\r\nX-Own: 1\r\n"
        "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nVary: Origin\r\nCache-Control: no-cache\r\n"
        "Via: 1.1 a\r\nETag: \"a\"\r\nLast-Modified: Thu, 01 Jan 1970 00:00:01 GMT\r\n"
        "Access-Control-Allow-Origin: *\r\nKeep-Alive: timeout=5\r\nx_under: 1\r\nTrailer: a\r\n"
        "Connection: X-Nominated\r\nX-Nominated: 1\r\nProxy-Authenticate: a\r\nUpgrade: h2c\r\n")
    yield case("of an answer", get(), *whole(fields=answer))
    yield case("of a compressed answer", get(ZIPPED), *whole("a" * 100, answer, kind="text/plain"),
               proxy=proxy(gzip="on"))
    yield case("of a stream to HTTP/1.0", get(version="1.0"), *stream(30, "chunk", count=1))


def zips():
    """When nginx compresses."""
    def case(name, request, *steps):
        return Case(f"gzip: {name}", proxy(gzip="on"), request, steps)

    text = "some text that is long enough " * 5
    yield case("a text", get(ZIPPED), *whole(text))
    yield case("nobody asked for it", get(), *whole(text))
    yield case("with weight 0", get("Accept-Encoding: gzip;q=0\r\n"), *whole(text))
    yield case("any coding", get("Accept-Encoding: *\r\n"), *whole(text))
    yield case("among others", get("Accept-Encoding: br, gzip;q=0.5\r\n"), *whole(text))
    yield case("a short text", get(ZIPPED), *whole("a" * 19))
    yield case("of another type", get(ZIPPED), *whole(text, kind="image/png"))
    yield case("of a type with a parameter", get(ZIPPED),
               *whole(text, kind="text/plain; charset=utf-8"))
    yield case("compressed already", get(ZIPPED), *whole(text, "Content-Encoding: br\r\n"))
    yield case("for a proxy", get(ZIPPED + "Via: 1.1 a\r\n"), *whole(text))
    yield case("to HTTP/1.0", get(ZIPPED, version="1.0"), *whole(text))
    for status in ("403 No", "404 No", "500 No"):
        yield case(f"of a {status}", get(ZIPPED), *whole(text, status=status))
    yield case("to HEAD", get(ZIPPED, method="HEAD"), head("Content-Length: 99\r\n"))
    yield case("no transform", get(ZIPPED), *whole(text, "Cache-Control: no-transform\r\n"))


def limits():
    """What is refused for its size."""
    def case(name, request, **more):
        return Case(f"limit: {name}", PLAIN, request, whole(), **more)

    long = "x" * 8300
    yield case("a length over 1 MB", get("Content-Length: 1048577\r\n", method="POST"))
    yield case("chunks over 1 MB", get(CHUNKED, method="POST", body=f"110000\r\n{'x' * 0x110000}"))
    yield case("a target of 9 kB", get(target="/{id}?" + "x" * 9000))
    yield case("a target of 8,000 bytes", get(target="/{id}?" + "x" * 7990))
    yield case("a field of 8.3 kB", get(f"Cookie: {long}\r\n"))
    yield case("a field of 8,000 bytes", get(f"Cookie: {'x' * 7990}\r\n"))
    yield case("fields of 40 kB", get("".join(f"X-{n}: {'x' * 4000}\r\n" for n in range(10))))
    yield case("fields of 20 kB", get("".join(f"X-{n}: {'x' * 2000}\r\n" for n in range(10))))
    yield case("500 fields", get("".join(f"X-{n}: x\r\n" for n in range(500))))
    yield case("a refusal for Chrome", get(
        f"User-Agent: Mozilla/5.0 Chrome/130.0\r\nCookie: {long}\r\n"))
    yield case("a refusal before Chrome is known", get(
        "User-Agent: Mozilla/5.0 Chrome/130.0\r\n", target="/{id}?" + "x" * 9000))


def bad_requests():
    """What could be taken for another request by somebody behind."""
    def case(name, request, **more):
        if isinstance(request, str):
            request = request.encode("latin-1")
        return Case(f"bad request: {name}", PLAIN, request, whole(), compares_request=True, **more)

    inner = "GET /{id}?smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    yield case("length and chunks",
               get("Content-Length: 5\r\n" + CHUNKED, method="POST", body="0\r\n\r\n" + inner))
    yield case("two lengths",
               get("Content-Length: 2\r\nContent-Length: 5\r\n", method="POST", body="hi" + inner))
    yield case("the same length twice",
               get("Content-Length: 2\r\nContent-Length: 2\r\n", method="POST", body="hi"))
    for length in ("+2", "0x2", "2, 2", "-1", "2 2", "99999999999999999999", ""):
        yield case(f"a length of {length!r}",
                   get(f"Content-Length: {length}\r\n", method="POST", body="hi"))
    for coding in ("chunked, chunked", "gzip, chunked", "identity", "xchunked", "chunked;a", ""):
        yield case(f"a coding of {coding!r}",
                   get(f"Transfer-Encoding: {coding}\r\n", method="POST", body="0\r\n\r\n"))
    yield case("chunks in HTTP/1.0",
               get(CHUNKED, method="POST", version="1.0", body="2\r\nhi\r\n0\r\n\r\n"))
    yield case("a folded field", get("X-A: a\r\n b\r\n"))
    yield case("a folded first field", "GET /{id} HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n")
    yield case("a space before the colon", get("X-A : a\r\n"))
    yield case("a space before the colon of a length",
               get("Content-Length : 2\r\n", method="POST", body="hi"))
    yield case("a field without a colon", get("X-A\r\n"))
    yield case("a field without a name", get(": a\r\n"))
    yield case("NUL in a field", get("X-A: a\0b\r\n"))
    yield case("NUL in the target", get(target="/{id}?a\0b"))
    yield case("a control character in a field", get("X-A: a\x01b\r\n"))
    yield case("bytes above ASCII in a field", get("X-A: \xff\r\n"))
    yield case("bare line feeds", "GET /{id} HTTP/1.1\nHost: a\n\n")
    yield case("a bare return in a field", get("X-A: a\rb\r\n"))
    yield case("an empty line first", "\r\nGET /{id} HTTP/1.1\r\nHost: a\r\n\r\n")
    yield case("no host", "GET /{id} HTTP/1.1\r\n\r\n")
    yield case("two hosts", "GET /{id} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
    yield case("a host with a path", "GET /{id} HTTP/1.1\r\nHost: a/b\r\n\r\n")
    yield case("an empty host", "GET /{id} HTTP/1.1\r\nHost:\r\n\r\n")
    yield case("no version", "GET /{id}\r\n")
    yield case("version 2.0", get(version="2.0"))
    yield case("version 1.2", get(version="1.2"))
    yield case("version 1", "GET /{id} HTTP/1\r\nHost: a\r\n\r\n")
    yield case("two spaces", "GET  /{id} HTTP/1.1\r\nHost: a\r\n\r\n")
    yield case("a space in the target", "GET /{id} a HTTP/1.1\r\nHost: a\r\n\r\n")
    yield case("a small method", get(method="get"))
    yield case("an unknown method", get(method="FETCH"))
    yield case("CONNECT", "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n")
    yield case("TRACE", get(method="TRACE"))
    yield case("CONNECT to a path", get(method="CONNECT"))
    yield case("OPTIONS of all", get(target="*", method="OPTIONS"))
    yield case("no slash", get(target="{id}"))
    yield case("another protocol", "hello\r\n\r\n")
    for target in ("/../{id}", "/{id}/../..", "/{id}/..", "/{id}/../../x", "/{id}/%2e%2E/%2e./x",
                   "/{id}/..%2f..", "/{id}/..%2F", "/{id}//../..", "/{id}/./.", "/{id}//a",
                   "/{id}%00", "/{id}%zz", "/{id}%2", "/{id}%", "/{id}%3f%23%25", "/{id}#/../..",
                   "/{id}?%00&%zz/../../..", "/{id}/...", "http://a.example/../{id}",
                   "http://a.example/{id}%00"):
        yield case(f"a target of {target}", get(target=target))
    for name, body in {
        "an extension": "2;a=b\r\nhi\r\n0\r\n\r\n", "a trailer": "2\r\nhi\r\n0\r\nX-A: b\r\n\r\n",
        "a size that is none": "zz\r\nhi\r\n0\r\n\r\n", "no size": "\r\nhi\r\n0\r\n\r\n",
        "a negative size": "-2\r\nhi\r\n0\r\n\r\n", "0x": "0x2\r\nhi\r\n0\r\n\r\n",
        "a space behind the size": "2 \r\nhi\r\n0\r\n\r\n",
        "bare line feeds": "2\nhi\n0\n\n", "more than its size": "2\r\nhiho\r\n0\r\n\r\n",
        "a size of 17 digits": "11111111111111111\r\nhi\r\n0\r\n\r\n",
    }.items():
        yield case(f"a chunk with {name}", get(CHUNKED, method="POST", body=body))
    yield case("two requests at once",
               get() + get("Connection: close\r\n", target="/{id}?second"))


def stalls():
    """A client that does not go on with its request."""
    for name in (PLAIN, SHIPPED):
        for what, request in {
            "half a line": b"GET /{id}", "half a head": b"GET /{id} HTTP/1.1\r\nHost: a\r\n",
            "no body": get("Content-Length: 5\r\n", method="POST"),
            "half a body": get("Content-Length: 5\r\n", method="POST", body="hi"),
            "half a chunk": get(CHUNKED, method="POST", body="5\r\nhi"),
        }.items():
            yield Case(f"stalls: {what} to {name}", name, request, whole())


def shipped():
    """What the rules of deploy/nginx do that others do not."""
    def case(name, request, *steps, **more):
        return Case(f"shipped: {name}", SHIPPED, request, steps or whole(), compares_request=True,
                    **more)

    page = "Origin: https://bmm.example\r\n"
    named = page + "X-Request-Id: r-1\r\n"
    for target in ("/../../x", "/{id}%00", "*", "/{id}?" + "x" * 12_000):
        yield case(f"a bad target, {target[:16]}", get(named, target=target, method="OPTIONS"))
    yield case("a small method", get(named, method="get"))
    yield case("a field of 8.3 kB", get(f"{named}Cookie: {'x' * 8300}\r\n"))
    yield case("the same for somebody else", get(
        f"Origin: https://evil.example\r\nCookie: {'x' * 8300}\r\n"))
    yield case("a body over 64 kB", get(f"{named}Content-Length: 65537\r\n", method="POST"))
    yield case("two lengths", get(
        f"{named}Content-Length: 2\r\nContent-Length: 3\r\n", method="POST", body="hi"))
    yield case("no host", f"GET /{{id}} HTTP/1.1\r\n{named}\r\n".encode())
    yield case("TRACE", get(named, method="TRACE"))
    yield case("version 2.0", get(named, version="2.0"))
    yield case("an unknown coding", get(f"{named}Transfer-Encoding: gzip\r\n", method="POST"))
    for path in ("/metrics", "/metrics?a=b", "//metrics", "/%6Detrics", "/{id}/../metrics",
                 "/nginx/400", "/nginx/503"):
        yield case(f"a path that is not for visitors, {path}", get(named, target=path))
    yield case("a body for such a path", get(
        f"{named}Content-Length: 2\r\n", target="/metrics", method="POST", body="hi"))
    yield case("what a visitor says of itself", get(
        "X-Forwarded-For: 1.1.1.1\r\nCF-Connecting-IP: 2.2.2.2\r\nX-Real-IP: 3.3.3.3\r\n"
        "X-Forwarded-Proto: http\r\nX-Request-Id: r-1\r\n"))
    for name in ("bad id <x>", "", "x" * 65, "x" * 64, "a.b_c-D9"):
        yield case(f"a request called {name[:12]!r} of {len(name)}",
                   get(f"X-Request-Id: {name}\r\n"))
    yield case("a request without a name", get())
    yield case("an upgrade that is none", get("Connection: Upgrade\r\nUpgrade: h2c\r\n"))
    yield case("an answer of its own with a 502", get(named), *whole("no", status="502 No"))
    yield case("a close instead of a head", get(named), ("fin",))
    yield case("a kept connection that ends", get() + get(named, "/{id}?second"),
               ("die if second on kept",), *whole(), patience=2)


def leaving():
    """A client that leaves: what its origin sees of it."""
    for how in ("close", "half"):
        for name in (PLAIN, proxy(buffers="off"), proxy("1.0")):
            yield Case(f"leaving: {how} before the head of {name}", name, get(),
                       (("hang",),), leaving=(how, 0.3), patience=2)
            shape = "bare" if "1.0" in name else "chunk"
            steps = stream(30, shape, count=2, last=[("end",), ("hang",)])
            yield Case(f"leaving: {how} in the stream of {name}", name, get(), steps,
                       leaving=(how, PAUSE_S * 1.5), patience=2, size=30)


def tunnels():
    """A WebSocket's handshake, the bytes behind it, and how it ends."""
    wish = get("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n")
    agreed = ("write", b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
              b"Upgrade: websocket\r\nSec-WebSocket-Accept: b\r\n\r\n")
    beat = ("wait", BEAT_S)

    def case(name, *steps, request=wish, **more):
        return Case(f"tunnel: {name}", more.pop("proxy", TUNNEL), request, (agreed, *steps),
                    compares_request=True, **more)

    yield case("silent", ("hang",))
    yield case("only the client talks", ("hang",), talk=(BEAT_S, b"hello"))
    yield case("only the origin talks", beat, ("write", b"hello"), ("hang",))
    yield case("both at once", ("write", b"hello"), ("hang",), request=wish + b"early")
    yield case("the client finishes", ("hang",), leaving=("half", BEAT_S))
    yield case("the origin finishes", beat, ("write", b"bye"), ("fin",))
    yield case("the origin resets", beat, ("rst",))
    for name, where, request, status in [
        ("a proxy without a rule", PLAIN, wish, "200 OK"),
        ("a proxy that asks in HTTP/1.0", proxy("1.0"), wish, "200 OK"),
        ("refused", TUNNEL, wish, "400 Bad"), ("nobody asks", TUNNEL, get(), "200 OK"),
    ]:
        yield Case(f"tunnel: {name}", where, request, whole(status=status), compares_request=True)


def kept_connections():
    """An origin that ends a kept connection as the next request comes."""
    for method, through in KEEPING.items():
        fields = "Content-Length: 2\r\n" if method in ("PUT", "POST", "PATCH") else ""
        body = "hi" if fields else ""
        yield Case(f"kept connection: {method}", through,
                   get() + get(fields, "/{id}?second", method, body=body),
                   (("die if second on kept",), *whole()), patience=2)


ALL = [*lags(), *slices(), *ends(), *failures(), *heads(), *zips(), *limits(), *bad_requests(),
       *stalls(), *shipped(), *leaving(), *tunnels(), *kept_connections()]
