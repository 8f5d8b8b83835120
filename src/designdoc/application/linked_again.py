"""Documents linked as ``linked`` does; what still holds of the last time is not read again."""

import zlib
from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from designdoc.application.check import Progress, World, kept, run_over
from designdoc.application.checker import Checker
from designdoc.application.gathered import Placed
from designdoc.application.modelled import Ready
from designdoc.application.outcome import Job
from designdoc.application.parcel import Group, Parcel
from designdoc.application.ports import Pool
from designdoc.application.trace import Linked
from designdoc.workspace import Unit, link_units

_LEVEL = 1  # of compression, as for findings


def linked_again(paths: Sequence[str], make: Callable[[], Checker], world: World) -> Linked:
    """The documents behind the paths, linked; ``make`` gives what reads them, if that is needed.

    Where ``world.progress`` raises, what was read until then is kept before that is passed on.

    Raises:
        UsageError: a path does not exist.
    """
    work = _Work(world.progress)
    done = run_over(paths, make, replace(world, progress=work.told), work)
    kept(done, world)
    if work.ended is not None:
        raise work.ended
    placed = sorted(done.run.placed, key=lambda each: each.parcel.path)
    units = [unit for each in placed if (unit := work.loose.get(each.parcel.path) or _unit(each))]
    own = [trouble for each in placed for trouble in each.parcel.troubles]
    troubles = sorted([*done.run.troubles, *own], key=lambda each: each.path)
    with world.stages("link"):
        workspace = link_units(units)
    return Linked(workspace, tuple(each.path for each in units), tuple(troubles))


class _Work:
    """What a pool is to do: make documents ready, until somebody says that it is enough.

    ``loose`` cannot be packed, because names of files that are no Unicode are in them; they are not
    kept.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.loose: dict[str, Unit] = {}
        self.ended: BaseException | None = None

    def __call__(self, pool: Pool, jobs: Sequence[Job]) -> Iterator[Parcel]:
        """The documents of the jobs, packed."""
        for ready in pool.units(jobs):
            yield self._packed(ready)
            if self.ended is not None:
                return

    def told(self, done: int, total: int) -> None:
        """Pass on how far it is; what comes back is raised when what is done is kept."""
        try:
            self._progress(done, total)
        except BaseException as error:
            self.ended = error

    def _packed(self, ready: Ready) -> Parcel:
        unit, basis, held = ready.unit, ready.basis, b""
        if unit is not None:
            try:
                held = zlib.compress(_ENCODER.encode(unit), _LEVEL)
            except UnicodeEncodeError:
                self.loose[ready.path], basis = unit, b""
        group = Group(ready.path, 0, 0, 0, 0, 0, (0, 0), (0, len(held)))
        groups = (group,) if held else ()
        return Parcel(ready.path, None, groups, troubles=ready.troubles, basis=basis, held=held)


def _unit(placed: Placed) -> Unit | None:
    """The document that was packed; None for a file that is none, or could not be read."""
    for group in placed.parcel.groups:
        start, length = group.data
        return _DECODER.decode(zlib.decompress(placed.held.read(placed.start + start, length)))
    return None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Unit)
