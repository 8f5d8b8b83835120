"""The templates of pages: readable as files, without a byte too much when they are rendered.

What HTML lets one leave out (quotes around a word, the end of an item or a cell, indentation) is
taken from the templates once, when they are loaded, so that no page pays for it.
"""

from functools import cache

import jinja2
from jinja2.ext import Extension

from designdoc.output.visible import one_line
from designdoc.source.regex import regex

_BLANKS = regex(r"\n[ \t\n]+")
_ENDS = regex(r"</(?:li|t[dhr]|d[dt]|option)>\n?")  # in templates, what follows always ends them
_PARAGRAPH = regex(
    r"</p>(?=\s*</?(?:aside|article|details|div|form|h[1-6]|li|ol|p|section|table|ul)\b)"
)
_QUOTED = regex(
    r"(?<=\s)([a-z-]+)=\"([\w#./-]*[\w#.-]|\{\{ url\([^{}\"]*\) \}\})\"(?=[\s>]|\{% (?:if|endif))"
)


@cache
def environment() -> jinja2.Environment:
    """What renders the templates of ``templates/``."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("designdoc.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        extensions=[Brief],
    )
    made.filters["plain"] = one_line
    return made


class Brief(Extension):
    """Leaves out of a template what HTML does not need."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with what can be left out taken away; expressions stay as they are."""
        del name, filename
        text = _PARAGRAPH.sub("", _ENDS.sub("", _BLANKS.sub("\n", source)))
        return _QUOTED.sub(r"\1=\2", text)
