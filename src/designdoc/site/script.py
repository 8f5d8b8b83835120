"""Data for pages as scripts, because a page that is opened from a disk may not read files."""

import json


def script(path: str, function: str, *values: object) -> tuple[str, bytes]:
    """A file that hands values to a function of the page."""
    said = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    body = ",".join(said).replace("<", "\\u003c")
    body = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return path, f"{function}({body});\n".encode("utf-8", "replace")
