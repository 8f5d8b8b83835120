"""A template that was kept is the one that was inferred, and inferring it is not needed again."""

import tarfile
from pathlib import Path

import pytest

from designdoc.application.inferred import inferred
from designdoc.application.remembered import Memory
from designdoc.markdown import parse
from designdoc.source import Source, decode
from designdoc.template import builtin
from designdoc.template import infer as inferring
from designdoc.template.schema import Template

infer = inferring.infer


def assert_kept(
    sources: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch, store: Memory | None = None
) -> Template:
    """The template from the store, once it is found to equal a fresh one."""
    source, *sides = sources
    store = store or Memory()
    fresh = infer(parse(source), sides)
    first = inferred(source, sides, store)
    with monkeypatch.context() as context:
        context.setattr(inferring, "infer", None)  # inferring again would fail
        kept = inferred(source, sides, store)
    assert fresh == first == kept
    assert kept.source is source
    assert [side.source for side in kept.side_files] == sides
    return kept


@pytest.mark.parametrize("name", builtin.names())
def test_built_in(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_kept((decode(name, builtin.read(name)),), monkeypatch)


def test_side_files(monkeypatch: pytest.MonkeyPatch) -> None:
    source = decode("t/README.md", b"# KEP-NNNN: [Name]\n\n## Summary\n\n[What]\n")
    side = decode("t/kep.yaml", b"title: Name\nstatus: provisional # provisional|implemented\n")
    kept = assert_kept((source, side), monkeypatch)
    assert [field.name for field in kept.side_files[0].fields] == ["title", "status"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf# \xff\r\n\n[a]\r", b"---\na: [\n---\n"])
def test_whatever_the_bytes(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_kept((decode("t.md", data),), monkeypatch)


def test_another_name_or_text_is_another_template(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Memory()
    names = [("a.md", b"# [A]\n"), ("b.md", b"# [A]\n"), ("a.md", b"# [B]\n")]
    kept = [assert_kept((decode(*each),), monkeypatch, store) for each in names]
    assert [each.name for each in kept] == ["a", "b", "a"]
    assert len(store.held) == 3


def test_what_is_no_template_is_inferred_anew() -> None:
    store, source = Memory(), decode("t.md", b"# [Name]\n")
    first = inferred(source, (), store)
    (key,) = store.held
    for broken in (b"", b"\xc1", b"\x80", store.held[key][:-9]):
        store.put(key, broken)
        assert inferred(source, (), store) == first


@pytest.mark.corpus
def test_templates_of_the_corpora(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = (shared / "seed" / "design-template.md").read_bytes()
    assert_kept((decode("seed.md", seed),), monkeypatch)
    with tarfile.open(shared / "corpora" / "kep.tar.xz") as archive:
        found = [m for m in archive.getmembers() if "/NNNN-kep-template/" in f"/{m.name}"]
        sources = []
        for member in sorted((m for m in found if m.isfile()), key=lambda m: m.name):
            file = archive.extractfile(member)
            assert file is not None
            sources.append(decode(member.name, file.read()))
    assert len(assert_kept(tuple(sources), monkeypatch).side_files) == 1
