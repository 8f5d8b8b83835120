"""The verdicts on one document: one for each requirement, target, goal and test that is named."""

from enum import StrEnum

from msgspec import Struct

from designdoc.evidence import CaseResult
from designdoc.model.facts import Target
from designdoc.source import Span
from designdoc.workspace.assessment.names import Unrun


class State(StrEnum):
    """Where a requirement stands, the worst first."""

    VIOLATED = "violated"
    STALE = "stale"
    NONE = "no-evidence"
    MET = "met"


class Why(StrEnum):
    """Why there is no evidence, or that there is."""

    FOUND = "found"
    NO_FILE = "no-file"  # nothing of this kind was written, or none of it can be read
    ABSENT = "absent"  # the results do not hold what is named
    SEVERAL = "several"  # the results hold more than one thing of that name
    UNIT = "unit"  # measured in something that cannot be converted
    STATISTIC = "statistic"  # the percentile that is asked for was not measured
    SKIPPED = "skipped"  # the tests did not run
    NOT_RUN = "not-run"  # tests in the sources name it, and no result tells of them


class Age(Struct, frozen=True):
    """How old the evidence is. ``path`` is its file, ``taken`` the day and time as said, ``by``
    what says so; ``changed`` is the newest change of what it speaks of, ``what`` that is.
    """

    path: str
    taken: str = ""
    by: str = ""
    changed: str = ""
    what: str = ""


class Proof(Struct, frozen=True):
    """A requirement or criterion and the tests that prove it; ``failing`` are those that do not.

    ``unrun`` are those that should, where no result tells of any.
    """

    name: str
    span: Span
    state: State
    why: Why
    age: Age
    tests: tuple[CaseResult, ...] = ()
    failing: tuple[CaseResult, ...] = ()
    unrun: tuple[Unrun, ...] = ()


class Measured(Struct, frozen=True):
    """A target and what was measured: ``value`` of ``statistic`` in the target's own unit.

    ``bound`` is the name that binds it, ``near`` names or statistics that are there instead.
    """

    name: str
    target: Target
    fact: Span
    state: State
    why: Why
    age: Age
    bound: str
    statistic: str = ""
    value: float = 0.0
    near: tuple[str, ...] = ()


class Covered(Struct, frozen=True):
    """A goal for coverage and what was covered, in percent. ``scope`` is a path or empty."""

    target: Target
    fact: Span
    state: State
    why: Why
    age: Age
    counted: str
    scope: str = ""
    value: float = 0.0


class Named(Struct, frozen=True):
    """A test that the document names and that did not run. ``near`` are names like it."""

    test: str
    span: Span
    cited: tuple[str, ...]
    why: Why
    age: Age
    near: tuple[str, ...] = ()


class Assessment(Struct, frozen=True):
    """Everything that the results say of one document; ``proving``: its tests name requirements."""

    proofs: tuple[Proof, ...] = ()
    measured: tuple[Measured, ...] = ()
    covered: tuple[Covered, ...] = ()
    named: tuple[Named, ...] = ()
    proving: bool = False

    def states(self) -> dict[Span, State]:
        """The state of each requirement, by its bytes: the worst of what is known of it."""
        order = list(State)
        found: dict[Span, State] = {}
        told = [(each.span, each.state) for each in self.proofs]
        told += [(each.fact, each.state) for each in self.measured]
        told += [(each.fact, each.state) for each in self.covered]
        for span, state in told:
            known = found.get(span)
            # a requirement that one test proves and no benchmark measures is not without evidence
            if (
                known is None
                or known is State.NONE
                or (state is not State.NONE and order.index(state) < order.index(known))
            ):
                found[span] = state
        return found
