"""The real server of a live site as a process, over a folder of documents."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

COMMAND = (sys.executable, "-m", "designdoc", "site", "serve", "docs")
TOKEN = "t0ken"  # noqa: S105 - of a server that ends with the test


class Serving:
    """A server over the folder ``docs`` of a folder, which has read the documents.

    ``page`` is the path of a page that is there then.
    """

    def __init__(self, folder: Path, page: str, *flags: str) -> None:
        environment = os.environ | {"DESIGNDOC_SITE_TOKEN": TOKEN}
        self.process = subprocess.Popen(
            [*COMMAND, *flags], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        found = re.search(r"http://[\d.:]+/", self.process.stderr.readline())
        assert found
        self.base = found[0]
        cookie = {"Cookie": f"designdoc_{self.base.split(':')[2][:-1]}={TOKEN}"}
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with suppress(HTTPError), urlopen(Request(self.base + page, headers=cookie)):  # noqa: S310 - ours
                return
            time.sleep(0.03)
        raise AssertionError("the documents are never read")

    def opened(self, open_: Callable[..., Any], path: str, *how: Any) -> Any:
        """A page of the site in the browser; ``how`` as ``open_`` takes it."""
        page = open_(f"{self.base}{path}?token={TOKEN}", *how)
        until(page, lambda: page.title() and not page.title().startswith("Not here"))
        return page

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


def until(page: Any, what: Callable[[], Any], seconds: float = 10) -> None:
    """Poll for a condition: Playwright's own waiting needs what the policy forbids."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, page.inner_text("body")[-600:]
        page.wait_for_timeout(15)
