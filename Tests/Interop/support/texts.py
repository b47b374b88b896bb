"""Texts that a careless writer of JSON or of event streams would spoil."""

TEXTS = {
    "several bytes": "Zürich, 東京, 🏔️ and 👩‍👩‍👧: e\u0301 is not \u00e9.",
    # `str.splitlines` ends lines at these; zai-sdk reads its streams with it.
    "line separators": "one\u2028two\u2029three\u0085four\u000bfive\u000csix\u001cseven\u001eeight",
    "quotes and slashes": "\"quoted\" 'single' back\\slash for/ward \\n \\u0041",
    "line ends and tabs": "first\nsecond\r\nthird\n\nfifth\tend\n",
    "like an event": "\n\nevent: error\ndata: {\"type\":\"error\"}\n\ndata: [DONE]\n\n",
    "controls": "bell\u0007 null\u0000 delete\u007f escape\u001b",
    "html": "<script>alert('&amp;')</script>",
}
