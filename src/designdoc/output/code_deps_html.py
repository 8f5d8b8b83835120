"""The reflexion model as one page that needs nothing else: a drawn graph and a table a document.

No script; the policy allows the page's own style alone. What comes from a document is escaped.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from designdoc.code.reflexion import Verdict
from designdoc.output.code_deps import WORDS
from designdoc.output.code_map import ShownDocument
from designdoc.output.visible import one_line

_STYLE = """\
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;
color:#1c2430}
h2{margin-top:2.5rem;font-size:1.1rem}svg{max-width:100%;height:auto;border:1px solid #d8dee6}
table{border-collapse:collapse;width:100%;margin-top:1rem}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #e4e8ee;vertical-align:top}
code{font-size:.9em}rect{fill:#f5f7fa;stroke:#8794a5}text{font:13px system-ui,sans-serif}
path{fill:none;stroke-width:1.6}.convergence{stroke:#3a7d44;color:#3a7d44}
.divergence{stroke:#c0392b;color:#c0392b;stroke-width:2.4}
.absence{stroke:#b7791f;color:#b7791f;stroke-dasharray:6 4}
.unverifiable{stroke:#8794a5;color:#5d6875;stroke-dasharray:2 4}
td.convergence,td.divergence,td.absence,td.unverifiable{font-weight:600}
@media(prefers-color-scheme:dark){body{background:#14181d;color:#dfe5ec}rect{fill:#202730}
text{fill:#dfe5ec}th,td{border-color:#2b333d}}
"""
_WIDTH, _HEIGHT = 190, 34  # of a node
_ACROSS, _DOWN = 260, 52  # from one to the next
_LONGEST = 24  # characters of a name in its box


def render_html(documents: Sequence[ShownDocument]) -> Iterator[str]:
    """The whole page."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    yield (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Dependencies</title>'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        "<h1>Dependencies, documented and imported</h1>\n"
    )
    for document in documents:
        if document.verdicts:
            yield f"<h2>{_safe(document.title)} <code>{_safe(document.path)}</code></h2>\n"
            yield from _graph([each for each, _ in document.verdicts])
            yield from _table(document)
    yield "</html>\n"


def _table(document: ShownDocument) -> Iterator[str]:
    yield "<table><tr><th>From<th>To<th>State<th>Line<th>Import\n"
    for each, line in document.verdicts:
        where = f"<code>{_safe(each.path)}:{each.line}</code>" if each.path else ""
        yield (
            f"<tr><td>{_safe(each.source)}<td>{_safe(each.target)}"
            f'<td class="{each.kind}">{WORDS[each.kind]}<td>{line}<td>{where}\n'
        )
    yield "</table>\n"


def _graph(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Nodes in columns by how far they are from those that nobody depends on."""
    places = _places(verdicts)
    width = max(x for x, _ in places.values()) + _WIDTH + 20
    height = max(y for _, y in places.values()) + _HEIGHT + 20
    yield f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img">\n'
    for each in verdicts:
        (x1, y1), (x2, y2) = places[each.source], places[each.target]
        start, end = (x1 + _WIDTH, y1 + _HEIGHT // 2), (x2, y2 + _HEIGHT // 2)
        bend = max(40, abs(end[0] - start[0]) // 2)
        yield (
            f'<path class="{each.kind}" d="M{start[0]} {start[1]} C{start[0] + bend} {start[1]} '
            f'{end[0] - bend} {end[1]} {end[0]} {end[1]}">'
            f"<title>{_safe(each.source)} → {_safe(each.target)}: {WORDS[each.kind]}</title>"
            "</path>\n"
        )
    for name, (x, y) in places.items():
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        yield (
            f'<g><title>{_safe(name)}</title><rect x="{x}" y="{y}" width="{_WIDTH}" '
            f'height="{_HEIGHT}" rx="5"/><text x="{x + 10}" y="{y + 22}">{_safe(short)}</text>'
            "</g>\n"
        )
    yield "</svg>\n"


def _places(verdicts: Sequence[Verdict]) -> Mapping[str, tuple[int, int]]:
    names = list(dict.fromkeys(n for each in verdicts for n in (each.source, each.target)))
    depth = dict.fromkeys(names, 0)
    for _ in range(min(len(names), 12)):  # circles end where the rounds do
        for each in verdicts:
            depth[each.target] = min(max(depth[each.target], depth[each.source] + 1), len(names))
    columns = {level: number for number, level in enumerate(sorted(set(depth.values())))}
    rows: dict[int, int] = {}
    found = {}
    for name in names:
        column = columns[depth[name]]
        rows[column] = rows.get(column, -1) + 1
        found[name] = (10 + column * _ACROSS, 10 + rows[column] * _DOWN)
    return found


def _safe(text: str) -> str:
    return escape(one_line(text))
