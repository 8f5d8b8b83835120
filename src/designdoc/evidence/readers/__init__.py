"""One file per format, all of them in one table; the first that recognises a content reads it."""

from designdoc.evidence.format import Format
from designdoc.evidence.readers import (
    cobertura,
    coverage_py,
    criterion,
    go_cover,
    google_benchmark,
    hyperfine,
    jacoco,
    junit,
    k6,
    lcov,
    plain_csv,
    plain_json,
    pytest_benchmark,
)

FORMATS: tuple[Format, ...] = (
    junit.FORMAT,
    cobertura.FORMAT,
    jacoco.FORMAT,
    coverage_py.FORMAT,
    lcov.FORMAT,
    go_cover.FORMAT,
    pytest_benchmark.FORMAT,
    google_benchmark.FORMAT,
    hyperfine.FORMAT,
    k6.FORMAT,
    criterion.FORMAT,
    plain_csv.FORMAT,
    plain_json.FORMAT,
)
