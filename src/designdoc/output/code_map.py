"""Which files each component is, and how that is known: for a terminal and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.code.facts import Skipped
from designdoc.code.mapping import Mapped
from designdoc.code.reflexion import Verdict
from designdoc.output.style import PLAIN, palette
from designdoc.output.visible import one_line

_MOST_PATHS = 4
_HOW = {
    "hand": "set by hand",
    "path": "names the path",
    "fence": "defines a type that is declared there",
    "symbol": "is declared there",
    "stem": "has the name of the file or folder",
    "backticks": "its symbols are declared there",
}


class ShownComponent(Struct, frozen=True):
    """A component with its line and the paths that people see."""

    mapped: Mapped
    line: int
    paths: tuple[str, ...]


class ShownDocument(Struct, frozen=True):
    """A document's components, and its verdicts with their lines."""

    path: str
    title: str
    components: tuple[ShownComponent, ...]
    verdicts: tuple[tuple[Verdict, int], ...]


def render_text(
    documents: Sequence[ShownDocument], files: int, skipped: Sequence[Skipped], color: bool
) -> Iterator[str]:
    """A line a component, below its document."""
    paint = palette() if color else PLAIN
    signals: Counter[str] = Counter()
    for document in documents:
        yield paint.path(one_line(document.path)) + "\n"
        width = max((len(one_line(each.mapped.name)) for each in document.components), default=0)
        width = min(width, 40)
        for each in document.components:
            signals[each.mapped.signal or "none"] += 1
            name = one_line(each.mapped.name)
            head = f"  {each.line:>5}  {name:<{width}}  "
            if not each.mapped.signal:
                yield f"{head}—          {one_line(each.mapped.why)}\n"
                continue
            shown = [one_line(path) for path in each.paths]
            more = f" and {len(shown) - _MOST_PATHS} more" if len(shown) > _MOST_PATHS else ""
            where = ", ".join(shown[:_MOST_PATHS])
            yield f"{head}{each.mapped.signal:<9}  {where}{more}\n"
        yield "\n"
    if not documents:
        return
    mapped = sum(signals.values()) - signals["none"]
    total = sum(signals.values())
    yield f"{mapped} of {total} components are mapped; {files} files of code were read.\n"
    if signals["none"]:
        yield "To map one, name its path beside it, - **Code**: `src/x`, or in a file of --write.\n"
    for signal, words in _HOW.items():
        if signals[signal]:
            yield f"  {signals[signal]:>5}  {signal:<9}  {words}\n"
    reasons = Counter(each.reason for each in skipped)
    for reason, count in sorted(reasons.items()):
        first = next(each.path for each in skipped if each.reason == reason)
        yield f"  {count:>5}  skipped    {reason} ({one_line(first)})\n"


def render_json(documents: Sequence[ShownDocument], skipped: Sequence[Skipped]) -> str:
    """The mapping as one object."""
    body = {
        "version": 1,
        "documents": [
            {
                "path": document.path,
                "components": [
                    {
                        "name": each.mapped.name,
                        "line": each.line,
                        "signal": each.mapped.signal or None,
                        "files": list(each.mapped.files),
                        "places": list(each.mapped.places),
                        "why": each.mapped.why or None,
                    }
                    for each in document.components
                ],
            }
            for document in documents
        ],
        "skipped": [{"path": each.path, "reason": each.reason} for each in skipped],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
