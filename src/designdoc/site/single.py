"""A site in one file: every page, style and script in it; its policy lets nothing else run."""

import base64
from collections.abc import Mapping

from designdoc import __version__
from designdoc.application.portfolio import Portfolio
from designdoc.application.retrospect import NOTHING, Retrospect
from designdoc.site.assets import MERMAID, SCRIPTS, digest, packed_mermaid, part, scripts, styles
from designdoc.site.build import data, pages_of_all
from designdoc.site.page import NAVIGATION, Frame, main_of, render
from designdoc.site.pages.document import document
from designdoc.site.view import View

_TYPES = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp", "svg": "svg+xml",
}  # fmt: skip


def single(
    portfolio: Portfolio, frame: Frame, pictures: Mapping[str, bytes], past: Retrospect = NOTHING
) -> bytes:
    """The file; ``pictures`` are those that documents show, by path."""
    shown = {path: _as_url(path, data) for path, data in pictures.items()}
    view = View(portfolio, past, pictures=shown)
    first = pages_of_all(view)
    every = [*first, *(document(sheet, view) for sheet in view.sheets)]
    run = [scripts(name) for name in ("theme", SCRIPTS[0], "single", *SCRIPTS[1:])]
    run.append(_KEEP + "".join(file.make().decode() for file in data(view, first)))
    diagrams = any(sheet.body.diagrams for sheet in view.sheets)
    inside = {"dd-diagram": scripts("diagram"), "dd-mermaid": packed_mermaid().decode()}
    held = {name: text.replace("</script", "<\\/script") for name, text in inside.items()}
    whole = render(
        "single.html.j2",
        "index.html",
        policy=_policy([*run, *held.values(), part(MERMAID).decode()] if diagrams else run),
        frame=frame,
        first=main_of(first[0]),
        pages=[(page, main_of(page)) for page in every],
        styles=styles(),
        scripts=run,
        inside=held if diagrams else {},
        navigation=NAVIGATION,
        version=__version__,
    )
    return whole.encode("utf-8", "replace")


_KEEP = """"use strict";
window.designdocTexts = {};
var designdocGuidance = (name, texts) => { designdocTexts[name] = texts; };
var designdocMatrix = (packed) => { window.designdocRows = packed; };
"""
"""What the pages of a folder load when they need it is kept by functions of the same names."""


def _policy(scripts: list[str]) -> str:
    """Only these scripts run; what draws diagrams writes styles of its own."""
    hashes = " ".join(digest(script.encode()) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:;"
        " frame-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _as_url(path: str, data: bytes) -> str:
    kind = _TYPES.get(path.rpartition(".")[2].lower(), "png")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
