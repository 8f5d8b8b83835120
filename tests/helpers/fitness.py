"""Templates and documents for the pure part of the fitness of a template."""

from designdoc.change.fitness.count import Fitness, Version, count
from designdoc.change.fitness.seen import Reading, Seen, see
from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template.infer import infer

NOTHING = Reading({}, lambda _: False, {}, lambda _: False)


def version(name: str, text: str) -> Version:
    """A version of a template from its text."""
    return Version(name, infer(parse(decode(f"{name}.md", text.encode()))))


def seen(of: Version, text: str, reading: Reading = NOTHING) -> Seen:
    """What a document made of a version."""
    return see(bind(parse(decode("a.md", text.encode())), of.template), of.name, reading)


def fitness(texts: dict[str, str], *documents: tuple[str, str]) -> Fitness:
    """The fitness of versions given as texts, from documents given as (version, text)."""
    versions = [version(name, text) for name, text in texts.items()]
    by_name = {each.name: each for each in versions}
    return count("t.md", versions, [seen(by_name[name], text) for name, text in documents])
