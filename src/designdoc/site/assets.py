"""Styles and scripts of pages: what stands in several files here is one file of a site.

What draws diagrams is large and rarely asked for: it is packed, and its frame runs what it unpacks
only if it has the digest that the frame's policy names.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

from designdoc.site.script import packed

SCRIPTS = ("site", "search", "matrix", "graph", "document", "history", "diagrams")
"""The parts of ``site.js``, in their order."""
STYLES = ("site", "document", "code", "search")
MERMAID = "vendor/mermaid.min.js"


def assets(diagrams: bool = True, served: bool = False) -> tuple[str, ...]:
    """The paths of styles and scripts from the site's root: with what draws ``diagrams`` if wanted,
    and what only pages of a server need.
    """
    return (*_ALL, *(_DRAWING if diagrams else ()), *(_SERVED if served else ()))


_ALL = ("assets/site.css", "assets/site.js", "assets/theme.js")
_SERVED = ("assets/live.js", "assets/edit.js", "assets/edit.css")
_DRAWING = (
    "assets/diagram.html", "assets/diagram.js", "assets/vendor/mermaid.js",
    "assets/vendor/mermaid.LICENSE", "assets/vendor/mermaid.README",
)  # fmt: skip


def asset(path: str) -> bytes:
    """One of the files that ``assets`` names."""
    match path.removeprefix("assets/"):
        case "site.css":
            return styles().encode()
        case "site.js":
            return "".join(map(scripts, SCRIPTS)).encode()
        case "diagram.html":
            frame = part("diagram.html").decode().replace("DIGEST", digest(part(MERMAID)))
            return frame.encode()
        case "vendor/mermaid.js":
            return packed_mermaid()
        case name:
            return part(name)


def styles() -> str:
    """All styles of a page."""
    return "".join(part(f"{name}.css").decode() for name in STYLES)


def scripts(name: str) -> str:
    """A part of the script of a page."""
    return part(f"{name}.js").decode()


@cache
def packed_mermaid() -> bytes:
    """What draws diagrams, as a script that hands it over packed."""
    return packed("designdocMermaid", part(MERMAID).decode())


def digest(script: bytes) -> str:
    """A script's digest as a content security policy names it."""
    return f"'sha256-{b64encode(sha256(script).digest()).decode()}'"


@cache
def part(name: str) -> bytes:
    """A file of ``assets/`` as it stands here."""
    found: Traversable = resources.files("designdoc.site").joinpath("assets")
    return found.joinpath(*name.split("/")).read_bytes()
