"""Fixes that a person has to accept: what they write, and that the finding is gone afterwards."""

import pytest

from designdoc.markdown import apply

TEMPLATE = """# [Name] Design

## Summary

[What it is about]

## Design

### Parts

[The parts]

### Flow

<!-- Draw it. -->

[The flow]

## Risks

[What may go wrong]
"""
SOUND = """# Login Design

## Summary

Keys.

## Design

### Parts

A form.

### Flow

In, then out.

## Risks

None.
"""


def test_the_base_is_sound(check) -> None:
    assert check(TEMPLATE, SOUND) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_missing_section_is_inserted_with_its_guidance(check, newline: str) -> None:
    document = SOUND.replace("### Flow\n\nIn, then out.\n\n", "").replace("\n", newline)
    fixed, codes = _fix_one(check, document, "DD101")
    wanted = SOUND.replace("In, then out.", "<!-- Draw it. -->\n\n[The flow]")
    assert fixed == wanted.replace("\n", newline).encode()
    assert "DD101" not in codes


def test_a_missing_section_is_inserted_at_the_level_of_the_document(check) -> None:
    document = (
        SOUND.replace("## ", "### ")
        .replace("#### ", "#### ")
        .replace("\n### Design\n\n#### Parts\n\nA form.\n\n#### Flow\n\nIn, then out.\n", "")
    )
    fixed, codes = _fix_one(check, document, "DD101")
    assert b"\n### Design\n\n#### Parts\n" in fixed
    assert "DD101" not in codes
    assert "DD105" not in codes


def test_a_section_is_appended_to_a_file_without_a_last_newline(check) -> None:
    document = SOUND.replace("\n## Risks\n\nNone.\n", "").rstrip()
    fixed, codes = _fix_one(check, document, "DD101")
    assert fixed.endswith(b"In, then out.\n\n## Risks\n\n[What may go wrong]\n")
    assert codes == ["DD201"]


@pytest.mark.parametrize(
    ("moved", "after"),
    [
        ("## Risks\n\nNone.\n", "# Login Design\n\n"),
        ("## Summary\n\nKeys.\n", "## Risks\n\nNone.\n\n"),
        ("### Flow\n\nIn, then out.\n", "## Design\n\n"),
    ],
)
def test_a_misplaced_section_is_moved_back(check, moved: str, after: str) -> None:
    document = SOUND.replace(moved, "").replace("\n\n\n", "\n\n").rstrip() + "\n"
    document = (document + "\n").replace(after, f"{after}{moved}\n", 1).rstrip() + "\n"
    fixed, codes = _fix_one(check, document, "DD104")
    assert codes == []
    assert [line for line in fixed.decode().splitlines() if line] == [
        line for line in SOUND.splitlines() if line
    ]


def test_a_title_is_completed(check) -> None:
    fixed, codes = _fix_one(check, SOUND.replace("# Login Design", "# Login #"), "DD111")
    assert fixed == SOUND.encode()
    assert codes == []


def test_another_word_is_renamed_only_when_asked(check, fix_all) -> None:
    template = TEMPLATE.replace("## Risks", "## Rollout Plan")
    document = SOUND.replace("## Risks", "## Gradual Rollout Plan")
    assert fix_all(template, document, "DD103") == document.encode()
    fixed = fix_all(template, document, "DD103", safe=False)
    assert fixed == document.replace("Gradual ", "").encode()


def test_a_value_that_is_nearly_right_is_corrected_only_when_asked(check, fix_all) -> None:
    template = "---\nstatus: draft # draft | implemented\n---\n" + TEMPLATE
    document = "---\nstatus: imlpemented # for now\n---\n" + SOUND
    assert fix_all(template, document, "DD203") == document.encode()
    fixed = fix_all(template, document, "DD203", safe=False)
    assert fixed == document.replace("imlpemented", "implemented").encode()


def test_verbatim_text_is_put_back(check) -> None:
    clause = "All of this stays inside the team until the first of May."
    template = TEMPLATE.replace("## Risks", f"<!-- designdoc: verbatim -->\n{clause}\n\n## Risks")
    document = SOUND.replace("## Risks", f"{clause.replace('May', 'June')}\n\n## Risks")
    fixed, codes = _fix_one(check, document, "DD114", template)
    assert fixed == SOUND.replace("## Risks", f"{clause}\n\n## Risks").encode()
    assert codes == []


def test_prose_guidance_is_deleted_only_when_asked(check, fix_all) -> None:
    template = TEMPLATE.replace("[What may go wrong]", "_Describe whatever may go wrong here._")
    document = SOUND.replace("None.", "_Describe whatever may go wrong here._\n\nNone.")
    assert fix_all(template, document, "DD202") == document.encode()
    assert fix_all(template, document, "DD202", safe=False) == SOUND.encode()


def _fix_one(check, document: str, code: str, template: str = TEMPLATE) -> tuple[bytes, list[str]]:
    """Apply the fix of the one finding; the result, and the codes that are found in it."""
    data = document.encode()
    (finding,) = [finding for finding in check(template, data) if finding.code == code]
    (fix,) = finding.fixes
    assert not fix.safe
    fixed = apply(data, fix.edits)
    return fixed, [finding.code for finding in check(template, fixed)]
