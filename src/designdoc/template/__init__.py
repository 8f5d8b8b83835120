"""A Markdown template compiled to a typed schema, with the reason for each constraint."""

from designdoc.template.infer import infer

__all__ = ["infer"]
