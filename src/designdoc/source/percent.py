"""Percent-encoding of links, RFC 3986 section 2.1."""


def unquoted(text: str) -> str:
    """The text with its percent-encoded bytes as the characters they stand for."""
    if "%" not in text:
        return text
    from urllib.parse import unquote  # few links need it: it would be a fiftieth of a check

    return unquote(text)
