"""What code imports and declares beside its types, in each language."""

import pytest

from designdoc.languages.grammars import is_known, language_of, parsed

Cases = dict[str, tuple[str, list[tuple[str, tuple[str, ...], bool]], set[str]]]
CASES: Cases = {
    "ts": (
        "import type { A } from './a'\nimport B, { type C } from '@x/b'\nexport * from './c'\n"
        "const x = require('./d')\nexport const f = () => 1\n"
        "async function g() { await import('./e') }\n"
        "// import('./no')\nconst s = \"require('./no')\"\n",
        [("./a", ("A",), True), ("@x/b", ("C", "B"), False), ("./c", (), False),
         ("./d", (), False), ("./e", (), False)],
        {"x", "f", "s"},
    ),
    "py": (
        "import os, a.b as c\nfrom .x import y, z as w\nfrom . import k\nif TYPE_CHECKING:\n"
        "    from t import T\ndef f():\n    import lazy\n'''\nimport nope\n'''\nX = 1\n",
        [("os", (), False), ("a.b", (), False), (".x", ("y", "z"), False), (".", ("k",), False),
         ("t", ("T",), True), ("lazy", (), False)],
        {"X"},
    ),
    "go": (
        "package p\nimport (\n\"fmt\"\nx \"a/b\"\n)\nconst (A = 1\nB = 2)\nvar C, D int\n",
        [("fmt", (), False), ("a/b", (), False)],
        {"A", "B", "C", "D"},
    ),
    "java": (
        "package a.b;\nimport java.util.List;\nimport static x.Y.z;\nclass A { class B {} }\n",
        [("java.util.List", (), False), ("x.Y.z", (), False)],
        {"B"},
    ),
    "rs": (
        "use crate::a::{b, c::D as E};\nmod sub;\nconst K: u8 = 1;\nimpl A { fn m(&self) {} }\n",
        [("crate::a::b", (), False), ("crate::a::c::D", (), False), ("self::sub", (), False)],
        {"K", "m"},
    ),
    "cs": (
        "using System;\nusing X = C.D;\nnamespace N.M;\nclass Q { class R {} }\n",
        [("System", (), False), ("C.D", (), False)],
        {"R"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", CASES)
def test_imports_and_symbols(language: str) -> None:
    code, imports, symbols = CASES[language]
    tree = parsed(code.encode(), language)
    found = tree.reader.imports(tree.root, code.encode())
    assert [(each.target, each.names, each.type_only) for each in found] == imports
    assert {each.name for each in tree.reader.symbols(tree.root)} == symbols


def test_packages_are_named() -> None:
    for language, package in (("go", "p"), ("java", "a.b"), ("cs", "N.M"), ("py", "")):
        tree = parsed(CASES[language][0].encode(), language)
        assert tree.reader.package(tree.root) == package


def test_bases_and_aliases() -> None:
    tree = parsed(b"interface A extends B<C>, D {}\ntype E = 'x' | 'y'\n", "ts")
    first, second = tree.reader.types(tree.root)
    assert first.bases == ("B", "D")
    assert second.value == "'x' | 'y'"


def test_broken_code_gives_what_parses() -> None:
    tree = parsed(b"import a\nclass A:\n    x: int\n\ndef (:\n", "py")
    assert tree.broken
    assert [each.target for each in tree.reader.imports(tree.root, b"import a\n")] == ["a"]


def test_languages_by_suffix() -> None:
    assert [language_of(path) for path in ("a/b.ts", "c.PY", "d.md", "e", "f.go")] == [
        "ts", "py", "", "", "go",
    ]  # fmt: skip
    assert is_known("typescript")
