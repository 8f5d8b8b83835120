"""How far a document's design has come, from the words of its status: what it may be held to."""

from enum import StrEnum

from designdoc.source.regex import regex

_OVER = regex(
    r"(?i)\b(?:supersed|obsolete|deprecat|reject|withdraw|abandon|replaced|cancel|archived|retired"
    r"|declined|historic|closed|won'?t)"
)
_DONE = regex(
    r"(?i)\b(?:implemented|shipped|released|done|complete|completed|living|stable|current|live"
    r"|active|in production|production|merged|ga|final|beta|maintained)\b"
    r"|実装済|完了|運用中|リリース済"
)
_PLANNED = regex(
    r"(?i)\b(?:proposed|proposal|draft|provisional|wip|in progress|in[- ]review|review|planned"
    r"|implementable|accepted|approved|ready|pending|rfc|discussion|alpha|todo|not started)\b"
    r"|提案|草案|ドラフト|下書|レビュー|検討"
)


_ARCHIVE = regex(
    r"(?i)/_?(?:archived?|deprecated|obsolete|superseded|rejected|withdrawn|old(?:[-_]\w+)?)/"
)
_DATED = regex(r"/(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:[-_./]|$)")


class Stage(StrEnum):
    """What a document's status promises of the code."""

    PLANNED = "planned"  # code may not be there yet
    DONE = "done"  # the code is as the document says
    OVER = "over"  # the document speaks of what was
    DATED = "dated"  # the document speaks of its day: it may inform, and not oblige
    UNKNOWN = "unknown"


def stage_of(status: str | None, path: str = "") -> Stage:
    """The stage that a written status means, or the folder and the name of the document."""
    words = (status or "")[:200]
    if _OVER.search(words) or _ARCHIVE.search("/" + path):
        return Stage.OVER
    if _PLANNED.search(words) and not _DONE.search(words):
        return Stage.PLANNED
    if _DONE.search(words):
        return Stage.DONE
    return Stage.DATED if _DATED.search("/" + path) else Stage.UNKNOWN
