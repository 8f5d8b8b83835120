"""Results as the application would find them, from texts or a folder, without a disk or git."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from designdoc.evidence import Kind, Problem, latest, read
from designdoc.workspace.assessment import Changes, Dated, Evidence

WRITTEN = datetime(2026, 11, 20, tzinfo=UTC)  # the time of every file


def evidence(results: Mapping[Kind, Mapping[str, str | bytes]], **more: object) -> Evidence:
    """Texts by kind and path; a kind with no texts is configured, and nothing is there."""
    dated: list[Dated] = []
    problems: list[Problem] = []
    for kind, texts in results.items():
        for path, text in texts.items():
            found, said = read(path, text.encode() if isinstance(text, str) else text)
            problems += (replace(each, kind=kind) for each in said)
            if found:
                by = "the time in the file" if found.taken else "the time of the file"
                dated.append(Dated(found, latest(found.taken) if found.taken else WRITTEN, by))
    patterns = {kind: (f"reports/{kind.value}*",) for kind in results}
    return Evidence(patterns, tuple(dated), tuple(problems), **more)  # type: ignore[arg-type]


def from_folder(folder: Path, told: Mapping[str, object]) -> Evidence:
    """The files of ``results/`` by kind, which begins their names: ``tests.xml``."""
    kinds = {Kind(name) for name in told.get("kinds", ())}  # type: ignore[union-attr, attr-defined]
    found: dict[Kind, dict[str, bytes]] = {kind: {} for kind in sorted(kinds)}
    for path in sorted((folder / "results").glob("*")):
        kind = next(kind for kind in Kind if path.name.startswith(kind.value))
        found.setdefault(kind, {})[f"reports/{path.name}"] = path.read_bytes()
    return evidence(found, bind=told.get("bind", {}))


def changed(day: str, lines: int = 200) -> Changes:
    """Every line of a document changed on that day."""
    return Changes((datetime.fromisoformat(day).replace(tzinfo=UTC),) * lines)
