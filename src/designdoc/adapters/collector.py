"""The garbage collector, told what this program is like.

A parse makes tens of thousands of objects that all live until the document is done, and modules
make as many that live for ever; looking for cycles among them every 700 allocations costs a sixth
of a run, a fifteenth of the start, and frees nothing.
"""

import gc


def collect_seldom() -> None:
    """Look for cycles every so often only."""
    gc.set_threshold(100_000, 20, 100)


def tune() -> None:
    """Collect seldom, and leave alone what was loaded at the start."""
    collect_seldom()
    gc.freeze()
