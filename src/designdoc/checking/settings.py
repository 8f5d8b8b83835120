"""Which rules run and how severe they are: what configuration and command line say together."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from designdoc.checking.rule import Rule
from designdoc.diagnostics import Severity


class Choice(Struct, frozen=True):
    """What one place (the configuration, the command line) selects and ignores, as prefixes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def applies(self, code: str, before: bool) -> bool:
        """Whether the code is on after this choice; the longest prefix wins, ignore on a tie."""
        if not (self.select or self.ignore):
            return before
        chosen = longest(code, self.select)
        ignored = longest(code, self.ignore)
        if self.select and not chosen:
            return False
        if ignored and len(ignored) >= len(chosen or ""):
            return False
        return bool(chosen) or before


class Settings(Struct, frozen=True):
    """The choices in order (a later one overrides), and severities by code or prefix."""

    choices: tuple[Choice, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def enabled(self, code: str) -> bool:
        """Whether the rule with this code runs."""
        on = True
        for choice in self.choices:
            on = choice.applies(code, on)
        return on

    def severity_of(self, code: str) -> Severity | None:
        """The severity that the user gives the code, if one is given."""
        prefix = longest(code, self.severity) if self.severity else None
        return self.severity[prefix] if prefix else None


def longest(code: str, prefixes: Iterable[str]) -> str | None:
    """The longest of the prefixes that the code begins with."""
    return max((p for p in prefixes if p and code.startswith(p)), key=len, default=None)


def unknown_codes(codes: Iterable[str], rules: Iterable[Rule]) -> list[str]:
    """Those of the codes that are no rule's code and no prefix of one."""
    known = [rule.code for rule in rules]
    return [code for code in codes if not any(name.startswith(code) for name in known)]
