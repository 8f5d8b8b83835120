"""Models of texts as ``diff`` wants them, and repositories of real documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.model.readable import readable
from designdoc.source import decode
from designdoc.template import builtin
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from helpers.commits import clone


@pytest.fixture(scope="session")
def feature_design() -> Template:
    return infer(parse(decode("feature-design.md", builtin.read("feature-design"))))


@pytest.fixture(scope="session")
def modelled(feature_design: Template) -> Callable[..., DesignModel]:
    """The model of a text, by the built-in template or another."""

    def model(text: str | bytes, template: Template | None = None) -> DesignModel:
        data = text if isinstance(text, bytes) else text.encode()
        document = bind(parse(decode("a.md", data)), template or feature_design)
        return readable(extract(document), document.tree)

    return model


@pytest.fixture(scope="session")
def rfcs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Rust RFCs with their history."""
    return clone(shared / "corpora" / "rust-rfcs.bundle", tmp_path_factory.mktemp("rfcs"))


@pytest.fixture(scope="session")
def boilerplate(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The family of the seed template, English and Japanese, with its history."""
    return clone(shared / "corpora" / "boilerplate.bundle", tmp_path_factory.mktemp("seed"))
