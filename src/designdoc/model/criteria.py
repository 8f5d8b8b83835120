"""Acceptance criteria: their form, and the parts that the form names.

EARS in English and Japanese (ubiquitous, event, state, option, unwanted, complex),
Given/When/Then, a plain checkbox, or prose.
"""

import re

from msgspec import Struct

from designdoc.model.offsets import Offsets
from designdoc.source import Span
from designdoc.source.regex import regex


class Part(Struct, frozen=True):
    """One part of a criterion: ``name`` is trigger, state, option, unwanted, given, when, then,
    system or response.
    """

    name: str
    text: str
    span: Span


class Criterion(Struct, frozen=True):
    """``form``: ubiquitous, event, state, option, unwanted, complex, gherkin, checklist, prose."""

    form: str
    parts: tuple[Part, ...]
    done: bool | None = None

    def part(self, name: str) -> str:
        """The words of the first part of this name, or nothing."""
        return next((part.text for part in self.parts if part.name == name), "")

    @property
    def family(self) -> str:
        """ears, gherkin, checklist or prose: what the public model says."""
        return self.form if self.form in {"gherkin", "checklist", "prose"} else "ears"


_M = r"[*_\s]*"  # emphasis around a keyword
_BOX = regex(r"\s*(?:[-*+]\s+)?\[(?P<done>[ xX])\]\s*")
_LEAD = regex(
    r"\s*[*_`]*\[?[A-Z]{1,5}(?:-[A-Z]{1,12}){0,3}-?\d[\w.\-]*\]?[*_`]*\s*(?:\([^()\n]{0,60}\)\s*)?"
    r"[:：.\-–—]*\s*[*_`]*\s*"
)
_MODAL = regex(
    r"(?<=[\s*_`])(?:shall|must|should|will)(?:\s+(?:not|never))?(?=[\s*_`])", re.IGNORECASE
)
_MAX_SYSTEM = 120
_CLAUSES = regex(
    rf"(?:^|(?<=[\s,，、*_`]))[*_`]*"
    rf"(?P<word>when|while|where|if|during|whenever|once)\b{_M}[,:]?\s*",
    re.IGNORECASE,
)
_NAMES = {
    "when": "trigger", "whenever": "trigger", "once": "trigger", "while": "state",
    "during": "state", "where": "option", "if": "unwanted",
}  # fmt: skip
_FORMS = {"trigger": "event", "state": "state", "option": "option", "unwanted": "unwanted"}
_THEN = regex(rf"[,\s]+[*_`]*then\b{_M}[,:]?\s*", re.IGNORECASE)
_THEN_FIRST = regex(rf"[,\s*_`]*then\b{_M}[,:]?\s*", re.IGNORECASE)
_TRAILING = regex(rf"\s[*_`]*(?P<word>when|whenever|while)\b{_M}\s(?=\S+\s+\S)", re.IGNORECASE)
_GHERKIN = regex(
    rf"(?:^|(?<=[\s,;.、。*_`|>]))[*_`]*"
    rf"(?P<word>given|when|then|and|but|前提|もし|ならば|かつ)(?![A-Za-z]){_M}[:：,]?\s*",
    re.IGNORECASE,
)
_GHERKIN_NAMES = {"given": "given", "when": "when", "then": "then", "前提": "given", "もし": "when",
                  "ならば": "then"}  # fmt: skip
_JAPANESE = regex(
    r"^(?P<condition>[^。、\n]{1,120}?)(?P<word>した場合|する場合|の場合|場合|(?:した|する)?とき|時|したら|すると|されたら|れば"
    r"|(?:している|である|の)間|中)(?:に?は|に|、)+\s*(?P<rest>.+)$",
    re.DOTALL,
)
_JAPANESE_SYSTEM = regex(
    r"^(?P<system>[^。、はが\n]{1,40})[はが]、?\s*(?P<response>.+)$", re.DOTALL
)
_JAPANESE_MODAL = regex(
    r"(?:する|される|できる|しない|すること|しなければならない|ものとする|返す|示する|行う|となる|こと|[うくすつぬむるぐぶ])[。.]?\s*$"
)
_KANA = regex(r"[\u3040-\u30ff\u4e00-\u9fff]")
_ERROR = regex(r"(?:失敗|エラー|異常|不正|無効|超え|切れ)")
_MAX = 4000  # characters of one criterion that are read


def criterion(text: str, base: int = 0) -> Criterion:
    """Read one item of a list, with its box and identifier if it has them."""
    reader = _Reader(text[:_MAX], Offsets(text, base))
    box = _BOX.match(text)
    done = None if box is None else box["done"] != " "
    start = box.end() if box else 0
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    found = reader.gherkin(start) or reader.japanese(start) or reader.ears(start)
    if found:
        return Criterion(found[0], tuple(found[1]), done)
    return Criterion("prose" if box is None else "checklist", (), done)


_Found = tuple[str, list[Part]]


