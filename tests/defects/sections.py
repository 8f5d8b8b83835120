"""Defects of sections: dropped, emptied, renamed, moved, doubled, at another level."""

from collections.abc import Iterator
from random import Random

from defects.injection import Injection, edited
from defects.pair import Pair
from defects.reading import Part

_OWN = [
    ("Budget", "Nothing but the hours of the two people named above."),
    ("Lunch arrangements", "Soup on Mondays, bread on all other days."),
    ("Glossary of the trade", "A ledger is a book in which nothing is ever crossed out."),
]


def dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A required section is cut out with all below it."""
    for part in _required(pair):
        if pair.is_instance(part):
            continue
        lines = [*pair.lines[: part.line], *pair.lines[part.end :]]
        place = _top(pair, part)
        if _is_only_content(pair, part):
            yield edited("section-dropped", pair, part.title, lines, ("DD101", "DD107"), place)
        else:
            yield edited(
                "section-dropped", pair, part.title, lines, "DD101", place,
                section=pair.path(part),
            )  # fmt: skip


def heading_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A heading is lost; its text runs on below the one before."""
    for part in _leaves(pair):
        if pair.is_instance(part) or part is pair.sections[0]:
            continue
        lines = [*pair.lines[: part.line], *pair.lines[part.line + 2 :]]
        yield edited(
            "heading-dropped", pair, part.title, lines, "DD101", _top(pair, part),
            section=pair.path(part),
        )  # fmt: skip


