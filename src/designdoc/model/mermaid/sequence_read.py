"""A sequence diagram's tokens to participants and messages.

As in mermaid.js the whole text is parsed first; what the order of the statements breaks
(ending an activation that never began, a participant in two boxes) counts only after that.
"""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct, field

from designdoc.model.mermaid.clean import decode_entities, inner_yaml
from designdoc.model.mermaid.sequence_tokens import tokens
from designdoc.model.mermaid.tokens import SyntaxProblem, Token, shown

_INNER = {"alt": "else", "par": "and", "par_over": "and", "critical": "option"}
_OPENING = frozenset(("loop", "rect", "opt", "alt", "par", "par_over", "critical", "break"))


class RawActor(Struct):
    """A participant while it is read."""

    id: str
    label: str
    start: int
    end: int
    shape: str
    box: "RawBox | None" = None


class RawMessage(Struct):
    """A message while it is read."""

    source: str
    target: str
    label: str
    kind: str
    start: int
    end: int
    both: bool = False


class RawBox(Struct):
    """A box around participants."""

    label: str
    start: int
    end: int = 0
    members: list[str] = field(default_factory=list)


class Sequence(Struct):
    """What was read, in ranges of the cleaned text, up to the problem if there is one."""

    actors: dict[str, RawActor] = field(default_factory=dict)
    messages: list[RawMessage] = field(default_factory=list)
    boxes: list[RawBox] = field(default_factory=list)
    problem: SyntaxProblem | None = None


