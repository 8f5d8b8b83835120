"""Several processes that replace one file: each change is made to what the last one left."""

import subprocess
import sys
from pathlib import Path

WRITER = """
import sys
from designdoc.adapters.files import DiskFiles
from designdoc.application.ports import Conflict
files, path, name = DiskFiles(), sys.argv[1], sys.argv[2]
for number in range(int(sys.argv[3])):
    while True:
        before = files.read(path)
        try:
            files.write(path, before + f"{name}{number}\\n".encode(), before)
            break
        except Conflict:
            pass
"""


def test_no_line_is_lost(tmp_path: Path) -> None:
    path, writers, lines = tmp_path / "a.md", "abcd", 25
    path.write_bytes(b"")
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(lines)])
        for name in writers
    ]
    assert [each.wait(60) for each in running] == [0] * len(writers)
    expected = {f"{name}{number}" for name in writers for number in range(lines)}
    written = path.read_text().split()
    assert (set(written), len(written)) == (expected, len(expected))
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
