"""A name that stands in settings or scripts is there; documents and pictures are not looked at."""

from designdoc.adapters.files import DiskFiles
from designdoc.application.code_settings import standing


def test_words_are_sought_in_every_file_but_documents(tmp_path) -> None:
    names = {
        "deploy.sh": "run --with-guard\n",
        ".env.example": "GATE_HOUR=8\n",
        "README.md": "`GATE_DOOR`\n",
        "src/gate.rb": "ENV['GATE_KEY_RING']\n",
    }
    for name, text in names.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "odd.bin").write_bytes(b"\0GATE_LOCK\n")

    look = standing(str(tmp_path), [*names, "odd.bin", "gone.yml"], DiskFiles())

    words = ["--with-guard", "GATE_HOUR", "GATE_DOOR", "GATE_KEY", "GATE_LOCK"]
    assert look(words) == {"--with-guard", "GATE_HOUR"}
