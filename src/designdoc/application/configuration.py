"""``designdoc.toml`` or ``[tool.designdoc]``: read with exact errors, every key typed.

The text comes from outside; what is wrong is said as ``file:line``, with the nearest known name.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from msgspec import Struct, field

from designdoc.application.nearest import did_you_mean
from designdoc.application.toml_lines import line_of
from designdoc.checking import Choice
from designdoc.diagnostics import ConfigurationError, Severity
from designdoc.model.terms import USUAL, Terms

MAX_BYTES = 10_000_000


class DocumentSet(Struct, frozen=True):
    """One ``[[documents]]`` table: patterns from the configuration's folder, and a template."""

    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    template: str = ""


class Configuration(Struct, frozen=True):
    """What a configuration file says; the default is what holds without one.

    ``folder`` is the absolute folder of the file, where its paths begin. ``terms`` are what
    ``identifiers`` and ``roles`` come to. ``code`` is read and typed for the stage that will use
    it. ``bind`` names a measurement for an identifier or attribute of a quality requirement
    (``[evidence.bind]``).
    """

    path: str = ""
    folder: str = ""
    documents: tuple[DocumentSet, ...] = ()
    rules: Choice = field(default_factory=Choice)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Terms = USUAL
    code: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bind: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES


def has_code(configuration: Configuration) -> bool:
    """Whether a configuration says where its code is; without that nothing is said of code."""
    return bool(configuration.code.get("roots"))


def read_configuration(path: str, folder: str, text: str) -> Configuration | None:
    """The configuration in a file; None for a ``pyproject.toml`` that says nothing of us.

    Raises:
        ConfigurationError: the file is not TOML, or holds a key or value that means nothing.
    """
    import tomllib

    try:
        body = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{path}: this is not TOML: {error}") from error
    prefix: tuple[str, ...] = ()
    if path.rsplit("/", 1)[-1] == "pyproject.toml":
        tool = body.get("tool", {})
        if not isinstance(tool, dict) or "designdoc" not in tool:
            return None
        body, prefix = tool["designdoc"], ("tool", "designdoc")
    return _Reader(path, text, prefix).configuration(body, folder)


