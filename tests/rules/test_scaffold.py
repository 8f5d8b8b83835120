"""The scaffold of a new rule is a rule: it imports, is documented and finds nothing yet."""

import ast

import pytest

from designdoc.diagnostics import UsageError
from designdoc.rules.scaffold import scaffold


def test_the_files_of_a_new_rule() -> None:
    files = scaffold("DD115", "lonely-section")
    assert sorted(files) == [
        "src/designdoc/rules/dd115_lonely_section.py",
        "tests/golden/rules/DD115/fault/document.md",
        "tests/golden/rules/DD115/fault/expected.json",
        "tests/golden/rules/DD115/fault/template.md",
    ]
    module = files["src/designdoc/rules/dd115_lonely_section.py"]
    page = ast.get_docstring(ast.parse(module)) or ""
    for heading in ("What it does", "Why is this bad?", "Example", "Fix"):
        assert f"\n## {heading}\n" in page
    names: dict[str, object] = {"__name__": "dd115"}
    exec(compile(module, "dd115", "exec"), names)  # noqa: S102 - the text is our own
    rule = names["RULE"]
    assert (rule.code, rule.name) == ("DD115", "lonely-section")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("X1", "lonely-section", "no code of a rule"),
        ("DD115", "Lonely", "no name of a rule"),
        ("DD101", "lonely-section", "exists already"),
        ("DD115", "missing-section", "exists already"),
    ],
)
def test_codes_and_names_that_cannot_be(code: str, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        scaffold(code, name)
