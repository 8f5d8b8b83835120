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
_SERVED = ("live.js", "edit.js", "edit.css")
MERMAID = "vendor/mermaid.min.js"


def assets(diagrams: bool = True, served: bool = False) -> dict[str, bytes]:
    """Styles and scripts by their paths from the site's root; what draws ``diagrams`` if wanted,
    and what only pages of a server need.
    """
    made = {
        "assets/site.css": styles().encode(),
        "assets/site.js": "".join(map(scripts, SCRIPTS)).encode(),
        "assets/theme.js": part("theme.js"),
    }
    if served:
        made |= {f"assets/{name}": part(name) for name in _SERVED}
    if diagrams:
        frame = part("diagram.html").decode().replace("DIGEST", digest(part(MERMAID)))
        made |= {f"assets/vendor/mermaid.{n}": part(f"vendor/mermaid.{n}") for n in _SAID}
        made |= {
            "assets/diagram.html": frame.encode(),
            "assets/diagram.js": part("diagram.js"),
            "assets/vendor/mermaid.js": packed_mermaid(),
        }
    return made


_SAID = ("LICENSE", "README")


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
