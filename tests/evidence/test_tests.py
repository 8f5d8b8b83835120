"""JUnit XML as five tools write it, what a retry means, and which requirement a source names."""

import pytest

from designdoc.evidence import Outcome, Results, Tag, read, tags

pytestmark = pytest.mark.requirement("FR-8")

PYTEST = """<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite
 name="pytest" errors="0" failures="1" skipped="1" tests="3" timestamp="2026-11-26T10:00:00+09:00">
<testcase classname="tests.test_login" name="test_locks[5]" time="0.01"><properties>
<property name="requirement" value="FR-1"/><property name="requirement" value="login/FR-2"/>
<property name="worker" value="gw0"/></properties></testcase>
<testcase classname="tests.test_login" name="test_opens" file="tests/test_login.py" line="9">
<failure message="assert 1 == 2">long text</failure></testcase>
<testcase classname="tests.test_login" name="test_mails"><skipped type="pytest.skip"
 message="no server"/></testcase></testsuite></testsuites>"""
SUREFIRE = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0"
 name="com.acme.LoginTest" time="0.1" tests="4" errors="1" skipped="0" failures="0">
<properties><property name="java.version" value="21"/></properties>
<testcase name="locks" classname="com.acme.LoginTest" time="0.01"/>
<testcase name="opens" classname="com.acme.LoginTest"><error type="java.lang.NullPointerException"
><![CDATA[<!DOCTYPE html> is only text here]]></error></testcase>
<testcase name="flaky" classname="com.acme.LoginTest"><flakyFailure message="first"/></testcase>
<testcase name="broken" classname="com.acme.LoginTest"><failure message="again"/>
<rerunFailure message="second"/></testcase></testsuite>"""
JEST = """<?xml version="1.0" encoding="UTF-8"?><testsuites name="jest tests" tests="1">
<testsuite name="login" timestamp="2026-11-26T10:00:00" tests="1"><testcase
 classname="login FR-3 locks after 5" name="login FR-3 locks after 5" time="0.003"></testcase>
</testsuite></testsuites>"""
GO = """<?xml version="1.0" encoding="UTF-8"?><testsuites tests="2" failures="1"><testsuite
 name="example.com/acme/login" timestamp="2026-11-26T10:00:00Z" tests="2"><properties><property
 name="go.version" value="go1.25"></property></properties><testcase
 classname="example.com/acme/login" name="TestFR3Locks/after_five" time="0.0"></testcase><testcase
 classname="example.com/acme/login" name="TestOpens"><failure message="Failed" type=""
>login_test.go:9</failure></testcase></testsuite></testsuites>"""
NEXTEST = """<?xml version="1.0" encoding="UTF-8"?><testsuites name="nextest-run" tests="1"
 uuid="1" timestamp="2026-11-26T10:00:00.000+00:00"><testsuite name="acme" tests="1" disabled="0">
<testcase name="login::tests::fr_3_locks" classname="acme" time="0.0"></testcase></testsuite>
</testsuites>"""
INNER = """<testsuites><testsuite name="a"><testsuite name="b"><testcase name="x"/></testsuite>
<testcase name="y" status="notrun"/></testsuite></testsuites>"""


def found(text: str) -> Results:
    results, problems = read("junit.xml", text.encode())
    assert problems == ()
    assert results is not None
    return results


def outcomes(text: str) -> dict[str, Outcome]:
    return {test.name: test.outcome for test in found(text).tests}


def test_pytest_with_properties_files_and_a_time_with_its_zone() -> None:
    results = found(PYTEST)
    locks, opens, mails = results.tests
    assert [test.outcome for test in results.tests] == ["passed", "failed", "skipped"]
    assert locks.requirements == ("FR-1", "login/FR-2")
    assert (opens.file, opens.message) == ("tests/test_login.py", "assert 1 == 2")
    assert mails.message == "no server"
    assert results.taken is not None
    assert results.taken.isoformat() == "2026-11-26T01:00:00+00:00"


def test_surefire_counts_a_retried_test_as_it_ended() -> None:
    assert outcomes(SUREFIRE) == {
        "locks": Outcome.PASSED,
        "opens": Outcome.FAILED,
        "flaky": Outcome.PASSED,
        "broken": Outcome.FAILED,
    }


def test_a_time_without_a_zone_stays_without_one() -> None:
    taken = found(JEST).taken
    assert taken is not None
    assert taken.tzinfo is None


def test_go_and_rust_and_suites_within_suites() -> None:
    assert outcomes(GO) == {
        "TestFR3Locks/after_five": Outcome.PASSED,
        "TestOpens": Outcome.FAILED,
    }
    assert outcomes(NEXTEST) == {"login::tests::fr_3_locks": Outcome.PASSED}
    assert found(NEXTEST).taken is not None
    assert outcomes(INNER) == {"x": Outcome.PASSED, "y": Outcome.SKIPPED}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# requirement: FR-3\ndef test_locks():\n    pass\n", [("FR-3", "test_locks")]),
        (
            '@pytest.mark.requirement("FR-1")\n@pytest.mark.slow\nasync def test_a(x):\n',
            [("FR-1", "test_a")],
        ),
        ("// @requirement FR-3, NFR-1\nfunc TestLocks(t *testing.T) {", [
            ("FR-3", "TestLocks"), ("NFR-1", "TestLocks"),
        ]),
        ("  // requirement: login/FR-3\n  it('locks after 5', () => {", [
            ("login/FR-3", "locks after 5"),
        ]),
        ("/** @requirement FR-2 */\n@Test\npublic void locks() {", [("FR-2", "locks")]),
        ("// requirement: FR-2\n#[test]\nfn locks() {", [("FR-2", "locks")]),
        ("def test_a():  # requirement: FR-1\n    pass\ndef test_b(): pass", [("FR-1", "test_a")]),
        ("# the requirement is hard\ndef test_a(): pass", []),
        ("# requirement: FR-1\n" + "\n" * 20 + "def test_far_away(): pass", []),
        ("x = 1\n", []),
    ],
)  # fmt: skip
def test_tags_speak_of_the_next_test(source: str, expected: list[tuple[str, str]]) -> None:
    assert tags(source) == tuple(Tag(*each) for each in expected)
