"""The bytes of a result file as readers want them: text, JSON or XML, each made once and safely."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from designdoc.evidence.xml import document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Unreadable(Exception):  # noqa: N818 - said to the user as a problem of the file
    """Why a file cannot be used; caught by ``read``."""


class Content(Struct, frozen=True, dict=True):
    """One file. ``text`` has no byte order mark."""

    text: str

    @cached_property
    def head(self) -> str:
        """The beginning, without white space in front: enough to know the format."""
        return self.text[:4096].lstrip()

    @cached_property
    def json(self) -> Any:
        """The file as JSON; None when it is none."""
        if not self.head.startswith(("{", "[")):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            reason = "it is nested too deep" if isinstance(error, RecursionError) else error
            raise Unreadable(f"this is not whole JSON: {reason}") from error

    @cached_property
    def xml_text(self) -> str:
        """The file as XML without its document type; empty when it is none."""
        if not self.head.startswith("<"):
            return ""
        try:
            return document(self.text)
        except ValueError as error:
            raise Unreadable(str(error)) from error

    @cached_property
    def xml(self) -> "Element | None":
        """The root element; None when the file is no XML."""
        text = self.xml_text
        if not text:
            return None
        # No entity is left to expand, and no document type: `document` has seen to it.
        from xml.etree import ElementTree

        try:
            return ElementTree.fromstring(text.encode("utf-8", "surrogatepass"))  # noqa: S314
        except (ElementTree.ParseError, ValueError) as error:
            raise Unreadable(f"this is not whole XML: {error}") from error

    @cached_property
    def lines(self) -> list[str]:
        """The lines of a text file."""
        return self.text.splitlines()
