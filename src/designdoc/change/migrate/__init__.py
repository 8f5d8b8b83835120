"""Documents carried to a newer version of their template."""

from designdoc.change.migrate.migrate import Migrated, migrate
from designdoc.change.migrate.note import Note

__all__ = ["Migrated", "Note", "migrate"]
