from __future__ import annotations

import os
from pathlib import Path

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import BlockKind
from postil.ingest import door
from postil.ingest.door import open_document, read_document
from postil.ingest.listing import as_json

DATA = Path(__file__).parents[2] / "data" / "ingest"
SENTENCE = "The ferry left the quay at noon."


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_text_is_read_whole() -> None:
    document = open_document(str(DATA / "quay.txt"))
    kinds = [block.kind for block in document.snapshot.blocks]
    assert document.about.title == "Dredging Begins at Saltmarsh Quay"
    assert document.about.language == "en"
    assert kinds == [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 2, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert document.snapshot.blocks[1].text.endswith("three years afterwards.")
    assert document.snapshot.blocks[2].links[0].href == "https://gazette.example/plan"


def test_a_listing_has_types_sentences_and_links() -> None:
    listing = as_json(open_document(str(DATA / "quay.txt")))
    paragraphs = listing["paragraphs"]
    assert isinstance(paragraphs, list)
    quote = paragraphs[2]
    assert isinstance(quote, dict)
    assert quote["type"] == "p"
    text, spans = quote["text"], quote["sentences"]
    assert isinstance(text, str)
    assert isinstance(spans, list)
    assert len(spans) == 3
    assert quote["links"] == [
        {"text": "https://gazette.example/plan", "href": "https://gazette.example/plan"}
    ]


def test_a_listing_tells_what_stands_before_an_item_and_a_note() -> None:
    document = read_document(b"Paid.[^a]\n\n3. Mud\n\n[^a]: By the port.\n", kind="markdown")
    paragraphs = as_json(document)["paragraphs"]
    assert isinstance(paragraphs, list)
    assert [one["marker"] for one in paragraphs if isinstance(one, dict)] == ["", "3.", "[1]"]


def test_front_matter_tells_who_when_and_where() -> None:
    document = open_document(str(DATA / "ferry.md"))
    assert document.about.title == "The ferry that never ran"
    assert document.about.authors == ("Ines Holm", "Tobias Reed")
    assert document.about.published == "2024-05-17"
    assert document.about.container == "Saltmarsh Quay Gazette"
    assert document.about.url == "https://gazette.example/ferry"
    assert document.about.language == "en-GB"


def test_standard_input_is_read_by_whoever_is_asked() -> None:
    document = open_document("-", stdin=SENTENCE.encode)
    assert document.snapshot.text == SENTENCE
    assert document.path == ""


def test_standard_input_may_be_markdown() -> None:
    assert open_document("-", stdin=lambda: b"# Ferry\n\nIt *left*.").snapshot.text == "Ferry\n\nIt left."
    assert open_document("-", kind="text", stdin=lambda: b"# Ferry\n\nIt *left*.").snapshot.text.endswith(
        "*left*."
    )


def test_the_links_of_a_saved_page_belong_to_its_address(tmp_path: Path) -> None:
    page = (
        b"<html><body><article><p>"
        + SENTENCE.encode()
        + b" See <a href='/plan'>the plan</a>.</p></article></body></html>"
    )
    file = written(tmp_path, "page.html", page)
    document = open_document(file, url="https://quay.example/news/1")
    assert "https://quay.example/plan" in {
        link.href for block in document.snapshot.blocks for link in block.links
    }
    assert document.about.url in {"", "https://quay.example/news/1"}
    relative = open_document(file, url="file:///etc/passwd")
    assert all("file:" not in link.href for block in relative.snapshot.blocks for link in block.links)


def test_the_file_name_is_the_title_of_a_text_without_one(tmp_path: Path) -> None:
    assert open_document(written(tmp_path, "ferry notes.txt", SENTENCE.encode())).about.title == "ferry notes"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04....notes.txt", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"\x7fELF\x02", "a program"),
        (b"\x1f\x8b\x08", "a gzip archive"),
    ],
)
def test_bytes_are_named_whatever_the_ending_says(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_document(written(tmp_path, "report.txt", data))
    assert f"report.txt is {what}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_binary_data_is_refused(tmp_path: Path) -> None:
    noise = bytes((number * 97 + number // 7) % 256 for number in range(4000))
    with pytest.raises(BadInput, match="binary"):
        open_document(written(tmp_path, "noise.txt", noise))


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\x00"])
def test_nothing_to_read_is_told(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"empty\.txt is empty"):
        open_document(written(tmp_path, "empty.txt", data))


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no file"):
        open_document(str(tmp_path / "none.txt"))
    with pytest.raises(BadInput, match="folder"):
        open_document(str(tmp_path))
    with pytest.raises(BadInput, match="begins with https://"):
        open_document("www.gazette.example/ferry")
    with pytest.raises(BadInput):
        open_document("a\0b")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read")
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = Path(written(tmp_path, "shut.txt", b"x"))
    path.chmod(0)
    with pytest.raises(BadInput, match="may not be read"):
        open_document(str(path))


def test_names_are_made_harmless(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        open_document(str(tmp_path / "a\x1b[31m\nb.txt"))
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGEST", 10)
    with pytest.raises(BadInput, match="larger than"):
        open_document(written(tmp_path, "long.txt", SENTENCE.encode()))


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(BadInput, match="kind"):
        open_document("-", kind="poem", stdin=lambda: b"x")


def test_a_listing_has_the_cells_of_a_table() -> None:
    table = "| Ferry | Leaves |\n|---|---|\n| *Ilse* | [noon](https://gazette.example/noon) |\n| Anna | |\n"
    document = open_document("-", stdin=f"# Ferries\n\n{table}".encode)
    assert document.snapshot.blocks[1].kind is BlockKind.TABLE
    paragraphs = as_json(document)["paragraphs"]
    assert isinstance(paragraphs, list)
    assert paragraphs[1:] == [
        {"text": words, "type": "cell", "marker": "", "sentences": [[0, len(words)]], "links": links}
        for words, links in [
            ("Ferry", []),
            ("Leaves", []),
            ("Ilse", []),
            ("noon", [{"text": "noon", "href": "https://gazette.example/noon"}]),
            ("Anna", []),
        ]
    ]
