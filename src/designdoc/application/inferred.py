"""Templates inferred once: kept, so that the next run need not read the conventions at all.

Inferring the template is a fifth of the check of one document, loading what infers included.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from designdoc.application.ports import Store
from designdoc.application.remembered import remembered
from designdoc.source import Source
from designdoc.template.schema import Template


def inferred(source: Source, side_files: Sequence[Source], store: Store) -> Template:
    """The schema of a template and its side files, as ``infer`` makes it."""

    def make() -> Template:
        from designdoc.markdown import parse
        from designdoc.template.infer import infer

        template = infer(parse(source), side_files)
        return _over(template, _without_text(source), map(_without_text, side_files))

    known = remembered(store, _key((source, *side_files)), Template, make)
    return _over(known, source, side_files)


def _key(sources: Iterable[Source]) -> str:
    """What the schema hangs on: the bytes, and the paths, which give it its names."""
    whole = sha256()
    for each in sources:
        path = each.path.encode("utf-8", "surrogatepass")
        whole.update(b"%d %d\n%b%b" % (len(path), len(each.data), path, each.data))
    return f"template {whole.hexdigest()}"


def _without_text(source: Source) -> Source:
    return Source(source.path, b"", "")


def _over(template: Template, source: Source, side_files: Iterable[Source]) -> Template:
    """The template with these sources in place of its own."""
    sides = tuple(
        replace(side, source=each)
        for side, each in zip(template.side_files, side_files, strict=True)
    )
    return replace(template, source=source, side_files=sides)
