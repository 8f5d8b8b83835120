"""Bytes of a result file to text: UTF-8 with or without mark, UTF-16, or what XML declares."""

import codecs

from designdoc.source.regex import regex

_DECLARED = regex(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_KNOWN = {"utf-8", "ascii", "iso8859-1", "cp1252", "utf-16", "shift_jis", "euc_jp"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(data: bytes) -> str:
    """The text without its byte order mark.

    Raises:
        ValueError: the bytes are no text in an encoding that is read.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding).lstrip("\ufeff")
    declared = _DECLARED.match(data[:400].lstrip())
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        name = ""
    if name not in _KNOWN or (name == "utf-16" and b"\0" not in data[:8]):
        raise ValueError(f"the encoding {encoding} is not read")
    return data.decode(name)
