"""Words and signs that compare, before and after a number, in English and Japanese."""

import re

from designdoc.source.regex import regex

_BEFORE = {
    "<": r"<(?!=)|under|below|(?:less|fewer|lower|smaller|shorter|faster|quicker|sooner) than"
    r"|sub[- ]?|beneath",
    "<=": r"(?:less|lower|fewer|smaller)(?: than)? or equal(?: to)?|at or (?:below|under)|<=|=<"
    r"|[≤≦⩽]|within|at[- ]most|(?:no|not) (?:more|longer|greater|larger|higher|slower|later) than"
    r"|(?:not|never|cannot|n't) (?:to )?(?:exceed|surpass)(?:ing)?|up to|max(?:imum)?(?: of)?"
    r"|without (?:exceeding|surpassing|going (?:over|above|beyond))"
    r"|(?:upper|hard) (?:limit|bound)(?: of)?|ceiling(?: of)?"
    r"|capped at|limited to|cap(?: of)?|not over|最大で?|最長で?|上限",
    ">": r"(?<![-=/])(?<!<br)>(?!=)|above|over|(?:more|greater|higher|larger|longer) than"
    r"|exceed(?:s|ing)?|beyond",
    ">=": r"(?:greater|larger|more|higher)(?: than)? or equal(?: to)?|at or above|>=|=>|≥|≧|⩾"
    r"|at[- ]least|min(?:imum)?(?: of)?|lower (?:limit|bound)(?: of)?"
    r"|(?:no|not) (?:less|fewer|lower|shorter|smaller) than"
    r"|最低で?も?|最小で?|少なくとも|下限",
    "~": r"[~≈≃∼±]|about|around|approx(?:\.|imately)?|roughly|circa|nearly|almost"
    r"|約|およそ|おおよそ|概ね",
    "=": r"==?|exactly|equal to",
}
_AFTER = {
    "<=": r"or (?:less|fewer|lower|below|under|faster|shorter)\b(?! than)|at most|max(?:imum)?\b"
    r"|and (?:below|under|less)\b(?! ?[\w`$])|tops\b|以内|以下|まで|を超えない|を上回らない",
    "<": r"未満|より(?:速|早|短|小|少)|を下回(?!らな)",
    ">=": r"or (?:more|higher|above|greater|better|longer)\b(?! than)|at least|min(?:imum)\b"
    r"|and (?:above|up|over|more)\b(?! ?[\w`$])"
    r"|以上|を下回らない",
    ">": r"超|を超え|より(?:大|多|長)|を上回",
    "~": r"程度|前後|ほど|くらい|ぐらい",
}
_FILLER = r"(?: ?(?:of|to|a|an|the|is|be|[*_`(:])){0,6} ?"
_BEFORE_PATTERN = regex(
    "(?:"
    + "|".join(
        rf"(?P<g{number}>(?<![A-Za-z])(?:{words}))" for number, words in enumerate(_BEFORE.values())
    )
    + f"){_FILLER}$",
    re.IGNORECASE,
)
_ORDER = tuple(_BEFORE)
_AFTER_PATTERN = regex(
    r"[)*_`]*(?: ?|の時間)(?:"
    + "|".join(f"(?P<g{number}>{words})" for number, words in enumerate(_AFTER.values()))
    + ")",
    re.IGNORECASE,
)
_AFTER_ORDER = tuple(_AFTER)
_CUE = regex(
    r"(?:support|handle|serve|process|sustain|accommodate|allow|scale|store|hold|limit|target|goal"
    r"|budget|capacity|throughput|rate|quota|対応|処理|目標)\w*(?: \w+){0,2}[ :=はを、(]*$",
    re.IGNORECASE,
)
_NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_DOES = (
    r"(?:be|is|are|takes?|goes|go|drops?|falls?|dips?|sinks?|rises?|climbs?|runs?|grows?|has|have|gets?"
    r"|lasts?|needs?|uses?|stays?|waits?)"
)
# What "no" denies has to be one of the things that a target is about: "no doubt it takes more".
_ONE = (
    r"(?:request|call|quer(?:y|ies)|page|response|operation|file|message|job|task|run|step|build|node"
    r"|function|module|image|upload|frame|render|transaction|user|client|endpoint|handler|process"
    r"|event|batch|write|read|search|check|screen|item|record|row|one)s?"
)
_NOT = regex(
    rf"\b(?:(?:not|\w{{2,7}}n't|never|cannot)(?: {_DOES})?"
    rf"|(?:nothing|no(?: (?:single|individual|other|such|API|HTTP))? {_ONE})"
    rf"(?: (?:may|can|must|should|shall|will|ever))?(?: {_DOES})?) $",
    re.IGNORECASE,
)


_MEASURED_OVER = regex(
    r"\b(?:measured|averaged?|computed|calculated|sampled|aggregated|evaluated|summed|counted"
    r"|observed|taken|accumulated|smoothed|mean|rolling)(?: \w+)? over"
    r"(?: (?:a|an|any|each|every|the|last|past|period|window|of)){0,4} ?[~`*(]*$",
    re.IGNORECASE,
)
_DURING = regex(
    r"\b(?:over|within|in|across|during|per)"
    r"(?: (?:a|an|any|each|every|one|the|rolling|sliding)){1,2} ?[~`*(]*$|\bover ?[~`*(]*$",
    re.IGNORECASE,
)
_STRETCH = regex(
    r"-?(?:(?:rolling|sliding|sample|sampling|time) )?(?:windows?|periods?|intervals?|spans?)\b",
    re.IGNORECASE,
)
_MORE = regex(rf"\b(?:{_DOES}|took|taking|lasting|anything) $", re.IGNORECASE)
_LATENCY = regex(r"\b(?:latenc(?:y|ies)|time|p\d{2,3}|duration) $", re.IGNORECASE)
_SHORT = 5  # seconds; nobody averages over less


def before_number(lead: str) -> tuple[str, int]:
    """The comparison that ends the text before a number, and its length."""
    match = _BEFORE_PATTERN.search(lead)
    if match is None:
        return "", 0
    sign = _ORDER[int((match.lastgroup or "g0")[1:])]
    negation = _NOT.search(lead, 0, match.start())
    if negation and sign in _NEGATED:
        return _NEGATED[sign], len(lead) - negation.start()
    return sign, len(lead) - match.start()


def after_number(tail: str) -> tuple[str, int]:
    """The comparison that begins the text after a unit, and its length."""
    if tail[:1] == "+" and tail[1:2] not in {" ", "="} and not tail[1:2].isdigit():
        return ">=", 1
    match = _AFTER_PATTERN.match(tail)
    if match is None:
        return "", 0
    return _AFTER_ORDER[int((match.lastgroup or "g0")[1:])], match.end()


def is_measured_over(lead: str) -> bool:
    """Whether a time says over how long something is measured: ``averaged over 5 minutes``."""
    return bool(_MEASURED_OVER.search(lead))


def is_window(lead: str, tail: str) -> bool:
    """Whether a time says in which time something is counted: ``in any 5 minute window``."""
    return bool(_DURING.search(lead) and _STRETCH.match(tail.lstrip(" )*_`")))


def compares_over(lead: str, seconds: float) -> bool:
    """Whether ``over`` before a time compares: ``takes over 2 s``, and not ``fades over 2 s``.

    A latency over a short time is a long latency, one over a long time is its average.
    """
    return bool(_MORE.search(lead) or (seconds < _SHORT and _LATENCY.search(lead)))


def is_cue(lead: str) -> bool:
    """Whether the words before a count say that it is a bound: ``supports 50 players``."""
    return bool(_CUE.search(lead))
