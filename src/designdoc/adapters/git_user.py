"""Who git says we are: the author of what is written next."""

from designdoc.adapters.git import run_git
from designdoc.diagnostics import UsageError


def user_name(folder: str) -> str:
    """The name in git's configuration as seen from a folder; empty where there is none."""
    try:
        done = run_git(folder, "config", "--get", "user.name")
    except UsageError:  # git is not installed
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
