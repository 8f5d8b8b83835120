"""Results that are worked out once: kept in memory, and in a store behind it from run to run."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

import msgspec

from designdoc.application.ports import Store

T = TypeVar("T")


def remembered(
    store: Store,
    key: str,
    kind: type[T],
    make: Callable[[], T],
    keep: Callable[[T], bool] = lambda _: True,
) -> T:
    """What the store holds under the key, else what ``make`` gives, which is then put there.

    Bytes that are no such value are as none; a value that ``keep`` refuses is neither put there nor
    taken from there.
    """
    held = store.get(key)
    if held is not None:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            known = msgspec.msgpack.decode(held, type=kind)
            if keep(known):
                return known
    made = make()
    if keep(made):
        with suppress(UnicodeEncodeError):  # a file name that is no text
            store.put(key, msgspec.msgpack.encode(made))
    return made


class Memory:
    """The port ``Store`` in memory, over another one if there is one.

    ``held`` is what it knows already; a worker process is given that of its parent.
    """

    def __init__(self, under: Store | None = None, held: Mapping[str, bytes] | None = None) -> None:
        self._under = under
        self.held = dict(held or {})

    def get(self, key: str) -> bytes | None:
        """What was put under the key here or below."""
        if key not in self.held and self._under is not None:
            below = self._under.get(key)
            if below is not None:
                self.held[key] = below
        return self.held.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes here and below."""
        self.held[key] = data
        if self._under is not None:
            self._under.put(key, data)
