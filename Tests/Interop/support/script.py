"""The request header that tells the fake what to do with one request."""

import json
import math
import uuid

# No test waits for a pace: first token at once, and a token each 50 microseconds.
AT_ONCE = {"first_token_ms": 0, "tokens_per_second": 20_000}
TOKEN_BYTES = 3


def script(**keys):
    """Header fields for `extra_headers`; errors have no pace, all else comes at once."""
    pace = {} if "status" in keys else AT_ONCE
    # ASCII only, since the SDKs encode fields each in their own way.
    return {"x-fakellm-script": json.dumps({**pace, **keys})}


def fresh_id():
    """An id that no other request has."""
    return uuid.uuid4().hex


def tokens(text):
    """The tokens of a text by the fake's documented tokenizer."""
    return math.ceil(len(text.encode()) / TOKEN_BYTES)


def is_prefix(part, whole, tokens_max):
    """Whether a stream that broke gave nothing but a beginning of at most so many tokens."""
    return whole.startswith(part) and len(part.encode()) <= tokens_max * TOKEN_BYTES
