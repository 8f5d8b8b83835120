"""A site in one file: every page, style and script in it; its policy lets nothing else run."""

import base64
import hashlib
from collections.abc import Iterator, Mapping

from designdoc import __version__
from designdoc.application.portfolio import Portfolio
from designdoc.application.retrospect import Retrospect
from designdoc.site.build import assets, guidance, pages
from designdoc.site.page import NAVIGATION, Frame, render
from designdoc.site.pages.matrix import rows_script
from designdoc.site.search import index
from designdoc.site.view import View

_NOTHING = Retrospect()
_SCRIPTS = (
    "theme", "site", "single", "search", "matrix", "graph", "document", "history", "diagrams",
)  # fmt: skip
_STYLES = ("site", "document", "code", "search")
_TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}


def single(
    portfolio: Portfolio, frame: Frame, pictures: Mapping[str, bytes], past: Retrospect = _NOTHING
) -> bytes:
    """The file; ``pictures`` are those that documents show, by path."""
    shown = {path: _as_url(path, data) for path, data in pictures.items()}
    view = View(portfolio, past, pictures=shown)
    every = list(pages(view))
    parts = assets()
    diagrams = any(sheet.body.diagrams for sheet in view.sheets)
    scripts = [parts[f"assets/{name}.js"].decode() for name in _SCRIPTS]
    scripts.append("".join(_data(view)))
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


def _data(view: View) -> Iterator[str]:
    """The words to search by, and what templates say, as a script."""
    yield '"use strict";\n'
    for _, piece in index(view):
        yield piece.decode()
    rows = rows_script(view)
    if rows is not None:
        yield "var designdocMatrix=(data)=>{window.designdocRows=data;};\n"
        yield rows[1].decode()
    yield "window.designdocTexts={};\n"
    for path, piece in guidance(view):
        name = path.rpartition("/")[2]
        yield f'var designdocGuidance=(texts)=>{{designdocTexts["{name}"]=texts;}};\n'
        yield piece.decode()


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
