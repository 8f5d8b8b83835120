"""Strings that mean something outside the program: log events, metrics, variables, flags."""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex

_STRING = regex(rb"""["'`]([^"'`\n\\]{2,160})["'`]""")
_BEFORE = 90  # bytes before a string that say what it is for
_CALL = regex(
    rb"""(?P<log>\b_?(?:log|logger|logging|console|slog|klog|zap|tracing|winston|pino)\w{0,12}
            (?:\.\w{1,30}(?:\(\w{0,20}\))?){0,4}[.!]?\w{0,20}\s?[!(]\s{0,40}
            (?:\w[\w.]{0,40},\s?){0,2}[rfb]?$
          |\bevent(?:_?name|_?type)?["']?\s?[:=]\s?$)
       |(?P<metric>\b(?:\w{0,30}_)?(?:counter|gauge|histogram|summary|meter|timer|metrics?|statsd
            |increment|incr|observe|timing)(?:vec|opts|_vec)?(?:\.\w{1,30}){0,2}\s?[!({]
            [^"'`\n;]{0,40}\s{0,40}(?:name\s?[:=]\s?)?$)
       |(?P<variable>(?:environ(?:\.get)?[\[(]|env\[|getenv\(|LookupEnv\(|env::var(?:_os)?\(|env!\(
            |EnvironmentVariable\()\s{0,40}$)""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = (
    b"log", b"console", b"zap", b"tracing", b"winston", b"pino", b"event", b"counter", b"gauge",
    b"histogram", b"summary", b"meter", b"timer", b"metric", b"statsd", b"incr", b"observe",
    b"timing", b"env",
)  # fmt: skip
_MAYBE = frozenset(b"([{=:, \n\t")  # what stands before a string that is given to a call
_PROPERTY = regex(rb"\benv\.([A-Z_][A-Z0-9_]{1,80})\b")
_FLAG = regex(rb"(--[a-z][a-z0-9-]{1,60})(?:[=\s<\[].{0,90})?")
_NAME = regex(rb"[A-Za-z][A-Za-z0-9]{0,40}(?:[._:/-][A-Za-z0-9]{1,40}){1,8}")


def literals(code: bytes) -> Iterator[tuple[str, str, int]]:
    """Kind, text and place of each; a name of several words counts wherever it is quoted."""
    seen: set[tuple[str, bytes]] = set()
    for kind, word, start in _found(code):
        if (kind, word) not in seen:
            seen.add((kind, word))
            yield kind, word.decode("utf-8", "replace"), start


def _found(code: bytes) -> Iterator[tuple[str, bytes, int]]:
    told, last, at = _told(code), -1, 0
    for match in _STRING.finditer(code):
        start, word = match.start(), match[1]
        while at < len(told) and told[at][0] <= start:
            last = max(last, told[at][1])
            at += 1
        if last >= start - _BEFORE and code[start - 1] in _MAYBE:
            begin = _statement(code, start)
            call = _CALL.search(code[begin:start]) if last >= begin else None
            if call and call.lastgroup:
                yield call.lastgroup, word, start
                continue
        flag = _FLAG.fullmatch(word) if word[:1] == b"-" else None
        if flag:
            yield "flag", flag[1], start
        elif _NAME.fullmatch(word):
            yield "name", word, start
    for match in _PROPERTY.finditer(code) if b"env." in code else ():
        yield "variable", match[1], match.start()


def _told(code: bytes) -> list[tuple[int, int]]:
    """Ends and starts of the words without which no call is one that tells something."""
    lower = code.lower()
    found = []
    for word in _WORDS:
        start = lower.find(word)
        while start >= 0:
            found.append((start + len(word), start))
            start = lower.find(word, start + 1)
    found.sort()
    return found


def _statement(code: bytes, start: int) -> int:
    """Where the words before a string begin: on its own line, or on the one above."""
    least = max(0, start - _BEFORE)
    line = code.rfind(b"\n", least, start) + 1
    if line and not code[line:start].strip():
        line = code.rfind(b"\n", least, line - 1) + 1
    return max(line, least)
