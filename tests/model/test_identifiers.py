"""Identifiers defined and cited."""

import pytest

from designdoc.model.expressions import checked
from designdoc.model.identifiers import citations, leading, patterns


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("FR-1: log in", "FR-1", "requirement"),
        ("**FR1** Log in", "FR1", "requirement"),
        ("- **FR-001 Sessions.** End after a day", "FR-001", "requirement"),
        ("FR-2 - keep drafts", "FR-2", "requirement"),
        ("NFR-1", "NFR-1", "requirement"),
        ("R1", "R1", "requirement"),
        ("R2: the token ends", "R2", "requirement"),
        ("REQ-AUTH-12 Token", "REQ-AUTH-12", "requirement"),
        ("- [x] AC-1.1: it works", "AC-1.1", "criterion"),
        ("`AC-001`", "AC-001", "criterion"),
        ("**AC-LOGIN-03** — shows a form", "AC-LOGIN-03", "criterion"),
        ("#### US-1 — Log in", "US-1", "story"),
        ("[FR-7] Export", "FR-7", "requirement"),
        ("FR-3：ログイン", "FR-3", "requirement"),
    ],
)
def test_leading(text: str, name: str, kind: str) -> None:
    found = leading(text)
    assert found is not None
    assert (found.id, found.kind) == (name, kind)
    assert text.encode()[slice(*found.span)].decode() == name


@pytest.mark.parametrize(
    "text",
    [
        "UTF-8 only", "SHA-256 of the file", "ISO-8601 dates", "RFC-2119 words", "P95 < 200 ms",
        "R2 bucket", "R2-D2", "R&D", "FR", "FR-", "fr-1 in lower case", "see FR-1", "HTTP-200",
        "FR-1–FR-3 are covered", "FR-1, FR-2", "FR-1–3", "XFR-1", "FR-1x2", "AC/DC", "T-shirt",
        "US-ASCII", "AC-3PO", "",
    ],
)  # fmt: skip
def test_nothing_leads(text: str) -> None:
    assert leading(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see FR-1.", ["FR-1"]),
        ("FR-1–FR-4 and AC-2", ["FR-1", "FR-2", "FR-3", "FR-4", "AC-2"]),
        ("FR-1 to FR-3", ["FR-1", "FR-2", "FR-3"]),
        ("FR-001..FR-003", ["FR-001", "FR-002", "FR-003"]),
        ("FR-1–3", ["FR-1", "FR-2", "FR-3"]),
        ("covers FR-1, 2, and 3", ["FR-1", "FR-2", "FR-3"]),
        ("FR-1、2と3", ["FR-1", "FR-2", "FR-3"]),
        ("AC-1.1, AC-1.2", ["AC-1.1", "AC-1.2"]),
        ("FR-1/FR-2", ["FR-1", "FR-2"]),
        ("FR-1, 200 ms", ["FR-1"]),
        ("FR-1, 3 retries", ["FR-1"]),
        ("FR-1, 3 are done", ["FR-1", "FR-3"]),
        ("FR-9–FR-2", ["FR-9", "FR-2"]),
        ("FR-1–FR-100000", ["FR-1", "FR-100000"]),
        ("other.md#FR-2", ["other.md FR-2"]),
        ("../a/b.md#FR-2–FR-4", ["../a/b.md FR-2", "../a/b.md FR-3", "../a/b.md FR-4"]),
        ("user-auth/FR-1 and FR-1", ["user-auth FR-1", "FR-1"]),
        ("UTF-8, SHA-256, ISO-8601, RFC-2119 and P95", []),
    ],
)
def test_citations(text: str, expected: list[str]) -> None:
    found = [f"{one.document} {one.id}".strip() for one in citations(text)]
    assert found == expected


def test_places_of_citations() -> None:
    text = "機能 FR-1–FR-3"
    found = citations(text, base=10)
    raw = text.encode()
    assert [raw[one.span.start - 10 : one.span.end - 10].decode() for one in found] == [
        "FR-1",
        "FR-3",
        "FR-3",
    ]
    assert [one.implied for one in found] == [False, True, False]


def test_configured_patterns_replace_those_of_their_kind() -> None:
    known = patterns((("requirement", checked(r"(?:SYS|(HW))_\d+")),))
    assert leading("SYS_12 boots", known=known)
    assert leading("HW_1 boots", known=known)
    assert leading("FR-1 boots", known=known) is None
    criterion = leading("AC-1 boots", known=known)
    assert criterion and criterion.kind == "criterion"


def test_many_identifiers() -> None:
    text = ", ".join(f"FR-{number}" for number in range(10_000))
    assert len(citations(text)) == 10_000
