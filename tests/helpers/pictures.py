"""Small pictures of pages, and whether two of them show the same.

A picture is a grid of cells, each the mean colour of a square of the page. Shapes of letters are
gone in it, so that another version of the browser may draw them otherwise; panels, columns, colours
and what is missing are not.
"""

import struct
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from pathlib import Path
from typing import Any

from msgspec import Struct

_MEANS = """async ([encoded, size]) => {
  const bytes = Uint8Array.from(atob(encoded), (each) => each.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const [width, height] = [Math.floor(bitmap.width / size), Math.floor(bitmap.height / size)];
  const canvas = new OffscreenCanvas(width * size, height * size);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
  const sums = new Uint32Array(width * height * 3);
  for (let at = 0, y = 0; y < canvas.height; y++) {
    const row = Math.floor(y / size) * width;
    for (let x = 0; x < canvas.width; x++, at += 4) {
      const to = (row + Math.floor(x / size)) * 3;
      sums[to] += data[at]; sums[to + 1] += data[at + 1]; sums[to + 2] += data[at + 2];
    }
  }
  const means = sums.map((sum) => Math.round(sum / size / size));
  return [width, height, btoa(String.fromCharCode(...means))];
}"""
_STEP = 8  # of 256 levels: finer ones only make the file larger
_UNLIKE = 20  # levels between the means of two squares
_SHARE = 0.025  # of the squares with something in them that may be unlike
_PNG = b"\x89PNG\r\n\x1a\n"


class Picture(Struct, frozen=True):
    """Cells of three bytes (red, green, blue), row by row."""

    width: int
    height: int
    data: bytes

    def row(self, y: int) -> bytes:
        """The cells of a row."""
        return self.data[y * self.width * 3 : (y + 1) * self.width * 3]


def picture(png: bytes, size: int, blank: Any) -> Picture:
    """A screenshot in cells of ``size`` pixels; ``blank`` is a page of the browser to do it in."""
    width, height, means = blank.evaluate(_MEANS, [b64encode(png).decode(), size])
    levels = (min(255, round(mean / _STEP) * _STEP) for mean in b64decode(means))
    return Picture(width, height, bytes(levels))


def unlike(one: Picture, other: Picture) -> list[tuple[int, int]]:
    """The cells (column, row) of which the other picture has no like in the same place, or one row
    above or below.
    """
    assert (one.width, one.height) == (other.width, other.height)
    rows = [other.row(y) for y in range(other.height)]
    found = []
    for y in range(one.height):
        near = rows[max(0, y - 1) : y + 2]
        row = one.row(y)
        for x in range(0, len(row), 3):
            a = row[x : x + 3]
            if all(max(abs(p - q) for p, q in zip(a, r[x : x + 3], strict=True)) > _UNLIKE
                   for r in near):  # fmt: skip
                found.append((x // 3, y))
    return found


def same(one: Picture, other: Picture) -> bool:
    """Whether two pictures show the same, each compared with the other."""
    most = _SHARE * min(_filled(one), _filled(other))
    return len(unlike(one, other)) <= most and len(unlike(other, one)) <= most


def _filled(shown: Picture) -> int:
    """The cells that have another colour than most of them have."""
    cells = Counter(shown.data[at : at + 3] for at in range(0, len(shown.data), 3))
    return cells.total() - max(cells.values())


def write_png(path: Path, shown: Picture) -> None:
    """A picture as a PNG file."""
    rows = b"".join(b"\0" + shown.row(y) for y in range(shown.height))
    head = struct.pack(">IIBBBBB", shown.width, shown.height, 8, 2, 0, 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        _PNG
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def read_png(path: Path) -> Picture:
    """A picture of ``write_png``."""
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    (size,) = struct.unpack(">I", data[33:37])
    raw = zlib.decompress(data[41 : 41 + size])
    step = width * 3 + 1
    return Picture(
        width, height, b"".join(raw[y * step + 1 : (y + 1) * step] for y in range(height))
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
