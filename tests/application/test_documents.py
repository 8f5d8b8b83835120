"""Which files a run is about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.adapters.files import DiskFiles
from designdoc.application.configurations import Configurations
from designdoc.application.documents import Found, find_documents
from designdoc.application.ports import Entry
from designdoc.diagnostics import UsageError

Write = Callable[..., Path]


def find(*paths: str, templates: tuple[str, ...] = ()) -> Found:
    files = DiskFiles()
    return find_documents(paths, files, Configurations(files), templates)


def names(*paths: str) -> list[str]:
    return [job.path for job in find(*paths).jobs]


def test_folders_are_walked_and_paths_stay_as_given(write: Write) -> None:
    for name in ("docs/b.md", "docs/a.markdown", "docs/deep/c.MD", "docs/x.txt", "z.md"):
        write(name)
    assert names("docs") == ["docs/a.markdown", "docs/b.md", "docs/deep/c.MD"]
    assert names("docs/") == names("docs")
    assert names("./docs")[0] == "./docs/a.markdown"
    assert names(".") == ["docs/a.markdown", "docs/b.md", "docs/deep/c.MD", "z.md"]
    assert names() == names(".")
    here = Path.cwd().as_posix()
    assert names(here)[0] == f"{here}/docs/a.markdown"


def test_hidden_folders_templates_and_ignored_files_are_left_out(write: Write) -> None:
    write(".git/HEAD")
    write(".gitignore", "*.tmp.md\n/build/\n!keep.tmp.md\n[broken\n")
    write("docs/.gitignore", "secret.md\n!open.tmp.md\n")
    for name in (".hidden/a.md", "a.tmp.md", "keep.tmp.md", "build/b.md", "docs/build/c.md"):
        write(name)
    for name in ("docs/secret.md", "docs/open.tmp.md", "secret.md", "docs/template.md"):
        write(name)
    write("docs/NNNN-template/README.md")
    assert names(".") == ["docs/build/c.md", "docs/open.tmp.md", "keep.tmp.md", "secret.md"]
    assert names("docs") == ["docs/build/c.md", "docs/open.tmp.md"]
    assert names("docs/template.md", "a.tmp.md") == ["a.tmp.md", "docs/template.md"]


def test_named_templates_are_left_out(write: Write) -> None:
    write("designdoc.toml", '[[documents]]\ninclude = ["docs/**"]\ntemplate = "docs/form.md"\n')
    write("docs/form.md")
    write("docs/a.md")
    write("docs/other.md")
    assert names("docs") == ["docs/a.md", "docs/other.md"]
    absolute = DiskFiles().absolute("docs/other.md")
    assert [j.path for j in find("docs", templates=(absolute,)).jobs] == ["docs/a.md"]


def test_without_a_path_the_configuration_lists_documents(write: Write) -> None:
    write("designdoc.toml", '[[documents]]\ninclude = ["docs/*.md"]\nexclude = ["docs/x*.md"]\n')
    for name in ("docs/a.md", "docs/xa.md", "docs/deep/b.md", "c.md"):
        write(name)
    assert names() == ["docs/a.md"]
    assert names("docs") == ["docs/a.md", "docs/deep/b.md", "docs/xa.md"]


def test_a_file_is_taken_once(write: Write) -> None:
    write("docs/a.md")
    assert names("docs/a.md", "docs", "docs/../docs/a.md") == ["docs/a.md"]


def test_links(write: Write, tmp_path: Path) -> None:
    write("docs/a.md")
    outside = write("outside.md")
    (tmp_path / "docs" / "again.md").symlink_to("a.md")
    (tmp_path / "docs" / "dangling.md").symlink_to("nowhere.md")
    (tmp_path / "docs" / "self.md").symlink_to("self.md")
    (tmp_path / "docs" / "loop").symlink_to(".")
    (tmp_path / "docs" / "out.md").symlink_to(outside)
    found = find("docs")
    assert [job.path for job in found.jobs] == ["docs/a.md"]
    assert sorted((t.path, t.message) for t in found.troubles) == [
        ("docs/dangling.md", "this link leads nowhere"),
        ("docs/out.md", "this link leads out of the folder"),
        ("docs/self.md", "this link leads nowhere"),
    ]


def test_a_folder_that_cannot_be_listed_is_told(write: Write) -> None:
    write("docs/a.md")
    write("docs/shut/b.md")

    class Guarded(DiskFiles):
        def entries(self, folder: str) -> list[Entry]:
            if folder.endswith("shut"):
                raise PermissionError(13, "Permission denied")
            return list(super().entries(folder))

    files = Guarded()
    found = find_documents(["docs"], files, Configurations(files), ())
    assert [job.path for job in found.jobs] == ["docs/a.md"]
    assert [(t.path, t.message, t.gone) for t in found.troubles] == [
        ("docs/shut", "cannot list the folder: Permission denied", False)
    ]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("docs/lgoin.md", "'docs/lgoin.md' does not exist; did you mean 'docs/login.md'?"),
        ("dosc/login.md", "'dosc/login.md' does not exist; did you mean 'docs'?"),
        ("zzzzzzz", "'zzzzzzz' does not exist"),
        ("a\0b", "does not exist"),
    ],
)
def test_a_path_that_is_not_there(docs: Write, path: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        find(path)
    assert hint in str(error.value)


def test_the_nearest_configuration_above_wins(write: Write) -> None:
    write("designdoc.toml", "[limits]\nmax_bytes = 1\n")
    write("a/pyproject.toml", "[tool.designdoc.limits]\nmax_bytes = 2\n")
    write("a/b/pyproject.toml", "[project]\n")
    write("a/b/c/x.md")
    configurations = Configurations(DiskFiles())
    top = Path.cwd().as_posix()
    sizes = [configurations.of(f"{top}{d}").max_bytes for d in ("/a/b/c", "/a", "", "/other")]
    assert sizes == [2, 2, 1, 1]
    assert Configurations(DiskFiles(), "designdoc.toml").of(f"{top}/a").max_bytes == 1
