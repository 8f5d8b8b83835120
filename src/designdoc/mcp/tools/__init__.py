"""The table of the tools, in the order in which an agent reads them."""

from designdoc.mcp.tool import Tool
from designdoc.mcp.tools import (
    apply_edit,
    check,
    explain,
    impact,
    list_documents,
    migrate,
    new_document,
    next_,
    outline,
    propose_edit,
    read,
    search,
    trace,
)

TOOLS: tuple[Tool, ...] = (
    list_documents.TOOL,
    search.TOOL,
    outline.TOOL,
    read.TOOL,
    next_.TOOL,
    check.TOOL,
    explain.TOOL,
    trace.TOOL,
    impact.TOOL,
    propose_edit.TOOL,
    new_document.TOOL,
    migrate.TOOL,
    apply_edit.TOOL,
)


def tools(read_only: bool) -> tuple[Tool, ...]:
    """The tools of a server; where only reading is allowed, those that change nothing."""
    return tuple(tool for tool in TOOLS if not (read_only and tool.proposes))
