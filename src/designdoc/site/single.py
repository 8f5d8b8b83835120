"""A site in one file: every page, style and script in it; its policy lets nothing else run."""

import base64
import hashlib
from collections.abc import Mapping

from designdoc import __version__
from designdoc.application.portfolio import Portfolio
from designdoc.application.retrospect import NOTHING, Retrospect
from designdoc.site.build import assets, data, pages
from designdoc.site.page import NAVIGATION, Frame, render
from designdoc.site.view import View

_SCRIPTS = (
    "theme", "site", "single", "search", "matrix", "graph", "document", "history", "diagrams",
)  # fmt: skip
_STYLES = ("site", "document", "code", "search")
_TYPES = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp", "svg": "svg+xml",
}  # fmt: skip


def single(
    portfolio: Portfolio, frame: Frame, pictures: Mapping[str, bytes], past: Retrospect = NOTHING
) -> bytes:
    """The file; ``pictures`` are those that documents show, by path."""
    shown = {path: _as_url(path, data) for path, data in pictures.items()}
    view = View(portfolio, past, pictures=shown)
    every = list(pages(view))
    parts = assets()
    diagrams = any(sheet.body.diagrams for sheet in view.sheets)
    scripts = [parts[f"assets/{name}.js"].decode() for name in _SCRIPTS]
    scripts.append(_data(view))
    held = [parts["assets/vendor/mermaid.min.js"], parts["assets/diagram.js"]] if diagrams else []
    inside = [part.decode().replace("</script", "<\\/script") for part in held]
    policy = _policy([*scripts, *inside])
    whole = render(
        "single.html.j2",
        "index.html",
        policy=policy,
        frame=frame,
        first=every[0],
        pages=every,
        styles="\n".join(parts[f"assets/{name}.css"].decode() for name in _STYLES),
        scripts=scripts,
        inside=dict(zip(("dd-mermaid", "dd-diagram"), inside, strict=False)),
        navigation=NAVIGATION,
        version=__version__,
    )
    return whole.encode("utf-8", "replace")


_KEEP = """"use strict";
window.designdocTexts = {};
var designdocGuidance = (name, texts) => { designdocTexts[name] = texts; };
var designdocMatrix = (data) => { window.designdocRows = data; };
"""


def _data(view: View) -> str:
    """What the pages of a folder load when they need it, as one script that keeps it."""
    return _KEEP + "".join(piece.decode() for _, piece in data(view))


def _policy(scripts: list[str]) -> str:
    """Only these scripts run; what draws diagrams writes styles of its own."""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:;"
        " frame-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_url(path: str, data: bytes) -> str:
    kind = _TYPES.get(path.rpartition(".")[2].lower(), "png")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
