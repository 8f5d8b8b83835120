"""``python -m tests.labels``: write the tables of ``docs/accuracy.md`` from the labels."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from labels.accuracy import PAGE, with_tables

PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")
