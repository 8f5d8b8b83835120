"""Defects in identifiers, components, types, diagrams and links."""

import re
from collections.abc import Iterator

from defects.links.linked import Linking
from defects.links.slip import (
    COMPONENTS,
    CRITERIA,
    PHASES,
    TESTS,
    Slip,
    changed,
    citations,
    component_lines,
    definitions,
    dependency_lines,
    mistyped,
    replaced,
    under,
)

_MEANING = {  # from where a requirement is named, and the rule for one that is named nowhere there
    "component": (COMPONENTS, "DD403"),
    "phase": (PHASES, "DD404"),
    "test": (TESTS, "DD405"),
}


def identifier_mistyped(pair: Linking) -> Iterator[Slip]:
    """A citation names what is not there."""
    for headings in (COMPONENTS, PHASES, TESTS, CRITERIA, ("Performance Tests",)):
        for number, match in citations(pair, *headings):
            prefix, _, digits = match[0].partition("-")
            for wrong in (f"{prefix}-{digits}7", f"{prefix}-99"):
                line = replaced(pair.lines[number], match, wrong)
                yield changed("identifier mistyped", pair, number, line, "DD401")


def identifier_elsewhere_mistyped(pair: Linking) -> Iterator[Slip]:
    """A citation names what the other document does not give."""
    for number, line in enumerate(pair.lines):
        for match in re.finditer(r"(?<=/|#)FR-\d", line):
            kind = "name" if line[match.start() - 1] == "/" else "path"
            for wrong in ("FR-4", "FR-17", "FR-99", f"{match[0]}0"):
                slipped = replaced(line, match, wrong)
                yield changed(f"identifier mistyped after a {kind}", pair, number, slipped, "DD401")


def identifier_doubled(pair: Linking) -> Iterator[Slip]:
    """An identifier is given to something else, too."""
    for name, number in definitions(pair, "FR", "NFR", "AC", "R").items():
        line = pair.lines[number]
        head = line[: line.index(name) + len(name)]
        mark = re.match(r"(?:\*\*:|:| \(FR-\d+\):| \|)?", line[len(head) :])
        tail = " | " + " | ".join(["a second thing", *["Low"] * (line.count("|") - 3)]) + " |"
        words = " |".join(tail.split(" |")[1:]) if head.startswith("|") else " a second thing."
        second = head + ((mark[0] if mark else "") + words)
        if head.startswith("|"):
            second = head + tail
        yield changed("identifier doubled", pair, number, f"{line}\n{second}", "DD402", (),
                      "DD403 DD404 DD405")  # fmt: skip


def requirement_removed(pair: Linking) -> Iterator[Slip]:
    """A requirement is struck, and is still named."""
    for name, number in definitions(pair, "FR").items():
        at = {n for n, m in citations(pair, *COMPONENTS, *PHASES, *TESTS, *CRITERIA)
              if m[0] == name}  # fmt: skip
        at |= {n + 1 for n in at} | {n - 1 for n in at}
        yield changed("requirement removed", pair, number, None, "DD401 DD415", at, "DD401 DD415")


def link_dropped(pair: Linking) -> Iterator[Slip]:
    """The only component, phase or test that names a requirement names it no longer."""
    defined = definitions(pair, "FR")
    for kind, (headings, code) in _MEANING.items():
        found = list(citations(pair, *headings))
        for number, match in found:
            if match[0] not in defined or sum(m[0] == match[0] for _, m in found) > 1:
                continue
            line = re.sub(rf"(?:, | and )?{match[0]}(?:, |: )?|\((?=\))", "", pair.lines[number])
            line = line.replace(" ()", "")
            yield changed(f"{kind} names it no longer", pair, number, line, f"{code} DD412",
                          (defined[match[0]], number), "DD412")  # fmt: skip


def renamed_at_dependency(pair: Linking) -> Iterator[Slip]:
    """A component depends on one by a name with a slip in it."""
    for number, match in dependency_lines(pair).values():
        for name in component_lines(pair):
            if name in match[0]:
                for wrong in mistyped(name):
                    line = replaced(pair.lines[number], match, match[0].replace(name, wrong))
                    yield changed("component mistyped", pair, number, line, "DD408")


