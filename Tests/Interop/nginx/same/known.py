"""Where the two differ, in what, and why it stays so."""

STRICT = "ours refuses what could be read in two ways, from either side; nginx is lenient here"
NEWER = "1.22.1 lets it pass, nginx since 1.23 refuses it as ours does"
ANSWER = {"status", "body", "fields", "text"}
REFUSED = {*ANSWER, "connection", "origin asked", "request"}

KNOWN = {
    "origin: another protocol": (
        {*ANSWER, "end", "connection"}, "1.22.1 takes it for an answer of HTTP/0.9"),
    "origin: two lengths": ({*ANSWER, "end", "connection"}, NEWER),
    "origin: length and chunks": (ANSWER, NEWER),
    "origin: a bad length": (ANSWER, NEWER),
    "origin: bare line feeds": (ANSWER, STRICT),
    "origin: an upgrade nobody asked for": (
        {*ANSWER, "connection", "to origin", "lasted"},
        "1.22.1 passes the head on, and no tunnel behind it"),
    "origin: an interim head first": (
        {*ANSWER, "end", "connection"}, "1.22.1 takes it for the answer; ours waits for that"),
    "fields: of the connection to http1.1-buffers-on-gzip-off": (
        {"request"}, "newer ones keep Proxy-Connection to themselves, and nobody reads it"),
    "fields: of the connection to http1.0-buffers-on-gzip-off": (
        {"request"}, "newer ones keep Proxy-Connection to themselves, and nobody reads it"),
    "limit: a length over 1 MB": (
        {"connection"}, "nginx reads on for up to 30 s behind its refusal, ours for 2 s"),
    "bad request: a length of '99999999999999999999'": (
        {"body", "fields", "text", "status"}, "ours calls it too long, as any long body"),
    "bad request: a chunk with a size of 17 digits": (
        {"body", "fields", "text", "status"}, "ours calls it too long, as any long body"),
    "bad request: a field without a colon": (REFUSED, STRICT),
    "bad request: a control character in a field": (REFUSED, STRICT),
    "bad request: bare line feeds": (REFUSED, STRICT),
    "bad request: two spaces": (REFUSED, STRICT),
    "bad request: a chunk with a space behind the size": (REFUSED, STRICT),
    "bad request: a chunk with bare line feeds": (REFUSED, STRICT),
    "bad request: version 1.2": (REFUSED, "ours knows two versions and says so"),
    "bad request: a target of /{id}#/../..": (REFUSED, STRICT),
    "bad request: CONNECT to a path": ({"status", "text"}, "ours finds no such target well-formed"),
    "shipped: a body over 64 kB": (
        {"connection"}, "nginx reads on for up to 30 s behind its refusal, ours for 2 s"),
    "shipped: no host": ({"fields"}, "of a head that ours refuses it knows no field"),
    "shipped: a path that is not for visitors, /nginx/400": (
        {"fields"}, "the fields of the page that is there for errors go with the 404 as well"),
    "shipped: a path that is not for visitors, /nginx/503": (
        {"fields"}, "the fields of the page that is there for errors go with the 404 as well"),
    "bad request: no version": (
        {"origin asked", "request", "behind"}, "ours has no HTTP/0.9 on either side"),
}
