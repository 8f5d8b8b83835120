"""The git program, run so that a stranger's repository cannot make it run anything else."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from designdoc.diagnostics import UsageError
from designdoc.source.regex import regex

if TYPE_CHECKING:
    import subprocess

_SAFE = (
    "-c", "core.fsmonitor=false",
    "-c", "log.showSignature=false",  # it runs the program that the configuration names
    "-c", "core.quotePath=true",
)  # fmt: skip
_PROGRAMS = r"^(filter\..*\.(clean|smudge|process|required)|diff\..*\.(textconv|command))$"
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}  # nor what fetches objects
_AT_ONCE = 1_000  # blobs
_ESCAPE = regex(rb'\\([0-7]{3}|[abtnvfr"\\])')
_LETTERS = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13}


def run_git(
    folder: str, *arguments: str, given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder; ``given`` is its standard input.

    Raises:
        UsageError: git is not installed.
    """
    return _run(folder, arguments, _disarmed(folder), given)


def top_of(folder: str) -> tuple[str, str]:
    """The top of the repository around a folder, else why there is none.

    Of a bare repository it is its own folder, so that paths begin at the root of its tree.
    """
    done = run_git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        bare = run_git(folder, "rev-parse", "--is-bare-repository", "--absolute-git-dir")
        words = bare.stdout.split(b"\n")
        if bare.returncode or words[0] != b"true":
            return "", last_line(done.stderr)
        return os.path.realpath(os.fsdecode(words[1])), ""
    return os.path.realpath(os.fsdecode(done.stdout.rstrip(b"\n"))), ""


def is_shallow(top: str) -> bool:
    """Whether the clone knows only the newest commits (or cannot say so)."""
    return run_git(top, "rev-parse", "--is-shallow-repository").stdout.strip() != b"false"


def blobs_of(top: str, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs by their names; those that a partial clone lacks are left out."""
    wanted = sorted(set(names) - {""})
    pairs = zip(wanted, blobs(top, wanted), strict=True)
    return {name: data for name, data in pairs if data is not None}


def blobs(top: str, names: Sequence[str], largest: int = 0) -> Iterator[bytes | None]:
    """The bytes of blobs in the order of their names (an identifier, or ``commit:path``).

    None stands for one that is not there, or has more than the ``largest`` number of bytes, when
    one is given: git is asked for sizes first. No more than a part of all is held at once.
    """
    for start in range(0, len(names), _AT_ONCE):
        part = [_line(name) for name in names[start : start + _AT_ONCE]]
        if largest:
            sizes = _asked(top, "--batch-check=%(objectsize)", part).split(b"\n")
            pairs = zip_longest(part, sizes[: len(part)], fillvalue=b"")  # git may break off
            part = [
                str(name) if size.isdigit() and int(size) <= largest else "?"
                for name, size in pairs
            ]
        yield from _answers(_asked(top, "--batch", part), len(part))


def _asked(top: str, how: str, lines: Sequence[str]) -> bytes:
    given = "".join(f"{line}\n" for line in lines)
    return run_git(top, "cat-file", how, given=os.fsencode(given)).stdout


def _line(name: str) -> str:
    """A name as one line; git would take a line break in it for the end of the question."""
    return "?" if "\n" in name else name


def _answers(data: bytes, count: int) -> Iterator[bytes | None]:
    at = 0
    for _ in range(count):
        end = data.find(b"\n", at)
        head = data[at:end].split(b" ") if end >= 0 else []
        size = int(head[2]) if len(head) == 3 and head[2].isdigit() else -1
        if size < 0 or end + 1 + size > len(data):  # missing, or git broke off
            yield None
            at = end + 1 if end >= 0 and size < 0 else len(data)
            continue
        yield data[end + 1 : end + 1 + size] if head[1] == b"blob" else None
        at = end + size + 2


def unquoted(name: bytes) -> str:
    """A file name without git's quoting."""
    if name.startswith(b'"'):
        name = _ESCAPE.sub(_unescape, name.strip(b'"'))
    return os.fsdecode(name)


def last_line(output: bytes) -> str:
    """The last line of what git said, its reason as a rule."""
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else "git says nothing more"


def _unescape(match: "re.Match[bytes]") -> bytes:
    word = match.group(1)
    if word.isdigit():
        return bytes([int(word, 8)])
    return bytes([_LETTERS[word]]) if word in _LETTERS else word


@lru_cache(maxsize=64)
def _disarmed(folder: str) -> Mapping[str, str]:
    """What takes the programs out of the repository's own configuration, as an environment.

    Reading a file of the work tree runs the filters that ``.git/config`` gives for it; those of the
    user's own configuration stay.
    """
    search = ("config", "--local", "--includes", "-z", "--name-only", "--get-regexp", _PROGRAMS)
    found = _run(folder, search, {}).stdout.split(b"\0")
    names = list(dict.fromkeys(os.fsdecode(name) for name in found if name))
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    told = {"GIT_CONFIG_COUNT": str(first + len(names))}
    for number, name in enumerate(names, first):
        told[f"GIT_CONFIG_KEY_{number}"] = name
        told[f"GIT_CONFIG_VALUE_{number}"] = "false" if name.endswith(".required") else ""
    return told if names else {}


def _run(
    folder: str, arguments: Sequence[str], more: Mapping[str, str], given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    import subprocess

    ours = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "", **_OFFLINE}
    environment = {**os.environ, **ours, **more}
    try:
        return subprocess.run(  # noqa: S603 - arguments are ours; a revision follows --end-of-options
            ["git", *_SAFE, "-C", folder or ".", *arguments],  # noqa: S607
            input=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("this needs git, and git is not installed") from error
    except OSError as error:
        raise UsageError(f"this needs git, which cannot be run: {error.strerror}") from error
