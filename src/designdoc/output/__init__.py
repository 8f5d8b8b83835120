"""The output formats, one file each: a report in, text out. Writing it is somebody else's job."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from designdoc.diagnostics import Report
from designdoc.output.options import Renderer, RenderOptions


def _of(module: str) -> Renderer:
    """The renderer of a module here, loaded when it is first used: a run needs one of seven."""

    def render(report: Report, options: RenderOptions) -> Iterable[str]:
        renderer: Renderer = import_module(f"designdoc.output.{module}").render
        return renderer(report, options)

    return render


FORMATS: Mapping[str, Renderer] = {
    "text": _of("text"),
    "json": _of("json_"),
    "sarif": _of("sarif"),
    "github": _of("github"),
    "gitlab": _of("gitlab"),
    "junit": _of("junit"),
    "markdown": _of("markdown"),
}

__all__ = ["FORMATS", "RenderOptions", "Renderer"]
