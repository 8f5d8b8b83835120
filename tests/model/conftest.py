"""Fixtures of the tests of the model."""

from collections.abc import Callable

import pytest

from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.template.builtin import read
from designdoc.template.infer import infer
from designdoc.template.schema import Template


@pytest.fixture(scope="session")
def feature_design() -> Template:
    """The built-in template with the seed's structure."""
    return infer(parse(decode("feature-design.md", read("feature-design"))))


@pytest.fixture
def document(feature_design: Template) -> Callable[..., Document]:
    """Bind a text to a template, the built-in one unless another is given."""

    def make(text: str | bytes, template: Template | None = None) -> Document:
        data = text if isinstance(text, bytes) else text.encode()
        return bind(parse(decode("docs/a.md", data)), template or feature_design)

    return make


@pytest.fixture
def model(document: Callable[..., Document]) -> Callable[..., DesignModel]:
    """The model of a text."""
    return lambda text, template=None: extract(document(text, template))