class _Reader:
    """Decodes tables; knows where it is, so that an error can say it."""

    def __init__(self, path: str, text: str, prefix: tuple[str, ...]) -> None:
        self.path = path
        self.text = text
        self.prefix = prefix

    def configuration(self, body: object, folder: str) -> Configuration:
        top = self.table(body, (), _TOP)
        rules = self.table(top.get("rules", {}), ("rules",), ("select", "ignore", "severity"))
        limits = self.table(top.get("limits", {}), ("limits",), ("max_bytes",))
        severity = self.mapping(rules.get("severity", {}), ("rules", "severity"))
        identifiers, roles = top.get("identifiers", {}), top.get("roles", {})
        return Configuration(
            path=self.path,
            folder=folder,
            documents=self.documents(top.get("documents", [])),
            rules=Choice(
                self.codes(rules.get("select", []), ("rules", "select")),
                self.codes(rules.get("ignore", []), ("rules", "ignore")),
            ),
            severity={
                code.upper(): self.severity(value, ("rules", "severity", code))
                for code, value in severity.items()
            },
            **self.terms(identifiers, roles) if identifiers or roles else {},
            code=self.lists(top.get("code", {}), "code", ("roots", "exclude", "components")),
            evidence=self.evidence(top.get("evidence", {})),
            bind=self.bind(top.get("evidence", {})),
            max_bytes=self.positive(limits.get("max_bytes", MAX_BYTES), ("limits", "max_bytes")),
        )

    def documents(self, value: object) -> tuple[DocumentSet, ...]:
        if not isinstance(value, list):
            self.fail(("documents",), "'documents' is a list of tables: write [[documents]]")
        return tuple(self.document_set(each, number) for number, each in enumerate(value))

    def document_set(self, value: object, number: int) -> DocumentSet:
        at = ("documents", str(number))
        table = self.table(value, at, ("include", "exclude", "template"))
        if "include" not in table:
            self.fail(at, "a [[documents]] table needs 'include', a list of patterns")
        template = table.get("template", "")
        if not isinstance(template, str):
            self.fail((*at, "template"), "'template' is a string: a path or a built-in name")
        return DocumentSet(
            self.strings(table["include"], (*at, "include")),
            self.strings(table.get("exclude", []), (*at, "exclude")),
            template,
        )

    def terms(self, identifiers: object, roles: object) -> dict[str, Any]:
        """``identifiers`` and ``roles`` as written, and the terms that they come to."""
        from designdoc.application.terms import KINDS, ROLES, identifier_pairs, role_pairs

        by_kind = self.lists(identifiers, "identifiers", KINDS)
        by_role = self.lists(roles, "roles", ROLES)
        terms = Terms(identifier_pairs(by_kind, self.fail), role_pairs(by_role, self.fail))
        return {"identifiers": by_kind, "roles": by_role, "terms": terms}

    def evidence(self, value: object) -> Mapping[str, tuple[str, ...]]:
        table = self.table(value, ("evidence",), (*_EVIDENCE, "bind"))
        found = self.lists({k: v for k, v in table.items() if k != "bind"}, "evidence", _EVIDENCE)
        for key, patterns in found.items():
            for each in patterns:
                if each.startswith(("/", "~")) or ".." in each.split("/") or "\\" in each:
                    message = f"'{each}' leads out of the folder of the configuration"
                    self.fail(("evidence", key), f"{message}; write a path inside it, with slashes")
        return found

    def bind(self, value: object) -> Mapping[str, str]:
        at = ("evidence", "bind")
        table = self.mapping(self.mapping(value, at[:1]).get("bind", {}), at)
        for key, name in table.items():
            if not isinstance(name, str) or not name.strip():
                self.fail((*at, key), f"'{key}' is bound to a name: that of a measurement")
        return table

    def lists(
        self, value: object, name: str, known: Sequence[str]
    ) -> Mapping[str, tuple[str, ...]]:
        table = self.table(value, (name,), known)
        return {key: self.strings(each, (name, key)) for key, each in table.items()}

    def table(self, value: object, at: tuple[str, ...], known: Sequence[str]) -> dict[str, Any]:
        table = self.mapping(value, at)
        for key in table:
            if key not in known:
                where = f"[{'.'.join((*self.prefix, *_shown(at)))}]" if at or self.prefix else ""
                hint = did_you_mean(key, known) or f"known are {', '.join(known)}"
                inside = f" in {where}" if where else " at the top level"
                self.fail((*at, key), f"unknown key '{key}'{inside}; {hint}")
        return table

    def mapping(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(at, f"'{'.'.join(_shown(at)) or 'designdoc'}' is a table")
        return value

    def strings(self, value: object, at: tuple[str, ...]) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fail(at, f"'{at[-1]}' is a list of strings")
        return tuple(value)

    def codes(self, value: object, at: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code.strip().upper() for code in self.strings(value, at))

    def severity(self, value: object, at: tuple[str, ...]) -> Severity:
        allowed = [severity.value for severity in Severity]
        if value not in allowed:
            hint = did_you_mean(str(value), allowed)
            hint = hint or f"allowed are {', '.join(allowed)}"
            self.fail(at, f"the severity of {at[-1]} is {value!r}; {hint}")
        return Severity(str(value))

    def positive(self, value: object, at: tuple[str, ...]) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.fail(at, f"'{at[-1]}' is a whole number above 0")
        return value

    def fail(self, at: tuple[str, ...], message: str) -> NoReturn:
        line = line_of(self.text, (*self.prefix, *at))
        raise ConfigurationError(f"{self.path}:{line}: {message}")


_EVIDENCE = ("tests", "coverage", "benchmarks", "sources", "documents")
_TOP = ("documents", "rules", "identifiers", "roles", "code", "evidence", "limits")


def _shown(at: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in at if not part.isdigit())
