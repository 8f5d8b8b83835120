"""The garbage collector, told what this program is like.

A parse makes tens of thousands of objects that all live until the document is done; looking for
cycles among them every 700 allocations costs a sixth of a run and frees nothing.
"""

import gc


def tune() -> None:
    """Collect seldom, and leave alone what was loaded at the start."""
    gc.set_threshold(100_000, 20, 100)
    gc.freeze()
