"""The live server by HTTP: who may use it, what it gives, that nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from designdoc.application.options import CheckOptions
from designdoc.site.page import Frame
from designdoc.site.server.app import Server
from designdoc.site.server.guard import Guard
from designdoc.site.server.live import Live, Settings
from helpers.attacks import SVG, SVG_ATTACKS
from helpers.repository import Repository
from helpers.site_texts import DOCUMENT, TEMPLATE

PORT, TOKEN = 4711, "t0ken"
HOST = f"127.0.0.1:{PORT}"
MARK = {"x-designdoc": "form"}
PATH = "docs/login.md"


def client_of(folder: Path, read_only: bool = False) -> TestClient:
    frame = Frame(live=True, editable=not read_only)
    server = Server(Settings(str(folder), (), CheckOptions(cache=False), frame), read_only)
    return TestClient(Guard(server.app, PORT, TOKEN), f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/template.md").write_text(TEMPLATE, "utf-8")
    (tmp_path / PATH).write_text(DOCUMENT, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with client_of(folder) as made:
        made.get(f"/?token={TOKEN}")
        read(made)
        yield made


def read(client: TestClient) -> None:
    for _ in range(500):
        if client.get("/documents/docs/login.html").status_code == 200:
            return
    raise AssertionError("the documents are never read")


def post(client: TestClient, what: str, **body: Any) -> Any:
    return client.post(f"/api/{what}", json=body, headers=MARK)


def loaded(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/form", params={"path": PATH}).json()
    return found


def text_input(form: dict[str, Any], title: str) -> str:
    group = next(g for g in form["form"]["groups"] if g["title"] == title)
    return str(next(i["id"] for i in group["inputs"] if i["kind"] == "text"))


def proposed(client: TestClient, form: dict[str, Any], text: str, title: str) -> dict[str, Any]:
    values = {text_input(form, title): text}
    answer = post(
        client, "propose", path=PATH, draft=form["draft"], base=form["base"], values=values
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_is_wrong_beside_the_documents_stays_when_one_is_read_again(folder: Path) -> None:
    (folder / "docs/designdoc.lock").write_text("{", "utf-8")
    (folder / "docs/large.md").write_bytes(b"# Large\n" + b"x" * 30_000_000)
    live = Live(Settings(str(folder), ("docs",), CheckOptions(cache=False)))
    live.read()
    first = live.view.portfolio
    assert [each.path for each in first.elsewhere] == ["docs/designdoc.lock"]
    assert [each.path for each in first.troubles] == ["docs/large.md"]
    for number in range(2):
        (folder / PATH).write_text(f"{DOCUMENT}\n{number}\n", "utf-8")
        assert live.changed([str(folder / PATH)]) == [PATH]
        assert live.view.portfolio.elsewhere == first.elsewhere
        assert live.view.portfolio.troubles == first.troubles
    (folder / PATH).write_text(DOCUMENT, "utf-8")
    live.read()
    assert live.view.portfolio.findings == first.findings


def test_a_picture_is_given_so_that_it_can_do_nothing(folder: Path) -> None:
    (folder / "docs/good.svg").write_text(SVG, "utf-8")
    (folder / "docs/bad.svg").write_text(SVG_ATTACKS[0], "utf-8")
    (folder / PATH).write_text(f"{DOCUMENT}\n![a](good.svg) ![b](bad.svg)\n", "utf-8")
    with client_of(folder) as client:
        client.get(f"/?token={TOKEN}")
        read(client)
        answer = client.get("/files/docs/good.svg")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/svg+xml"
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
        assert client.get("/files/docs/bad.svg").status_code == 404
        (folder / "docs/good.svg").write_text(SVG_ATTACKS[0], "utf-8")
        assert client.get("/files/docs/good.svg").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"cookie": f"designdoc_{PORT}=wrong"}, 401),
        ({"cookie": f"designdoc_{PORT}={TOKEN}"}, 200),
        ({"cookie": f"designdoc_{PORT}={TOKEN}", "host": f"attacker.invalid:{PORT}"}, 421),
        ({"cookie": f"designdoc_{PORT}={TOKEN}", "host": "127.0.0.1:1"}, 421),
        ({"cookie": f"designdoc_{PORT}={TOKEN}", "origin": "https://attacker.invalid"}, 403),
        ({"cookie": f"designdoc_{PORT}={TOKEN}", "origin": "null"}, 403),
        ({"cookie": f"designdoc_{PORT}={TOKEN}", "origin": f"http://{HOST}"}, 200),
    ],
)
def test_who_is_let_in(folder: Path, headers: dict[str, str], status: int) -> None:
    with client_of(folder) as client:
        assert client.get("/", headers=headers).status_code == status


def test_the_token_goes_from_the_address_into_a_cookie(folder: Path) -> None:
    with client_of(folder) as client:
        answer = client.get(f"/matrix.html?token={TOKEN}&text=a")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/matrix.html?text=a"
        assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
        away = client.get(f"http://{HOST}//attacker.invalid/?token={TOKEN}").headers["location"]
        assert away == "/attacker.invalid/"
        assert client.get("/?token=wrong", headers={"cookie": ""}).status_code == 401


def test_pages_have_a_strict_policy(client: TestClient) -> None:
    answer = client.get("/index.html")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    drawing = client.get("/assets/diagram.html").headers["content-security-policy"]
    assert "sandbox allow-scripts" in drawing


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/files/secret.txt", "/files/../secret.txt",
     "/assets/../../../pyproject.toml", "/assets/%2e%2e/page.py", "/documents/docs/none.html",
     "/edit/secret.txt", "/edit/../secret.txt", "/search/w9999.js"],
)  # fmt: skip
def test_nothing_else_is_given(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret\n" not in answer.text


def test_only_own_pages_change_something(client: TestClient) -> None:
    assert client.post("/api/apply", json={"fingerprint": "x"}).status_code == 403
    assert client.get("/api/apply").status_code in {404, 405}
    assert client.put("/index.html", headers=MARK).status_code == 405
    assert post(client, "nonsense").status_code == 404
    large = client.post("/api/propose", content=b"x" * 13_000_000, headers=MARK)
    assert large.status_code == 413


def test_a_change_is_proposed_and_written(client: TestClient, folder: Path) -> None:
    form = loaded(client)
    told = proposed(client, form, "Sign in with [Name].", "Overview")
    assert "+Sign in with [Name]." in told["diff"]
    assert "DD201" in [f["code"] for f in told["introduced"]]
    assert (folder / PATH).read_text("utf-8") == DOCUMENT
    assert post(client, "apply", fingerprint=told["fingerprint"]).json()["written"]
    assert "Sign in with [Name]." in (folder / PATH).read_text("utf-8")


def test_a_file_that_changed_meanwhile_is_not_overwritten(client: TestClient, folder: Path) -> None:
    form = loaded(client)
    told = proposed(client, form, "Mine.", "Overview")
    other = DOCUMENT.replace("password", "key")
    (folder / PATH).write_text(other, "utf-8")
    answer = post(client, "apply", fingerprint=told["fingerprint"])
    assert answer.status_code == 409
    conflict = answer.json()
    sides = {piece["side"] for piece in conflict["pieces"]}
    assert {"yours", "theirs"} <= sides or "both" in sides
    assert (folder / PATH).read_text("utf-8") == other
    chosen = {str(n): p["yours"] for n, p in enumerate(conflict["pieces"]) if p["side"] == "both"}
    both = post(client, "merge", path=PATH, base=form["base"], yours=conflict["yours"],
                theirs=conflict["base"], chosen=chosen)  # fmt: skip
    assert both.status_code == 200, both.text
    assert post(client, "apply", fingerprint=both.json()["fingerprint"]).json()["written"]
    text = (folder / PATH).read_text("utf-8")
    assert "Mine." in text
    assert "key" in text


def test_a_missing_section_is_put_in_and_what_was_typed_stays(client: TestClient) -> None:
    form = loaded(client)
    missing = next(g["way"] for g in form["form"]["groups"] if g["state"] == "missing")
    values = {text_input(form, "Overview"): "Typed."}
    answer = post(client, "restructure", path=PATH, draft=form["draft"], base=form["base"],
                  values=values, add=missing)  # fmt: skip
    assert answer.status_code == 200, answer.text
    groups = {tuple(g["way"]): g for g in answer.json()["form"]["groups"]}
    assert groups[tuple(missing)]["state"] != "missing"
    assert "Typed." in json.dumps(answer.json())


def test_a_new_document_is_begun(client: TestClient, folder: Path) -> None:
    body = {"path": "docs/new.md", "template": "docs/template.md", "title": "New"}
    assert post(client, "new", **body).json()["path"] == "docs/new.md"
    assert (folder / "docs/new.md").read_text("utf-8").startswith("#")
    assert post(client, "new", **body).status_code == 400
    for path in ("../out.md", f"{folder.parent}/out.md", "docs/x.txt", ".git/x.md"):
        assert post(client, "new", **{**body, "path": path}).status_code in {400, 409}
    assert not (folder.parent / "out.md").exists()


def test_read_only_writes_nothing(folder: Path) -> None:
    with client_of(folder, read_only=True) as client:
        client.get(f"/?token={TOKEN}")
        read(client)
        assert "Edit</a>" not in client.get("/documents/docs/login.html").text
        assert client.get(f"/edit/{PATH}").status_code == 404
        told = proposed(client, loaded(client), "Mine.", "Overview")
        assert post(client, "apply", fingerprint=told["fingerprint"]).status_code == 400
        assert (folder / PATH).read_text("utf-8") == DOCUMENT


def test_a_broken_configuration_is_said(folder: Path) -> None:
    (folder / "designdoc.toml").write_text("nonsense = 1\n", "utf-8")
    with client_of(folder) as client:
        client.get(f"/?token={TOKEN}")
        for _ in range(100):
            if "nonsense" in client.get("/none.html").text:
                return
    raise AssertionError("nothing is said")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


def test_nonsense_is_refused_and_never_a_fault(client: TestClient) -> None:
    names = st.sampled_from(["propose", "restructure", "apply", "merge", "new"])
    keys = st.sampled_from(["path", "draft", "base", "values", "add", "repeat", "fingerprint"])
    bodies = JSON | st.dictionaries(keys, JSON, max_size=6)

    @settings(max_examples=150)
    @given(names, bodies | st.binary(max_size=60))
    def nonsense(name: str, body: Any) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = client.post(f"/api/{name}", content=data, headers=MARK)
        assert 400 <= answer.status_code < 500, (name, body, answer.text)

    nonsense()


def test_a_document_in_git_is_shown_with_its_history(folder: Path) -> None:
    repository = Repository(folder)
    repository.commit("2026-01-01")
    text = DOCUMENT.replace("accepts a password.", "accepts a key.")
    commit = repository.commit("2026-01-02", docs__login=text)
    with client_of(folder) as client:
        client.get(f"/?token={TOKEN}")
        read(client)
        page = client.get("/documents/docs/login.html").text
        assert commit[:8] in page
        assert "<del> password.</del><ins> key.</ins>" in page
        assert client.get("/documents/docs/login.html").text == page
