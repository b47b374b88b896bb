"""The request header that tells the fake what to do with one request."""

import json
import math
import uuid

# No test waits for a pace: first token at once, and a token each 50 microseconds.
AT_ONCE = {"first_token_ms": 0, "tokens_per_second": 20_000}
TOKEN_BYTES = 3
# A stream that is to break: 30 words, cut short after 12 tokens.
BREAKABLE = "".join(f"word{index:02} " for index in range(30))
BROKEN_AFTER = 12


def script(**keys):
    """Header fields for `extra_headers`; errors have no pace, all else comes at once."""
    pace = {} if "status" in keys else AT_ONCE
    # ASCII only, since the SDKs encode fields each in their own way.
    return {"x-fakellm-script": json.dumps({**pace, **keys})}


def breaking(fail, **keys):
    """Header fields for a stream of `BREAKABLE` that fails in this way."""
    # A reset drops what the client has not read yet. At this pace, 0.8 s before it, the client has
    # read the head for certain, without which it would take the stream for one that never began.
    pace = {"tokens_per_second": 15} if fail == "reset" else {}
    return script(
        text=BREAKABLE, delta_scalars=7, fail=fail,
        **{"fail_after_tokens": BROKEN_AFTER, **pace, **keys})


def breaking_json(**keys):
    """Header fields for a stream of `BREAKABLE` with half of a JSON text in one event."""
    return script(
        text=BREAKABLE, delta_scalars=7, **keys,
        faults=[{"is": "broken_json", "after": BROKEN_AFTER}])


def is_beginning(part, tokens_max=BROKEN_AFTER):
    """Whether a stream that broke gave a beginning of `BREAKABLE` of at most so many tokens."""
    return BREAKABLE.startswith(part) and 0 < len(part) <= tokens_max * TOKEN_BYTES


def fresh_id():
    """An id that no other request has."""
    return uuid.uuid4().hex


def tokens(text):
    """The tokens of a text by the fake's documented tokenizer."""
    return math.ceil(len(text.encode()) / TOKEN_BYTES)