def renamed_in_diagram(pair: Linking) -> Iterator[Slip]:
    """A diagram has a component by a name with a slip in it."""
    for name in component_lines(pair):
        for number in under(pair, "Data Flow", "データフロー"):
            if name in pair.lines[number]:
                for wrong in mistyped(name):
                    line = pair.lines[number].replace(name, wrong)
                    yield changed("node mistyped", pair, number, line, "DD410")


def renamed_at_definition(pair: Linking) -> Iterator[Slip]:
    """A component has a new name where it is described, and the old one where it is needed."""
    for name, number in component_lines(pair).items():
        at = {n for n, m in dependency_lines(pair).values() if name in m[0]}
        at |= {n for n in under(pair, "Data Flow", "データフロー") if name in pair.lines[n]}
        for wrong in mistyped(name):
            line = pair.lines[number].replace(name, wrong)
            if at:
                yield changed("component renamed", pair, number, line, "DD408 DD410", at,
                              "DD408 DD410")  # fmt: skip


def unknown_dependency(pair: Linking) -> Iterator[Slip]:
    """A component depends on one that nobody describes."""
    strangers = ("検索索引",) if pair.name == "shifts" else ("Sorting Robot", "Tally Clerk")
    for number, match in dependency_lines(pair).values():
        for stranger in strangers:
            known = [] if match[0] in {"none", "なし"} else [match[0]]
            line = replaced(pair.lines[number], match, ", ".join([*known, stranger]))
            yield changed("unknown dependency", pair, number, line, "DD408")


def cycle(pair: Linking) -> Iterator[Slip]:
    """A component depends on one that needs it."""
    needs = dependency_lines(pair)
    where = component_lines(pair)
    for name, (_, match) in needs.items():
        for other in where:
            if other in match[0]:
                number, theirs = needs[other]
                known = [] if theirs[0] in {"none", "なし"} else [theirs[0]]
                line = replaced(pair.lines[number], theirs, ", ".join([*known, name]))
                yield changed("cycle", pair, number, line, "DD409", where.values())


def unused_component(pair: Linking) -> Iterator[Slip]:
    """A component is added, and nothing needs it."""
    for number in component_lines(pair).values():
        if pair.lines[number].startswith("|"):
            line = f"{pair.lines[number]}\n| Weather Vane | Turns in the wind | none |"
        elif pair.name == "shifts":
            fields = "- **責務**: 空を見る\n- **依存関係**: なし"
            line = f"### 天気予報\n\n{fields}\n\n{pair.lines[number]}"
        else:
            line = (
                "#### Weather Vane\n\n- **Responsibilities**: turns\n- **Interface**: `turn()`\n"
                f"- **Dependencies**: none\n\n{pair.lines[number]}"
            )
        yield changed("component unused", pair, number, line, "DD407")


def responsibility_emptied(pair: Linking) -> Iterator[Slip]:
    """A component says no longer what it does."""
    for number in under(pair, *COMPONENTS):
        line = pair.lines[number]
        if re.match(r"- \*\*(?:Responsibilities|責務)\*\*:", line):
            emptied = line[: line.index(":") + 1]
        elif re.match(r"\| [A-Z]", line) and "Responsibility" not in line:
            cells = line.split("|")
            emptied = "|".join([*cells[:2], "  ", *cells[3:]])
        else:
            continue
        yield changed("responsibility emptied", pair, number, emptied, "DD406 DD108", (),
                      "DD403")  # fmt: skip


def unknown_node(pair: Linking) -> Iterator[Slip]:
    """A diagram shows a part that nobody describes."""
    if pair.name == "borrowing":
        return  # one of its nodes is no component already, and may be
    stranger = "検索索引" if pair.name == "shifts" else "Sorting Robot"
    for number in under(pair, "Data Flow", "データフロー"):
        if re.search(r"\w+\[[^\]]+\] -->", pair.lines[number]):
            node = pair.lines[number].split("[")[0].strip()
            line = f"{pair.lines[number]}\n  extra[{stranger}] --> {node}"
            yield changed("node unknown", pair, number, line, "DD410")


