"""Targets in a sentence: numbers with a unit, what they bound, and under which condition.

Each number is looked at once with a window of fixed width to either side, so the time is
linear. What is not surely a target is left alone: versions, dates, identifiers, prices,
ports, ratios, and small counts that nothing says to be a bound.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from designdoc.model.measures import condition, metric_of, percentile
from designdoc.model.offsets import Offsets
from designdoc.model.units import MULTIPLIERS, NAMES, NO_UNIT, PERIODS, Dimension, Unit, per, unit
from designdoc.model.wording import (
    after_number,
    before_number,
    compares_over,
    is_cue,
    is_measured_over,
    is_window,
)
from designdoc.source import Span
from designdoc.source.regex import regex

_WINDOW = 48

# One character each, so that offsets stay: full-width signs, thin and wide spaces, minus.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NARROW |= dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], 0x20)
_NARROW |= {
    0x2212: 0x2D,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x301C: 0x2013,
    0xFF5E: 0x2013,
    0x2014: 0x2013,
}

_DIGITS = r"[1-9]\d{0,2}(?:[,' ]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = regex(rf"(?P<number>{_DIGITS})", re.ASCII)
_MULTIPLIER = regex(r"(?:[kKMB](?![A-Za-z])|bn\b| ?(?:thousand|million|billion)\b|[千万億]+)")


def _alternatives(names: tuple[str, ...]) -> str:
    ordered = sorted(names, key=len, reverse=True)
    ascii_ = "|".join(re.escape(name) for name in ordered if name.isascii())
    other = "|".join(re.escape(name) for name in ordered if not name.isascii())
    return rf"(?:(?:{ascii_})(?![A-Za-z0-9_])|{other})"


_ADJECTIVES = (
    r"(?:(?:concurrent|simultaneous|active|parallel|daily|monthly|registered|connected|open|peak"
    r"|unique|virtual|total|live|HTTP|API|database|game|WebSocket|read|write) "
    r"|(?:同時|アクティブ) ?){1,3}"
)
_UNIT = regex(
    rf"(?P<gap> {{0,2}}-?)(?P<adjective>{_ADJECTIVES})?(?P<unit>{_alternatives(NAMES)})"
    rf"(?:(?:s?/| per | a | an | each | every |/ )(?P<period>{_alternatives(PERIODS)}))?",
    re.IGNORECASE,
)
_PER_ONLY = regex(rf" ?(?:/|per )(?P<period>{_alternatives(PERIODS)})", re.IGNORECASE)
_ANY_RATE = regex(
    rf" ?(?P<noun>[A-Za-z]{{2,20}})(?: ?/ ?| per )(?P<period>{_alternatives(PERIODS)})",
    re.IGNORECASE,
)
_JAPANESE_RATE = regex(r"(?:毎|1)(秒|分|時)(?:間)?(?:あたり|に|、)? ?$")
_RANGE = regex(r" ?(?:--?|[–~〜]| to | and |から) ?")
_NINES = regex(r"\b(?:(?P<word>two|three|four|five|six)|(?P<digit>[2-9]))[ -](?:nines|9s)\b", re.I)
_CLAUSE = regex(r"[;。\n|]|\.(?=\s|$)")
_SHARE_OF = regex(r" of (?:all |the )?[A-Za-z]+")
_BETTER = regex(r"[)*_`]* ?or better\b", re.IGNORECASE)
_KEPT = regex(r" ?(?:retention|TTL|window|backup|history|expiry)", re.IGNORECASE)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PERCENT = Unit("%", Dimension.SHARE, 0.01)
_CURRENCY = "$€£¥₩₹"
_LABELS = regex(
    r"(?:version|section|chapter|step|phase|port|http|rfc|iso|figure|table|page|line|issue|pr|top"
    r"|level|tier|option|python|node|java|go|task|feature|story|sprint|milestone|ieee|error|code|status"
    r"|id|no\.)\s*[:#]?$",
    re.IGNORECASE,
)


class Target(Struct, frozen=True):
    """A number to reach, such as ``p95 < 200 ms at 100 rps``.

    ``comparison`` is one of ``< <= > >= = ~ range``; ``upper`` is the other end of a range.
    ``unit`` is canonical, ``qualifier`` the percentile and condition as written.
    """

    metric: str
    comparison: str
    value: float
    unit: str
    qualifier: str
    span: Span
    original: str
    upper: float | None = None
    measure: Unit = NO_UNIT


def targets(text: str, base: int = 0) -> tuple[Target, ...]:
    """The targets of a text, in order; spans count bytes from ``base``."""
    plain = text.translate(_NARROW)
    places = Offsets(text, base)
    found: list[Target] = []
    for start, end in _clauses(plain):
        amounts = _amounts(plain, start, end)
        found += _qualified(_Clause(text, plain, start, end), amounts, places)
    return tuple(found)


def in_base(target: Target) -> float:
    """The value in base units, so that 0.2 s equals 200 ms and 512 MiB equals 0.5 GiB."""
    return target.value * target.measure.factor


def comparable(one: Target, other: Target) -> bool:
    """Whether two targets measure the same kind of thing."""
    left, right = one.measure, other.measure
    return left.dimension is right.dimension and left.base == right.base


class _Amount(Struct, frozen=True):
    """A number with its unit; ``start`` and ``end`` include the words that compare."""

    start: int
    end: int
    value: float
    unit: Unit
    comparison: str
    explicit: bool
    upper: float | None = None
    lead: str = ""
    window: bool = False  # over how long something is counted


def _clauses(text: str) -> list[tuple[int, int]]:
    starts = [0]
    ends: list[int] = []
    for match in _CLAUSE.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    return list(zip(starts, [*ends, len(text)], strict=True))


def _amounts(text: str, start: int, end: int) -> list[_Amount]:
    found: list[_Amount] = []
    at = start
    for nines in _NINES.finditer(text, start, end):
        count = int(nines["digit"]) if nines["digit"] else _WORDS[nines["word"].lower()]
        value = round(100 - 10 ** (2 - count), 8)
        found.append(_Amount(nines.start(), nines.end(), value, _PERCENT, "=", True))
    while match := _NUMBER.search(text, at, end):
        at = match.end()
        amount = _amount(text, match, start, end) if _stands_alone(text, match) else None
        if amount:
            found.append(amount)
            at = max(at, amount.end)
        else:
            at = _word_end(text, at, end)
    # "at most 5 errors in a 1 minute window": a time is no second target, but better than none
    found = [each for each in found if not each.window] or found
    return sorted(found, key=lambda amount: amount.start)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether no sign beside the number makes it part of something else."""
    start, end = match.span()
    before = text[max(0, start - 1) : start]
    after = text[end : end + 2]
    if before and (before in _CURRENCY + "#@\\_:/.,'^&" or (before.isalnum() and before.isascii())):
        return before == ":" and text[start - 2 : start - 1].isspace()
    if before == "-" and not text[max(0, start - 4) : start].lower().endswith("sub-"):
        return False
    if after[:1] in ".,:/-" and after[1:2].isdigit():
        return after[0] == "-"  # a range, or a date that has no unit after it
    return not after[:1].isdigit()


