"""Data for pages as scripts, because a page that is opened from a disk may not read files."""

import json
import zlib
from base64 import b64encode


def script(function: str, *values: object) -> bytes:
    """A script that hands values to a function of the page."""
    return f"{function}({','.join(map(_said, values))});\n".encode("utf-8", "replace")


def packed(function: str, *values: object) -> bytes:
    """A script that hands values to a function of the page, the last of them packed: a text as it
    is, anything else as JSON.
    """
    *names, value = values
    text = value if isinstance(value, str) else _said(value)
    return script(function, *names, pack(text.encode("utf-8", "replace")))


def pack(data: bytes) -> str:
    """Bytes as a page unpacks them: zlib (RFC 1950) in base64."""
    return b64encode(zlib.compress(data, 6)).decode("ascii")


def _said(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return said.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
