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

MAX_BYTES = 10_000_000


class DocumentSet(Struct, frozen=True):
    """One ``[[documents]]`` table: patterns from the configuration's folder, and a template."""

    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    template: str = ""


class Configuration(Struct, frozen=True):
    """What a configuration file says; the default is what holds without one.

    ``folder`` is the absolute folder of the file, where its paths begin. ``identifiers``, ``code``
    and ``evidence`` are read and typed for the stages that will use them.
    """

    path: str = ""
    folder: str = ""
    documents: tuple[DocumentSet, ...] = ()
    rules: Choice = field(default_factory=Choice)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    code: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
            identifiers={
                kind: self.strings(value, ("identifiers", kind))
                for kind, value in self.mapping(
                    top.get("identifiers", {}), ("identifiers",)
                ).items()
            },
            code=self.lists(top.get("code", {}), "code", ("roots", "exclude", "components")),
            evidence=self.lists(
                top.get("evidence", {}), "evidence", ("tests", "coverage", "benchmarks")
            ),
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


_TOP = ("documents", "rules", "identifiers", "code", "evidence", "limits")


def _shown(at: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in at if not part.isdigit())
