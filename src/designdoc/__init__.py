"""designdoc: a compiler for design documents."""

TYPE_CHECKING = False  # as that of typing, which takes a fifth of the start to load
if TYPE_CHECKING:
    from designdoc.api import LoadedDocument, check, diff, load, trace
    from designdoc.diagnostics import Report

__version__ = "0.2.0"
__all__ = ["LoadedDocument", "Report", "__version__", "check", "diff", "load", "trace"]


def __getattr__(name: str) -> object:
    """The façade, imported when it is asked for: ``import designdoc`` alone costs nothing."""
    if name in {"LoadedDocument", "check", "diff", "load", "trace"}:
        from designdoc import api

        return getattr(api, name)
    if name == "Report":
        from designdoc.diagnostics import Report

        return Report
    raise AttributeError(f"module 'designdoc' has no attribute '{name}'")
