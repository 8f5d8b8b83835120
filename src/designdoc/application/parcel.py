"""What came of one document, packed: to travel between processes, to wait for its turn, to be kept.

Findings are many and small; packed by file they take a twentieth of the memory, and what is not
shown is never unpacked. Where the text of the output is known to be wanted, it is rendered here,
beside the check, so that no single process renders everything at the end.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import msgspec
from msgspec import Struct

from designdoc.application.outcome import Outcome, Trouble
from designdoc.diagnostics import CheckedDocument, Finding, Severity, TemplateUse, sort_key
from designdoc.output.options import RenderOptions
from designdoc.output.summary import fixable

_LEVEL = 1  # of compression: findings repeat themselves, and time is what counts


Style = RenderOptions  # of text; so that adapters need not know the output


class Group(Struct, frozen=True, array_like=True):
    """The findings of one document in one file: how many, and where their bytes are in the parcel.

    ``text`` and ``data`` are (start, length); ``safe`` and ``unsafe`` count findings with a fix.
    """

    path: str
    error: int
    warning: int
    info: int
    safe: int
    unsafe: int
    text: tuple[int, int]
    data: tuple[int, int]

    @property
    def count(self) -> int:
        """The number of findings."""
        return self.error + self.warning + self.info


class Parcel(Struct, frozen=True, array_like=True):
    """An outcome without its findings, which are packed in ``held``.

    ``basis`` names what it rests on, empty where nobody noted that; ``style`` is that of its text,
    empty where it has none. ``loose`` are all findings where they cannot be packed, because names
    of files that are no Unicode are in them; those are not kept.
    """

    path: str
    document: CheckedDocument | None
    groups: tuple[Group, ...] = ()
    suppressed: int = 0
    troubles: tuple[Trouble, ...] = ()
    timings: dict[str, float] = {}
    note: str = ""
    basis: bytes = b""
    style: str = ""
    held: bytes = b""
    loose: tuple[Finding, ...] = ()
    bound: tuple[str, ...] | None = None
    targets: tuple[str, ...] = ()


def pack(outcome: Outcome, style: RenderOptions | None, basis: bytes = b"") -> Parcel:
    """An outcome packed; with a ``style``, its text is rendered as well."""
    groups: list[Group] = []
    pieces: list[bytes] = []
    at, loose = 0, False
    by_path = groupby(sorted(outcome.findings, key=sort_key), lambda each: each.path)
    for path, some in by_path:
        findings = list(some)
        template = outcome.document.template if outcome.document else None
        own = template if path == outcome.path else None
        text = rendered(findings, own, style) if style else b""
        data = _packed(findings)
        loose = loose or data is None
        data = data or b""
        groups.append(_group(path, findings, (at, len(text)), (at + len(text), len(data))))
        pieces += (text, data)
        at += len(text) + len(data)
    return Parcel(
        outcome.path,
        outcome.document,
        tuple(groups),
        outcome.suppressed,
        outcome.troubles,
        outcome.timings,
        outcome.note,
        b"" if loose else basis,
        name_of(style),
        b"".join(pieces),
        outcome.findings if loose else (),
        outcome.bound,
        outcome.targets,
    )


def name_of(style: RenderOptions | None) -> str:
    """What tells one style of text from another."""
    return f"{style.width} {style.color:d}{style.quiet:d}" if style else ""


def _packed(findings: Sequence[Finding]) -> bytes | None:
    try:
        return zlib.compress(msgspec.msgpack.encode(findings), _LEVEL)
    except UnicodeEncodeError:
        return None


def unpack(data: bytes) -> list[Finding]:
    """The findings of a group, from its ``data``."""
    return _DECODER.decode(zlib.decompress(data))


def rendered(
    findings: Sequence[Finding], template: TemplateUse | None, style: RenderOptions
) -> bytes:
    """Findings of one file as the text output shows them."""
    from designdoc.output.text import blocks  # not every format is text

    text = "".join(blocks(findings, template, style))
    return text.encode("utf-8", "backslashreplace")


_DECODER = msgspec.msgpack.Decoder(list[Finding])


def _group(
    path: str, findings: Sequence[Finding], text: tuple[int, int], data: tuple[int, int]
) -> Group:
    found = Counter(finding.severity for finding in findings)
    return Group(
        path,
        found[Severity.ERROR],
        found[Severity.WARNING],
        found[Severity.INFO],
        *fixable(findings),
        text,
        data,
    )
