"""Imports lead to the files of the tree, libraries lead nowhere."""

from collections.abc import Mapping

import pytest

from helpers.code_world import index_of

TREES: dict[str, tuple[Mapping[str, str], dict[str, set[str]]]] = {
    "typescript: relative, alias, package, directory": (
        {
            "apps/web/tsconfig.json": "{ // comment\n"
            '"compilerOptions": {"paths": {"@/*": ["./src/*"],}}}',
            "packages/db/package.json": '{"name": "@x/db"}',
            "packages/db/src/index.ts": "export * from './row'\n",
            "packages/db/src/row.ts": "export const row = 1\n",
            "apps/web/src/a.ts": "import './b'\nimport '@/ui/c'\nimport '@x/db'\nimport 'react'\n"
            "import '@x/db/row'\nimport './d.js'\n",
            "apps/web/src/b.tsx": "",
            "apps/web/src/d.ts": "",
            "apps/web/src/ui/c/index.ts": "",
            "other/e.ts": "import '@/ui/c'\n",
        },
        {
            "apps/web/src/a.ts": {
                "apps/web/src/b.tsx", "apps/web/src/ui/c/index.ts", "packages/db/src/index.ts",
                "packages/db/src/row.ts", "apps/web/src/d.ts",
            },
            "packages/db/src/index.ts": {"packages/db/src/row.ts"},
        },
    ),
    "python: absolute, relative, submodule, package": (
        {
            "src/p/__init__.py": "",
            "src/p/a.py": "import os\nfrom p import b\nfrom p.q import c, D\nfrom . import e\n",
            "src/p/b.py": "from ..nowhere import x\n",
            "src/p/e.py": "",
            "src/p/q/__init__.py": "D = 1\n",
            "src/p/q/c.py": "from p.a import x\n",
        },
        {
            "src/p/a.py": {"src/p/b.py", "src/p/q/c.py", "src/p/q/__init__.py", "src/p/e.py"},
            "src/p/q/c.py": {"src/p/a.py"},
        },
    ),
    "go: packages of two modules, tests left out": (
        {
            "go.mod": "module example.com/a\n",
            "tools/go.mod": "module example.com/a/tools\n",
            "x/one.go": "package x\n",
            "x/two.go": "package x\n",
            "x/one_test.go": "package x\n",
            "tools/y/y.go": "package y\n",
            "main.go": 'package main\nimport (\n"fmt"\n"example.com/a/x"\n'
            '"example.com/a/tools/y"\n)\n',
        },
        {"main.go": {"x/one.go", "x/two.go", "tools/y/y.go"}},
    ),
    "java: a class, a static member, a package": (
        {
            "src/a/A.java": "package a;\nimport b.B;\nimport static b.C.go;\nimport java.util.*;\n",
            "src/b/B.java": "package b;\nclass B {}\n",
            "src/b/C.java": "package b;\nclass C {}\n",
            "src/d/D.java": "package d;\nimport b.*;\n",
        },
        {"src/a/A.java": {"src/b/B.java", "src/b/C.java"},
         "src/d/D.java": {"src/b/B.java", "src/b/C.java"}},
    ),
    "c#: a namespace": (
        {"a.cs": "using N.M;\nclass A {}\n", "b.cs": "namespace N.M;\nclass B {}\n"},
        {"a.cs": {"b.cs"}},
    ),
    "rust: crate, self, super, mod": (
        {
            "c/src/lib.rs": "mod a;\nmod b;\n",
            "c/src/a.rs": "use crate::b::Thing;\nuse std::io;\n",
            "c/src/b/mod.rs": "use super::a;\nuse self::inner::X;\n",
            "c/src/b/inner.rs": "",
        },
        {
            "c/src/lib.rs": {"c/src/a.rs", "c/src/b/mod.rs"},
            "c/src/a.rs": {"c/src/b/mod.rs"},
            "c/src/b/mod.rs": {"c/src/a.rs", "c/src/b/inner.rs"},
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TREES)
def test_imports(name: str) -> None:
    files, wanted = TREES[name]
    uses = index_of(files).uses
    assert {path: {use.path for use in of} for path, of in uses.items()} == wanted