def _word_end(text: str, at: int, end: int) -> int:
    while at < end and text[at].isascii() and (text[at].isalnum() or text[at] in "._"):
        at += 1
    return at


def _amount(text: str, match: re.Match[str], start: int, end: int) -> _Amount | None:
    value, at, scaled = _value(text, match)
    more = text[at : at + 1] == "+"
    at += more
    upper, unit_ = None, None
    joined = _RANGE.match(text, at, end)
    other = _NUMBER.match(text, joined.end(), end) if joined else None
    if other:
        upper, after, scaled_too = _value(text, other)
        unit_ = _unit_at(text, after, end)
        if unit_ and scaled_too and not scaled:
            value *= upper / _plain(other)
    if not unit_:
        upper = None
        unit_ = _unit_at(text, at, end)
        unit_ = unit_ and _closing_range(text, unit_, end)
    if not unit_:
        return None
    lead = text[max(start, match.start() - _WINDOW) : match.start()]
    tail = text[unit_.end : min(end, unit_.end + _WINDOW)]
    if _excluded(match, unit_, lead, tail):
        return None
    upper = unit_.upper if unit_.upper is not None else upper
    sign, first = before_number(lead)
    sign_after, last = after_number(tail)
    if unit_.unit.dimension is Dimension.TIME:
        if is_measured_over(lead):
            return None
        own, seconds = len(lead) - first, value * unit_.unit.factor
        if lead[own:].lower().startswith("over") and not compares_over(lead[:own], seconds):
            sign, first = "", 0  # "fades over 500 ms" says how long, not how much at least
        if _BETTER.match(tail):
            sign_after = "<="
    sign = sign or (">=" if more else "")
    explicit = bool(sign or sign_after or upper is not None)
    if not (explicit or unit_.unit.strong or unit_.adjective or scaled or _large(match)
            or is_cue(lead) or _KEPT.match(tail)):  # fmt: skip
        return None
    if upper is not None and upper < value:
        return None
    return _Amount(
        match.start() - first,
        unit_.end + last,
        value,
        _japanese_rate(unit_.unit, lead),
        "range" if upper is not None else sign or sign_after or "=",
        explicit,
        upper,
        lead[: len(lead) - first],
        unit_.unit.dimension is Dimension.TIME and is_window(lead, tail),
    )