def read_sequence(text: str) -> Sequence:
    """Read the cleaned text of a sequence diagram."""
    reader = _Reader(text)
    try:
        reader.run()
        reader.found.problem = reader.late[0] if reader.late else None
    except SyntaxProblem as problem:
        reader.found.problem = problem
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Sequence()
        self.late: list[SyntaxProblem] = []
        self.active: Counter[str] = Counter()
        self.created = self.destroyed = ""
        self.box: RawBox | None = None
        self.blocks: list[Token] = []
        self._tokens = tokens(text)
        self.next = Token("END", 0, 0)
        self.shift()
        self._statements: dict[str, Callable[[], None]] = {
            "participant": self.participant,
            "destroy": self.destroy,
            "create": self.create,
            "box": self.open_box,
            "autonumber": self.autonumber,
            "activate": self.activate,
            "deactivate": self.activate,
            "note": self.note,
            "links": self.links,
            "end": self.end,
        }

    def run(self) -> None:
        while self.next.kind == "NEWLINE":
            self.shift()
        self.expect("SD", "the diagram begins with `sequenceDiagram`")
        while self.next.kind != "END":
            self.statement()
        if self.blocks or self.box:
            start = self.blocks[-1] if self.blocks else None
            first = start.start if start else self.box.start if self.box else 0
            last = start.end if start else first + len("box")
            raise SyntaxProblem("this block has no `end`", first, last)

    def statement(self) -> None:
        kind = self.next.kind
        if self.box and kind not in {"participant", "destroy", "end", "NEWLINE"}:
            raise self.fail("only participants stand in a box")
        if kind in {"NEWLINE", "INVALID", "title", "accessibility", "VALUE"}:
            self.shift()
        elif kind in _OPENING:
            self.blocks.append(self.shift())
            self.expect("LINE", "the text of the block should follow")
        elif kind in {"else", "and", "option"}:
            self.branch()
        elif kind == "ACTOR":
            self.message()
        elif kind in self._statements:
            self._statements[kind]()
        else:
            raise self.fail("a message, a participant or another statement should begin")

    # Tokens

    def shift(self) -> Token:
        token = self.next
        size = len(self.text)
        self.next = next(self._tokens, Token("END", size, size))
        return token

    def word(self, token: Token) -> str:
        return self.text[token.start : token.end].strip()

    def fail(self, expected: str) -> SyntaxProblem:
        token = self.next
        message = f"{shown(self.text, token)} cannot stand here; {expected}"
        return SyntaxProblem(message, token.start, token.end)

    def expect(self, kind: str, expected: str) -> Token:
        if self.next.kind != kind:
            raise self.fail(expected)
        return self.shift()

    def line_end(self) -> None:
        self.expect("NEWLINE", "the statement should end")

    def actor(self) -> Token:
        return self.expect("ACTOR", "the name of a participant should be here")

    def broken(self, message: str, token: Token) -> None:
        self.late.append(SyntaxProblem(message, token.start, token.end))

    # Statements

    def branch(self) -> None:
        kind = self.next.kind
        if not self.blocks or _INNER.get(self.blocks[-1].kind) != kind.lower():
            raise self.fail(f"`{kind}` belongs inside a block of its own kind")
        self.shift()
        self.expect("LINE", "the text of the branch should follow")

    def end(self) -> None:
        token = self.shift()
        if self.box:
            self.box.end = token.end
            self.box = None
        elif self.blocks:
            self.blocks.pop()
        else:
            message = "`end` cannot stand here; no block is open"
            raise SyntaxProblem(message, token.start, token.end)

    def open_box(self) -> None:
        start = self.shift().start
        title = self.expect("LINE", "the title of the box should follow")
        self.box = RawBox(decode_entities(self.word(title)), start)
        self.found.boxes.append(self.box)

    def participant(self, create: bool = False) -> None:
        shape = self.word(self.shift()).lower()
        token = self.actor()
        label: str | None = None
        if self.next.kind == "CONFIG":
            shape, label = self.configuration(shape)
        if self.next.kind == "CLOSE":
            self.shift()
        if self.next.kind == "AS":
            self.shift()
            label = self.wrapped(self.word(self.expect("LINE", "an alias should follow `as`")))
        self.line_end()
        if create and self.word(token) in self.found.actors:
            self.broken(f"`{self.word(token)}` exists already and cannot be created", token)
        self.declare(token, label, shape)
        if create:
            self.created = self.word(token)

    def configuration(self, shape: str) -> tuple[str, str | None]:
        token = self.shift()
        if token.end <= token.start:
            raise SyntaxProblem("`@{ … }` is empty", token.start, token.end)
        root, invalid = inner_yaml(self.word(token))
        if invalid:
            self.broken("`@{ … }` holds no valid YAML", token)
        kind, alias = (root.get("type"), root.get("alias")) if root else (None, None)
        return (kind.text if kind else shape), (alias.text if alias else None)

    def create(self) -> None:
        self.shift()
        if self.next.kind == "destroy":
            raise self.fail("`participant` or `actor` should follow")
        if self.next.kind != "participant":
            raise self.fail("`participant` or `actor` should follow")
        self.participant(create=True)

    def destroy(self) -> None:
        self.shift()
        self.destroyed = self.word(self.actor())
        self.line_end()

    def autonumber(self) -> None:
        self.shift()
        if self.next.kind == "off":
            self.shift()
        else:
            for _ in range(2):
                if self.next.kind == "NUM":
                    self.shift()
        self.line_end()

    def activate(self) -> None:
        kind = self.shift().kind
        token = self.actor()
        self.line_end()
        self.count(token, 1 if kind == "activate" else -1)

    def count(self, token: Token, step: int) -> None:
        name = self.word(token)
        if self.active[name] + step < 0:
            self.broken(f"`{name}` is deactivated but not active", token)
        else:
            self.active[name] += step

    def note(self) -> None:
        self.shift()
        if self.next.kind == "side":
            self.shift()
            self.declare(self.actor())
        else:
            self.expect("over", "`left of`, `right of` or `over` should follow")
            self.declare(self.actor())
            if self.next.kind == ",":
                self.shift()
                self.declare(self.actor())
        self.text_of("the note")
        self.line_end()

    def links(self) -> None:
        self.shift()
        self.declare(self.actor())
        self.text_of("the link")
        self.line_end()

    def text_of(self, what: str) -> str:
        token = self.expect("TXT", f"a colon and the text of {what} should follow")
        return self.wrapped(self.word(token)[1:])

    def message(self) -> None:
        """``A->>+B: text`` with its activations and its central connections."""
        source = self.actor()
        before = self.optional("()")
        arrow = self.expect("ARROW", "an arrow such as `->>` should follow the participant")
        mark = "" if before else self.optional("+", "-")
        if not mark:
            self.optional("()")
        target = self.actor()
        label = self.text_of("the message")
        end = self.next.start
        self.line_end()
        self.declare(source)
        self.declare(target)
        self.life(source, target)
        sign = self.word(arrow)
        self.found.messages.append(
            RawMessage(
                self.word(source),
                self.word(target),
                label,
                sign,
                source.start,
                end,
                sign.startswith("<"),
            )
        )
        if mark:
            self.count(*((target, 1) if mark == "+" else (source, -1)))

    def optional(self, *kinds: str) -> str:
        return self.shift().kind if self.next.kind in kinds else ""

    def life(self, source: Token, target: Token) -> None:
        """A created or destroyed participant is an end of the very next message."""
        if self.created:
            if self.word(target) != self.created:
                self.broken(f"the message that creates `{self.created}` should come here", target)
            self.created = ""
        elif self.destroyed:
            if self.destroyed not in (self.word(source), self.word(target)):
                self.broken(f"the message that ends `{self.destroyed}` should come here", target)
            self.destroyed = ""

    def declare(self, token: Token, label: str | None = None, shape: str = "") -> None:
        name = self.word(token)
        known = self.found.actors.get(name)
        if known:
            if self.box and known.box and known.box is not self.box:
                self.broken(f"`{name}` stands in two boxes", token)
            known.box = known.box or self.box
            if label is None:
                return
            known.label, known.shape = decode_entities(label), shape or known.shape
            return
        text = decode_entities(name if label is None else label)
        self.found.actors[name] = RawActor(
            name, text, token.start, token.end, shape or "participant", self.box
        )
        if self.box:
            self.box.members.append(name)

    def wrapped(self, text: str) -> str:
        """A text without the ``wrap:`` that asks for line breaks."""
        text = text.strip()
        for prefix in (":wrap:", "wrap:", ":nowrap:", "nowrap:"):
            if text.startswith(prefix):
                return decode_entities(text[len(prefix) :].strip())
        return decode_entities(text)
