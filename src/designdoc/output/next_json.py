"""What is left to write, as JSON."""

from typing import Any

from designdoc.output.encoding import to_json
from designdoc.workspace import Left, Todo


def render_json(left: Left) -> str:
    """``left`` in the order of the template, then ``links``, then what is optional."""
    return to_json(
        {
            "version": 1,
            "path": left.path,
            "template": left.template,
            "left": [_todo(todo) for todo in left.todos],
            "links": [_todo(todo) for todo in left.links],
            "optional": [_todo(todo) for todo in left.optional],
        }
    )


def _todo(todo: Todo) -> dict[str, Any]:
    return {
        "kind": todo.kind,
        "code": todo.code or None,
        "section": list(todo.section),
        "what": todo.what,
        "help": todo.help,
        "guidance": todo.guidance,
        "line": todo.line,
    }
