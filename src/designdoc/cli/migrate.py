"""``designdoc migrate``: documents carried to a newer version of their template."""

from collections.abc import Iterator
from typing import Any

import click

from designdoc.adapters.files import DiskFiles
from designdoc.api import wiring
from designdoc.application.fix import write_changes
from designdoc.application.migrate import Migration, Migrations, Wanted
from designdoc.application.migrate import migrate as migrate_documents
from designdoc.application.options import CheckOptions
from designdoc.cli import console, flags
from designdoc.diagnostics import UsageError
from designdoc.output.encoding import to_json
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.summary import plural
from designdoc.output.visible import one_line


@click.command(
    epilog="""\b
Examples:
  designdoc migrate docs/login.md --diff
  designdoc migrate docs/ --write
  designdoc migrate docs/ --to 2025-11-28 --template docs/template.md"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--to", metavar="VERSION", default="", help="Default: the newest version.")
@click.option("--from", "from_", metavar="VERSION", default="", help="Default: the document's own.")
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--write", is_flag=True, help="Write the documents.")
@flags.common(("text", "json"))
def migrate(**values: Any) -> int:
    """Carry documents to a newer version of their template; without --write, only tell.

    Headings that the template renamed, moved or set to another level follow it, new sections are
    inserted with their guidance, new labels and columns with their holes. The author's text stays;
    what a person has to decide is told.
    """
    common = flags.take_common(values)
    if values["diff"] and values["write"]:
        raise UsageError("--diff shows and --write writes: say one of them")
    options = CheckOptions(template=values["template"], config=common.config)
    wanted = Wanted(values["from_"], values["to"])
    done = migrate_documents(values["paths"], wiring.checker(options), wanted)
    changes = [each.change for each in done.documents if each.change]
    troubles = list(done.troubles)
    if values["write"]:
        troubles += write_changes(changes, DiskFiles())
    if common.format == "json":
        console.write([_json(done)], common.output)
    elif values["diff"]:
        console.write(console.harmless_diff(changes), common.output)
    elif not common.quiet:
        color = not common.output and console.use_color(common.color)
        paint = palette() if color else PLAIN
        console.write(_lines(done, paint, written=values["write"]), common.output)
    console.print_troubles(troubles)
    if any(trouble.fault for trouble in troubles):
        return 3
    if troubles or any(each.refused for each in done.documents):
        return 2
    return 0 if values["write"] else int(bool(changes))


def _lines(done: Migrations, paint: Palette, written: bool) -> Iterator[str]:
    for each in done.documents:
        if each.refused or each.change or each.notes:
            yield from _document(each, paint)
    counts = {
        "migrated" if written else "to migrate": sum(1 for each in done.documents if each.change),
        "refused": sum(1 for each in done.documents if each.refused),
        "as they should be": sum(1 for e in done.documents if not e.change and not e.refused),
        "without known versions of their template": len(done.skipped),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    total = plural(len(done.documents) + len(done.skipped), "document")
    yield f"{total}: {told or 'nothing to do'}.\n"
    if counts.get("to migrate"):
        yield "Nothing was written: --diff shows the changes, --write writes them.\n"


def _document(each: Migration, paint: Palette) -> Iterator[str]:
    head = f"{paint.path(one_line(each.path))}: {one_line(each.from_)} → {one_line(each.to)}"
    if each.refused:
        yield f"{head}: refused, because {each.refused}\n"
        return
    inserted = [one_line(name) for name in each.inserted]
    told = f"; inserted: {', '.join(inserted)}" if inserted else ""
    yield f"{head}{told}\n"
    for note in each.notes:
        yield f"  line {note.place.start.line}: {one_line(note.message)}. {note.help}\n"


def _json(done: Migrations) -> str:
    return to_json(
        {
            "version": 1,
            "documents": [
                {
                    "path": each.path,
                    "from": each.from_,
                    "to": each.to,
                    "changed": each.change is not None,
                    "inserted": list(each.inserted),
                    "notes": [
                        {"line": n.place.start.line, "message": n.message, "help": n.help}
                        for n in each.notes
                    ],
                    "refused": each.refused or None,
                }
                for each in done.documents
            ],
            "skipped": list(done.skipped),
        }
    )
