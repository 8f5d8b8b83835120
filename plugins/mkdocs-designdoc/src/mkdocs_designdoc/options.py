"""What can be said of the plugin in ``mkdocs.yml``."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class Options(Config):  # type: ignore[no-untyped-call] # MkDocs' hook is untyped
    """The options; the README says what each is for."""

    template = c.Type(str, default="")
    config = c.Optional(c.File(exists=True))
    select = c.ListOfItems(c.Type(str), default=[])
    ignore = c.ListOfItems(c.Type(str), default=[])
    show_findings = c.Type(bool, default=True)
    position = c.Choice(("end", "start"), default="end")
    page = c.Type(bool, default=True)
    title = c.Type(str, default="Traceability")
    path = c.Type(str, default="designdoc")
    strict = c.Type(bool, default=False)
    fail_on = c.Choice(("error", "warning", "never"), default="error")
