from __future__ import annotations

import socket
from typing import Never

import pytest

from postil.ingest.document import Received
from postil.ingest.formats import FORMATS
from postil.ingest.pandoc.kinds import KINDS
from postil.ingest.sniffing import sniff
from tests.unit.ingest.samples import SAMPLES

TOLD_BY_NAME = {"org", "rst", "typst", "asciidoc", "textile", "djot", "mediawiki", "dokuwiki", "csv", "tsv"}


def test_there_is_a_sample_of_every_kind() -> None:
    assert SAMPLES.keys() == FORMATS.keys()


@pytest.mark.parametrize("kind", FORMATS)
def test_no_reader_goes_to_the_network(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    def refuse(*_: object, **__: object) -> Never:
        pytest.fail("a reader went to the network")

    read, received = FORMATS[kind].reader().read, Received(SAMPLES[kind], "sample", kind=kind)
    read(received)  # so that all is imported: what some libraries try out then is not reading
    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    blocks = read(received).blocks
    assert "ferry" in " ".join(block.text for block in blocks).casefold()


@pytest.mark.parametrize("kind", sorted(FORMATS.keys() - {"text", "markdown"} - TOLD_BY_NAME))
def test_a_kind_is_told_by_its_bytes(kind: str) -> None:
    assert sniff(Received(SAMPLES[kind], "sample")) == kind
    assert sniff(Received(SAMPLES[kind], "sample", ".txt")) == kind


@pytest.mark.parametrize("kind", sorted(TOLD_BY_NAME))
def test_a_kind_like_plain_text_is_told_by_its_name(kind: str) -> None:
    assert sniff(Received(SAMPLES[kind], "sample", ".txt")) == "text"
    for ending in KINDS[kind].endings:
        assert sniff(Received(SAMPLES[kind], "sample", ending)) == kind
