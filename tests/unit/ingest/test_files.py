from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput
from postil.ingest.door import open_document
from postil.ingest.files import bytes_of
from postil.services.articles.reading import text_of_file

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "The ferry left the quay at noon."


@pytest.mark.parametrize("read", [open_document, text_of_file])
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path, read: Callable[[str], object]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(BadInput, match=r"pipe\.txt is a named pipe") as caught:
        read(str(tmp_path / "pipe.txt"))
    assert "standard input" in caught.value.hint


def test_a_device_and_a_socket_are_refused() -> None:
    with pytest.raises(BadInput, match="/dev/zero is a device"):
        bytes_of("/dev/zero", 10)
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{folder}/s")  # a socket's path must be short
        with pytest.raises(BadInput, match="is a socket"):
            bytes_of(f"{folder}/s", 10)


def test_a_file_that_has_nothing_yet_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As some files of the kernel, which look like any other."""
    pipe = tmp_path / "log"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    monkeypatch.setattr("postil.ingest.files._ENDLESS", {})
    with pytest.raises(BadInput, match="nothing to read at the moment"):
        bytes_of(str(pipe), 10)
    os.close(writer)


@pytest.mark.parametrize("folder", ["/dev/fd", "/proc/self/fd"])
def test_what_the_shell_opened_for_the_program_is_read_to_its_end(folder: str) -> None:
    if not Path(folder).is_dir():
        pytest.skip(f"there is no {folder} here")
    reader, writer = os.pipe()

    def write() -> None:
        for part in (SENTENCE[:9], SENTENCE[9:]):
            os.write(writer, part.encode())
        os.close(writer)

    thread = Thread(target=write)
    thread.start()
    document = open_document(f"{folder}/{reader}")
    thread.join()
    os.close(reader)
    assert document.snapshot.text == SENTENCE
    assert document.path == ""
    with pytest.raises(BadInput, match=f"{folder}/{reader} cannot be read"):
        open_document(f"{folder}/{reader}")


def test_no_more_is_read_than_shows_that_a_file_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 50)
    assert len(bytes_of(str(tmp_path / "long.txt"), 10)) == 11
