"""Results are made once, and made again where what was kept is of no use."""

from designdoc.application.remembered import Memory, remembered


def test_made_once() -> None:
    store = Memory()
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": 1}

    assert remembered(store, "k", dict[str, int], make) == {"a": 1}
    assert remembered(Memory(held=store.held), "k", dict[str, int], make) == {"a": 1}
    assert len(made) == 1
    assert remembered(store, "other", dict[str, int], make) == {"a": 1}
    assert len(made) == 2


def test_what_is_no_such_value_is_made_again() -> None:
    for wrong in (b"", b"\xc1", b"\x81\xa1a", b"\x93\x01\x02\x03", b"\x81\xa1a\xa1b"):
        store = Memory(held={"k": wrong})
        assert remembered(store, "k", dict[str, int], lambda: {"a": 2}) == {"a": 2}
        assert remembered(store, "k", dict[str, int], dict) == {"a": 2}


def test_what_is_not_to_be_kept_is_not() -> None:
    store = Memory()
    assert remembered(store, "k", dict[str, int], dict, bool) == {}
    assert remembered(store, "k", list[str], lambda: ["\udcff"]) == ["\udcff"]  # no text
    assert store.held == {}
    store.put("k", b"\x80")  # an empty one, kept by somebody else
    assert remembered(store, "k", dict[str, int], lambda: {"a": 3}, bool) == {"a": 3}


def test_memory_over_another_store() -> None:
    below = Memory()
    below.put("a", b"A")
    above = Memory(below)
    assert (above.get("a"), above.held) == (b"A", {"a": b"A"})
    above.put("b", b"B")
    assert below.get("b") == b"B"