class _Reader:
    def __init__(self, text: str, places: Offsets) -> None:
        self.text = text
        self.places = places

    def part(self, name: str, start: int, end: int) -> Part:
        """A part without the marks and commas around it."""
        while start < end and self.text[start] in "*_ \t\n,:，、：":
            start += 1
        while end > start and self.text[end - 1] in "*_ \t\n,;:，、。.":
            end -= 1
        words = " ".join(self.text[start:end].split())
        return Part(name, words.replace("**", ""), self.places.span(start, end))

    def gherkin(self, start: int) -> _Found | None:
        """Given … When … Then …; two of the three, and always Then."""
        marks = [m for m in _GHERKIN.finditer(self.text, start) if self._keyword(m, start)]
        names = {_GHERKIN_NAMES.get(mark["word"].lower()) for mark in marks}
        given = "given" in names
        if "then" not in names or not (given or "when" in names):
            return None
        if not given and _MODAL.search(self.text, start) and not _capital_then(marks):
            return None
        if marks[0].start() - start > 60:
            return None
        parts: list[Part] = []
        name = ""
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            name = _GHERKIN_NAMES.get(mark["word"].lower(), name)
            if name:
                end = following.start() if following else len(self.text)
                parts.append(self.part(name, mark.end(), end))
        return "gherkin", parts

    def _keyword(self, mark: re.Match[str], start: int) -> bool:
        """``and`` and ``but`` count only as words of the form: written large or bold."""
        word = mark["word"]
        if word.lower() in {"and", "but"}:
            return word[0].isupper()
        first = mark.start() <= start + 2
        return first or word[0].isupper() or not word.isascii() or self._after_comma(mark)

    def _after_comma(self, mark: re.Match[str]) -> bool:
        return self.text[: mark.start()].rstrip(" *_`")[-1:] in {",", ";", ".", "\n", ""}

    def ears(self, start: int) -> _Found | None:
        """Conditions in front of ``the <system> shall <response>``, or none."""
        modal = _MODAL.search(self.text, start)
        if modal is None:
            return None
        parts: list[Part] = []
        at = start
        system_start = self._subject(start, modal)
        found = _CLAUSES.finditer(self.text, start, modal.start())
        clauses = [m for m in found if m.start() <= start + 2 or self._after_comma(m)]
        for clause, following in zip(clauses, [*clauses[1:], None], strict=False):
            end = following.start() if following else self._system(clause.end(), modal)
            parts.append(self.part(_NAMES[clause["word"].lower()], clause.end(), end))
            at = end
        system_start = max(at, start) if clauses else system_start
        then = _THEN_FIRST.match(self.text, system_start)
        system_start = then.end() if then else system_start
        system = self.part("system", system_start, modal.start())
        trailing = None if parts else _TRAILING.search(self.text, modal.end())
        end = trailing.start() if trailing else len(self.text)
        response = self.part("response", modal.end(), end)
        if not response.text or not any(char.isalnum() for char in system.text):
            return None
        if trailing:
            name = _NAMES[trailing["word"].lower()]
            parts.append(self.part(name, trailing.end(), len(self.text)))
        forms = {_FORMS[part.name] for part in parts}
        form = "ubiquitous" if not forms else forms.pop() if len(forms) == 1 else "complex"
        return form, [*parts, _without_article(system), response]

    def _system(self, start: int, modal: re.Match[str]) -> int:
        """Where a condition ends: at ``then``, else at its last comma before the verb."""
        end = modal.start()
        then = _THEN.search(self.text, start, end)
        if then:
            return then.start()
        comma = self.text.rfind(",", start, end)
        if comma >= 0:
            return comma + 1
        article = self.text.lower().rfind(" the ", start, end)
        return article if article > start else self._subject(start, modal)

    def _subject(self, start: int, modal: re.Match[str]) -> int:
        """Where the subject of the verb begins: after the last comma or sentence before it."""
        cuts = (
            self.text.rfind(sign, start, modal.start()) for sign in (", ", "; ", ". ", ": ", "\n")
        )
        return max(start, max(cuts) + 1, modal.start() - _MAX_SYSTEM)

    def japanese(self, start: int) -> _Found | None:
        """``〜した場合、システムは〜する``."""
        text = self.text[start:]
        if not _KANA.search(text) or not _JAPANESE_MODAL.search(text.strip()):
            return None
        plain = text
        condition = _JAPANESE.match(plain)
        parts: list[Part] = []
        rest_at = start
        form = "ubiquitous"
        if condition:
            name = self._japanese_name(condition)
            form = _FORMS[name]
            parts.append(self.part(name, start, start + condition.end("word")))
            rest_at = start + condition.start("rest")
        system = _JAPANESE_SYSTEM.match(self.text[rest_at:])
        if system is None:
            if not condition:
                return None
            return form, [*parts, self.part("response", rest_at, len(self.text))]
        end = rest_at + system.end("system")
        response = rest_at + system.start("response")
        parts.append(self.part("system", rest_at, end))
        return form, [*parts, self.part("response", response, len(self.text))]

    def _japanese_name(self, condition: re.Match[str]) -> str:
        if condition["word"].endswith(("間", "中")):
            return "state"
        if _ERROR.search(condition["condition"]):
            return "unwanted"
        return "trigger"


def _without_article(part: Part) -> Part:
    words = part.text
    for article in ("the ", "a ", "an "):
        if words.lower().startswith(article):
            return Part(part.name, words[len(article) :], part.span)
    return part


def _capital_then(marks: list[re.Match[str]]) -> bool:
    """Whether ``Then`` is written as a keyword, which ``if … then …`` does not do."""
    return any(mark["word"] in {"Then", "THEN", "ならば"} for mark in marks)
