"""A document carried from one version of a template to another, without files or history."""

from designdoc.application.migrate import insert_missing
from designdoc.change.migrate import migrate
from designdoc.change.schema import compare
from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template.infer import infer


def carried(document: bytes, base: bytes, theirs: bytes) -> tuple[bytes, str]:
    """The document carried from base to theirs, and what is told beside it."""
    old, new = (infer(parse(decode("template.md", each))) for each in (base, theirs))
    bound = bind(parse(decode("document.md", document)), old)
    merged = migrate(bound, new, compare(old, new))
    if merged.refused:
        return merged.data, f"refused: {merged.refused}\n"
    data, inserted = insert_missing("document.md", merged.data, new, ())
    lines = [
        f"line {bound.source.line_of(note.span.start)}: {note.message}. {note.help}"
        for note in merged.notes
    ]
    lines += [f"inserted: {name}" for name in inserted]
    return data, "".join(f"{line}\n" for line in lines)
