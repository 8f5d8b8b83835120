"""Fixes of the rules on code: written as the author wrote, and not where the past is spoken of."""

import pytest

from designdoc.diagnostics import Finding
from designdoc.markdown import apply

TEMPLATE = "# [Name]\n\n## Components\n\n[The parts]\n"
HEAD = "# Gate\n\n## Components\n\n"
GATE = "export class GateKeeper {\n  open(): void {}\n}\n"
USER = "export interface User {\n  id: string\n  age?: number\n}\n"


def fixed(document: str, found: list[Finding], code: str) -> str:
    (finding,) = [each for each in found if each.code == code]
    (fix,) = finding.fixes
    assert not fix.safe
    return apply(document.encode(), fix.edits).decode()


def test_a_renamed_file_is_written_as_the_old_one_was(check) -> None:
    text = HEAD + "In `src/gate.ts`, short `gate.ts:3`. Formerly it was `src/gate.ts`.\n\n"
    text += "Read `src/gate.ts` first.\n"
    code = {"lib/door.ts": GATE}, {"src/gate.ts": GATE}
    mended = fixed(text, check(TEMPLATE, text, code=code), "DD501")
    assert mended.endswith("Read `lib/door.ts` first.\n")
    assert "Formerly it was `src/gate.ts`" in mended


def test_a_renamed_symbol_is_replaced_within_its_reference(check) -> None:
    text = HEAD + "The door is opened by `GateKeeper.open()`.\n"
    now = {"src/gate.ts": GATE.replace("GateKeeper", "GateKeepers")}
    mended = fixed(text, check(TEMPLATE, text, code=(now, {"src/gate.ts": GATE})), "DD502")
    assert mended == HEAD + "The door is opened by `GateKeepers.open()`.\n"


@pytest.mark.parametrize(
    ("shown", "code", "mended"),
    [
        ("  id: number\r\n  age?: number\r\n", "DD507", "  id: string\r\n  age?: number\r\n"),
        ("  id: string\r\n  age: number\r\n", "DD508", "  id: string\r\n  age?: number\r\n"),
        ("  id: string\r\n  mail: string\r\n", "DD506", "  id: string\r\n"),
    ],
)
def test_a_type_is_written_as_the_code_has_it(shown: str, code: str, mended: str, check) -> None:
    frame = HEAD.replace("\n", "\r\n") + "```ts\r\ninterface User {{\r\n{}}}\r\n```\r\n"
    text = frame.format(shown)
    found = check(TEMPLATE, text, code=({"src/user.ts": USER}, {}))
    assert fixed(text, found, code) == frame.format(mended)
