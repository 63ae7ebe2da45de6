from __future__ import annotations

import json
import os
import sys
import time
from array import array
from functools import partial
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput, Stopped
from postil.core.snapshot import Block, BlockKind, Link, Snapshot
from postil.ingest import door, isolation, starting
from postil.ingest.document import About, Parsed, Received
from postil.ingest.door import open_document, read_document
from postil.ingest.formats import FORMATS, LARGE
from postil.ingest.handover import answer, answered
from postil.ingest.isolated import forbid
from postil.ingest.isolation import Apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.ingest.document import Document
    from postil.ingest.formats import Format

SENTENCE = "The ferry left the quay at noon. "
TEXT = Received(SENTENCE.encode(), "ferry.txt", ".txt")

# The process as it is, but that its plain texts are read by a reader of the test.
_CHILD = """
import sys, types
from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind
from postil.ingest import formats, isolated
from postil.ingest.document import About, Parsed
reader = sys.modules["reader"] = types.ModuleType("reader")
def read(received):
    {body}
    return Parsed([Block(BlockKind.PARAGRAPH, received.data.decode())])
reader.read = read
formats.FORMATS["text"] = formats.Format("text", "a text", "reader")
isolated.read(sys.argv[1])
"""


def read_apart(received: Received, kind: str) -> Parsed:
    return Apart(received, FORMATS[kind]).parsed()


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are begun anew, whose code a test may change; `test_starting` has copies."""
    monkeypatch.setattr(starting, "_is_alone", lambda: False)


def reading(monkeypatch: pytest.MonkeyPatch, body: str) -> Parsed:
    return running(monkeypatch, _CHILD.replace("{body}", body))


def running(monkeypatch: pytest.MonkeyPatch, code: str) -> Parsed:
    monkeypatch.setattr(starting, "_CHILD", ("-P", "-c", code))
    return read_apart(TEXT, "text")


def test_a_text_is_read_apart_as_it_is_here() -> None:
    page = b"# Ferries\n\nThe *ferry* left [the quay](https://quay.example).\n\n1. Noon\n\n[^a]: A note.\n"
    received = Received(page, "ferry.md", ".md")
    apart, here = read_apart(received, "markdown"), FORMATS["markdown"].reader().read(received)
    assert list(apart.blocks) == list(here.blocks)
    assert apart[1:-1] == here[1:-1]


def test_everything_a_reader_tells_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    about = About("T", ("Ana [x]", "Bo"), "2024", "Gazette", "https://a.example", "en", "10.1/2", "9")
    block = "Block(BlockKind.FOOTNOTE, 'Seen \U0001f6a2.', 2, (), '[1]', 'n1', 'xi')"
    parsed = reading(monkeypatch, f"return Parsed([{block}], {about!r}, 'cp1252', True)")
    assert parsed.blocks == [Block(BlockKind.FOOTNOTE, "Seen \U0001f6a2.", 2, (), "[1]", "n1", "xi")]
    assert parsed.about == about
    assert (parsed.encoding, parsed.guessed) == ("cp1252", True)


def test_a_long_text_comes_back_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_POLL", 0.001)  # so that the time of one question is over many times
    long = Received((SENTENCE * 200_000).encode(), "long.txt")
    monkeypatch.setattr(starting, "_CHILD", ("-P", "-c", _CHILD.replace("{body}", "pass")))
    assert read_apart(long, "text").blocks[0].text == SENTENCE * 200_000


def test_where_no_file_may_lie_in_memory_one_lies_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "memfd_create", refused, raising=False)
    assert read_apart(TEXT, "text").blocks[0].text == SENTENCE.strip()


def test_an_error_comes_back_with_its_hint_and_without_control_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(BadInput) as told:
        reading(monkeypatch, "raise BadInput('is \\x1b[31mlocked.', 'Unlock it.')")
    assert (told.value.what, told.value.hint) == ("is \N{SYMBOL FOR ESCAPE}[31mlocked.", "Unlock it.")


@pytest.mark.parametrize(
    "body",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('quay.example', 80)",
        "import subprocess; subprocess.run([sys.executable, '-c', ''])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('seen.txt', 'w')",
        "import os; os.open('seen.txt', os.O_WRONLY | os.O_CREAT)",
        "import os; os.remove('seen.txt')",
        "import os; os.mkdir('seen')",
    ],
)
def test_a_reader_may_not_reach_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=r"it is damaged \(PermissionError\)"):
        reading(monkeypatch, body)
    assert not list(tmp_path.iterdir())


def test_what_reading_needs_is_allowed() -> None:
    for event, arguments in (
        ("open", ("a.txt", "rb", 0)),
        ("open", ("a.txt", None, 0)),
        ("open", (3, "r", None)),
        ("import", ("os",)),
        ("os.listdir", (".",)),
    ):
        forbid(event, arguments)
    with pytest.raises(PermissionError):
        forbid("open", ("a.txt", "r+", 0))


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited there")
def test_a_reader_may_not_take_all_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="takes more than 1024 MB of memory"):
        reading(monkeypatch, "bytearray(1 << 31)")


def test_a_reader_may_not_take_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "SECONDS", 0.2)
    with pytest.raises(BadInput, match=r"takes more than .* seconds"):
        reading(monkeypatch, "\n    while True: pass")


def test_whoever_asked_may_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_CHILD", ("-P", "-c", "import time; time.sleep(600)"))
    before = time.monotonic()
    with pytest.raises(Stopped):
        read_document(b"#" * (LARGE + 1), kind="markdown", stopped=lambda: True)
    assert time.monotonic() - before < 300  # it did not wait for the process


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import os; os._exit(7)",
        "print('Hello')",
        "print('[]')",
        'print(\'{"what": 1, "hint": ""}\')',
        "import sys; sys.stdout.buffer.write(b'\\xff\\xfe')",
        "print('[' * 100000)",
        "pass",
    ],
)
def test_a_process_that_dies_or_prints_junk_is_an_unreadable_text(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    with pytest.raises(BadInput, match=r"^cannot be read: ") as told:
        running(monkeypatch, code)
    assert told.value.hint


def test_what_a_parser_prints_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "print('noise'); import os; os.write(1, b'noise'); print('noise', file=sys.stderr)"
    assert reading(monkeypatch, body).blocks[0].text == SENTENCE


@pytest.mark.parametrize("broken", ["raise ValueError('x')", "1 / 0", "\n    def f(): f()\n    f()"])
def test_a_parser_that_fails_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    with pytest.raises(BadInput, match=r"cannot be read: it is damaged|is nested too deeply"):
        reading(monkeypatch, broken)


@pytest.mark.parametrize(
    ("frozen", "executable"), [(True, sys.executable), (False, ""), (False, "/none/python")]
)
def test_where_no_process_can_be_started_that_is_said(
    monkeypatch: pytest.MonkeyPatch, executable: str, *, frozen: bool
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr(sys, "executable", executable)
    with pytest.raises(BadInput, match="could not be started"):
        read_apart(TEXT, "text")


def test_a_process_without_postil_could_not_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_CHILD", ("-I", "-S", "-m", "postil.ingest.isolated"))
    with pytest.raises(BadInput, match="could not be started"):
        read_apart(TEXT, "text")


HEAD: dict[str, object] = {
    "blocks": 1,
    "forms": [],
    "about": {},
    "encoding": "",
    "guessed": False,
    "digest": "",
    "length": 1,
    "coding": "ascii",
}


def handed(text: str = "a", starts: tuple[int, ...] = (0,), **head: object) -> bytes:
    coding = "ascii" if text.isascii() else "utf-16-le"
    told = {**HEAD, "blocks": len(starts), "length": len(text), "coding": coding, **head}
    return json.dumps(told).encode() + b"\n" + array("I", starts).tobytes() + text.encode(coding)


@pytest.mark.parametrize(
    "told",
    [
        handed("a\x1bb"),
        handed(forms=[[0, {"kind": "poem", "text": ""}]]),
        handed(forms=[[0, {"kind": "item", "text": "", "links": [[0, 9, "#b"]]}]]),
        handed(forms=[[1, {"kind": "item", "text": ""}]]),
        handed(forms=[[-1, {"kind": "item", "text": ""}]]),
        handed(forms=[{"kind": "item", "text": ""}]),
        handed(about={"title": 7}),
        handed(about={"taste": "sour"}),
        handed(about={"authors": "Ana"}),
        handed(guessed="no"),
        handed(blocks=-1),
        handed(blocks=2**40),
        handed("a", ()),
        handed("ab", (1,)),
        handed("a\n\n", (0, 2)),
        handed("a\nb b", (0, 3)),
        handed("a\n\nb", (0, 3, 3)),
        handed("a\n\nb", (0, 4)),
        handed() + b"\xff",
        handed() + b"b",
        handed()[:-3],
        handed("a…")[:-1],
        handed("a…")[:-2],
        handed(coding="utf-7"),
        handed(length=2),
        handed(digest=7),
        json.dumps(HEAD).encode(),
    ],
    ids=range(27),
)
def test_an_answer_is_not_believed_blindly(told: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        answered(told)


@pytest.mark.parametrize(
    "told", [handed("a…")[:-2], handed("a", (0, 2))[:-3], handed() + b"b", handed(about={"title": 7})]
)
def test_what_is_believed_is_whole(told: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        answered(told, believed=True)


def test_the_name_of_a_text_is_believed_of_our_own_reader_alone() -> None:
    told = handed("Quay", digest="0" * 64)
    assert answered(told, believed=True).digest == "0" * 64
    assert answered(told).digest == Snapshot([Block(BlockKind.PARAGRAPH, "Quay")]).digest
    assert [known.name for known in FORMATS.values() if known.is_believed] == ["text"]


def test_what_is_made_of_an_answer_has_the_name_that_its_text_has() -> None:
    parsed = answered(
        handed("Quay\n\nA ferry…", (0, 6), forms=[[0, {"kind": "heading", "text": "", "level": 1}]])
    )
    assert parsed.blocks == [Block(BlockKind.HEADING, "Quay", 1), Block(BlockKind.PARAGRAPH, "A ferry…")]
    assert parsed.digest == Snapshot([*parsed.blocks]).digest == Snapshot(parsed.blocks, parsed.digest).digest


def test_a_process_that_makes_nothing_of_a_text_has_made_nothing() -> None:
    assert not answered(b"".join(answer(Parsed([])))).blocks


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such clock there")
def test_a_reader_ends_itself_though_nobody_waits_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "import signal, time; assert signal.alarm(1); time.sleep(600)"
    with pytest.raises(BadInput, match=r"takes more than .* seconds"):
        reading(monkeypatch, body)


@pytest.mark.parametrize("wide", ["", "\N{ANCHOR}", "\U0001f6a2"])
def test_a_long_plain_text_is_read_apart_as_it_is_here(tmp_path: Path, wide: str) -> None:
    data = f"The ferry left.{wide}\n\n  * Noon\n  * Night\n\n".encode() * (LARGE // 30)
    (tmp_path / "ferry.txt").write_bytes(data)
    here = FORMATS["text"].reader().read(Received(data, "ferry.txt"))
    opened: tuple[Callable[..., Document], ...] = (
        partial(read_document, data),
        partial(open_document, str(tmp_path / "ferry.txt")),
        partial(open_document, "-", stdin=lambda: data),
    )
    for read in opened:
        asked: list[bool] = []
        apart = read(stopped=lambda asked=asked: asked.append(True))
        assert asked
        assert apart.snapshot.blocks == here.blocks
        assert apart.snapshot.blocks.forms == Snapshot(here.blocks).blocks.forms
        assert apart.snapshot.digest == Snapshot(here.blocks).digest
        assert apart.encoding == here.encoding


def kinds_read_apart(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the formats that are read apart, which nothing is from now on."""
    seen: list[str] = []

    class Noted(Apart):
        def __init__(self, received: Received, known: Format, *_: object) -> None:
            seen.append(known.name)
            self.block = Block(BlockKind.PARAGRAPH, received.name, 0, (Link(0, 1, "#a"),))

        def parsed(self, stopped: Callable[[], bool] = lambda: False) -> Parsed:
            return Parsed([self.block])

    monkeypatch.setattr(isolation, "Apart", Noted)
    return seen


