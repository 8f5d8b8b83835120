"""Whatever documents, paths and messages say, no output does what they say."""

import json
import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.diagnostics import (
    CheckedDocument,
    Confidence,
    Edit,
    Finding,
    Fix,
    Related,
    Report,
    Severity,
    Summary,
    TemplateUse,
)
from designdoc.output import FORMATS, RenderOptions
from designdoc.source import Span, decode

RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NASTY = st.text(
    st.sampled_from(
        "\x00\x07\x08\x1b\r\n\t\x7f\x85\x9b\u2028\u202e\u2066\ud800|`<>&@#*_[]():,%\\ab1概\u0301"
    )
    | st.characters(),
    max_size=40,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    path, other = draw(NASTY), draw(NASTY)
    text = draw(NASTY).encode("utf-8", "replace")
    source = decode(path, text)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    findings = tuple(
        Finding(
            "DD201",
            "leftover-hole",
            draw(st.sampled_from(Severity)),
            Confidence.CERTAIN,
            source.place(Span(start, end)),
            draw(NASTY),
            draw(NASTY),
            (Related(decode(other, text).place(Span(0, 0)), draw(NASTY)),),
            (Fix(draw(NASTY), True, (Edit(start, end, draw(NASTY)),)),),
            {"hole": draw(NASTY), "section": (draw(NASTY),)},
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    document = CheckedDocument(path, draw(NASTY), TemplateUse(other, "configuration"))
    return Report((document,), findings, Summary(1, len(findings), 0, 0, 0.1))


@pytest.mark.parametrize("format_", FORMATS)
@given(report=reports())
def test_no_raw_control_character_leaves_any_format(format_: str, report: Report) -> None:
    output = "".join(FORMATS[format_](report, RenderOptions(width=60)))
    assert not RAW.search(output)
    assert output.endswith("\n") or (format_ == "github" and not report.findings)
    output.encode()


@given(report=reports())
def test_text_has_no_trailing_space_and_one_head_per_finding(report: Report) -> None:
    shown = "".join(FORMATS["text"](report, RenderOptions(width=60)))
    assert not re.search(r" \n", shown)
    quiet = "".join(FORMATS["text"](report, RenderOptions(quiet=True)))
    assert quiet.count("\n") == len(report.findings)


@given(report=reports())
def test_github_has_one_command_per_finding(report: Report) -> None:
    lines = "".join(FORMATS["github"](report, RenderOptions())).split("\n")[:-1]
    assert len(lines) == len(report.findings)
    command = re.compile(r"::(error|warning|notice) file=[^,:]*,line=\d+[^:]*,title=[^,:]*::")
    assert all(command.match(line) for line in lines)


@given(report=reports())
def test_json_and_xml_stay_well_formed(report: Report) -> None:
    for format_ in ("json", "sarif", "gitlab"):
        json.loads("".join(FORMATS[format_](report, RenderOptions())))
    ET.fromstring("".join(FORMATS["junit"](report, RenderOptions())))  # noqa: S314 - our own text


@given(report=reports())
def test_markdown_shows_and_does_not_mean(report: Report) -> None:
    output = "".join(FORMATS["markdown"](report, RenderOptions()))
    ours = r"</?(details|summary|code)>|<br>"
    assert "<" not in re.sub(ours, "", output)
    assert not re.search(r"@\w|#\d", _outside_code(output).replace("&#8203;", " "))


def _outside_code(output: str) -> str:
    return re.sub(r"<code>[^<]*</code>", "", output)


ATTACKS: Mapping[str, str] = {
    "<img src=x onerror=alert(1)>": "&lt;img src=x onerror=alert(1)&gt;",
    "[click](javascript:x)": r"\[click\](javascript\:x)",
    "a | b": r"a \| b",
    "@everyone": "@&#8203;everyone",
    "see #12": "see #&#8203;12",
    "`code` *b* _i_ ~s~ $m$": r"\`code\` \*b\* \_i\_ \~s\~ \$m\$",
    "http://evil.example": r"http\://evil.example",
    "www.evil.example": r"www\.evil.example",
    "\\<b>": r"\\&lt;b&gt;",
    "two\nlines": "two lines",
}


@pytest.mark.parametrize(("attack", "shown"), ATTACKS.items())
def test_markdown_escapes(attack: str, shown: str) -> None:
    from designdoc.output.markdown import escaped

    assert escaped(attack) == shown
