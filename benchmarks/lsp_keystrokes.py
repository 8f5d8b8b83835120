"""From a keystroke to its findings, through the protocol and in process.

    python benchmarks/lsp_keystrokes.py FOLDER DOCUMENT [KEYSTROKES]

types into a document of a workspace one character at a time, after the first index, and prints
the times from the change to the findings, with the memory of the server before and after. Beside
them stands the processor time a key takes, which hangs less on what else the machine does.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from designdoc.api import wiring

WORDS = "The quick brown fox jumps over the lazy dog. "


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    folder, document = Path(arguments[0]).resolve(), arguments[1]
    count = int(arguments[2]) if len(arguments) > 2 else 200
    os.chdir(folder)
    told("in process", *in_process(folder, document, count))
    asyncio.run(through_protocol(folder, document, count))


def in_process(folder: Path, document: str, count: int) -> tuple[list[float], float]:
    """Seconds from a changed text to its outcome, and those of the processor for each."""
    session = wiring.session(str(folder))
    data = (folder / document).read_bytes()
    at = data.index(b"\n\n", len(data) // 2)
    session.open(document, data)
    session.outcome(document)
    times = []
    start_cpu = time.process_time()
    for number in range(count):
        typed = (WORDS * (1 + number // len(WORDS)))[: number + 1].encode()
        start = time.perf_counter()
        session.change(document, data[:at] + b" " + typed + data[at:])
        session.outcome(document)
        times.append(time.perf_counter() - start)
    return times, (time.process_time() - start_cpu) / count


async def through_protocol(folder: Path, document: str, count: int) -> None:
    """The same through a server of its own, as an editor sees it."""
    client = LanguageClient("benchmark", "1")
    shown = asyncio.Event()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams) -> None:
        if params.uri == uri:
            shown.set()

    uri = (folder / document).as_uri()
    text = (folder / document).read_bytes().decode()
    line = text.count("\n", 0, text.index("\n\n", len(text) // 2))
    column = len(text.split("\n")[line])
    await client.start_io(sys.executable, "-m", "designdoc", "lsp", cwd=str(folder))
    folders = [types.WorkspaceFolder(folder.as_uri(), folder.name)]
    await client.initialize_async(
        types.InitializeParams(types.ClientCapabilities(), workspace_folders=folders)
    )
    client.initialized(types.InitializedParams())
    await indexed(client)
    item = types.TextDocumentItem(uri, "markdown", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await shown.wait()
    before, times, start_cpu = memory(client), [], processor(client)
    for number in range(count):
        await asyncio.sleep(0.1)
        shown.clear()
        place = types.Position(line, column + number)
        typed = WORDS[number % len(WORDS)]
        change = types.TextDocumentContentChangePartial(types.Range(place, place), typed)
        start = time.perf_counter()
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(number + 2, uri), [change]
            )
        )
        await shown.wait()
        times.append(time.perf_counter() - start)
    told("through the protocol", times, (processor(client) - start_cpu) / count)
    print(f"memory of the server: {before} MB before, {memory(client)} MB after {count} edits")
    await client.shutdown_async(None)
    client.exit(None)


async def indexed(client: LanguageClient) -> None:
    """Wait until no new symbol turns up."""
    start, known, still = time.perf_counter(), -1, 0
    while still < 3:
        await asyncio.sleep(1)
        query = types.DocumentSymbolParams(types.TextDocumentIdentifier("file:///none.md"))
        await client.text_document_document_symbol_async(query)
        size = memory(client)
        still, known = (still + 1, known) if size == known else (0, size)
    print(f"first index: about {time.perf_counter() - start - 3:.0f} s, {known} MB")


def memory(client: LanguageClient) -> int:
    """Resident megabytes of the server; of Linux only."""
    status = Path(f"/proc/{client._server.pid}/statm").read_text()
    return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def processor(client: LanguageClient) -> float:
    """Seconds of the processor that the server took so far, to a hundredth; of Linux only."""
    fields = Path(f"/proc/{client._server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(what: str, times: list[float], cpu: float) -> None:
    """Print the middle and the 95th percent, and the processor's time for one."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(
        f"{what}: p50 {statistics.median(ordered) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms,"
        f" processor {cpu * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
