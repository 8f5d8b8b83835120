"""Defects in how requirements are written, in revisions, risks, alternatives and targets."""

import re
from collections.abc import Iterator
from itertools import pairwise

from defects.links.linked import Linking
from defects.links.slip import Slip, changed, definitions, under

_ENGLISH = {
    "vague word": (("{} in an appropriate way.", "{}, pictures etc."), "DD302"),
    "escape clause": (("{}, if possible.", "{} as far as possible.", "{} as needed."), "DD307"),
    "several requirements": (
        ("{}, and the warden must sign the list.", "{}. The owner shall also get a copy."),
        "DD303",
    ),
}
_JAPANESE = {
    "vague word": (("適切に{}。", "迅速に{}。"), "DD302"),
    "escape clause": (("できる限り{}。", "必要に応じて{}。"), "DD307"),
}
_WHOLE = {
    "no subject": ("Must lock the gate after sunset.", "DD304"),
    "pronoun": ("It must lock the gate after sunset.", "DD304"),
    "negative only": ("The gate must not show the reason of a refusal.", "DD305"),
    "passive": ("The gate must be locked after sunset.", "DD306"),
    "comparison": ("The gate must open faster than today.", "DD308"),
    "vague adjective": ("The gate must have a user-friendly handle.", "DD302"),
}


def added(pair: Linking) -> Iterator[Slip]:
    """Words put into a requirement."""
    ripple = "DD403 DD404 DD405"
    japanese = pair.name == "shifts"
    for number in definitions(pair, "FR").values():
        line = pair.lines[number]
        end = " |" if line.endswith("|") else ""
        body = line.removesuffix(" |").rstrip(".。")
        for kind, (forms, code) in (_JAPANESE if japanese else _ENGLISH).items():
            for form in forms:
                # of a sentence with a number only words that leave a list open are vague
                if code == "DD302" and _counts(body) and "etc" not in form:
                    continue
                if japanese:
                    head, mark, rest = body.rpartition("を" if "を" in body else "へ")
                    text = f"{head}{mark}{form.format(rest)}"
                else:
                    text = form.format(body)
                yield changed(kind, pair, number, text + end, code, (), ripple)


def _counts(line: str) -> bool:
    """Whether a requirement holds a number beside that of its identifier."""
    return bool(re.search(r"\d", re.sub(r"FR-\d+", "", line)))


def rewritten(pair: Linking) -> Iterator[Slip]:
    """A requirement that says the same badly."""
    if pair.name == "shifts":
        return
    for name, number in definitions(pair, "FR").items():
        line = pair.lines[number]
        row = line.startswith("|")
        for kind, (words, code) in _WHOLE.items():
            text = f"| {name} | {words} |" if row else f"- **{name}**: {words}"
            yield changed(kind, pair, number, text, code)


def trigger_dropped(pair: Linking) -> Iterator[Slip]:
    """A criterion on an event that says no longer which."""
    for number in definitions(pair, "AC").values():
        line = pair.lines[number]
        match = re.search(r"\bWHEN (?P<event>.+?) THEN (?=the .+ SHALL )", line)
        if match:
            for words in ("WHEN THEN ", "WHEN, THEN ", "WHEN "):
                text = line[: match.start()] + words + line[match.end() :]
                yield changed("trigger dropped", pair, number, text, "DD304")


_QUALITY = {
    "borrowing": {
        "NFR-1 Performance": "the catalogue answers a search without delay",
        "NFR-2 Reliability": "good availability",
        "NFR-3 Capacity": "tools from many streets",
    },
    "lockers": {
        "Performance": "a door opens without delay",
        "Availability": "open most of the time",
        "Capacity": "as parcels come in",
    },
    "shifts": {"性能": "一覧の表示を待たせない", "可用性": "勤務中は動いている"},
}


def number_dropped(pair: Linking) -> Iterator[Slip]:
    """A quality requirement without its number."""
    for label, words in _QUALITY[pair.name].items():
        for number in under(pair, "Non-Functional Requirements", "非機能要件"):
            line = pair.lines[number]
            if f"**{label}**" in line:
                yield changed("number dropped", pair, number, f"- **{label}**: {words}", "DD301")
            elif line.startswith(f"| {label} |"):
                yield changed("number dropped", pair, number, f"| {label} | {words} |", "DD301")


