"""Counts of facts by a plain scan of lines: an opinion that shares no code with the package."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADINGS = {
    "components": r"(?:major|main|key|core) components|components|component design"
    r"|主要コンポーネント|コンポーネント"
    r"|(?:основные )?компоненты",
    "alternatives": r"alternative (?:approaches|solutions)|alternatives"
    r"|代替案|альтернативные решения",
    "risks": r"risks?(?: and mitigations?)?|リスクと対策|リスクと軽減策|リスク|риски и митигация",
    "revisions": r"(?:update|revision|change) history|更新履歴|変更履歴|改訂履歴"
    r"|история (?:обновлений|изменений)",
    "functional_requirements": r"functional requirements|機能要件|функциональные(?: требования)?",
    "acceptance_criteria": r"acceptance criteria.*|受け入れ(?:条件|基準)|受入(?:条件|基準)"
    r"|критерии приёмки.*",
}
_FENCE = re.compile(r"^\s*(?:[-*]\s+)?(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^(?:[-*+]|\d+[.)])\s+(?=\S)")
_RULE = re.compile(r"^\|?[\s:|-]*-[\s:|-]*$")


@dataclass(frozen=True)
class Section:
    """A heading's own name and all lines below it, code blocks left out."""

    level: int
    lines: list[str]


def counts(text: str) -> dict[str, int]:
    """How many facts of each kind the document has; nothing for N/A."""
    return {kind: _count(kind, text) for kind in HEADINGS}


def _count(kind: str, text: str) -> int:
    found = 0
    for section in _sections(text, HEADINGS[kind]):
        found += _in_section(kind, section)
    return found


def _in_section(kind: str, section: Section) -> int:
    headings = [m for line in section.lines if (m := _HEADING.match(line))]
    below = [m for m in headings if len(m[1]) == section.level + 1]
    rows = _rows(section.lines)
    items = [line for line in _asked(section.lines) if _ITEM.match(line)]
    if kind in {"components", "alternatives"}:
        return len(below) or rows or len(items)
    if kind in {"risks", "revisions"}:
        return rows or len(below) or len(items)
    if kind == "functional_requirements":
        named = [m for m in below if re.match(r"[A-Z]+-?\d", m[2])]
        named += [m for line in section.lines if (m := re.match(r"\*\*FR-?\d+", line))]
        return len(named) or len(items) or rows or _paragraphs(section.lines)
    return len(items) or rows


def _asked(lines: list[str]) -> Iterator[str]:
    """The lines outside of sub-sections that say "non-goals"."""
    inside = True
    for line in lines:
        if _HEADING.match(line):
            inside = "non-goal" not in line.lower()
        if inside:
            yield line


def _paragraphs(lines: list[str]) -> int:
    blank = [not line.strip() for line in lines]
    starts = [not empty and (i == 0 or blank[i - 1]) for i, empty in enumerate(blank)]
    return sum(starts)


def _rows(lines: list[str]) -> int:
    count = 0
    inside = False
    for line in lines:
        if not line.strip().startswith("|"):
            inside = False
        elif _RULE.match(line.strip()):
            inside = True
        elif inside and re.search(r"\w", line):
            count += 1
    return count


def _sections(text: str, pattern: str) -> Iterator[Section]:
    wanted = re.compile(rf"(?:\d+(?:\.\d+)*\.?\s*)?(?:{pattern})(?:\s*[(（].*)?", re.IGNORECASE)
    open_: Section | None = None
    for line in _outside_code(text):
        heading = _HEADING.match(line)
        if heading and open_ and len(heading[1]) <= open_.level:
            yield from _stated(open_)
            open_ = None
        if heading and not open_ and len(heading[1]) > 1 and wanted.fullmatch(heading[2]):
            open_ = Section(len(heading[1]), [])
        elif open_:
            open_.lines.append(line)
    if open_:
        yield from _stated(open_)


def _stated(section: Section) -> Iterator[Section]:
    first = next((line for line in section.lines if line.strip()), "")
    if not re.match(r"[*_(]*(?:n/?a\b|not applicable|該当なし)", first.strip(), re.IGNORECASE):
        yield section


def _outside_code(text: str) -> Iterator[str]:
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if fence:
            if (
                mark
                and mark[1][0] == fence[0]
                and len(mark[1]) >= len(fence)
                and not line.strip(" `~-*")
            ):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        yield line
