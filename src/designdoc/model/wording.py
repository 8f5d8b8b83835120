"""Words and signs that compare, before and after a number, in English and Japanese."""

import re

from designdoc.source.regex import regex

_BEFORE = {
    "<": r"<(?!=)|under|below|(?:less|fewer|lower|smaller|shorter|faster) than|sub[- ]?|beneath",
    "<=": r"(?:less|lower|fewer|smaller)(?: than)? or equal(?: to)?|at or (?:below|under)|<=|=<"
    r"|[≤≦⩽]|within|at[- ]most|(?:no|not) (?:more|longer|greater|larger|higher|slower|later) than"
    r"|(?:not|never|cannot|n't) (?:to )?(?:exceed|surpass)(?:ing)?|up to|max(?:imum)?(?: of)?"
    r"|capped at|limited to|cap(?: of)?|not over|最大で?|最長で?|上限",
    ">": r"(?<![-=/])(?<!<br)>(?!=)|above|over|(?:more|greater|higher|larger|longer) than"
    r"|exceed(?:s|ing)?|beyond",
    ">=": r"(?:greater|larger|more|higher)(?: than)? or equal(?: to)?|at or above|>=|=>|≥|≧|⩾"
    r"|at[- ]least|min(?:imum)?(?: of)?|(?:no|not) (?:less|fewer|lower|shorter|smaller) than"
    r"|最低で?も?|最小で?|少なくとも|下限",
    "~": r"[~≈≃∼±]|about|around|approx(?:\.|imately)?|roughly|circa|nearly|almost"
    r"|約|およそ|おおよそ|概ね",
    "=": r"==?|exactly|equal to",
}
_AFTER = {
    "<=": r"or (?:less|fewer|lower|below|under|faster|shorter)\b(?! than)|at most|max(?:imum)?\b"
    r"|以内|以下|まで|を超えない|を上回らない",
    "<": r"未満|より(?:速|早|短|小|少)|を下回",
    ">=": r"or (?:more|higher|above|greater|better|longer)\b(?! than)|at least|min(?:imum)\b"
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
_NOT = regex(
    r"\b(?:not|\w{2,7}n't|never|cannot)"
    r"(?: be| take| go| drop| fall| rise| run| grow| have| get)? $",
    re.IGNORECASE,
)


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


def is_cue(lead: str) -> bool:
    """Whether the words before a count say that it is a bound: ``supports 50 players``."""
    return bool(_CUE.search(lead))