_TARGETS = {
    "borrowing": (("p95 < 300 ms", ("p95 < 500 ms", "p95 < 30 ms", "p95 < 2 s")),
                  ("availability of 99.5%", ("availability of 99.9%", "availability of 95%"))),
    "lockers": (("within 2 s of the last digit (p99)",
                 ("within 5 s of the last digit (p99)", "within 200 ms of the last digit (p99)")),),
    "shifts": (),
}  # fmt: skip


def target_changed(pair: Linking) -> Iterator[Slip]:
    """A target that stands in two places, changed in one of them."""
    for old, wrong in _TARGETS[pair.name]:
        places = [n for n, line in enumerate(pair.lines) if old in line]
        for number in places:
            for new in wrong:
                line = pair.lines[number].replace(old, new)
                yield changed("target changed", pair, number, line, "DD417", places)


def _history(pair: Linking) -> list[int]:
    rows = under(pair, "Revision History", "Change Log", "改訂履歴")
    return [n for n in rows if re.search(r"\d{4}-\d\d-\d\d", pair.lines[n])]


def revisions(pair: Linking) -> Iterator[Slip]:
    """Rows of the history that cannot be true."""
    rows = _history(pair)
    oldest_first = pair.lines[rows[0]] < pair.lines[rows[-1]]
    for one, other in pairwise(rows):
        swapped = f"{pair.lines[other]}\n{pair.lines[one]}"
        gone = changed("", pair, other, None, "")
        both = pair._replace(document=gone.text)
        yield changed("revisions swapped", both, one, swapped, "DD701")._replace(pair=pair)
    for number in rows:
        line = pair.lines[number]
        for day in ("2031-05-05", "2026-12-01"):
            yield changed("revision in the future", pair, number,
                          re.sub(r"\d{4}-\d\d-\d\d", day, line), "DD702", (),
                          "DD701 DD705")  # fmt: skip
        for nobody in ("", "-"):
            name = re.search(r"(?:Oona|Piet|Suri|Tam|佐藤|鈴木)", line)
            assert name
            yield changed("author emptied", pair, number, line.replace(name[0], nobody), "DD707")
    later = rows[1:] if oldest_first else rows[:-1]
    for number in later:
        for low in ("0.3", "0.9.1"):
            line = re.sub(r"\| \d\.\d \|", f"| {low} |", pair.lines[number])
            yield changed("version falls", pair, number, line, "DD705")
        before = pair.lines[number - 1 if oldest_first else number + 1]
        same = re.search(r"\| \d\.\d \|", before)
        assert same
        line = re.sub(r"\| \d\.\d \|", same[0], pair.lines[number])
        yield changed("version repeats", pair, number, line, "DD705")


def mitigation_emptied(pair: Linking) -> Iterator[Slip]:
    """A grave and likely risk about which nothing is done."""
    for number in under(pair, "Risks and Mitigation", "Risks", "リスクと対策"):
        line = pair.lines[number]
        if not re.search(r"\| (?:High \| High|高 \| 高) \|", line):
            continue
        for nothing in ("", "-", "none", "N/A", "TBD"):
            emptied = re.sub(r"(?<=\| )[^|]+(?= \|$)", nothing, line)
            yield changed("mitigation emptied", pair, number, emptied, "DD413", (), "DD112")


def reason_emptied(pair: Linking) -> Iterator[Slip]:
    """An alternative that nothing speaks against any longer."""
    rows = under(pair, "Alternative Approaches", "Alternatives Considered")
    for number in rows:
        line = pair.lines[number]
        if not re.match(r"- \*\*Re(?:ason|jected)", line):
            continue
        heading = max(n for n in rows if n < number and pair.lines[n].startswith("#"))
        at = range(heading, number + 1)
        yield changed("reason emptied", pair, number, line[: line.index(":") + 1], "DD414 DD108",
                      at)  # fmt: skip
        yield changed("reason emptied", pair, number, None, "DD414 DD108", at)


INJECTORS = (
    added, rewritten, trigger_dropped, number_dropped, target_changed, revisions,
    mitigation_emptied, reason_emptied,
)  # fmt: skip
