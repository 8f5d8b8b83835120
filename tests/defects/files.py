"""Defects of the file as a whole: title, YAML, contents, fences, bytes, text to be kept."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from defects.injection import Injection, edited
from defects.pair import Pair
from defects.reading import fences

_DATES = ["2026-13-01", "2026-02-30", "soon"]


def title_broken(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A title of another form, or none."""
    if pair.title is None:
        return
    at = pair.title.line
    titles = ["Notes of a meeting", "Ideas", "A plan"]
    titles = titles if pair.name != "decision" else []
    for words in titles:
        lines = [*pair.lines[:at], f"# {words}", *pair.lines[at + 1 :]]
        yield edited("title-broken", pair, words, lines, "DD111", at)
    lines = [*pair.lines[:at], *pair.lines[at + 2 :]]
    yield edited("title-dropped", pair, "title", lines, "DD111", {0, at, at + 1})


def key_wrong(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A value of the front matter or of the side file that is not of its type."""
    codes = {"enumeration": "DD203", "date": "DD204", "boolean": "DD208", "list": "DD208"}
    for fact in pair.facts.get("keys", ()):
        wrong = fact.get("wrong", _DATES if fact["type"] == "date" else [])
        for value in wrong:
            yield _yaml(
                f"yaml-wrong-{fact['type']}", pair, fact, f"{fact['key']}: {value}",
                codes[fact["type"]],
            )  # fmt: skip


def key_unfilled(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A value of the front matter or of the side file that is the template's own."""
    for fact in pair.facts.get("keys", ()):
        if "hole" in fact:
            yield _yaml("yaml-hole", pair, fact, f"{fact['key']}: {fact['hole']}", "DD201")


def key_emptied(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A key without a value."""
    for fact in pair.facts.get("keys", ()):
        if fact.get("optional") or fact["type"] == "list":
            continue  # in YAML, a list of nothing is written so
        codes = ("DD108", "DD201", "DD208")
        yield _yaml("yaml-emptied", pair, fact, f"{fact['key']}:", *codes)


def key_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A key is gone."""
    for fact in pair.facts.get("keys", ()):
        if fact.get("optional"):
            continue
        found = _yaml("key-dropped", pair, fact, "", "DD108")
        yield replace(found, lines=frozenset({1, 2}), data=(("field", fact["key"]),))


def yaml_broken(pair: Pair, rng: Random) -> Iterator[Injection]:
    """YAML that no parser accepts, or that is no mapping."""
    keys = pair.facts.get("keys", ())
    for fact in keys:
        for value in ('"never closed', "[1, 2", "a: b: c", "@who"):
            first, _ = _key_lines(_host(pair, fact), fact["key"])
            found = _yaml("yaml-broken", pair, fact, f"{fact['key']}: {value}", "DD002")
            total = len(_host(pair, fact)) + 2
            yield replace(found, lines=frozenset(range(first, total)))
    if keys and "file" not in keys[0]:
        end = pair.lines.index("---", 1)
        lines = ["---", "- just", "- a list", "---", *pair.lines[end + 1 :]]
        yield edited("yaml-no-mapping", pair, "front matter", lines, "DD002", range(4))
        lines = pair.lines[end + 2 :]
        yield edited("front-matter-dropped", pair, "front matter", lines, "DD108", {0, 1})
    elif keys:
        injection = edited("yaml-no-mapping", pair, "side file", pair.lines, "DD002", {0, 1})
        yield replace(injection, side="- just\n- a list", in_side=True)


def contents_stale(pair: Pair, rng: Random) -> Iterator[Injection]:
    """The table of contents lacks an entry, names one wrongly, or has one too many."""
    if not pair.facts.get("toc"):
        return
    first, last = pair.lines.index("<!-- toc -->"), pair.lines.index("<!-- /toc -->")
    for number in range(first + 1, last):
        entry = pair.lines[number]
        renamed = entry.replace("](#", " and More](#").replace(")", "-and-more)")
        twins = [*pair.lines[:number], entry, *pair.lines[number:]]
        changes = {
            "without": [*pair.lines[:number], *pair.lines[number + 1 :]],
            "renamed": [*pair.lines[:number], renamed, *pair.lines[number + 1 :]],
            "twice": twins,
        }
        for label, lines in changes.items():
            yield Injection(
                "contents-stale", pair, f"{label}: {entry.strip()}", "\n".join(lines), ("DD113",),
                frozenset(range(first + 1, last + 3)), side=pair.side,
            )  # fmt: skip


def fence_unclosed(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A code block or comment that runs to the end of the file and swallows what follows."""
    for first, last in fences(pair.lines, 0, len(pair.lines)):
        lines = [*pair.lines[: last - 1], *pair.lines[last:]]
        later = fences(pair.lines, last, len(pair.lines))
        if not later:
            yield edited("fence-unclosed", pair, f"line {first + 1}", lines, "DD003", first)
    for part in pair.sections:
        at = part.line + 2
        if not any(number > at for number, _ in fences(pair.lines, 0, len(pair.lines))):
            lines = [*pair.lines[:at], "<!-- begin", "", *pair.lines[at:]]
            if not any("-->" in line for line in pair.lines[at:]):
                yield edited("comment-unclosed", pair, part.title, lines, "DD003", at)


def not_utf8(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A byte that is no UTF-8, as an editor with another encoding leaves it."""
    for part in pair.sections:
        number = part.line + 2
        if number >= len(pair.lines) or not pair.lines[number] or pair.lines[number][0] in "|`#":
            continue
        raw = [line.encode() for line in pair.lines]
        raw[number] += b" na\xefve"
        found = edited("not-utf8", pair, part.title, pair.lines, "DD001", number)
        yield replace(found, data_bytes=b"\n".join(raw) + b"\n")


def verbatim_changed(pair: Pair, rng: Random) -> Iterator[Injection]:
    """Text that has to stay word for word has other words, or is gone."""
    words = pair.facts.get("verbatim")
    if not words:
        return
    at = pair.lines.index(words)
    for old, new in (('"MAY"', '"CAN"'), ("MUST NOT", "SHALL NOT"), ("2119", "2118"),
                     ("this document", "these pages")):  # fmt: skip
        lines = [*pair.lines[:at], words.replace(old, new), *pair.lines[at + 1 :]]
        yield edited("verbatim-changed", pair, new, lines, "DD114", at)
    lines = [*pair.lines[:at], *pair.lines[at + 2 :]]
    yield edited("verbatim-dropped", pair, "gone", lines, "DD114", range(at + 2))


def ignore_unused(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A comment that suppresses a finding which is not there."""
    for part in pair.sections:
        at = part.line
        lines = [*pair.lines[:at], "<!-- designdoc: ignore DD101 -->", *pair.lines[at:]]
        yield edited("ignore-unused", pair, part.title, lines, "DD008", at)


def _host(pair: Pair, fact: dict[str, str]) -> list[str]:
    return pair.side.split("\n") if "file" in fact else pair.lines


def _yaml(kind: str, pair: Pair, fact: dict[str, str], line: str, *codes: str) -> Injection:
    host = _host(pair, fact)
    first, last = _key_lines(host, fact["key"])
    lines = [*host[:first], *([line] if line else []), *host[last:]]
    where = f"{fact.get('file', 'front matter')}: {line or fact['key']}"
    if "file" not in fact:
        return edited(kind, pair, where, lines, codes, first)
    found = edited(kind, pair, where, pair.lines, codes, first)
    lines_ = frozenset({first + 1})
    return replace(found, side="\n".join(lines), in_side=True, lines=lines_)


def _key_lines(lines: list[str], key: str) -> tuple[int, int]:
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
    last = first + 1
    while last < len(lines) and lines[last].startswith((" ", "- ")):
        last += 1
    return first, last


INJECTORS = (
    title_broken,
    key_wrong,
    key_unfilled,
    key_emptied,
    key_dropped,
    yaml_broken,
    contents_stale,
    fence_unclosed,
    not_utf8,
    verbatim_changed,
    ignore_unused,
)
