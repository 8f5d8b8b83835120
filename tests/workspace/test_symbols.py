"""What a document defines, as it is looked up by itself and by others."""

from collections.abc import Callable

import msgspec

from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace import Missing, Unit, link_units, unit_of

Modelled = Callable[[str, str], tuple[Document, DesignModel]]

LOGIN = """# Login Design Document

## Functional Requirements

- **FR-1**: The guard locks.
- **FR-2**: The mailer tells.

<a id="old-name"></a>

## Notes on login {#notes}

**FR-9**: a word in bold.
"""


def test_every_name_of_a_thing(modelled: Modelled) -> None:
    symbols = unit_of(*modelled("docs/login.md", LOGIN)).symbols
    assert symbols.item("FR1") == symbols.at("FR-001") == "docs/login.md#FR-1"
    anchors = ("", "top", "old-name", "notes", "Notes-on-login", "user-content-notes")
    assert {symbols.at(anchor) for anchor in anchors} == {"docs/login.md"}
    assert symbols.gives("FR-9")  # no node, and yet no reader looks for it in vain
    assert symbols.item("FR-9") is None
    assert symbols.at("FR-3") is None
    assert symbols.families == {"fr": 3}


def test_a_unit_travels_as_bytes_and_links_the_same(modelled: Modelled) -> None:
    other = "# Mail Design Document\n\nAs login/FR-1, login.md#FR-7 and [x](login.md#FR-2) say.\n"
    units = [unit_of(*modelled("login.md", LOGIN)), unit_of(*modelled("mail.md", other))]
    decoder = msgspec.msgpack.Decoder(Unit)
    sent = [decoder.decode(msgspec.msgpack.encode(unit)) for unit in units]
    assert sent == units
    found = link_units(reversed(sent))
    assert [(one.target, one.how) for one in found.links] == [
        ("login.md#FR-1", "identifier"),
        ("login.md#FR-2", "link"),
    ]
    assert [(one.kind, one.target, one.document) for one in found.unresolved] == [
        (Missing.IDENTIFIER, "FR-7", "login.md")
    ]
