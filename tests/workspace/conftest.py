"""Fixtures of the tests of links."""

from collections.abc import Callable, Mapping

import pytest

from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.template.builtin import read
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from designdoc.workspace import Workspace, link

Modelled = tuple[Document, DesignModel]


@pytest.fixture(scope="session")
def feature_design() -> Template:
    """The built-in template."""
    return infer(parse(decode("feature-design.md", read("feature-design"))))


@pytest.fixture(scope="session")
def modelled(feature_design: Template) -> Callable[[str, str], Modelled]:
    """A document with its model, from a path and a text."""

    def make(path: str, text: str) -> Modelled:
        document = bind(parse(decode(path, text.encode())), feature_design)
        return document, extract(document)

    return make


@pytest.fixture(scope="session")
def linked(modelled: Callable[[str, str], Modelled]) -> Callable[[Mapping[str, str]], Workspace]:
    """The workspace of these texts by path."""
    return lambda texts: link([modelled(path, text) for path, text in texts.items()])