def test_a_long_text_is_read_apart_and_a_short_one_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = kinds_read_apart(monkeypatch)
    for name, size in (("a.md", 1), ("b.md", 0), ("c.txt", 1), ("d.html", 1), ("e.txt", 0)):
        path = tmp_path / name
        path.write_bytes((SENTENCE.encode() * (LARGE // len(SENTENCE) + 1))[: LARGE + size])
        open_document(str(path))
    assert seen == ["markdown", "text", "html"]


def test_what_a_long_file_is_its_ends_tell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = kinds_read_apart(monkeypatch)
    long, folder = bytes(LARGE), b"PK\x01\x02 [Content_Types].xml word/document.xml"
    for data in (b"%PDF-1.7\n" + long, b"PK\x03\x04" + long + folder, b"<!doctype html>" + long):
        (tmp_path / "report.txt").write_bytes(data)
        open_document(str(tmp_path / "report.txt"))
    assert seen == ["pdf", "docx", "html"]
    (tmp_path / "report.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + long)
    with pytest.raises(BadInput, match=r"report\.txt is a PNG picture"):
        open_document(str(tmp_path / "report.txt"))


@pytest.mark.parametrize("long", [True, False])
def test_a_file_beyond_the_limit_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, long: bool
) -> None:
    seen = kinds_read_apart(monkeypatch)
    monkeypatch.setattr(door, "LARGEST", LARGE + 1 if long else 10)
    (tmp_path / "long.txt").write_bytes(b"x" * (door.LARGEST + 1))
    with pytest.raises(BadInput, match=r"long\.txt is larger than"):
        open_document(str(tmp_path / "long.txt"))
    assert not seen


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited there")
def test_a_long_text_may_take_memory_by_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_CHILD", ("-P", "-c", _CHILD.replace("{body}", "bytearray(1 << 30)")))
    roomy = FORMATS["text"]._replace(room=1 << 20)
    assert Apart(TEXT, roomy, size=2 << 10).parsed().blocks
    with pytest.raises(BadInput, match=r"^takes more than 1025 MB of memory") as told:
        Apart(TEXT, roomy, size=(1 << 10) + 1).parsed()
    assert "Split it" in told.value.hint


def test_a_pdf_is_always_read_apart() -> None:
    assert FORMATS["pdf"].is_read_apart(1)
