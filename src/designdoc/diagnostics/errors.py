"""The one small family of exceptions: wrong usage and wrong configuration.

A bad document never raises; it gives findings.
"""


class DesigndocError(Exception):
    """Something that only the user can put right; printed as one clear line, exit status 2."""


class UsageError(DesigndocError):
    """A command line that cannot be carried out."""


class ConfigurationError(DesigndocError):
    """A configuration that says something impossible: where, what, and what is allowed."""
