"""Which test proves which requirement: by its name, exactly, or because somebody says so."""

import time

import pytest

from designdoc.document.bind import bind
from designdoc.evidence import CaseResult, Kind, Outcome, Tag
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.workspace.assessment import assess
from designdoc.workspace.assessment.names import Names, key_of, keys_in
from helpers.evidence import evidence

pytestmark = pytest.mark.requirement("FR-8")


def result(name: str, group: str = "tests.test_login", **more: object) -> CaseResult:
    return CaseResult(name, group, **{"outcome": Outcome.PASSED} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "identifier", "proves"),
    [
        ("test_FR_3_locks", "FR-3", True),
        ("test_fr3", "FR-3", True),
        ("testFR3Locks", "FR-3", True),
        ("TestFr3Locks", "FR-003", True),
        ("FR-3 locks after 5 attempts", "FR-3", True),
        ("login::tests::fr_3_locks", "FR-3", True),
        ("test_limits[FR-3]", "FR-3", True),
        ("test_fr_3", "FR3", True),
        ("test_fr_auth_3_x", "FR-AUTH-3", True),
        ("test_fr_3_1_x", "FR-3.1", True),
        ("test_fr_3a_x", "FR-3a", True),
        ("test_ac_12", "AC-12", True),
        ("test_fr_31", "FR-3", False),
        ("test_fr_13", "FR-3", False),
        ("test_nfr_3", "FR-3", False),
        ("testNFR3", "FR-3", False),
        ("test_fr_3_1_x", "FR-3", False),
        ("test_fr_3a_x", "FR-3", False),
        ("test_fr_x_3", "FR-3", False),
        ("test_fr 3", "FR-3", False),
        ("test_r1_router", "R-1", False),
        ("test_utf8", "FR-8", False),
    ],
)
def test_an_identifier_in_a_name(name: str, identifier: str, proves: bool) -> None:
    assert (key_of(identifier) in set(keys_in(name))) is proves


def test_marks_may_name_a_document() -> None:
    names = Names([("a.xml", [result("test_a", requirements=("login/FR-1", "FR-2"))])])
    assert names.proving("FR-1", "docs/login.md") == [0]
    assert names.proving("FR-001", "docs/login/v2.md") == []
    assert names.proving("FR-2", "docs/anything.md") == [0]


def test_the_worst_result_counts_but_one_that_ran_was_not_skipped() -> None:
    def only(*outcomes: Outcome) -> Outcome:
        files = [(f"{n}.xml", [result("test_a", outcome=o)]) for n, o in enumerate(outcomes)]
        (run,) = Names(files).runs
        assert len(run.paths) == len(outcomes)
        return run.result.outcome

    assert only(Outcome.PASSED, Outcome.FAILED) is Outcome.FAILED
    assert only(Outcome.FAILED, Outcome.PASSED) is Outcome.FAILED
    assert only(Outcome.SKIPPED, Outcome.PASSED) is Outcome.PASSED
    assert only(Outcome.SKIPPED, Outcome.SKIPPED) is Outcome.SKIPPED


def test_a_word_of_a_document_names_a_test_a_class_a_file_or_a_folder() -> None:
    tests = [
        result("test_locks[5]", "tests.login.test_lock.TestLock"),
        result("test_opens", "tests.login.test_lock"),
        result("test_opens", "tests.mail.test_box"),
        result("locks", "com.acme.LoginTest"),
        result("TestLocks/after_five", "example.com/acme/login"),
        result("login locks after 5", "login"),
    ]
    names = Names([("a.xml", tests)])
    assert names.called("test_locks") == [0]
    assert names.called("TestLock") == [0]
    assert names.called("TestLock::test_locks") == [0]
    assert names.called("tests/login/test_lock.py::test_opens") == [1]
    assert names.called("tests/login/test_lock.py") == [0, 1]
    assert names.called("tests/login") == [0, 1]
    assert names.called("LoginTest#locks") == [3]
    assert names.called("TestLocks") == [4]
    assert names.called("locks after 5") == [5]
    assert names.called("tests/login/test_lock.py::test_shuts") == []
    assert names.called("nothing") is None


def test_a_tag_belongs_to_the_test_of_its_own_file() -> None:
    tests = [result("test_opens", "tests.a"), result("test_opens", "tests.b")]
    names = Names([("x.xml", tests)], [("tests/b.py", [Tag("FR-1", "test_opens")], ())])
    assert names.proving("FR-1", "a.md") == [1]
    elsewhere = Names([("x.xml", tests)], [("tests/c.py", [Tag("FR-1", "test_opens")], ())])
    assert elsewhere.proving("FR-1", "a.md") == []


def test_twenty_thousand_tests_are_looked_up_by_their_number() -> None:
    tests = [result(f"test_fr_{n}_x", f"tests.t{n % 50}") for n in range(20_000)]
    names = Names([("x.xml", tests)])
    assert names.proving("FR-19999", "a.md") == [19999]


@pytest.mark.parametrize("words", ["a" * 200_000, "a::" * 60_000, "`a" * 60_000, "Test" * 50_000])
def test_a_hostile_testing_section_is_read_in_a_moment(words: str) -> None:
    source = decode("a.md", f"# Login\n\n## Testing Strategy\n\n- FR-1: {words}\n".encode())
    document = bind(parse(source), infer(parse(decode("t.md", b"# [Name]\n"))), ())
    given = evidence({Kind.TESTS: {"a.xml": '<testsuite><testcase name="a"/></testsuite>'}})
    model = extract(document)
    start = time.process_time()
    assess(source, model, given)
    assert time.process_time() - start < 2
