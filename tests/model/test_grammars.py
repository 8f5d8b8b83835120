"""Types in code blocks: members, their types, and which are optional, in seven languages."""

import pytest

from designdoc.model.facts import TypeDefinition
from designdoc.model.grammars import definitions, is_known

Members = list[tuple[str, str, bool]]
CASES: dict[str, tuple[str, dict[str, tuple[str, Members]]]] = {
    "typescript": (
        "export interface User extends Base {\n  id: string;\n  mail?: string;\n"
        "  role: Role | undefined;\n  rename(to: string): Promise<void>;\n}\n"
        "export type Role = 'member' | 'guest';\ntype Point = { x: number };\n"
        "enum State { On, Off = 2 }\n"
        "export async function load(id: string, deep?: boolean): void;\n",
        {
            "User": ("interface", [("id", "string", False), ("mail", "string", True),
                                   ("role", "Role | undefined", True),
                                   ("rename", "(to: string) => Promise<void>", False)]),
            "Role": ("type", []),
            "Point": ("type", [("x", "number", False)]),
            "State": ("enum", [("On", "", False), ("Off", "2", False)]),
            "load": ("function", [("id", "string", False), ("deep", "boolean", True)]),
        },
    ),
    "js": (
        "class Store { size = 1; add(key) {} }\nfunction open(key) {}\n",
        {
            "Store": ("class", [("size", "", False), ("add", "(key) => void", False)]),
            "open": ("function", [("key", "", False)]),
        },
    ),
    "python": (
        "@dataclass\nclass User(Base):\n    id: str\n    mail: str | None = None\n"
        "    def rename(self, to: str) -> None: ...\n\nclass State(Enum):\n    ON = 1\n\n"
        "type Key = str\n\ndef load(key: str, deep=False) -> User: ...\n",
        {
            "User": ("class", [("id", "str", False), ("mail", "str | None", True),
                               ("rename", "(self, to: str) -> None", False)]),
            "State": ("enum", [("ON", "", False)]),
            "Key": ("type", []),
            "load": ("function", [("key", "str", False), ("deep", "", True)]),
        },
    ),
    "go": (
        "type User struct {\n\tID string\n\tMail *string `json:\"mail,omitempty\"`\n}\n"
        "type Store interface { Get(id string) (User, error) }\ntype Key string\n",
        {
            "User": ("struct", [("ID", "string", False), ("Mail", "*string", True)]),
            "Store": ("interface", [("Get", "func(id string) (User, error)", False)]),
            "Key": ("type", []),
        },
    ),
    "java": (
        "public class User { private String id; @Nullable String mail; Optional<Key> key; }\n"
        "enum State { ON, OFF }\nrecord Point(int x, int y) {}\n",
        {
            "User": ("class", [("id", "String", False), ("mail", "String", True),
                               ("key", "Optional<Key>", True)]),
            "State": ("enum", [("ON", "", False), ("OFF", "", False)]),
            "Point": ("class", [("x", "int", False), ("y", "int", False)]),
        },
    ),
    "rust": (
        "pub struct User { pub id: String, mail: Option<String> }\nenum State { On, Off(u8) }\n"
        "trait Store { fn get(&self) -> User; }\ntype Key = String;\n",
        {
            "User": ("struct", [("id", "String", False), ("mail", "Option<String>", True)]),
            "State": ("enum", [("On", "", False), ("Off", "(u8)", False)]),
            "Store": ("interface", [("get", "fn(&self) -> User", False)]),
            "Key": ("type", []),
        },
    ),
    "csharp": (
        "public class User { public string Id { get; set; } public string? Mail { get; set; } }\n"
        "enum State { On, Off = 2 }\npublic record Point(int X, int Y);\n",
        {
            "User": ("class", [("Id", "string", False), ("Mail", "string?", True)]),
            "State": ("enum", [("On", "", False), ("Off", "2", False)]),
            "Point": ("class", [("X", "int", False), ("Y", "int", False)]),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", CASES)
def test_types_of(language: str) -> None:
    code, wanted = CASES[language]
    found = {found.name: (found.kind, _members(found)) for found in _read(code, language)}
    assert found == wanted


@pytest.mark.parametrize("language", CASES)
def test_spans_lead_to_the_source(language: str) -> None:
    code, _ = CASES[language]
    data = b"\xe3\x81\x82" * 5 + code.encode()
    for found in definitions(code.encode(), language, 15):
        assert data[found.span.start : found.span.end].decode() == found.text
        for member in found.members:
            assert found.span.covers(member.span)


def test_broken_code_gives_what_it_has() -> None:
    found = _read("interface A { x: string\ninterface B { y: number }", "ts")
    assert "A" in {each.name for each in found} or "B" in {each.name for each in found}


def test_deep_code_is_read_without_recursion() -> None:
    assert _read("namespace A {" * 3000 + "}" * 3000, "ts") == []


def test_other_languages_are_not_known() -> None:
    assert not any(is_known(language) for language in ("", "yaml", "json", "text", "mermaid"))


def _read(code: str, language: str) -> list[TypeDefinition]:
    return list(definitions(code.encode(), language, 0))


def _members(found: TypeDefinition) -> Members:
    return [(member.name, member.type, member.optional) for member in found.members]
