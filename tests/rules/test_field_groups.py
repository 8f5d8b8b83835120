"""Fields inside fields, side files, and labels without a value."""

TEMPLATE = """# [Name]

## Plan

- **Owner**: [Who]
- **Stages**:
  - **First**: [What]
  - **Last**: [What]
"""


def test_an_inner_field_is_named_with_its_parent(check) -> None:
    document = "# Login\n\n## Plan\n\n- **Owner**: Ann\n- **Stages**:\n  - **First**: keys\n"
    found = check(TEMPLATE, document)
    assert [(f.code, f.data["field"]) for f in found] == [("DD108", "Stages.Last")]


def test_an_empty_document_lacks_its_sections_not_their_fields(check) -> None:
    assert [finding.code for finding in check(TEMPLATE, "# Login\n")] == ["DD101"]


def test_a_title_without_level_one_is_missing_once(check) -> None:
    document = "## Plan\n\n- **Owner**: Ann\n- **Stages**:\n  - **First**: a\n  - **Last**: b\n"
    assert [finding.code for finding in check(TEMPLATE, document)] == ["DD111"]
