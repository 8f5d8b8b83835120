"""A page that needs nothing else: no network, no other file.

Its policy lets run only the style and script that are in it, by their hashes; whatever comes from a
document is escaped.
"""

import base64
import hashlib
from importlib import resources

import jinja2


def render_page(name: str, more_style: str = "", /, **values: object) -> str:
    """The page ``pages/NAME.html.j2`` with ``NAME.css`` and ``NAME.js`` in it.

    ``more_style`` is CSS that is ours: put words of others in it by ``css_string``.
    """
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    style, script = _part(f"{name}.css") + more_style, _part(f"{name}.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return environment.from_string(_part(f"{name}.html.j2")).render(
        policy=f"{policy}; base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        **values,
    )


def css_string(text: str) -> str:
    """A text as a string of CSS that ends nothing, whatever is in it."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def _part(name: str) -> str:
    return resources.files("designdoc.output").joinpath("pages", name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
