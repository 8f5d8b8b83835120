"""The output for a person, line by line where it matters; the whole is in the golden files."""

import msgspec
import pytest

from designdoc.diagnostics import Confidence, Finding, Fix, Report, Severity, Summary
from designdoc.output import FORMATS, RenderOptions
from designdoc.output.visible import cells, one_line
from designdoc.output.wrap import wrap
from designdoc.source import Span, decode


def shown(report: Report, **options: int | bool) -> list[str]:
    return "".join(FORMATS["text"](report, RenderOptions(**options))).splitlines()  # type: ignore[arg-type]


def test_a_finding_as_a_person_sees_it(full_report: Report) -> None:
    lines = shown(full_report)
    start = next(at for at, line in enumerate(lines) if "DD201" in line)
    assert lines[start : start + 6] == [
        'docs/login.md:3:8: error[DD201] leftover-hole: The placeholder "[Describe it in 2-3 '
        'sentences.]" of the template was not replaced.',
        "3 | 認証の概要: [Describe it in 2-3 sentences.] です",
        "  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "  = expected: a hole to fill (template docs/template.md:11: "
        '"[Describe it in 2-3 sentences.]")',
        "  = help: Replace it by your own words.",
        "",
    ]


def test_quiet_prints_one_line_per_finding(full_report: Report) -> None:
    lines = shown(full_report, quiet=True)
    assert [line.split(" ")[-1] for line in lines if "DD107" in line] == ["stand."]
    assert len(lines) == len(full_report.findings)


def test_colour_is_all_that_colour_adds(full_report: Report) -> None:
    import re

    coloured = "\n".join(shown(full_report, color=True))
    assert "\x1b[1;31m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured).splitlines() == shown(full_report)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_but_heads_is_wider_than_the_terminal(full_report: Report, width: int) -> None:
    for line in shown(full_report, width=width):
        assert (
            cells(line) <= width or ": error[" in line or ": warning[" in line or ": info[" in line
        )


def _summary(summary: Summary, *findings: Finding) -> str:
    return shown(Report((), findings, summary))[-1]


def _fixable(*safe: bool) -> Finding:
    fixes = tuple(Fix("t", one, ()) for one in safe)
    place = decode("a.md", b"x").place(Span(0, 1))
    return Finding("DD1", "n", Severity.ERROR, Confidence.CERTAIN, place, "m", "h", fixes=fixes)


def test_the_summary_counts_in_words() -> None:
    assert _summary(Summary(0, 0, 0, 0, 0.0)) == "No documents to check."
    assert _summary(Summary(2, 0, 0, 0, 0.25)) == "Checked 2 documents in 0.25 s: all is well."
    assert _summary(Summary(12, 3, 1, 2, 0.12), _fixable(True), _fixable(True, False)) == (
        "Checked 12 documents: 3 errors, 1 warning, 2 infos in 0.12 s. 2 fixable with --fix."
    )
    assert _summary(Summary(1, 1, 0, 0, 0.1), _fixable(False)).endswith("1 with --unsafe-fixes.")
    assert _summary(Summary(1, 0, 0, 0, 0.1, fixed=2, suppressed=1)).endswith(
        "all is well. 2 fixed, 1 suppressed."
    )


def test_a_side_file_is_the_template_and_other_documents_are_not(full_report: Report) -> None:
    text = "\n".join(shown(full_report))
    assert '= expected: one of three values (template docs/kep.yaml:1: "status:' in text
    assert "= note: the section that it stands in (docs/login.md:6)" in text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("日本語の文章", 5, ["日本", "語の", "文章"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("日本語。文章", 6, ["日本", "語。文", "章"]),
        ("it isn’t so", 6, ["it", "isn’t", "so"]),
        ("", 5, [""]),
    ],
)
def test_words_wrap_by_cells(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_an_unknown_character_is_spelled() -> None:
    assert one_line("a\x1b[1m\u202e\x7f\x9b\ud800") == "a␛[1m<U+202E>␡<U+009B><U+D800>"


def test_infos_do_not_hide(full_report: Report) -> None:
    infos = tuple(
        msgspec.structs.replace(one, severity=Severity.INFO) for one in full_report.findings
    )
    lines = shown(Report((), infos, Summary(1, 0, 0, len(infos), 0.1)))
    assert sum(": info[" in line for line in lines) == len(infos)
