"""Defects of filling in: the template's holes and guidance still in the document."""

import re
from collections.abc import Iterator
from random import Random

from defects.injection import Injection, edited
from defects.pair import Pair
from defects.reading import Part, bare, cells, comments, fences, outline, runs

_LABEL = re.compile(r"(\s*[-*] \*\*[^*]+\*\*:) ?")
_QUESTIONS = [
    "TBD",
    "TODO: ask the operators",
    "[NEEDS CLARIFICATION: who pays for it?]",
    "<<[UNRESOLVED how long]>>",
]


def hole_in_prose(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A paragraph of holes comes back, instead of the section's text or beside it."""
    for part, line in _template_lines(pair, lambda text: text[:1] not in "-*|`1#"):
        body = pair.lines[part.line + 2 : part.own_end]
        if not body or body[0][:1] in "-*|`1#":
            continue
        rest = pair.lines[part.own_end :]
        head = pair.lines[: part.line + 2]
        at = part.line + 2
        yield _left("hole-instead", pair, part, [*head, line, "", *rest], at, line)
        yield _left("hole-beside", pair, part, [*head, line, "", *body, *rest], at, line)
        within = [f"{body[0]} {line}", *body[1:]]
        yield _left("hole-within", pair, part, [*head, *within, *rest], at, line)


def hole_in_field(pair: Pair, rng: Random) -> Iterator[Injection]:
    """The value of a labelled item is the template's hole again."""
    for part, line in _template_lines(pair, lambda text: bool(_LABEL.match(text))):
        label = _LABEL.match(line)
        for number in range(part.line, part.own_end):
            if label and pair.lines[number].startswith(label[1]):
                yield _left("hole-in-field", pair, part, _set(pair, number, line), number, line)


def hole_in_list(pair: Pair, rng: Random) -> Iterator[Injection]:
    """An item of a list is the template's hole."""
    for part, line in _template_lines(pair, lambda t: t[:2] in ("- ", "* ")):
        if _LABEL.match(line):
            continue
        items = runs(pair.lines, part.line, part.own_end, line[:2])
        if items:
            last = items[-1][1]
            lines = [*pair.lines[:last], line, *pair.lines[last:]]
            yield _left("hole-in-list", pair, part, lines, last, line)


def hole_in_cell(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A cell is what the template has there: a hole, an unfilled choice, a token."""
    for part, line in _template_lines(pair, lambda text: text.startswith("|"), tokens=True):
        table = runs(pair.lines, part.line, part.own_end, "|")[0]
        for number in range(table[0] + 2, table[1]):
            row, sample = cells(pair.lines[number]), cells(line)
            for column, value in enumerate(sample):
                if not _is_hole(pair, value):
                    continue
                changed = [*row[:column], value, *row[column + 1 :]]
                lines = _set(pair, number, "| " + " | ".join(changed) + " |")
                yield _left("hole-in-cell", pair, part, lines, number, value)


def hole_in_fence(pair: Pair, rng: Random) -> Iterator[Injection]:
    """The code block holds what the template's holds."""
    template = pair.template.split("\n")
    for part in pair.sections:
        form = _form(pair, part)
        theirs = fences(template, form.line, form.own_end) if form else []
        ours = fences(pair.lines, part.line, part.own_end)
        if theirs and ours:
            body = template[theirs[0][0] + 1 : theirs[0][1] - 1]
            first, last = ours[0]
            lines = [*pair.lines[: first + 1], *body, *pair.lines[last - 1 :]]
            yield edited(
                "hole-in-fence", pair, part.title, lines, "DD201",
                set(range(first, first + len(body) + 2)),
            )  # fmt: skip


def hole_in_title(pair: Pair, rng: Random) -> Iterator[Injection]:
    """The title is the template's."""
    if pair.title is not None:
        line = next(x for x in pair.template.split("\n") if x.startswith("# "))
        lines = _set(pair, pair.title.line, line)
        yield edited("hole-in-title", pair, "title", lines, "DD201", pair.title.line)


def comment_back(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A comment of the template is left below its heading."""
    template = pair.template.split("\n")
    for part in pair.parts:
        form = _form(pair, part)
        for words in comments(template, form.line, form.own_end) if form else ():
            if "toc" in words[0] or "optional" in words[0]:
                continue
            at = part.line + 1
            lines = [*pair.lines[:at], "", *words, *pair.lines[at:]]
            yield edited(
                "comment-left", pair, part.title, lines, "DD202",
                set(range(at + 1, at + 1 + len(words))),
            )  # fmt: skip


def guidance_back(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A paragraph of the template's advice is left in the section."""
    if not pair.facts.get("prose_guidance"):
        return
    template = pair.template.split("\n")
    for part in pair.sections:
        form = _form(pair, part)
        if form is None:
            continue
        advice = template[form.line + 2]
        for label, at in (("first", part.line + 2), ("last", part.own_end)):
            gap = [""] if pair.lines[at - 1].strip() else []
            lines = [*pair.lines[:at], *gap, advice, "", *pair.lines[at:]]
            place = at + len(gap)
            yield edited("guidance-left", pair, f"{part.title} {label}", lines, "DD202", place)
        alone = [*pair.lines[: part.line + 2], advice, "", *pair.lines[part.end :]]
        if not pair.is_optional(part):
            yield edited(
                "guidance-alone", pair, part.title, alone, ("DD107", "DD202"),
                {part.line, part.line + 2},
            )  # fmt: skip


def question(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A question that somebody has to answer first."""
    for part in pair.sections:
        body = range(part.line + 2, part.own_end)
        prose = [n for n in body if pair.lines[n] and pair.lines[n][0] not in "-*|`1#<["]
        if prose and not fences(pair.lines, part.line, part.own_end):
            number = rng.choice(prose)
            for words in _QUESTIONS:
                lines = _set(pair, number, f"{pair.lines[number]} {words}")
                where = f"{part.title}: {words}"
                yield edited("question-open", pair, where, lines, "DD207", number)


def _left(  # noqa: PLR0917 - the six things that a leftover is
    kind: str, pair: Pair, part: Part, lines: list[str], at: int, hole: str
) -> Injection:
    return edited(kind, pair, f"{part.title}: {hole}", lines, "DD201", at)


def _set(pair: Pair, number: int, line: str) -> list[str]:
    return [*pair.lines[:number], line, *pair.lines[number + 1 :]]


def _is_hole(pair: Pair, text: str) -> bool:
    choice = text.count("/") >= 1 and " " not in text
    return bool(re.search(pair.facts["hole"], text)) or choice or text == "YYYY-MM-DD"


def _template_lines(pair: Pair, wanted: object, tokens: bool = False) -> Iterator[tuple[Part, str]]:
    """Each section of the document with the lines of the template's that have a hole."""
    template = pair.template.split("\n")
    for part in pair.sections:
        form = _form(pair, part)
        if form is None:
            continue
        coded = {n for first, last in fences(template, form.line, form.own_end)
                 for n in range(first, last)}  # fmt: skip
        for number in range(form.line + 1, form.own_end):
            line = template[number]
            if number in coded or not line or not callable(wanted) or not wanted(line):
                continue
            if re.search(pair.facts["hole"], line) or (tokens and _is_hole_row(pair, line)):
                yield part, line


def _is_hole_row(pair: Pair, line: str) -> bool:
    return any(_is_hole(pair, cell) for cell in cells(line))


def _form(pair: Pair, part: Part) -> Part | None:
    """The template's heading of a section of the document."""
    forms = outline(pair.template.split("\n"))
    if part is pair.title:
        return next(form for form in forms if form.level == 1)
    name = pair.name_of(part)
    for form in forms:
        theirs = bare(form.title)
        if theirs == name or (pair.is_instance(part) and theirs[:6] == name[:6]):
            return form
    return None


INJECTORS = (
    hole_in_prose,
    hole_in_field,
    hole_in_list,
    hole_in_cell,
    hole_in_fence,
    hole_in_title,
    comment_back,
    guidance_back,
    question,
)
