"""One report that has everything an output must cope with, built from real sources."""

import pytest

from designdoc.diagnostics import (
    CheckedDocument,
    Confidence,
    Edit,
    Finding,
    Fix,
    Related,
    Report,
    RuleInfo,
    Severity,
    Summary,
    TemplateUse,
    sort_key,
)
from designdoc.source import Place, Source, Span, decode

TEMPLATE = decode(
    "docs/template.md",
    b"# [Feature] Design Document\n\n## Risks\n\n| Risk | Impact |\n|---|---|\n"
    b"| [risk] | High/Medium/Low |\n\n## Overview\n\n[Describe it in 2-3 sentences.]\n",
)
SIDE_FILE = decode("docs/kep.yaml", b"status: provisional|implementable|implemented\n")
LOGIN = decode(
    "docs/login.md",
    (
        "# Login Design Document\n"
        "\n"
        "認証の概要: [Describe it in 2-3 sentences.] です\n"
        "\tindented\tby tabs e\u0301 TODO here\n"
        + "The quick brown fox jumps over the lazy dog. " * 12
        + "NEEDLE "
        + "Pack my box with five dozen liquor jugs. " * 12
        + "\n"
        "## Overview\n"
        "\n"
        "One paragraph of guidance\n"
        "that goes on\n"
        "for three lines.\n"
    ).encode(),
)
HOSTILE = decode(
    "docs/ho,st:ile\x1b[31m #1.md",
    (
        "# \x1b]0;owned\x07 <script>alert(1)</script> @admin #42 \u202egnp.exe | `x`\r\n"
        "\r\n"
        "::error::no & ]]> \x9b31m \x00 end\r\n"
    ).encode(),
)


def place(source: Source, text: str, last: str = "") -> Place:
    """The place of a text of the source, to the end of ``last`` where that is given."""
    start = source.data.index(text.encode())
    end = source.data.index((last or text).encode(), start) + len((last or text).encode())
    return source.place(Span(start, end))


def _missing_section() -> Finding:
    return Finding(
        "DD101",
        "missing-section",
        Severity.ERROR,
        Confidence.CERTAIN,
        place(LOGIN, "# Login Design Document"),
        'The section "Risks" is missing.',
        'Add a section "## Risks" after "Overview", or say there why it does not apply.',
        (Related(place(TEMPLATE, "## Risks"), "a required section"),),
        (Fix('Insert the section "Risks"', False, (Edit(30, 30, "## Risks\n"),)),),
        {"section": ("Risks",)},
    )


def _of_login() -> list[Finding]:
    hole = place(LOGIN, "[Describe it in 2-3 sentences.]")
    return [
        _missing_section(),
        Finding(
            "DD201",
            "leftover-hole",
            Severity.ERROR,
            Confidence.CERTAIN,
            hole,
            'The placeholder "[Describe it in 2-3 sentences.]" of the template was not replaced.',
            "Replace it by your own words.",
            (Related(place(TEMPLATE, "[Describe it in 2-3 sentences.]"), "a hole to fill"),),
            data={"section": ("Overview",), "hole": "Describe it in 2-3 sentences."},
        ),
        Finding(
            "DD207",
            "open-question",
            Severity.INFO,
            Confidence.LIKELY,
            place(LOGIN, "TODO"),
            '"TODO" marks something that is still open.',
            "Answer it, or move it to the open questions.",
            data={"hole": "TODO"},
        ),
        Finding(
            "DD203",
            "not-in-enumeration",
            Severity.ERROR,
            Confidence.CERTAIN,
            place(LOGIN, "NEEDLE"),
            '"NEEDLE" is none of the allowed values.',
            "Use one of: provisional, implementable, implemented.",
            (Related(place(SIDE_FILE, "provisional|"), "one of three values"),),
            (Fix('Replace by "implemented"', True, (Edit(700, 706, "implemented"),)),),
            {"value": "NEEDLE", "allowed": ("provisional", "implementable", "implemented")},
        ),
        Finding(
            "DD202",
            "leftover-guidance",
            Severity.WARNING,
            Confidence.LIKELY,
            place(LOGIN, "One paragraph", "three lines."),
            "Instructions of the template were left in.",
            "Delete the paragraph.",
            (Related(place(LOGIN, "## Overview"), "the section that it stands in"),),
            (Fix("Delete the paragraph", True, (Edit(1100, 1160, ""),)),),
        ),
        Finding(
            "DD107",
            "empty-section",
            Severity.ERROR,
            Confidence.CERTAIN,
            LOGIN.place(Span(len(LOGIN.data), len(LOGIN.data))),
            "The document ends where something should stand.",
            "",
        ),
    ]


def _of_hostile() -> list[Finding]:
    return [
        Finding(
            "DD111",
            "wrong-title",
            Severity.WARNING,
            Confidence.CERTAIN,
            place(HOSTILE, "# \x1b]0;owned", "`x`"),
            'The title "\x1b]0;owned\x07 <script>alert(1)</script> @admin\n#42 \u202egnp.exe | `x`"'
            " is not of the form *[Feature]* https://evil.example www.evil.example 100%.",
            "Write \x9b2J [a](http://b) ]]> &amp;.",
            (Related(place(TEMPLATE, "# [Feature]"), "the title's form\x1b[0m"),),
            (Fix("Retitle\x1b[1m", True, (Edit(0, 1, "\x1b#"),)),),
            {"found": "\x1b]0;owned\x07 \u202egnp.exe"},
        ),
        Finding(
            "DD204",
            "invalid-date",
            Severity.ERROR,
            Confidence.CERTAIN,
            place(HOSTILE, "\x9b31m \x00"),
            "::error::no",
            "a\x00b",
        ),
    ]


@pytest.fixture
def full_report() -> Report:
    """Findings of every shape in two documents, beside a document without any."""
    findings = tuple(sorted([*_of_login(), *_of_hostile()], key=sort_key))
    use = TemplateUse("docs/template.md", "configuration", "1.2", "abc1234")
    documents = tuple(
        CheckedDocument(path, status, use)
        for path, status in sorted(
            [(LOGIN.path, "draft"), (HOSTILE.path, None), ("docs/sound.md", None)]
        )
    )
    return Report(documents, findings, Summary(3, 5, 2, 1, 0.1234, suppressed=2, baselined=1))


@pytest.fixture
def empty_report() -> Report:
    """A run over one sound document for which no template was found."""
    document = CheckedDocument("docs/sound.md", None, None)
    return Report((document,), (), Summary(1, 0, 0, 0, 0.05))


@pytest.fixture
def rules() -> tuple[RuleInfo, ...]:
    """Two rules as an output knows them; the others are only named by findings."""
    return (
        RuleInfo("DD101", "missing-section", Severity.ERROR, "A section is absent.", "## Why\n"),
        RuleInfo("DD113", "stale-contents", Severity.WARNING, "The contents are stale.", "## Fix"),
    )
