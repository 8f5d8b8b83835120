"""Revisions compared: what is told, what is kept, what is left for the next time."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path

import pytest

from designdoc.adapters.git_log import GitLog
from designdoc.api import wiring
from designdoc.application.chronicle import Chronicle, Tools, chronicles
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.ports import Life, Store
from designdoc.application.remembered import Memory
from designdoc.application.sheet import Sheet, sheet
from designdoc.application.trend import Tally, trend
from helpers.repository import Repository
from helpers.site_texts import DOCUMENT, TEMPLATE

OPTIONS = CheckOptions(template="template.md", cache=False)
PATH = "docs/login.md"
STAGES = (
    DOCUMENT.replace("accepts a password.", "accepts `<b>nothing</b>` & more."),
    DOCUMENT.replace("\n\n- **FR-1**", "\n\n* **FR-1**"),  # another mark, the same meaning
    DOCUMENT.replace("accepts a password.", "accepts a password within 200 ms."),
    DOCUMENT.replace("accepts a password.", "accepts a password within 900 ms."),
)


class Counting(GitLog):
    """Counts the blobs that were asked for."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.read: list[str] = []

    def blobs(self, path: str, names: Iterable[str]) -> Mapping[str, bytes]:
        wanted = list(names)
        self.read += wanted
        return super().blobs(path, wanted)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    found = Repository(tmp_path)
    found.write("template.md", TEMPLATE)
    for day, text in enumerate(STAGES, 1):
        found.commit(f"2026-01-0{day}", docs__login=text)
    return found


def tools(store: Memory, within: Callable[[], bool] = lambda: True) -> Tools:
    checker, _ = wiring.checker_over({}, OPTIONS)
    checker.store = store
    return Tools(checker, Counting(store), within)


def shown() -> list[Sheet]:
    found, _ = sheet(Job(PATH, str(Path.cwd()), True), wiring.checker(OPTIONS))
    assert found is not None
    return [found]


def looked_back(store: Memory, within: Callable[[], bool] = lambda: True) -> Chronicle:
    return chronicles(shown(), 8, tools(store, within))[PATH]


def told(chronicle: Chronicle) -> dict[tuple[int, int], str]:
    return {(each.old, each.new): each.between.html for each in chronicle.steps}


@pytest.mark.usefixtures("made")
def test_any_two_revisions_are_compared_in_meaning() -> None:
    found = looked_back(Memory())
    assert [each.day[-2:] for each in found.revisions] == ["04", "03", "02", "01"]
    between = told(found)
    assert sorted(between) == [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)]
    assert "<del>200 ms</del> → <ins>900 ms</ins>" in between[1, 0]
    assert "&lt;b&gt;nothing&lt;/b&gt; &amp; more" in between[3, 2]
    assert "<b>" not in between[3, 2]
    assert found.left == 0


def test_mere_reformatting_and_equal_bytes_are_no_change(made: Repository) -> None:
    made.commit("2026-02-01", docs__login=DOCUMENT)
    made.move(PATH, "docs/kept.md")
    made.commit("2026-02-02")
    made.move("docs/kept.md", PATH)
    made.commit("2026-02-03", docs__login=DOCUMENT.replace("\n\n- **FR-1**", "\n\n* **FR-1**"))
    found = looked_back(Memory())
    between = told(found)
    assert (2, 1) not in between  # only renamed
    assert between[1, 0] == "<p>No change in meaning.</p>"
    assert next(each for each in found.steps if (each.old, each.new) == (1, 0)).between.changes == 0


def test_the_second_time_nothing_is_read(made: Repository) -> None:
    store = Memory()
    first = looked_back(store)
    again = tools(store, lambda: False)
    assert chronicles(shown(), 8, again)[PATH] == first
    assert isinstance(again.revisions, Counting)
    assert again.revisions.read == []
    made.write("template.md", TEMPLATE + "\n## Notes\n\n- [Note]\n")
    assert looked_back(store, lambda: False).left == 6  # another template: nothing holds


@pytest.mark.usefixtures("made")
def test_what_time_does_not_allow_is_left_and_done_the_next_time() -> None:
    store, calls = Memory(), count()
    found = looked_back(store, lambda: next(calls) < 2)
    assert sorted(told(found)) == [(1, 0), (2, 1)]  # neighbours first
    assert found.left == 4
    whole = looked_back(store)
    assert (len(whole.steps), whole.left) == (6, 0)
    assert whole == looked_back(Memory())


@pytest.mark.usefixtures("made")
def test_what_cannot_be_compared_is_said_and_not_kept() -> None:
    class Partial(Counting):
        def blobs(self, path: str, names: Iterable[str]) -> Mapping[str, bytes]:
            newest = super().lives([path], 1)[path].revisions[0].blob
            return {
                name: data for name, data in super().blobs(path, names).items() if name != newest
            }

    store = Memory()
    given = Tools(tools(store).checker, Partial(store), lambda: True)
    between = told(chronicles(shown(), 8, given)[PATH])
    assert between[1, 0] == "<p>These two cannot be compared: the text is not in this clone</p>"
    assert "cannot" not in between[2, 1]
    assert "900 ms" in told(looked_back(store))[1, 0]


@pytest.mark.usefixtures("made")
def test_a_file_without_history_has_none() -> None:
    class Empty(Counting):
        def lives(self, paths: Iterable[str], most: int) -> Mapping[str, Life]:
            return {}

    store = Memory()
    assert chronicles(shown(), 8, Tools(tools(store).checker, Empty(store), lambda: True)) == {}


def test_the_trend_counts_each_commit_as_check_does(made: Repository) -> None:
    made.commit("2026-02-01", docs__second=DOCUMENT, docs__template=TEMPLATE)
    store = Memory()
    found = trend(["docs"], shown(), tools(store))
    assert [point.day[5:] for point in found.points] == [
        "01-01", "01-02", "01-03", "01-04", "02-01",
    ]  # fmt: skip
    assert [point.sum.documents for point in found.points] == [1, 1, 1, 1, 2]
    now = shown()[0]
    last = found.points[-2].sum
    severities = [each.severity.value for each in now.findings]
    assert last == Tally(
        1, severities.count("error"), severities.count("warning"), severities.count("info"),
        now.filled, now.asked,
    )  # fmt: skip
    assert last.asked > 0
    again = tools(store, lambda: False)
    assert trend(["docs"], shown(), again) == found
    assert isinstance(again.revisions, Counting)
    assert again.revisions.read == []


@pytest.mark.usefixtures("made")
def test_a_trend_goes_on_where_time_ended() -> None:
    store, calls = Memory(), count()
    found = trend(["docs"], shown(), tools(store, lambda: next(calls) < 2))
    assert [point.day for point in found.points] == ["2026-01-03", "2026-01-04"]
    assert found.left == 2
    whole = trend(["docs"], shown(), tools(store))
    assert (len(whole.points), whole.left) == (4, 0)