class _Found(Struct, frozen=True):
    unit: Unit
    end: int
    word: str
    gap: str
    adjective: bool
    upper: float | None = None


def _unit_at(text: str, at: int, end: int) -> _Found | None:
    match = _UNIT.match(text, at, end)
    if match:
        known = unit(match["unit"])
        period = unit(match["period"]) if match["period"] else None
        if known:
            if known.dimension is Dimension.SHARE:
                period = None  # "99.5% per month" is a share, and says over which time
            whole = per(known, period) if period else known
            end = match.end() if period else match.end("unit")
            return _Found(whole, end, match["unit"], match["gap"], bool(match["adjective"]))
    match = _PER_ONLY.match(text, at, end) or _ANY_RATE.match(text, at, end)
    period = unit(match["period"]) if match else None
    if match and period:
        noun = match.groupdict().get("noun") or ""
        bare = Unit(noun.lower().removesuffix("s"), Dimension.COUNT, 1.0)
        return _Found(per(bare, period), match.end(), match["period"], "", False)
    return None


def _closing_range(text: str, low: _Found, end: int) -> _Found:
    """``200ms–500ms``: a range whose ends both have the unit."""
    joined = _RANGE.match(text, low.end, end)
    number = _NUMBER.match(text, joined.end(), end) if joined else None
    if number is None or joined is None or joined[0].strip() in {"and", "から"}:
        return low
    value, at, _ = _value(text, number)
    high = _unit_at(text, at, end)
    if high is None or high.unit.name != low.unit.name:
        return low
    return replace(low, end=high.end, upper=value)


def _value(text: str, match: re.Match[str]) -> tuple[float, int, bool]:
    value = _plain(match)
    scale = _MULTIPLIER.match(text, match.end())
    if scale and (_UNIT.match(text, scale.end()) or _PER_ONLY.match(text, scale.end())):
        for word in [scale[0].strip()] if scale[0].isascii() else scale[0]:
            value *= MULTIPLIERS[word]
        return value, scale.end(), True
    return value, match.end(), False


def _plain(match: re.Match[str]) -> float:
    return float(re.sub("[,' ]", "", match["number"]))


def _large(match: re.Match[str]) -> bool:
    return len(match["number"].split(".")[0]) >= 3


