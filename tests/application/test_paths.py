"""Names: which files are templates, and which order versions have."""

import pytest

from designdoc.application.nearest import did_you_mean, nearest
from designdoc.application.paths import above, join, natural, says_template, within


@pytest.mark.parametrize(
    "name",
    [
        "template.md",
        "0000-template.md",
        "adr-template.md",
        "TEMPLATE.markdown",
        "NNNN-kep-template",
        "design_template_v2.md",
        "template-adr.md",
        "rfc.template.ja.md",
        "templates",
        "設計テンプレート.md",
    ],
)
def test_names_of_templates(name: str) -> None:
    assert says_template(name)


@pytest.mark.parametrize(
    "name",
    [
        "login.md",
        "template-engine-rewrite.md",
        "email-template-rendering.md",
        "contemplate.md",
        "PULL_REQUEST_TEMPLATE.md",
        "issue_template.md",
        "5978-claim-template",
        "docs",
    ],
)
def test_names_of_documents(name: str) -> None:
    assert not says_template(name)


def test_paths() -> None:
    assert list(above("/a/b")) == ["/a/b", "/a", "/"]
    assert within("/a/b", "/a") and within("/a", "/a") and not within("/ab", "/a")
    assert within("/a", "/")
    assert [join("", "a"), join(".", "a"), join("d/", "a"), join("/", "a")] == [
        "a",
        "a",
        "d/a",
        "/a",
    ]
    assert sorted(["v10", "v9", "v1.10", "v1.9"], key=natural) == ["v1.9", "v1.10", "v9", "v10"]


def test_nearest_names() -> None:
    assert nearest("slect", ["select", "ignore"]) == ["select"]
    assert did_you_mean("xyz", ["select"]) == ""
