"""Whatever the document: ``fix`` ends, a second one changes nothing, no error is added."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defects.pair import Pair
from designdoc.diagnostics import Edit
from designdoc.markdown import apply
from properties.workshop import Workshop, damages, errors

BARE = re.compile(rb"(?<!\r)\n")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("fix"))


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@given(st.data())
def test_a_second_fix_changes_nothing_and_no_error_is_added(
    workshop: Workshop, unsafe: bool, data: st.DataObject
) -> None:
    pair, before = data.draw(damages())
    found = errors(workshop.check(pair, before))
    fixed, after = workshop.fix(pair, before, unsafe=unsafe)
    again, last = workshop.fix(pair, after, unsafe=unsafe)

    assert last == after
    assert again.changes == ()
    assert again.result.report.findings == fixed.result.report.findings
    kept_its_shape(before, after)
    if not unsafe:  # an unsafe fix may insert a section with its holes, to be filled
        assert added(found, errors(fixed.result.report.findings)) == []


def added(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Errors that were not there; a heading put back on its level may bare an empty section."""
    if len(after) <= len(before):
        return []
    return [each for each in after if each not in before and each[0] != "DD107"]


def kept_its_shape(before: bytes, after: bytes) -> None:
    """Byte order mark, line endings and undecodable bytes stay what they were."""
    mark = b"\xef\xbb\xbf"
    assert after.startswith(mark) == before.startswith(mark)
    if b"\r\n" in before and not BARE.search(before):
        assert not BARE.search(after)
    if b"\r" not in before:
        assert b"\r" not in after
    assert after.count(b"\xef\x76") == before.count(b"\xef\x76")  # what the generator puts in


@given(st.data())
def test_bytes_outside_of_a_fix_stay(workshop: Workshop, data: st.DataObject) -> None:
    pair, before = data.draw(damages())
    for finding in workshop.check(pair, before):
        for fix in finding.fixes:
            assert fix.edits
            after = apply(before, fix.edits)
            assert unedited(before, fix.edits) == remaining(after, fix.edits)


def unedited(before: bytes, edits: tuple[Edit, ...]) -> list[bytes]:
    """The pieces between the edits; edits may stand in any order but never overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        assert at <= edit.start <= edit.end <= len(before)
        pieces.append(before[at : edit.start])
        at = edit.end
    return [*pieces, before[at:]]


def remaining(after: bytes, edits: tuple[Edit, ...]) -> list[bytes]:
    """The pieces of the new text between what was put in."""
    pieces, at, grown = [], 0, 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        put = edit.text.encode()
        start = edit.start + grown
        pieces.append(after[at:start])
        assert after[start : start + len(put)] == put
        at = start + len(put)
        grown += len(put) - (edit.end - edit.start)
    return [*pieces, after[at:]]


@given(st.data())
def test_comments_hide_every_finding_and_are_all_used(
    workshop: Workshop, data: st.DataObject
) -> None:
    pair, before = data.draw(damages())
    found = [f for f in workshop.check(pair, before) if f.path == "docs/document.md"]
    codes = sorted({f.code for f in found} - {"DD001", "DD002", "DD008"})
    comment = f"<!-- designdoc: ignore-file {', '.join(codes)} -->".encode()
    hidden = workshop.check(pair, with_comment(before, comment))
    assert not {f.code for f in hidden} & set(codes) or not codes


def with_comment(data: bytes, comment: bytes) -> bytes:
    """The comment on a line of its own, below the front matter where there is one."""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    front = re.match(rb"(?s)(?:\xef\xbb\xbf)?---\r?\n.*?\n---\r?\n", data)
    at = front.end() if front else 3 if data.startswith(b"\xef\xbb\xbf") else 0
    return data[:at] + comment + newline * 2 + data[at:]


@pytest.mark.corpus
def test_real_documents(keps: Path, workshop: Workshop, sample: object, tmp_path: Path) -> None:
    template = (keps / "NNNN-kep-template" / "README.md").read_text("utf-8")
    pair = Pair("kep", template, "", {})
    files = sorted(keps.rglob("README.md"))
    assert callable(sample)
    ran = 0
    for file in sample(files[::5]):
        before = file.read_bytes()
        found = errors(workshop.check(pair, before))
        fixed, after = workshop.fix(pair, before, unsafe=False)
        again, last = workshop.fix(pair, after, unsafe=False)
        assert (again.changes, last) == ((), after), file
        assert added(found, errors(fixed.result.report.findings)) == [], file
        kept_its_shape(before, after)
        ran += 1
    assert ran >= 10
