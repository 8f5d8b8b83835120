"""A Markdown template compiled to a typed schema, with the reason for each constraint."""
