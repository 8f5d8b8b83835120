"""Configuration: what is read, and what exactly is said of what cannot be."""

import pytest

from designdoc.application.configuration import Configuration, read_configuration
from designdoc.checking import Choice
from designdoc.diagnostics import ConfigurationError, Severity
from designdoc.model.terms import Terms

FULL = """\
[[documents]]
include = ["docs/**/*.md"]
exclude = ["docs/old/**"]
template = "docs/template.md"

[rules]
select = ["DD1", "dd2"]
ignore = ["DD102"]
severity = { DD107 = "warning" }

[identifiers]
requirement = ["FR-?\\\\d+"]

[roles]
risks = ["Gefahren"]

[code]
roots = ["src"]

[evidence]
tests = ["reports/*.xml"]

[limits]
max_bytes = 5_000
"""


def read(text: str, name: str = "designdoc.toml") -> Configuration:
    configuration = read_configuration(name, "/work", text)
    assert configuration is not None
    return configuration


def test_every_table_is_read() -> None:
    found = read(FULL)
    assert found.documents[0].include == ("docs/**/*.md",)
    assert found.documents[0].exclude == ("docs/old/**",)
    assert found.documents[0].template == "docs/template.md"
    assert found.rules == Choice(("DD1", "DD2"), ("DD102",))
    assert found.severity == {"DD107": Severity.WARNING}
    assert found.identifiers == {"requirement": ("FR-?\\d+",)}
    assert found.roles == {"risks": ("Gefahren",)}
    assert found.terms == Terms(
        (("requirement", r"(?:FR-{0,1}\d{1,20})"),), (("gefahren", "risks"),)
    )
    assert (found.code, found.evidence) == ({"roots": ("src",)}, {"tests": ("reports/*.xml",)})
    assert (found.max_bytes, found.folder) == (5000, "/work")


def test_pyproject_holds_it_under_tool() -> None:
    assert read('[tool.designdoc.rules]\nignore = ["DD1"]', "pyproject.toml").rules.ignore == (
        "DD1",
    )
    assert read_configuration("a/pyproject.toml", "/a", "[project]\nname = 'x'") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[rule]\n",
            "designdoc.toml:1: unknown key 'rule' at the top level; did you mean 'rules'?",
        ),
        (
            "# x\n[rules]\nselect = []\nignor = []\n",
            "designdoc.toml:4: unknown key 'ignor' in [rules]; did you mean 'ignore'?",
        ),
        (
            '[[documents]]\ninclude = ["a"]\n[[documents]]\ninclude = ["b"]\ntemplat = "x"\n',
            "designdoc.toml:5: unknown key 'templat' in [documents]; did you mean 'template'?",
        ),
        (
            '[rules]\nseverity = { DD107 = "warn" }\n',
            "designdoc.toml:2: the severity of DD107 is 'warn'; did you mean 'warning'?",
        ),
        (
            '[rules.severity]\nDD1 = "info"\nDD107 = 3\n',
            "designdoc.toml:3: the severity of DD107 is 3; allowed are error, warning, info",
        ),
        ('[rules]\n\nselect = "DD1"\n', "designdoc.toml:3: 'select' is a list of strings"),
        ("[limits]\nmax_bytes = true", "designdoc.toml:2: 'max_bytes' is a whole number above 0"),
        ("[[documents]]\n", "designdoc.toml:1: a [[documents]] table needs 'include'"),
        ("documents = 3", "designdoc.toml:1: 'documents' is a list of tables"),
        ("\nrules = 3", "designdoc.toml:2: 'rules' is a table"),
        ("[evidence]\nbench = []", "unknown key 'bench' in [evidence]; did you mean 'benchmarks'?"),
        (
            "[identifiers]\nrequirment = []",
            "designdoc.toml:2: unknown key 'requirment' in [identifiers]; did you mean",
        ),
        (
            "[identifiers]\ncriterion = ['AC']\nrequirement = ['FR-(']",
            "designdoc.toml:3: the expression 'FR-(' of 'requirement' cannot be used: a bracket is",
        ),
        (
            "[identifiers]\nrequirement = ['(a+)+b']",
            "designdoc.toml:2: the expression '(a+)+b' of 'requirement' cannot be used: it can",
        ),
        ("[identifiers]\nrisk = []", "'risk' is a list of 1 to 20 regular expressions"),
        (
            "[roles]\nrisk = ['Gefahren']",
            "designdoc.toml:2: unknown key 'risk' in [roles]; did you mean 'risks'?",
        ),
        ("[roles]\nrisks = ['---']", "'---' is no heading: it has no words"),
        (
            "[roles]\nrisks = ['Plan']\nphases = ['plan']",
            "designdoc.toml:3: the heading 'plan' has the role 'risks' already",
        ),
        ("zzz = 1", "unknown key 'zzz' at the top level; known are documents, rules"),
        ("rules = [", "designdoc.toml: this is not TOML"),
    ],
)
def test_what_means_nothing_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        read(text)
    assert message in str(error.value)


def test_a_wrong_key_in_pyproject_is_named_with_its_table() -> None:
    with pytest.raises(ConfigurationError, match=r":3: unknown key 'x' in \[tool.designdoc.code\]"):
        read("[project]\n[tool.designdoc.code]\nx = []\n", "pyproject.toml")
