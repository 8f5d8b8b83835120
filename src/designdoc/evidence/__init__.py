"""Typed facts of result files: what test runners, coverage tools and benchmarks wrote down."""

from designdoc.evidence.facts import (
    CaseResult,
    Coverage,
    FileCoverage,
    Kind,
    Measurement,
    Outcome,
    Problem,
    Results,
    Share,
)
from designdoc.evidence.numbers import latest
from designdoc.evidence.read import MAX_BYTES, read
from designdoc.evidence.tags import Tag, declared, put_together, tags

__all__ = [
    "MAX_BYTES",
    "CaseResult",
    "Coverage",
    "FileCoverage",
    "Kind",
    "Measurement",
    "Outcome",
    "Problem",
    "Results",
    "Share",
    "Tag",
    "declared",
    "latest",
    "put_together",
    "read",
    "tags",
]
