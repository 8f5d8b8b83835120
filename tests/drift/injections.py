"""Ways in which the code of the sound projects drifts away from their document."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Injection(Struct, frozen=True):
    """A change of the code, and the finding that has to name it."""

    project: str
    kind: str
    path: str
    old: str
    new: str
    code: str
    named: str

    @property
    def id(self) -> str:
        """A name for the test."""
        return f"{self.project}-{self.kind}-{self.named}"

    def apply(self, root: Path) -> None:
        """Change the files below the root; what is asked for has to change something."""
        if self.kind == "moved":
            target = root / self.new
            target.parent.mkdir(parents=True, exist_ok=True)
            (root / self.path).rename(target)
            return
        paths = [root / self.path] if self.path else _code(root)
        changed = 0
        for path in paths:
            before = path.read_text("utf-8")
            after = re.sub(self.old, self.new, before)
            path.write_text(after, "utf-8")
            changed += before != after
        assert changed, self.id


class Words(Struct, frozen=True):
    """A project in its language: files, names, and lines that can be changed."""

    keeper: str
    store: str
    clock: str
    types: str
    main: str
    symbols: tuple[str, ...]
    members: tuple[tuple[str, str], ...]  # name and its whole line
    retyped: tuple[tuple[str, str, str], ...]  # name, line, line with another type
    loosened: tuple[tuple[str, str, str], ...]  # name, line, line that may be absent or not
    imports: tuple[tuple[str, str, str, str], ...]  # file, line before, import, component named
    dropped: tuple[tuple[str, str, str], ...]  # file, pattern, component that was needed
    function: tuple[tuple[str, str, str, str], ...]  # pattern, what it becomes, code, named
    sort: tuple[str, str, str]  # pattern, what it becomes, type


PROJECTS = {
    "typescript": Words(
        "src/gate/keeper.ts", "src/store/tokenStore.ts", "src/clock/clock.ts", "src/types.ts",
        "src/main.ts",
        ("GateKeeper", "openFor", "closeGate", "TokenStore", "issuePass", "revokePass",
         "wallClock"),
        (("mail", "  mail\\?: string\n"), ("roles", "  roles: Role\\[\\]\n"),
         ("expiresAt", "  expiresAt: number\n"), ("note", "  note\\?: string\n")),
        (("expiresAt", "expiresAt: number", "expiresAt: Date"), ("id", "id: string", "id: number"),
         ("roles", "roles: Role\\[\\]", "roles: Set<Role>"),
         ("visitor", "visitor: Visitor", "visitor: string")),
        (("mail", "mail\\?: string", "mail: string"), ("name", "name: string", "name?: string"),
         ("token", "token: string", "token: string | null")),
        (("src/clock/clock.ts", "\\A", "import { TokenStore } from '../store/tokenStore'\n",
          "Token store"),
         ("src/store/tokenStore.ts", "\\A", "import { GateKeeper } from '../gate/keeper'\n",
          "Gate keeper"),
         ("src/clock/clock.ts", "\\A", "import { GateKeeper } from '../gate/keeper'\n",
          "Gate keeper")),
        (("src/gate/keeper.ts", "import { wallClock }.*\n", "Wall clock"),
         ("src/gate/keeper.ts", "import { TokenStore }.*\n", "Token store"),
         ("src/store/tokenStore.ts", "import { wallClock }.*\n", "Wall clock")),
        (("now: number, visitor: Visitor", "now: number", "DD506", "'visitor'"),
         ("\\(now: number", "(now: Date", "DD507", "'now'"),
         ("seconds\\?: number", "seconds: number", "DD508", "'seconds'"),
         ("\\(now: number", "(zone: string, now: number", "DD510", "'zone'")),
        ("enum GateState {[^}]*}", "type GateState = 'open' | 'closed'", "GateState"),
    ),
    "python": Words(
        "src/gatehouse/gate/keeper.py", "src/gatehouse/store/token_store.py",
        "src/gatehouse/clock/wall_clock.py", "src/gatehouse/types.py", "src/gatehouse/main.py",
        ("GateKeeper", "open_for", "close_gate", "TokenStore", "issue_pass", "revoke_pass"),
        (("mail", "    mail: str \\| None = None\n"), ("roles", "    roles: list\\[str\\]\n"),
         ("expires_at", "    expires_at: float\n"), ("note", "    note: str \\| None = None\n")),
        (("expires_at", "expires_at: float", "expires_at: datetime"), ("id", "id: str", "id: int"),
         ("roles", "roles: list\\[str\\]", "roles: set[str]"),
         ("visitor", "visitor: Visitor", "visitor: str")),
        (("mail", "mail: str \\| None = None", "mail: str"),
         ("name", "name: str", "name: str | None"),
         ("token", "token: str", "token: Optional[str]")),
        (("src/gatehouse/clock/wall_clock.py", "\\A",
          "from gatehouse.store.token_store import TokenStore\n", "Token store"),
         ("src/gatehouse/store/token_store.py", "\\A",
          "from gatehouse.gate.keeper import GateKeeper\n", "Gate keeper"),
         ("src/gatehouse/clock/wall_clock.py", "\\A", "from gatehouse.gate import keeper\n",
          "Gate keeper")),
        (("src/gatehouse/gate/keeper.py", "from gatehouse.clock.*\n", "Wall clock"),
         ("src/gatehouse/gate/keeper.py", "from gatehouse.store.*\n", "Token store"),
         ("src/gatehouse/store/token_store.py", "from gatehouse.clock.*\n", "Wall clock")),
        (("now: float, visitor: Visitor", "now: float", "DD506", "'visitor'"),
         ("\\(now: float", "(now: datetime", "DD507", "'now'"),
         ("seconds: int = 60", "seconds: int", "DD508", "'seconds'"),
         ("\\(now: float", "(zone: str, now: float", "DD510", "'zone'")),
        ("class GateState\\(Enum\\):\n    OPEN = \"open\"\n    CLOSED = \"closed\"",
         "class GateState:\n    OPEN: bool\n    CLOSED: bool", "GateState"),
    ),
    "go": Words(
        "internal/gate/keeper.go", "internal/store/token_store.go", "internal/clock/clock.go",
        "internal/model/model.go", "cmd/gatehouse/main.go",
        ("GateKeeper", "OpenFor", "CloseGate", "TokenStore", "IssuePass", "RevokePass",
         "WallClock"),
        (("Mail", "\tMail +\\*string\n"), ("Roles", "\tRoles +\\[\\]string\n"),
         ("ExpiresAt", "\tExpiresAt +int64\n"), ("Note", "\tNote +\\*string\n")),
        (("ExpiresAt", "ExpiresAt int64", "ExpiresAt time.Time"), ("ID", "ID    string", "ID int"),
         ("Roles", "Roles \\[\\]string", "Roles map[string]bool"),
         ("Visitor", "Visitor   Visitor", "Visitor string")),
        (("Mail", "Mail  \\*string", "Mail string"), ("Name", "Name  string", "Name *string"),
         ("Token", "Token     string", "Token *string")),
        (("internal/clock/clock.go", "import \"time\"",
          "import (\n\t\"time\"\n\n\t\"example.com/gatehouse/internal/store\"\n)", "Token store"),
         ("internal/store/token_store.go", "\t\"log/slog\"\n",
          "\t\"log/slog\"\n\n\t\"example.com/gatehouse/internal/gate\"\n", "Gate keeper"),
         ("internal/clock/clock.go", "import \"time\"",
          "import (\n\t\"time\"\n\n\t\"example.com/gatehouse/internal/gate\"\n)", "Gate keeper")),
        (("internal/gate/keeper.go", "\t\"example.com/gatehouse/internal/clock\"\n", "Wall clock"),
         ("internal/gate/keeper.go", "\t\"example.com/gatehouse/internal/store\"\n", "Token store"),
         ("internal/store/token_store.go", "\t\"example.com/gatehouse/internal/clock\"\n",
          "Wall clock")),
        (("now int64, visitor Visitor", "now int64", "DD506", "'visitor'"),
         ("\\(now int64", "(now time.Time", "DD507", "'now'"),
         ("seconds \\*int64", "seconds int64", "DD508", "'seconds'"),
         ("\\(now int64", "(zone string, now int64", "DD510", "'zone'")),
        ("Clerk struct {[^}]*}", "Clerk interface {\n\tName() string\n\tShift() string\n}",
         "Clerk"),
    ),
}  # fmt: skip
EVENTS = (("gate.opened", "DD513"), ("gate.closed", "DD513"), ("pass.revoked", "DD513"))
OUTSIDE = (("gate_visitors_total", "DD514"), ("GATE_PASS_SECONDS", "DD512"))


def injections() -> Iterator[Injection]:
    """Every change of every project."""
    for project, words in PROJECTS.items():
        yield from _of(project, words)


def _of(project: str, words: Words) -> Iterator[Injection]:
    for symbol in words.symbols:
        new = f"Renamed{symbol}" if symbol[0].isupper() else f"renamed_{symbol}"
        yield Injection(project, "renamed", "", rf"\b{symbol}\b", new, "DD502", symbol)
    for path in (words.keeper, words.store, words.clock, words.types, words.main):
        folder, _, name = path.rpartition("/")
        moved = f"{folder.partition('/')[0]}/elsewhere/{name}"
        yield Injection(project, "moved", path, "", moved, "DD501", path)
    for member, line in words.members:
        yield Injection(project, "removed", words.types, line, "", "DD506", member)
    for member, old, new in words.retyped:
        yield Injection(project, "retyped", words.types, old, new, "DD507", member)
    for member, old, new in words.loosened:
        yield Injection(project, "loosened", words.types, rf"{old}\b", new, "DD508", member)
    for path, old, new, target in words.imports:
        yield Injection(project, f"import-{path[-9:]}", path, old, new, "DD503", target)
    for path, old, target in words.dropped:
        yield Injection(project, f"dropped-{path[-9:]}", path, old, "", "DD504", target)
    for old, new, code, named in words.function:
        yield Injection(project, f"parameter-{code}", words.types, old, new, code, named)
    old, new, named = words.sort
    yield Injection(project, "sort", words.types, old, new, "DD509", named)
    for event, code in EVENTS:
        name = rf"{re.escape(event)}"
        yield Injection(project, "event", "", name, event.replace(".", ".was_"), code, event)
    for name, code in OUTSIDE:
        yield Injection(project, "outside", "", name, f"OTHER_{name}_X", code, name)


def _code(root: Path) -> list[Path]:
    suffixes = {".ts", ".py", ".go"}
    return sorted(path for path in root.rglob("*") if path.suffix in suffixes)
