"""The rule that a code or name means."""

from designdoc.application.nearest import did_you_mean
from designdoc.checking import Rule
from designdoc.diagnostics import UsageError
from designdoc.rules import RULES


def rule_named(name: str) -> Rule:
    """The rule with this code or name, case aside.

    Raises:
        UsageError: there is none.
    """
    for rule in RULES:
        if name.strip().casefold() in {rule.code.casefold(), rule.name.casefold()}:
            return rule
    known = [word for rule in RULES for word in (rule.code, rule.name)]
    hint = did_you_mean(name, known) or f"codes run from {RULES[0].code} to {RULES[-1].code}"
    raise UsageError(f"there is no rule '{name}'; {hint}")
