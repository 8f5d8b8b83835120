"""A proposal as tools give it: diff, findings, and the fingerprint to apply it by."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.fix import Change, unified_diff
from designdoc.application.proposal import Proposal
from designdoc.mcp.desk import Desk
from designdoc.mcp.found import Counts, Found, by_weight, counts, told
from designdoc.mcp.paging import page

_DIFF, _FINDINGS, _NOTES = 9_000, 6_000, 3_000  # bytes


class Proposed(Struct, frozen=True):
    """What would change. Nothing is written yet.

    ``introduced`` are findings that the text has not now, ``remaining`` further errors and
    warnings; ``after`` counts all that the document would have, ``resolved`` those that would be
    gone. ``notes`` are what a person has to decide.
    """

    path: str
    fingerprint: Annotated[str, Meta(description="Give it to apply_edit to write the change")]
    changes: Annotated[bool, Meta(description="False where nothing would change")]
    diff: str
    diff_cut: Annotated[int, Meta(description="Lines of the diff that are left out here")]
    after: Counts
    resolved: int
    introduced: list[Found]
    remaining: list[Found]
    findings_cut: Annotated[int, Meta(description="Findings left out here; `check` lists all")]
    notes: list[str]


def proposed(proposal: Proposal, desk: Desk) -> Proposed:
    """The proposal as an answer; it is held until it is applied."""
    desk.proposals.hold(proposal)
    changed = proposal.before != proposal.after
    lines = list(unified_diff([_change(proposal)])) if changed else []
    shown, _ = page(lines, "", _DIFF)
    known = {id(each) for each in proposal.introduced}
    severe = [each for each in proposal.found if each.severity.rank and id(each) not in known]
    introduced, _ = page([told(each) for each in by_weight(proposal.introduced)], "", _FINDINGS)
    remaining, _ = page([told(each) for each in by_weight(severe)], "", _FINDINGS // 2)
    return Proposed(
        proposal.path,
        proposal.fingerprint,
        changed,
        "".join(shown),
        len(lines) - len(shown),
        counts(proposal.found),
        len(proposal.resolved),
        introduced,
        remaining,
        len(proposal.introduced) + len(severe) - len(introduced) - len(remaining),
        _notes(proposal),
    )


def _notes(proposal: Proposal) -> list[str]:
    every = [f"line {n.place.start.line}: {n.message}. {n.help}" for n in proposal.notes]
    shown, _ = page(every, "", _NOTES)
    more = len(every) - len(shown)
    return [*shown, f"… and {more} more"] if more else shown


def _change(proposal: Proposal) -> Change:
    return Change(proposal.path, proposal.before or b"", proposal.after, ())
