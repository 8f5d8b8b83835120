"""The façade for programs, and the only place where adapters are wired.

What programs call is loaded when it is asked for: the command line wires without it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designdoc.api.facade import check, diff, load, trace
    from designdoc.api.loaded import LoadedDocument

__all__ = ["LoadedDocument", "check", "diff", "load", "trace"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from designdoc.api import facade

    return getattr(facade, name)