def heading_as_bold(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A heading is only set in bold: it looks like one and is none."""
    for part in _leaves(pair):
        if not pair.is_instance(part) and part is not pair.sections[0]:
            lines = [*pair.lines[: part.line], f"**{part.title}**", *pair.lines[part.line + 1 :]]
            yield edited(
                "heading-as-bold", pair, part.title, lines, "DD101", part.line,
                section=pair.path(part),
            )  # fmt: skip


def group_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """All members of a repeated group go."""
    groups = [part for part in pair.sections if pair.is_instance(part)]
    for name in sorted({pair.name_of(part) for part in groups}):
        members = [part for part in groups if pair.name_of(part) == name]
        gone = {n for part in members for n in range(part.line, part.end)}
        parent = members[0].parent
        others = [part for part in pair.siblings(members[0]) if part not in members]
        lines = [line for n, line in enumerate(pair.lines) if n not in gone]
        if others or parent < 0:
            place: set[int] = _top(pair, members[0])
        else:
            place = {pair.parts[parent].line}
        yield edited("group-dropped", pair, name, lines, ("DD101", "DD107"), place)


def emptied(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A required section keeps its heading and loses its text."""
    for part in _leaves(pair):
        if pair.is_instance(part):
            continue
        lines = [*pair.lines[: part.line + 1], "", *pair.lines[part.end :]]
        yield edited(
            "section-emptied", pair, part.title, lines, "DD107", part.line,
            section=pair.path(part),
        )  # fmt: skip


def instance_emptied(pair: Pair, rng: Random) -> Iterator[Injection]:
    """One of a repeated group keeps its heading only."""
    for part in pair.sections:
        if pair.is_instance(part) and not pair.children(part):
            lines = [*pair.lines[: part.line + 1], "", *pair.lines[part.end :]]
            yield edited("instance-emptied", pair, part.title, lines, "DD107", part.line)


def gutted(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section with sub-sections keeps its heading only: one cause, one finding."""
    for part in _required(pair):
        if pair.children(part) and any(p in _required(pair) for p in pair.children(part)):
            lines = [*pair.lines[: part.line + 1], "", *pair.lines[part.end :]]
            yield edited("section-gutted", pair, part.title, lines, "DD107", part.line)


def commented_out(pair: Pair, rng: Random) -> Iterator[Injection]:
    """The text of a section is hidden in a comment: nobody reads it."""
    for part in _leaves(pair):
        if pair.is_instance(part):
            continue
        body = [line for line in pair.lines[part.line + 2 : part.end] if line.strip()]
        if any("-->" in line for line in body):
            continue  # an arrow of a diagram would end the comment
        lines = [*pair.lines[: part.line + 1], "", "<!--", *body, "-->", ""]
        yield edited(
            "section-commented-out", pair, part.title, [*lines, *pair.lines[part.end :]], "DD107",
            part.line, section=pair.path(part),
        )  # fmt: skip


def renamed(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A heading with a slip of the pen or a slightly other wording."""
    for part in pair.sections:
        slip = pair.facts.get("slips", {}).get(pair.name_of(part))
        if slip:
            lines = _with_heading(pair, part, "#" * part.level, slip)
            yield edited(
                "section-renamed", pair, part.title, lines, "DD103", part.line,
                section=pair.path(part), found=slip,
            )  # fmt: skip


def misspelt(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A heading with two neighbouring letters swapped."""
    for part in _required(pair):
        title = pair.name_of(part)
        if pair.is_instance(part) or not title.isascii() or len(title) < 5:
            continue
        at = rng.randrange(1, len(title) - 2)
        slip = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
        if title[at].isalpha() and title[at + 1].isalpha() and title[at] != title[at + 1]:
            lines = _with_heading(pair, part, "#" * part.level, slip)
            yield edited(
                "section-misspelt", pair, f"{title} → {slip}", lines, "DD103", part.line,
                section=pair.path(part),
            )  # fmt: skip


def moved(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section goes to another place among its siblings, two or more places away."""
    for part in pair.sections:
        family = pair.siblings(part)
        if pair.is_instance(part) or any(pair.is_instance(each) for each in family):
            continue
        own = family.index(part)
        for goal in range(len(family)):
            if abs(goal - own) < 2:
                continue
            anchor = family[goal].end if goal > own else family[goal].line
            lines, at = _carried(pair, part, anchor, 0)
            yield edited(
                "section-moved", pair, f"{part.title} to place {goal + 1}", lines, "DD104", at,
                section=pair.path(part),
            )  # fmt: skip


def adopted(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section stands inside another parent, at the same level."""
    for part in _leaves(pair):
        home = pair.parent(part)
        if home is None or home is pair.title or pair.is_instance(part) or part.level > 4:
            continue
        for other in pair.siblings(home):
            if other is home or not pair.children(other) or pair.is_instance(other):
                continue
            if len(pair.siblings(part)) < 2 or any(map(pair.is_instance, pair.children(other))):
                continue
            lines, at = _carried(pair, part, other.end, 0)
            yield edited(
                "section-adopted", pair, f"{part.title} into {other.title}", lines, "DD104", at,
                section=pair.path(part),
            )  # fmt: skip


def doubled(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section stands there twice, one after the other or with others between."""
    for part in pair.sections:
        if pair.inside_instance(part):
            continue
        block = pair.lines[part.line : part.end]
        block = block if not block[-1].strip() else [*block, ""]
        kind = "subtree-doubled" if pair.children(part) else "section-doubled"
        for label, at in (("at once", part.end), ("later", pair.siblings(part)[-1].end)):
            if label == "later" and at == part.end:
                continue
            copy = [*([""] if pair.lines[at - 1].strip() else []), *block]
            lines = [*pair.lines[:at], *copy, *pair.lines[at:]]
            place = {part.line, at + len(copy) - len(block)}
            yield edited(
                kind, pair, f"{part.title} {label}", lines, "DD106", place,
                section=pair.path(part),
            )  # fmt: skip


def demoted(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A heading one level too deep."""
    for part in pair.sections:
        if pair.children(part) or pair.is_instance(part) or part.level > 5:
            continue
        family = pair.siblings(part)
        if part is not family[0]:
            lines = _with_heading(pair, part, "#" * (part.level + 1))
            yield edited(
                "level-deeper", pair, part.title, lines, "DD105", part.line,
                section=pair.path(part),
            )  # fmt: skip


def promoted(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A heading one level too high; what follows it seems to be inside it."""
    for part in pair.sections:
        home = pair.parent(part)
        if pair.children(part) or pair.is_instance(part) or home is None or home is pair.title:
            continue
        lines = _with_heading(pair, part, "#" * (part.level - 1))
        yield edited(
            "level-higher", pair, part.title, lines, "DD105", part.line, section=pair.path(part)
        )


def subtree_demoted(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section and all in it one level too deep."""
    for part in pair.sections:
        inner = [each for each in pair.sections if part.line <= each.line < part.end]
        deepest = max(each.level for each in inner)
        if not pair.children(part) or pair.inside_instance(part) or deepest > 5:
            continue
        if part is pair.siblings(part)[0]:
            continue
        lines = list(pair.lines)
        for each in inner:
            lines[each.line] = "#" + lines[each.line]
        yield edited(
            "subtree-deeper", pair, part.title, lines, "DD105", part.line, section=pair.path(part)
        )


def unknown(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section that the template does not have."""
    tops = [part for part in pair.sections if pair.parent(part) in (None, pair.title)]
    for part in tops:
        name, body = rng.choice(_OWN)
        block = [f"{'#' * part.level} {name}", "", body, ""]
        lines = [*pair.lines[: part.line], *block, *pair.lines[part.line :]]
        yield edited("section-unknown", pair, f"before {part.title}", lines, "DD102", part.line)


def not_applicable(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A section that says that it does not apply, and not why."""
    words = ["該当なし", "N/A"] if pair.name == "japanese" else ["N/A", "N/A.", "Not applicable."]
    for part in _leaves(pair):
        for word in words if not pair.is_instance(part) else ():
            lines = [*pair.lines[: part.line + 1], "", word, "", *pair.lines[part.end :]]
            place = range(part.line, part.line + 3)
            yield edited("na-unexplained", pair, f"{part.title}: {word}", lines, "DD112", place)


def _required(pair: Pair) -> list[Part]:
    return [part for part in pair.sections if not pair.is_optional(part)]


def _leaves(pair: Pair) -> list[Part]:
    return [part for part in _required(pair) if not pair.children(part)]


def _is_only_content(pair: Pair, part: Part) -> bool:
    """Whether the section around it would be left without any text."""
    parent = pair.parent(part)
    if parent is None or parent is pair.title or len(pair.siblings(part)) > 1:
        return False
    return not any(line.strip() for line in pair.lines[parent.line + 1 : parent.own_end])


def _top(pair: Pair, part: Part) -> set[int]:
    """Where a missing section is reported: at the heading of its parent, or at the file's head."""
    parent = pair.parent(part) or pair.title
    if parent is None or parent.line == part.line:
        return {0}
    return {parent.line}


def _with_heading(pair: Pair, part: Part, marks: str, title: str = "") -> list[str]:
    written = f"{marks} {title or part.title}"
    return [*pair.lines[: part.line], written, *pair.lines[part.line + 1 :]]


def _carried(pair: Pair, part: Part, anchor: int, deeper: int) -> tuple[list[str], int]:
    """The lines with a section moved before line ``anchor``, and where its heading is then."""
    block = pair.lines[part.line : part.end]
    block = block if not block[-1].strip() else [*block, ""]
    rest = [*pair.lines[: part.line], *pair.lines[part.end :]]
    at = anchor if anchor <= part.line else anchor - (part.end - part.line)
    gap = [""] if at and rest[at - 1].strip() else []
    lines = [*rest[:at], *gap, *block, *rest[at:]]
    return lines, at + len(gap)


INJECTORS = (
    dropped,
    heading_dropped,
    heading_as_bold,
    group_dropped,
    emptied,
    instance_emptied,
    gutted,
    commented_out,
    renamed,
    misspelt,
    moved,
    adopted,
    doubled,
    demoted,
    promoted,
    subtree_demoted,
    unknown,
    not_applicable,
)
