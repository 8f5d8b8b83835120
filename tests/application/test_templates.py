"""How a document finds its template, and what a template may be."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import designdoc
from designdoc.diagnostics import ConfigurationError, TemplateUse, UsageError
from helpers.texts import SOUND, TEMPLATE

Write = Callable[..., Path]

OTHER = "# [Name]\n\n## Context\n\n[Why]\n"
BODY = "# Login Design\n\n## Overview\n\nIt signs people in.\n"


def use(path: str, template: str | None = None) -> TemplateUse | None:
    (document,) = designdoc.check(path, template).documents
    return document.template


def found(path: str, template: str | None = None) -> tuple[str, str]:
    chosen = use(path, template)
    return (chosen.path, chosen.evidence) if chosen else ("", "")


def test_the_order_of_the_contract(write: Write) -> None:
    write("docs/a.md", BODY)
    assert found("docs/a.md") == ("", "")
    write("template.md", TEMPLATE)
    assert found("docs/a.md") == ("template.md", "file name")
    write("docs/0000-template.md", TEMPLATE)
    assert found("docs/a.md") == ("docs/0000-template.md", "file name")
    write("designdoc.toml", '[[documents]]\ninclude = ["docs/*.md"]\ntemplate = "forms/x.md"\n')
    write("forms/x.md", TEMPLATE)
    assert found("docs/a.md") == ("forms/x.md", "configuration")
    write("docs/y.md", TEMPLATE)
    write("docs/a.md", f"<!-- designdoc: template=y.md -->\n{BODY}")
    assert found("docs/a.md") == ("docs/y.md", "document")
    write("docs/a.md", f"---\ndesigndoc: template=y.md\n---\n{BODY}")
    assert found("docs/a.md") == ("docs/y.md", "document")
    write("docs/a.md", f"---\ndesigndoc:\n  template: feature-design\n---\n{BODY}")
    assert found("docs/a.md") == ("feature-design", "document")
    assert found("docs/a.md", "template.md") == ("template.md", "command line")


def test_a_template_in_a_folder_of_its_own(write: Write) -> None:
    write(".git/HEAD")
    write("keps/NNNN-kep-template/README.md", TEMPLATE)
    write("keps/NNNN-kep-template/kep.yaml", "title: NNNN title\nstatus: draft|done\n")
    write("keps/sig-a/5978-claim-template/README.md", SOUND)
    write("keps/sig-a/5978-claim-template/kep.yaml", "title: Claims\nstatus: doen\n")
    report = designdoc.check("keps")
    assert [d.path for d in report.documents] == ["keps/sig-a/5978-claim-template/README.md"]
    assert report.documents[0].template == TemplateUse(
        "keps/NNNN-kep-template/README.md", "file name"
    )
    assert [(f.code, f.path) for f in report.findings] == [
        ("DD203", "keps/sig-a/5978-claim-template/kep.yaml")
    ]


def test_the_best_of_several_named_templates(write: Write) -> None:
    write("docs/a-template.md", OTHER)
    write("docs/b-template.md", TEMPLATE)
    write("docs/x.md", SOUND)
    assert found("docs/x.md") == ("docs/b-template.md", "file name")


def test_an_empty_named_template_is_none(write: Write) -> None:
    write("docs/template.md", "")
    write("template.md", TEMPLATE)
    write("docs/x.md", SOUND)
    assert found("docs/x.md") == ("template.md", "file name")


def test_a_document_names_a_template_in_vain(write: Write) -> None:
    write("docs/a.md", f"<!-- designdoc: template=formm.md -->\n\n{BODY}")
    write("docs/template.md", TEMPLATE)
    (finding,) = designdoc.check("docs/a.md").findings
    assert (finding.code, finding.place.start.line) == ("DD009", 1)
    assert finding.message.startswith(
        "the document names the template 'formm.md', and there is none"
    )
    assert finding.data["nearest"] == ["docs/template.md", "feature-design"]


def test_a_document_cannot_name_a_file_outside_its_workspace(write: Write, tmp_path: Path) -> None:
    write("secret.md", TEMPLATE)
    write("repo/.git/HEAD")
    path = write("repo/docs/a.md", f"<!-- designdoc: template=../../secret.md -->\n\n{BODY}")
    (tmp_path / "repo" / "link.md").symlink_to(tmp_path / "secret.md")
    import os

    os.chdir(tmp_path / "repo")
    assert [f.code for f in designdoc.check("docs/a.md").findings] == ["DD009"]
    path.write_text(path.read_text().replace("../../secret.md", "../link.md"))
    assert [f.code for f in designdoc.check("docs/a.md").findings] == ["DD009"]


def test_a_readme_beside_a_template_is_hardly_a_document(docs: Write) -> None:
    docs("docs/README.md", "# Our documents\n\nHello.\n")
    assert [d.path for d in designdoc.check("docs").documents] == ["docs/login.md"]
    assert [d.path for d in designdoc.check("docs/README.md").documents] == ["docs/README.md"]


def test_a_template_given_as_a_document_shows_its_holes(docs: Write) -> None:
    report = designdoc.check("docs/template.md")
    assert {finding.code for finding in report.findings} == {"DD201"}
    holes = {finding.data["hole"] for finding in report.findings}
    assert {"Name", "Say what it does", "Risk 1"} <= holes


def test_versions_in_a_folder(write: Write) -> None:
    for version in ("v9", "v10"):
        write(f"versions/{version}.md", TEMPLATE)
        write(f"folders/{version}/design.md", TEMPLATE)
    write("a.md", SOUND)
    assert use("a.md", "versions") == TemplateUse(
        "versions/v10.md", "command line", "v10", version_evidence="the only version"
    )
    assert use("a.md", "folders") == TemplateUse(
        "folders/v10/design.md", "command line", "v10", version_evidence="the only version"
    )
    write("none/x.txt")
    with pytest.raises(UsageError, match="no Markdown file"):
        use("a.md", "none")


def test_a_template_as_it_was_at_a_revision(write: Write) -> None:
    write("docs/form.md", TEMPLATE)
    write("a.md", SOUND)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    write("docs/form.md", OTHER)
    assert use("a.md", "HEAD:docs/form.md") == TemplateUse(
        "HEAD:docs/form.md", "command line", None, "HEAD"
    )
    assert designdoc.check("a.md", "HEAD:docs/form.md").findings == ()
    with pytest.raises(UsageError, match=r"no file 'docs/x.md' at revision 'HEAD'"):
        use("a.md", "HEAD:docs/x.md")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "it is empty"), ("\n \n", "it is empty"), ("just words\n", "it has no headings")],
)
def test_a_template_without_anything_to_check(write: Write, text: str, reason: str) -> None:
    write("form.md", text)
    write("a.md", SOUND)
    with pytest.raises(ConfigurationError, match=reason):
        designdoc.check("a.md", "form.md")


def test_a_template_that_is_not_there(docs: Write) -> None:
    with pytest.raises(UsageError, match="did you mean 'feature-design'"):
        designdoc.check("docs", "feature-desing")
    with pytest.raises(UsageError, match=r"did you mean 'docs/template.md'"):
        designdoc.check("docs", "docs/templat.md")
    docs("designdoc.toml", '[[documents]]\ninclude = ["docs/*.md"]\ntemplate = "gone.md"\n')
    with pytest.raises(ConfigurationError, match=r"designdoc\.toml: .* 'gone\.md'"):
        designdoc.check("docs")


def test_a_built_in_template_that_fits(write: Write) -> None:
    from designdoc.template import builtin

    write("a.md", builtin.read("feature-design"))
    assert found("a.md") == ("feature-design", "built-in")


def test_neighbours_outside_of_the_workspace_are_not_searched(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("their-template/README.md", TEMPLATE)
    write("mine/a.md", SOUND)
    monkeypatch.chdir(tmp_path / "mine")
    assert found("a.md") == ("", "")
    write("template.md", TEMPLATE)
    assert found("a.md") == ("../template.md", "file name")
    write(".git/HEAD")
    (tmp_path / "template.md").unlink()
    assert found("a.md") == ("../their-template/README.md", "file name")


STORY = "# A story\n\n## Once\n\nThere was.\n\n## Then\n\nThere came.\n"


def test_a_document_without_any_section_of_the_named_template_is_not_its_document(
    write: Write,
) -> None:
    write("docs/template.md", TEMPLATE)
    write("docs/story.md", STORY)
    write("docs/note.md", "This file was moved.\n")
    write("docs/begun.md", "# Login Design\n")
    write("docs/login.md", BODY)
    named = {d.path: d.template and d.template.path for d in designdoc.check("docs").documents}
    assert named == {
        "docs/begun.md": "docs/template.md",
        "docs/login.md": "docs/template.md",
        "docs/note.md": None,
        "docs/story.md": None,
    }


def test_the_template_of_a_folder_above_where_the_nearest_does_not_fit(write: Write) -> None:
    write("template.md", "# [Name]\n\n## Once\n\n[What]\n\n## Then\n\n[What]\n")
    write("docs/template.md", TEMPLATE)
    write("docs/story.md", STORY)
    assert found("docs/story.md") == ("template.md", "file name")


def test_templates_of_many_kinds_govern_only_what_is_clearly_theirs(write: Write) -> None:
    for name, text in {
        "checklist": "# [Kind] Checklist\n\n## [Category]\n\n- [ ] [Item]\n",
        "plan": "# Plan: [Name]\n\n## Summary\n\n[What]\n\n## Steps\n\n[How]\n",
        "spec": "# Spec: [Name]\n\n## Stories\n\n[Who]\n\n## Needs\n\n[What]\n",
    }.items():
        write(f"templates/{name}-template.md", text)
    write(
        "docs/guide.md", "# Guide\n\n## Summary\n\nHello.\n\n## Install\n\nRun.\n\n## Use\n\nUse.\n"
    )
    write("docs/ux.md", "# UX Checklist\n\n## Colour\n\n- [ ] It has some\n")
    write("docs/plan.md", "# Plan: login\n\n## Summary\n\nKeys.\n\n## Steps\n\nOne.\n")
    named = {d.path: d.template and d.template.path for d in designdoc.check("docs").documents}
    assert named == {
        "docs/guide.md": None,
        "docs/plan.md": "templates/plan-template.md",
        "docs/ux.md": "templates/checklist-template.md",
    }


def test_of_two_templates_the_one_that_has_more_of_the_document(write: Write) -> None:
    short = "# [Name]\n\n## Once\n\n[What]\n"
    write("docs/a-template.md", short)
    write("docs/b-template.md", f"{short}\n## Then\n\n[What]\n")
    write("docs/story.md", STORY)
    assert found("docs/story.md") == ("docs/b-template.md", "file name")


def test_a_readme_above_the_folder_of_a_template_is_hardly_a_document(write: Write) -> None:
    write("template/README.md", TEMPLATE)
    write("README.md", "# Our tool\n\n## Install\n\nRun it.\n")
    write("a/README.md", SOUND)
    assert [d.path for d in designdoc.check(".").documents] == ["a/README.md"]


def test_a_forges_template_in_a_folder_of_templates_governs_nothing(write: Write) -> None:
    write("docs/templates/pr-template.md", TEMPLATE)
    write("docs/a.md", BODY)
    assert found("docs/a.md") == ("", "")


def test_the_nearest_template_may_lie_in_another_folder_of_the_repository(write: Write) -> None:
    write(".git/HEAD")
    write("guidelines/proposal_template.md", TEMPLATE)
    write("proposals/login.md", BODY)
    (finding,) = designdoc.check("proposals").findings
    assert finding.code == "DD009"
    assert finding.data["nearest"] == ["guidelines/proposal_template.md", "feature-design"]


def test_a_built_in_template_needs_sections_in_its_own_words(write: Write) -> None:
    names = ["Summary", "Motivation", "Proposal", "Implementation", "Test Plan", "Security"]
    names += ["Future Work", "Alternatives", "Risks", "Links", "History"]
    write("a.md", "# A\n\n" + "".join(f"## {name}\n\nText.\n\n" for name in names))
    assert found("a.md") == ("", "")
