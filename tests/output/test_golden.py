"""Each format renders the full and the empty report exactly as its golden file says.

``UPDATE_GOLDEN=1 pytest tests/output`` writes the files anew; read the difference then.
"""

import os
from pathlib import Path

import pytest

from designdoc.diagnostics import Report, RuleInfo
from designdoc.output import FORMATS, RenderOptions

pytestmark = pytest.mark.requirement("FR-13")

GOLDEN = Path(__file__).parents[1] / "golden" / "output"
CASES = {
    "text.txt": ("text", RenderOptions()),
    "text-60.txt": ("text", RenderOptions(width=60)),
    "text-color.txt": ("text", RenderOptions(color=True)),
    "text-quiet.txt": ("text", RenderOptions(quiet=True)),
    "json.json": ("json", RenderOptions()),
    "sarif.json": ("sarif", RenderOptions(version="0.1.0")),
    "github.txt": ("github", RenderOptions()),
    "gitlab.json": ("gitlab", RenderOptions()),
    "junit.xml": ("junit", RenderOptions()),
    "junit-never.xml": ("junit", RenderOptions(fail_on=None)),
    "markdown.md": ("markdown", RenderOptions()),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("folder", ["full", "empty"])
def test_output_is_as_the_golden_file_says(
    case: str,
    folder: str,
    full_report: Report,
    empty_report: Report,
    rules: tuple[RuleInfo, ...],
) -> None:
    format_, options = CASES[case]
    options = RenderOptions(
        options.color, options.width, rules, options.version, options.quiet, "", options.fail_on
    )
    report = full_report if folder == "full" else empty_report
    actual = "".join(FORMATS[format_](report, options)).encode()
    golden = GOLDEN / folder / case
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(actual)
    assert actual == golden.read_bytes()


def test_every_format_has_a_golden_file_and_every_golden_file_a_case() -> None:
    assert {format_ for format_, _ in CASES.values()} == set(FORMATS)
    for folder in ("full", "empty"):
        assert {path.name for path in (GOLDEN / folder).iterdir()} == set(CASES)
