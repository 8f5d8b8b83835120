"""Which goal is about what: the whole, a path, a component; lines, branches, the tool's total."""

import pytest

from designdoc.document.bind import bind
from designdoc.evidence import Kind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.workspace.assessment import Covered, assess
from helpers.evidence import evidence

pytestmark = pytest.mark.requirement("FR-8")

LCOV = """SF:/ci/build/src/login/a.py
LF:10
LH:9
BRF:10
BRH:5
end_of_record
SF:/ci/build/src/mail.py
LF:10
LH:10
BRF:2
BRH:2
end_of_record
SF:/ci/build/src/logins.py
LF:10
LH:0
end_of_record
"""
DOCUMENT = """# Login

## Components

### Login

- **Responsibilities**: sign in.
- **Code**: `src/login`

### Mailer

- **Responsibilities**: tell the owner.

## Testing Strategy

- {goal}
"""


def judged(goal: str, **reports: str) -> tuple[Covered, ...]:
    source = decode("login.md", DOCUMENT.format(goal=goal).encode())
    document = bind(parse(source), infer(parse(decode("template.md", b"# [Name]\n"))), ())
    texts = {f"{name}.info": text for name, text in (reports or {"lcov": LCOV}).items()}
    return assess(source, extract(document), evidence({Kind.COVERAGE: texts})).covered


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("Line coverage is at least 90%", [("line", "", 63.33)]),
        ("Unit coverage ≥ 60%", [("total", "", 63.33)]),
        ("At least 80% branch coverage", [("branch", "", 58.33)]),
        ("Line coverage of `src/login` ≥ 90%", [("line", "src/login", 90)]),
        ("90% line coverage of `src/login/a.py`", [("line", "src/login/a.py", 90)]),
        ("Coverage of the Login component ≥ 90%", [("total", "src/login", 90)]),
        ("Line coverage ≥ 90%, branch coverage of `src/mail.py` ≥ 80%",
         [("line", "", 63.33), ("branch", "src/mail.py", 100)]),
        ("For `src/mail.py`, line coverage ≥ 90% and branch coverage ≥ 80%",
         [("line", "src/mail.py", 100), ("branch", "src/mail.py", 100)]),
        ("Line coverage of `src/mail.py` ≥ 90%, total line coverage ≥ 80%",
         [("line", "src/mail.py", 100), ("line", "", 63.33)]),
        ("Coverage of the whole code base is at least 90%", [("total", "", 63.33)]),
        ("カバレッジは 90% 以上", [("total", "", 63.33)]),
        ("Coverage of the critical paths ≥ 100%", []),
        ("Coverage of the Mailer ≥ 90%", []),
        ("Coverage for new code ≥ 90%", []),
    ],
)  # fmt: skip
def test_scope_and_what_is_counted(goal: str, expected: list[tuple[str, str, float]]) -> None:
    found = [(each.counted, each.scope, round(each.value, 2)) for each in judged(goal)]
    assert found == expected


def test_of_two_reports_the_one_of_the_level_counts() -> None:
    other = LCOV.replace("LH:0", "LH:10")
    (unit,) = judged("Unit tests: coverage ≥ 90%", unit=LCOV, integration=other)
    assert round(unit.value, 2) == 63.33
    (whole,) = judged("Coverage ≥ 90%", first=LCOV, second=other)
    assert round(whole.value, 2) == 96.67


def test_what_no_report_counts_has_no_evidence() -> None:
    (goal,) = judged("Function coverage ≥ 90%")
    assert (goal.state, goal.why) == ("no-evidence", "absent")
    (goal,) = judged("Line coverage of `src/nowhere` ≥ 90%")
    assert (goal.state, goal.why) == ("no-evidence", "absent")
