"""XML of strangers: the document type is taken away before a parser sees it, or the file refused.

Cobertura and JaCoCo name an outside DTD in every report; that is cut out unread. Anything that
declares an entity, or has a document type of its own, is refused: nothing is ever expanded.
"""

from designdoc.source.regex import regex

_DOCTYPE = regex(
    r"""<!DOCTYPE\s+[\w:.-]+(?:\s+(?:PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*')|SYSTEM))?"""
    r"""(?:\s+(?:"[^"<>]*"|'[^'<>]*'))?\s*>"""
)
_PASSED = (("<!--", "-->"), ("<?", "?>"))


def document(text: str) -> str:
    """The text from its root element on.

    Raises:
        ValueError: the file declares entities or a document type of its own.
    """
    at = _end(text, 0)
    if text.startswith("<!DOCTYPE", at):
        doctype = _DOCTYPE.match(text, at)
        if doctype is None:
            raise ValueError(
                "this XML brings declarations of its own (a document type with entities), "
                "which are not read"
            )
        at = _end(text, doctype.end())
    return text[at:]


def _end(text: str, at: int) -> int:
    """Where white space, comments and instructions end, in one walk."""
    while True:
        while text[at : at + 1].isspace():
            at += 1
        closing = next((end for sign, end in _PASSED if text.startswith(sign, at)), "")
        end = text.find(closing, at) if closing else -1
        if end < 0:
            return at
        at = end + len(closing)
