"""What the counts of a template's fitness come to in words, the same in text and HTML."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from designdoc.change.fitness.advice import Advice
from designdoc.change.fitness.count import Fitness, Named, Row
from designdoc.output.matrix import cut
from designdoc.output.visible import one_line
from designdoc.template.schema import Presence

STANDINGS = ("Filled", "Renamed", "N/A", "Empty", "Left out")
_LOWER = {head: head if head == "N/A" else head.lower() for head in STANDINGS}
_ROOM = 100  # characters of a name within a sentence
_ADDED = 8


class Topic(Struct, frozen=True):
    """Something to decide, and the sections that it is about, each with its figures."""

    head: str
    points: tuple[tuple[str, str], ...]


def topics(advice: Advice, fitness: Fitness) -> list[Topic]:
    """What the owner may want to decide; nothing that does not stand out is said."""
    found = [
        _topic("Hardly anyone fills: make it optional, or drop it", advice.unfilled, _unfilled),
        _topic("Many rename: take the name that they use", advice.renamed, _renamed),
        _topic("Often not applicable: say when it is needed", advice.not_applicable, _marked),
        _topic(
            "The template's own words often stay: shorten them, or let fewer need deleting",
            advice.leftover,
            lambda row: f"in {row.leftover} of the {row.written} that fill it",
        ),
        Topic(
            "Documents add: worth a place in the template?",
            tuple(
                (cut(one_line(each.name), _ROOM), f"in {plural(each.count, 'document')}")
                for each in fitness.added[:_ADDED]
            ),
        ),
    ]
    return [topic for topic in found if topic.points]


def documents(fitness: Fitness) -> str:
    """How many documents are counted, and how many are not."""
    words = plural(fitness.documents, "document")
    versions = plural(len(fitness.versions), "version")
    words = f"{words} of {versions} of the template" if len(fitness.versions) > 1 else words
    left = []
    if fitness.other_template:
        left.append(f"{fitness.other_template} of another template")
    if fitness.no_template:
        left.append(f"{fitness.no_template} of none")
    return f"{words}; not counted: {', '.join(left)}" if left else words


def by_version(fitness: Fitness) -> str:
    """How many documents follow each version; empty where there is only one."""
    if len(fitness.versions) < 2:
        return ""
    counts = [f"{one_line(each.name)} ×{each.count}" for each in fitness.versions if each.count]
    return f"They follow {', '.join(counts)}."


def figures(counts: Sequence[int]) -> str:
    """The counts of the standings in words, those that are nothing left out."""
    said = zip(STANDINGS, counts, strict=True)
    words = ", ".join(f"{_LOWER[head]} {count}" for head, count in said if count > 0)
    return words or "asked of no document"


def path_name(row: Row) -> str:
    """A section by its path."""
    return " > ".join(row.path)


def named(each: Named) -> str:
    """A name with how often."""
    return f"{each.name} ×{each.count}"


def plural(number: int, word: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _topic(head: str, rows: Sequence[Row], words: Callable[[Row], str]) -> Topic:
    return Topic(head, tuple((cut(one_line(path_name(row)), _ROOM), words(row)) for row in rows))


def _unfilled(row: Row) -> str:
    optional = "" if row.presence is Presence.REQUIRED else f" ({row.presence.value} already)"
    return f"{row.written} of {row.asked} fill it{optional}"


def _renamed(row: Row) -> str:
    others = sum(each.count for each in row.names)
    first = row.names[0]
    own = cut(one_line(first.name), _ROOM)
    return f"{others} of {row.present} use another name, {first.count} of them '{own}'"


def _marked(row: Row) -> str:
    unexplained = f", {row.unexplained} without a reason" if row.unexplained else ""
    return f"{row.marked} of {row.asked} mark it so{unexplained}"
