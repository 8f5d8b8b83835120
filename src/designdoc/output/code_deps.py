"""Dependencies by document and by import: a table, JSON, and a graph of mermaid."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from designdoc.output.code_map import ShownDocument
from designdoc.output.style import PLAIN, palette
from designdoc.output.visible import one_line
from designdoc.source.regex import regex

WORDS = {
    "convergence": "documented and imported",
    "divergence": "imported, not documented",
    "absence": "documented, not imported",
    "unverifiable": "documented, not verifiable by imports",
}
_MARKS = {"convergence": "=", "divergence": "+", "absence": "-", "unverifiable": "?"}
_ARROWS = {"convergence": "-->", "divergence": "==>", "absence": "-.->", "unverifiable": "-.-"}
_LABELS = {"divergence": "not documented", "absence": "not imported", "unverifiable": "not seen"}
_UNSAFE = regex(r"[\"\[\]{}()<>|#;`\\]")


def render_text(documents: Sequence[ShownDocument], color: bool) -> Iterator[str]:
    """A line a dependency, below its document."""
    paint = palette() if color else PLAIN
    counts: Counter[str] = Counter()
    for document in documents:
        if not document.verdicts:
            continue
        yield paint.path(one_line(document.path)) + "\n"
        for each, line in document.verdicts:
            counts[each.kind] += 1
            where = f"  {one_line(each.path)}:{each.line}" if each.path else ""
            arrow = f"{one_line(each.source)} → {one_line(each.target)}"
            yield f"  {line:>5} {_MARKS[each.kind]} {arrow}{where}\n"
        yield "\n"
    for kind, words in WORDS.items() if documents else ():
        yield f"{counts[kind]:>5} {_MARKS[kind]} {kind}: {words}\n"


def render_json(documents: Sequence[ShownDocument]) -> str:
    """The reflexion model as one object."""
    body = {
        "version": 1,
        "documents": [
            {
                "path": document.path,
                "dependencies": [
                    {
                        "kind": each.kind,
                        "from": each.source,
                        "to": each.target,
                        "line": line,
                        "import": {"path": each.path, "line": each.line} if each.path else None,
                    }
                    for each, line in document.verdicts
                ],
            }
            for document in documents
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def render_mermaid(documents: Sequence[ShownDocument]) -> Iterator[str]:
    """One flowchart; a subgraph a document where there are several."""
    shown = [document for document in documents if document.verdicts]
    yield "flowchart LR\n"
    for number, document in enumerate(shown):
        names = dict.fromkeys(
            name for each, _ in document.verdicts for name in (each.source, each.target)
        )
        ids = {name: f"d{number}n{index}" for index, name in enumerate(names)}
        if len(shown) > 1:
            yield f'  subgraph d{number}["{_label(document.title or document.path)}"]\n'
        for name, node in ids.items():
            yield f'  {node}["{_label(name)}"]\n'
        for each, _ in document.verdicts:
            label = _LABELS.get(each.kind, "")
            words = f"|{label}|" if label else ""
            yield f"  {ids[each.source]} {_ARROWS[each.kind]}{words} {ids[each.target]}\n"
        if len(shown) > 1:
            yield "  end\n"


def _label(text: str) -> str:
    """A name within the quotes of mermaid: what means something there becomes a space."""
    return " ".join(_UNSAFE.sub(" ", one_line(text)).split())
