"""Git repositories that tests make, with commits of known days."""

import os
import subprocess
from pathlib import Path

OLD = ("Why", "How", "Risks")
NEW = ("Why", "How", "Risks", "Rollout", "Teams")


class Repository:
    """A repository in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        """What a git command prints; commits are of this day."""
        when = f"{day}T12:00:00Z"
        who = {f"GIT_{role}_{what}": value
               for role in ("AUTHOR", "COMMITTER")
               for what, value in (("NAME", "a"), ("EMAIL", "a@b.c"), ("DATE", when))}  # fmt: skip
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.folder, check=True, capture_output=True, env=os.environ | who,
        )  # fmt: skip
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, name: str, text: str | bytes) -> Path:
        """A file of the work tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def commit(self, day: str, **files: str) -> str:
        """Commit all there is, after writing ``files`` (a name with ``__`` for each ``/``, and
        without ``.md``); the commit's name."""
        for name, text in files.items():
            self.write(name.replace("__", "/") + ".md", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", day, day=day)
        return self.git("rev-parse", "HEAD")

    def move(self, old: str, new: str) -> None:
        """Rename a file."""
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", old, new)


def form(*sections: str, level: int = 2) -> str:
    """A template, or a document that follows it, with these sections."""
    marks = "#" * level
    body = "".join(f"\n{marks} {name}\n\nWords on {name.lower()}.\n" for name in sections)
    return f"# [Name]\n{body}"


def document(*sections: str, head: str = "") -> str:
    """A sound document of ``form``."""
    words = "Some sentences that say something of"
    return f"{head}{form(*sections)}".replace("[Name]", "Login").replace("Words on", words)


def two_versions(folder: Path) -> Repository:
    """A template with a version of ``OLD`` and one of ``NEW`` sections, and a document of each."""
    made = Repository(folder)
    made.commit("2025-01-01", docs__template=form(*OLD))
    made.commit("2025-02-01", docs__old=document(*OLD))
    made.commit("2026-01-01", docs__template=form(*NEW))
    made.commit("2026-02-01", docs__new=document(*NEW))
    return made
