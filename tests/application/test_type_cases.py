"""What a commit changed of types and functions, and that the rules would tell it."""

from designdoc.application.type_cases import RULES, WHOLE, changed, said
from designdoc.code.types import Documented, DocumentedMember
from designdoc.source import Span
from helpers.code_world import index_of

BEFORE = """export function passEnds(now: number, visitor: string, seconds?: number) { return 1 }
export enum Shift { Day = 'day', Night = 'night' }
"""
AFTER = """export function passEnds(now: Date, zone: string, visitor: string, seconds: number) {}
export type Shift = 'day' | 'night'
"""


def shown(name: str, kind: str, *members: tuple[str, str, bool]) -> Documented:
    parts = tuple(
        DocumentedMember(n, type_, optional, Span(0, 1)) for n, type_, optional in members
    )
    return Documented(name, "typescript", kind, Span(0, 1), parts)


def test_every_change_is_one_that_the_rules_tell_afterwards_and_not_before() -> None:
    before, after = index_of({"src/a.ts": BEFORE}), index_of({"src/a.ts": AFTER})
    documented = [
        shown("passEnds", "function", ("now", "number", False), ("visitor", "string", False),
              ("seconds", "number", True)),
        shown("Shift", "enum", ("Day", "'day'", False), ("Night", "'night'", False)),
    ]  # fmt: skip

    changes = changed(before, after)

    assert changes == {
        ("passEnds", "now"): "type",
        ("passEnds", "zone"): "extra",
        ("passEnds", "seconds"): "optional",
        ("Shift", WHOLE): "kind",
    }
    assert said(documented, after) == {(*key, kind) for key, kind in changes.items()}
    assert said(documented, before) == set()
    assert set(changes.values()) <= RULES.keys()