def _excluded(match: re.Match[str], found: _Found, lead: str, tail: str) -> bool:
    """Words that only look like a unit: ``1990s``, ``2026年``, ``3分の1``, ``feature 6 files``."""
    number, word = match["number"], found.word
    if word in {"年", "月", "日"} and not tail.startswith(("以", "未満", "まで", "間")):
        return True
    if word == "分" and tail.startswith("の"):
        return True
    if word == "s" and not found.gap and re.fullmatch(r"(?:19|20)\d0", number):
        return True
    if word == "B" and not lead.strip(" #*"):
        return True  # `1B. Movement` numbers a heading
    if found.unit.dimension is Dimension.COUNT and re.match(r"-[A-Za-z]", tail):
        return True
    if word == "d" and tail[:1] == "}":
        return True
    if not found.unit.strong and _LABELS.search(lead):
        return True
    return word in {"s", "d", "h"} and "-" in found.gap


def _japanese_rate(found: Unit, lead: str) -> Unit:
    """``毎秒1,000件``: the period stands before the number."""
    period = _JAPANESE_RATE.search(lead)
    known = unit({"時": "時間"}.get(period[1], period[1])) if period else None
    return per(found, known) if known and found.dimension is Dimension.COUNT else found


class _Clause(Struct, frozen=True):
    """A part of the text: ``text`` as written, ``plain`` with narrow signs."""

    text: str
    plain: str
    start: int
    end: int


def _qualified(clause: _Clause, amounts: list[_Amount], places: Offsets) -> list[Target]:
    """Amounts as targets; those that only state a condition go into the qualifier."""
    text, plain, start, end = clause.text, clause.plain, clause.start, clause.end
    conditions: dict[int, list[str]] = {}
    dropped: set[int] = set()
    for index, amount in enumerate(amounts):
        owner = _owner(plain, amounts, index)
        if owner is not None and owner not in dropped:
            word = condition(amount.lead, amount.explicit, plain[amount.start : amount.end])
            last = _share_end(plain, amount) or amount.end
            conditions.setdefault(owner, []).append(f"{word} {text[amount.start : last]}".strip())
            dropped.add(index)
    found = []
    for index, amount in enumerate(amounts):
        if index in dropped:
            continue
        left = amounts[index - 1].end if index else start
        right = amounts[index + 1].start if index + 1 < len(amounts) else end
        before = plain[max(left, amount.start - 80) : amount.start]
        after = plain[amount.end : min(right, amount.end + 80)]
        own = before.rpartition(",")[2] if index else before
        rank = percentile(own, after.partition(",")[0])
        qualifier = " ".join(part for part in (rank, *conditions.get(index, [])) if part)
        metric = metric_of(before, after, amount.unit, bool(rank))
        found.append(
            Target(
                metric,
                amount.comparison,
                amount.value,
                amount.unit.name,
                qualifier,
                places.span(amount.start, amount.end),
                text[amount.start : amount.end],
                amount.upper,
                amount.unit,
            )
        )
    return found


def _share_end(text: str, amount: _Amount) -> int:
    """Where ``99% of all requests`` ends, 0 when nothing is shared."""
    share = _SHARE_OF.match(text, amount.end) if amount.unit.dimension is Dimension.SHARE else None
    return share.end() if share else 0


def _owner(text: str, amounts: list[_Amount], index: int) -> int | None:
    """Which target an amount is a condition of, if it is one."""
    amount = amounts[index]
    dimension = amount.unit.dimension
    following = amounts[index + 1] if index + 1 < len(amounts) else None
    timed = following is not None and following.unit.dimension is Dimension.TIME
    if timed and _share_end(text, amount):
        return index + 1
    if dimension not in {Dimension.RATE, Dimension.COUNT}:
        return None
    if not condition(amount.lead, amount.explicit, text[amount.start : amount.end]):
        return None
    measured = {Dimension.TIME, Dimension.SIZE, Dimension.SHARE}
    if index and amounts[index - 1].unit.dimension in measured:
        return index - 1
    if following and following.unit.dimension in measured:
        return index + 1
    return None
