"""The model costs at most as much time again as parsing and binding, on the KEP corpus."""

import gc
import tarfile
import time
from pathlib import Path

import pytest

from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.source import decode
from designdoc.template.infer import infer
from helpers.sampling import Sample


@pytest.mark.corpus
def test_extraction_costs_no_more_than_parsing_and_binding(shared: Path, sample: Sample) -> None:
    with tarfile.open(shared / "corpora" / "kep.tar.xz") as archive:
        read = {
            member.name: archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive
            if member.isfile() and member.name.endswith("/README.md")
        }
    form = infer(parse(decode("template.md", read["keps/NNNN-kep-template/README.md"])))
    documents = sample(read.items())
    assert len(documents) >= 60
    before = after = 0.0
    gc.collect()
    gc.disable()
    try:
        for name, data in [documents[0], *documents]:  # the first once more, to load everything
            start = time.process_time()
            bound = bind(parse(decode(name, data)), form)
            middle = time.process_time()
            extract(bound)
            end = time.process_time()
            if bound.path != documents[0][0]:
                before += middle - start
                after += end - middle
    finally:
        gc.enable()
    assert after <= before
