"""Components by name: which component a dependency, a node or a sentence means. Never by guess."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from designdoc.checking.subject import Subject
from designdoc.model.facts import Component, Entry
from designdoc.rules.citing import once
from designdoc.source.regex import regex
from designdoc.template.names import key

_HEAD = regex(
    r"\s*[:：(（\[—–]|\s-{1,2}\s|[、,;；]|\s(?:for|to|via|from|as|which|that)\s|[はがをに]"
)
_STEM = regex(
    r"^(?:component|module|service|コンポーネント)\s*[#№]?\s*(?:\d+|[A-Z])?\s*[:：.]\s*", re.I
)
_REVERSE = regex(
    r"\b(?:used|called|invoked|consumed|owned|imported) by\b|から(?:呼|利用)|依存しない", re.I
)
_NO = regex(r"^\W*(?:none|no\b|nothing|n/?a|not\b|なし|無し|\W*$)", re.IGNORECASE)
_NOT_WORD = regex(r"[\W_]+")
_NEAR = 84  # of 100: the same name with a slip in it
_MOST = 400  # components whose names are looked for in sentences


class Names(Struct, frozen=True, dict=True):
    """The components of a document by the keys of their names."""

    by_key: Mapping[str, Component]
    squashed: Mapping[str, Component]
    pattern: re.Pattern[str] | None

    def exact(self, text: str) -> Component | None:
        """The component that a text is the name of, a note behind it left out."""
        text = _STEM.sub("", text.strip(" `*_\"'[]"))
        found = self.by_key.get(key(text)) or self.by_key.get(key(_head(text)))
        return found or self.squashed.get(squash(_head(text)))

    def mentioned(self, text: str) -> Iterator[Component]:
        """The components whose names stand in a text as they are written."""
        if self.pattern is not None:
            for match in self.pattern.finditer(text):
                found = self.by_key.get(key(match[0]))
                if found is not None:
                    yield found

    def near(self, text: str) -> Component | None:
        """The component whose name was probably meant: a slip or two away, and none exactly."""
        from rapidfuzz import fuzz, process

        wanted = key(_head(_STEM.sub("", text.strip(" `*_"))))
        if len(wanted) < 5 or "/" in text or wanted in self.by_key:
            return None
        found = process.extractOne(wanted, list(self.by_key), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if not found or _differ_in_number(wanted, found[0]) or _extends(wanted, found[0]):
            return None
        return self.by_key[found[0]]


@once
def components(subject: Subject) -> Names:
    """The names of the document's components."""
    by_key: dict[str, Component] = {}
    for component in subject.model.components:
        if key(component.name):
            by_key.setdefault(key(component.name), component)
    names = sorted((c.name for c in by_key.values()), key=len, reverse=True)
    plain = [re.escape(name.strip(" `")) for name in names[:_MOST] if len(name.strip(" `")) > 2]
    pattern = regex(rf"(?<![\w-])(?:{'|'.join(plain)})(?![\w-])") if plain else None
    squashed = {squash(name): component for name, component in by_key.items()}
    return Names(by_key, squashed, pattern)


def dependencies(subject: Subject) -> Iterator[tuple[Component, Entry, tuple[Component, ...]]]:
    """Each dependency that a component states, and the components that it means."""
    names = components(subject)
    for component in subject.model.components:
        for entry in component.dependencies:
            text = entry.text
            if not text or _NO.match(text) or _REVERSE.search(text):
                continue
            exact = names.exact(text)
            found = (exact,) if exact else tuple(dict.fromkeys(names.mentioned(text)))
            yield component, entry, found


def squash(text: str) -> str:
    """What ``gift-registry``, ``Gift Registry`` and ``GiftRegistry`` have in common."""
    return _NOT_WORD.sub("", text.casefold())


def is_name(text: str) -> bool:
    """Whether a dependency is a name, and no sentence."""
    head = _head(text)
    return 0 < len(head.split()) <= 4 and len(head) <= 50 and not head.endswith((".", "。"))


def _head(text: str) -> str:
    """The name at the head of a text, before what is said of it."""
    return _HEAD.split(text.strip(" `*_"), maxsplit=1)[0].strip(" `*_")


def _differ_in_number(one: str, other: str) -> bool:
    """``cache 1`` and ``cache 2`` are near and two things."""
    return re.findall(r"\d+", one) != re.findall(r"\d+", other)


def _extends(one: str, other: str) -> bool:
    """``session store`` and ``session store client`` are two things."""
    return one.startswith(other) or other.startswith(one) or _words(one, other)


def _words(one: str, other: str) -> bool:
    """Whether names of several words differ in a whole word, as ``user store``, ``order store``."""
    left, right = one.split(), other.split()
    if len(left) != len(right):
        return True
    if len(left) == 1:
        return False
    from rapidfuzz import fuzz

    return any(a != b and fuzz.ratio(a, b) < 75 for a, b in zip(left, right, strict=True))