def types(pair: Linking) -> Iterator[Slip]:
    """An interface uses a type by a wrong name, or one that was struck."""
    interfaces = [n for n in under(pair, *COMPONENTS) if "**Interface**" in pair.lines[n]]
    for number in interfaces:
        for match in re.finditer(r"(?<=: )[A-Z]\w+", pair.lines[number]):
            for wrong in mistyped(match[0]):
                line = replaced(pair.lines[number], match, wrong)
                yield changed("type mistyped", pair, number, line, "DD411")
            home = next(n for n in under(pair, "Type Definitions")
                        if f" {match[0]} " in pair.lines[n])  # fmt: skip
            at = {n for n in interfaces if match[0] in pair.lines[n]}
            yield changed("type removed", pair, home, None, "DD411", {n + 1 for n in at} | at)


def diagram_broken(pair: Linking) -> Iterator[Slip]:
    """A diagram that mermaid refuses."""
    fences = _fences(pair)
    for first, last in fences:
        inside = set(range(first - 1, last + 1))
        sequence = "sequenceDiagram" in pair.lines[first]
        if not sequence:
            broken = pair.lines[first].replace("flowchart", "flowchar")
            yield changed("diagram broken", pair, first, broken, "DD418", inside)
        for number in range(first + 1, last):
            line = pair.lines[number]
            for wrong in _refused(line, last=number == last - 1):
                yield changed("diagram broken", pair, number, wrong, "DD418", inside)
            if sequence and "participant" not in line:
                opened = f"  loop each hour\n{line}"
                yield changed("diagram broken", pair, number, opened, "DD418", inside)


def _refused(line: str, last: bool) -> Iterator[str]:
    if "]" in line:
        yield line.replace("]", "", 1)
    if "-->" in line and "[" in line:
        yield line.replace("-->", "->", 1)
        if last:  # else the arrow leads to what begins the next line
            yield line[: line.index("-->") + 3]
    if "->>" in line and ":" in line:
        yield line[: line.index(":")]


def _fences(pair: Linking) -> list[tuple[int, int]]:
    starts = [n for n, line in enumerate(pair.lines) if line == "```mermaid"]
    return [(n + 1, pair.lines.index("```", n)) for n in starts]


def link_broken(pair: Linking) -> Iterator[Slip]:
    """A link to a file or a heading that is not there."""
    for number, line in enumerate(pair.lines):
        for match in re.finditer(r"\]\(([^)#]*)(#[^)]*)?\)", line):
            path, anchor = match[1], match[2] or ""
            wrong = [path + anchor + "-2"] if anchor else []
            wrong += [anchor.replace("-", "_") or "#none"] if not path else []
            if path:
                wrong += [path.replace(".md", "s.md") + anchor, "old/" + path, "../" + path,
                          path.replace(".md", ".mdx"), path + "#no-such-part"]  # fmt: skip
            for target in wrong:
                yield changed("link broken", pair, number, replaced(line, match, f"]({target})"),
                              "DD416")  # fmt: skip


def criterion_orphaned(pair: Linking) -> Iterator[Slip]:
    """A criterion names no requirement any longer."""
    for number in under(pair, *CRITERIA):
        line = re.sub(r" \(FR-\d+\)", "", pair.lines[number])
        if line != pair.lines[number]:
            yield changed("criterion orphaned", pair, number, line, "DD415")


INJECTORS = (
    identifier_mistyped, identifier_elsewhere_mistyped, identifier_doubled, requirement_removed,
    link_dropped,
    renamed_at_dependency, renamed_in_diagram, renamed_at_definition, unknown_dependency, cycle,
    unused_component, responsibility_emptied, unknown_node, types, diagram_broken, link_broken,
    criterion_orphaned,
)  # fmt: skip
