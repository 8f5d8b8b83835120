"""The hook and the action are well formed, and an input of the action is data, never script."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def _action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def _arguments(folder: Path, **inputs: str) -> list[str]:
    """The arguments that the action's script gives to designdoc, installed programs faked."""
    (step,) = _action()["runs"]["steps"]
    fake = folder / "python"
    fake.write_text(
        "#!/usr/bin/env bash\n"
        'mkdir -p "$3/bin"\n'
        "printf '#!/usr/bin/env bash\\n' > \"$3/bin/pip\"\n"
        'printf \'#!/usr/bin/env bash\\nprintf "%%s\\\\n" "$@"\\n\' > "$3/bin/designdoc"\n'
        'chmod +x "$3/bin/pip" "$3/bin/designdoc"\n'
    )
    fake.chmod(0o755)
    defaults = {name: value["default"] for name, value in _action()["inputs"].items()}
    values = defaults | {key.replace("_", "-"): value for key, value in inputs.items()}
    environment = {name.upper().replace("-", "_"): value for name, value in values.items()}
    result = subprocess.run(
        ["bash", "-c", step["run"]],
        env=os.environ | environment | {"PYTHON": str(fake), "SOURCE": str(ROOT)},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_the_action_without_inputs(tmp_path: Path) -> None:
    assert _arguments(tmp_path) == ["check", "--format", "github", "--fail-on", "error", "--"]


def test_the_action_with_inputs(tmp_path: Path) -> None:
    assert _arguments(tmp_path, paths="docs more", template="t.md", since="origin/main") == [
        *("check", "--format", "github", "--fail-on", "error"),
        *("--template", "t.md", "--since", "origin/main", "--", "docs", "more"),
    ]


@pytest.mark.parametrize(
    "hostile", ["$(touch made)", "`touch made`", "; touch made", "* --output x"]
)
def test_an_input_of_the_action_is_never_run(tmp_path: Path, hostile: str) -> None:
    arguments = _arguments(tmp_path, paths=hostile, template=hostile)

    assert arguments[arguments.index("--template") + 1] == hostile
    assert arguments[arguments.index("--") + 1 :] == hostile.split()
    assert not (tmp_path / "made").exists()


def test_the_script_of_the_action_holds_no_expression() -> None:
    (step,) = _action()["runs"]["steps"]

    assert "${{" not in step["run"]
    assert set(step["env"]) == {"SOURCE"} | {
        name.upper().replace("-", "_") for name in _action()["inputs"]
    }


def test_the_hooks_leave_templates_alone() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "designdoc": "designdoc check",
        "designdoc-fix": "designdoc fix",
    }
    assert all(hook["exclude"] == "(?i)template" for hook in hooks)
