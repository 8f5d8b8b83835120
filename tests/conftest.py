"""Fixtures of the whole suite, and how much of it runs.

A working run takes a sample of the corpora and of the injected defects and leaves out the tests
marked ``slow``; ``--full``, or ``CI`` in the environment, runs everything.

Coverage is counted over the tests that run in every clone: those over corpora, the slow ones, and
those that judge time are not traced, which would double what they take and show no other line.
"""

import os
import tarfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings

from helpers.sampling import Sample, T
from helpers.texts import SOUND, TEMPLATE

ROOT = Path(__file__).parent.parent
ONE_IN, SEED = 8, 20261123


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="everything, as in CI, and no sample")


def pytest_configure(config: pytest.Config) -> None:
    os.environ["XDG_CACHE_HOME"] = mkdtemp(prefix="designdoc-cache-")  # not the user's own
    common = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
    settings.register_profile("full", max_examples=100, **common)
    settings.register_profile("working", max_examples=40, **common)
    settings.load_profile("full" if is_full(config) else "working")
    trace_once(config)


def trace_once(config: pytest.Config) -> None:
    """In a worker, end the tracer that pytest-cov starts before its own for workers.

    It would trace on wherever that one pauses, and what it finds is never kept.
    """
    plugin = config.pluginmanager.get_plugin("_cov")
    if plugin and plugin.cov_controller and hasattr(config, "workerinput"):
        plugin.cov_controller.pause()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if runs_long(item):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: not runs_long(item))
    if not is_full(config):
        left_out = pytest.mark.skip(reason="slow; --full or CI=true runs it")
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not is_full(terminalreporter.config):
        terminalreporter.write_line(
            f"A working run: one in {ONE_IN} of the corpora's documents and of the injected"
            f" defects (seed {SEED}), without the tests marked slow. --full or CI=true runs all."
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers are traced by pytest-cov, so the environment is not to start another tracer there."""
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


def runs_long(item: pytest.Item) -> bool:
    """Whether a test goes through a corpus, or is slow."""
    return any(item.get_closest_marker(name) for name in ("slow", "corpus"))


def is_full(config: pytest.Config) -> bool:
    """Whether everything runs."""
    return bool(config.getoption("--full") or os.environ.get("CI", "") not in {"", "0", "false"})


@pytest.fixture(autouse=True)
def processes_that_are_traced(request: pytest.FixtureRequest) -> Iterator[None]:
    """Those of a test that is not traced are not traced either."""
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("no_cover"):
            patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest) -> Sample:
    """Everything in a full run, else a part that is the same in every working run."""

    def take(things: Iterable[T]) -> list[T]:
        everything = list(things)
        if is_full(request.config):
            return everything
        chance = Random(SEED)  # noqa: S311 - repeatable, not secret
        count = max(1, len(everything) // ONE_IN)
        return [everything[n] for n in sorted(chance.sample(range(len(everything)), count))]

    return take


@pytest.fixture(scope="session")
def shared() -> Path:
    """The founders' folder beside the project: corpora and the seed. Not in every clone."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("needs ../shared (corpora and the seed template), which is not here")
    return folder


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write files into a fresh folder that the test stands in: ``write("docs/a.md", text)``."""
    monkeypatch.chdir(tmp_path)

    def put(name: str, text: str | bytes = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


@pytest.fixture
def docs(write: Callable[..., Path]) -> Callable[..., Path]:
    """A folder ``docs`` with a template and one sound document; returns ``write``."""
    write("docs/template.md", TEMPLATE)
    write("docs/login.md", SOUND)
    return write


@pytest.fixture(scope="session")
def keps(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``keps`` of the Kubernetes enhancements with every document and ``kep.yaml``."""
    folder = tmp_path_factory.mktemp("corpus")
    with tarfile.open(shared / "corpora" / "kep.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "keps"
