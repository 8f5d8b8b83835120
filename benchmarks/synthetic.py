"""Synthetic corpora: realistic documents after the templates in ``examples/``, the same each time.

    python benchmarks/synthetic.py FOLDER --documents 1000 [--seed 1]

Each document begins as one of the sound examples. Its subject, its numbers and the order of its
sentences are drawn anew, some sections grow, it links to its neighbour, and one in three gets a
fault of the kind that people make. Documents stand in folders of a hundred.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

EXAMPLES = Path(__file__).parent.parent / "examples"
KINDS = (
    ("feature-design", "template.md", "offline-notes.md"),
    ("decisions", "template.md", "0001-store-times-in-utc.md"),
    ("rfcs", "0000-template.md", "0001-quiet-imports.md"),
)
SUBJECTS = (
    "Upload", "Billing", "Search", "Export", "Sync", "Audit", "Login", "Quota", "Report", "Cache",
    "Import", "Alert", "Archive", "Draft", "Review", "Backup", "Session", "Schema", "Queue",
)  # fmt: skip
FAULTS = (
    ("\n## ", "\n## TBD\n\n[What remains]\n\n## "),
    (" ms ", " ms fast enough "),
    ("\n### ", "\n### Leftover\n\nTODO\n\n### "),
    ("](", "](missing-"),
)
_NUMBER = re.compile(r"(?<![\w./-])[1-9]\d?(?= )")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def write_corpus(folder: Path, documents: int, seed: int = 1) -> list[Path]:
    """Write a corpus with its templates; the paths of its documents."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    texts = {}
    for kind, template, example in KINDS:
        (folder / kind).mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / kind / template, folder / kind / template)
        texts[kind] = (EXAMPLES / kind / example).read_text(encoding="utf-8")
    paths = []
    for number in range(1, documents + 1):
        kind = KINDS[chance.choices((0, 1, 2), (8, 1, 1))[0]][0]
        path = folder / kind / f"{number // 100:03}" / f"{number:06}-{chance.choice(SUBJECTS)}.md"
        path.parent.mkdir(exist_ok=True)
        text = _varied(texts[kind], chance)
        if paths and kind == "feature-design":
            text += f"\nSee also [the one before](../../{paths[-1].relative_to(folder)}).\n"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def _varied(text: str, chance: Random) -> str:
    """The text about another subject, a little longer, and at times with a fault."""
    text = text.replace("Offline", chance.choice(SUBJECTS)).replace("note", chance.choice(SUBJECTS))
    text = _NUMBER.sub(lambda found: str(int(found.group()) + chance.randrange(3)), text)
    parts = [_grown(part, chance) for part in text.split("\n\n")]
    text = "\n\n".join(parts)
    if chance.random() < 1 / 3:
        old, new = chance.choice(FAULTS)
        text = text.replace(old, new, 1)
    return text


def _grown(part: str, chance: Random) -> str:
    """A paragraph of prose with some of its sentences again in another order."""
    if not part[:1].isalpha() or chance.random() < 0.6:
        return part
    sentences = _SENTENCE.split(part)
    more = chance.sample(sentences, chance.randrange(len(sentences) + 1))
    return part + "".join(f"\n{sentence}" for sentence in more)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus and say what it is."""
    parser = argparse.ArgumentParser(description="write a synthetic corpus")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    paths = write_corpus(options.folder, options.documents, options.seed)
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} documents, {size / 1e6:.1f} MB, in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
