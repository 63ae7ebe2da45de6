from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation import citeproc
from postil.citation.forms.known import FORMS
from postil.core.errors import NotFound
from postil.core.model import Locator
from postil.pandoc import running
from postil.services.citing.citing import SAMPLE, Citations, Place, preview, styles_to_choose
from postil.storage.machine.citation_cache import MOST, CitationFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postil.citation.citeproc import Formatted, Wanted

PLAIN, HTML = FORMS["plain"], FORMS["html"]
OTHER = Place({"type": "book", "title": "Tides", "author": [{"literal": "Quay Press"}]}, "quay")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many citations each run of the engine sets."""
    counted: list[int] = []
    whole = citeproc.format_citations

    def counting(wanted: Sequence[Wanted], *args: object, **options: object) -> list[Formatted]:
        counted.append(len(wanted))
        return whole(wanted, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(citeproc, "format_citations", counting)
    return counted


def test_what_was_set_once_is_at_hand(tmp_path: Path, runs: list[int]) -> None:
    cache = CitationFile(tmp_path / "cache" / "citations.sqlite")
    citations = Citations("apa", cache=cache)
    assert not citations.knows([SAMPLE], PLAIN)
    (first,) = citations.cite([SAMPLE], PLAIN)
    assert first.mark == "(Holm & Reed, 2030, p. 204)"
    assert citations.knows([SAMPLE], PLAIN)
    assert citations.cite([SAMPLE, OTHER], PLAIN)[0] == first
    assert Citations("apa", cache=cache).cite([SAMPLE], PLAIN) == [first]
    assert runs == [1, 1]
    assert not citations.knows([SAMPLE], HTML)
    assert not citations.in_style("mla").knows([SAMPLE], PLAIN)
    assert not citations.in_style("apa", "de-DE").knows([SAMPLE], PLAIN)


def test_what_another_pandoc_has_set_is_set_anew(
    tmp_path: Path, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = CitationFile(tmp_path / "citations.sqlite")
    Citations("apa", cache=cache).cite([SAMPLE], PLAIN)
    Citations("apa", cache=cache).cite([SAMPLE], PLAIN)
    assert runs == [1]
    monkeypatch.setattr(running, "pandoc_identity", lambda: ("/opt/pandoc", 1))
    Citations("apa", cache=cache).cite([SAMPLE], PLAIN)
    assert runs == [1, 1]


def test_entries_are_in_the_markup_that_is_wanted(runs: list[int]) -> None:
    (cited,) = Citations("apa").cite([SAMPLE], HTML)
    assert "<em>Journal of Coastal Works</em>" in HTML.entry(cited)
    assert "<em>" not in cited.entry
    assert runs == [1]


def test_a_list_of_works_names_each_once() -> None:
    items = [SAMPLE.item, OTHER.item, SAMPLE.item]
    assert len(Citations().works_cited(items, PLAIN)) == 2
    styled = Citations("apa").works_cited(items, PLAIN)
    assert styled[0].entry.startswith("Holm, I.")


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, data: bytes, runs: list[int]) -> None:
    file = tmp_path / "citations.sqlite"
    file.write_bytes(data)
    (cited,) = Citations("apa", cache=CitationFile(file)).cite([SAMPLE], PLAIN)
    assert cited.mark
    assert runs == [1]


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    cache = CitationFile(tmp_path / "cache" / "citations.sqlite")
    cache.put({"key": ("a", "b", "c")})
    assert cache.get(["key"]) == {}


def test_the_oldest_go_first(tmp_path: Path) -> None:
    cache = CitationFile(tmp_path / "citations.sqlite")
    cache.put({"first": ("a", "b", "c")})
    cache.put({f"later{number}": ("a", "b", "c") for number in range(MOST)})
    assert cache.get(["first"]) == {}
    assert len(cache.get([f"later{number}" for number in range(MOST)])) == MOST


def test_a_style_that_is_not_there_is_refused_and_shown_as_such() -> None:
    with pytest.raises(NotFound):
        Citations().in_style("nope")
    assert "no citation style nope" in preview(Citations(), "nope", SAMPLE)[0]
    citations = Citations("nope")
    (cited,) = citations.cite([OTHER], PLAIN)
    assert cited.entry == "Quay Press. Tides."
    assert "no citation style nope" in citations.problem
    assert "nope" in [one.name for one in styles_to_choose(citations)]


def test_a_language_that_no_style_is_set_in_is_refused() -> None:
    with pytest.raises(NotFound, match=r"language xx-QQ.*Known are af, ar"):
        Citations().in_style("apa", "xx-QQ")


def test_the_plain_style_needs_no_engine(runs: list[int]) -> None:
    citations = Citations()
    place = Place(OTHER.item, "quay", Locator("page", "7"))
    assert citations.knows([place], PLAIN)
    assert citations.cite([place], PLAIN)[0].mark == "(Quay Press, p. 7)"
    assert not runs


NUMBERED = [
    Place(
        {
            "type": "article-journal",
            "title": f"1 of {number} tides in 1",
            "author": [{"family": family, "given": "1st"}],
            "container-title": "Waters 1",
            "volume": "1",
            "issue": "1",
            "page": "1-9",
            "publisher-place": "1 Quay",
            "issued": {"date-parts": [[2001, 1, 1]]},
        },
        family,
        Locator("page", "1"),
    )
    for number, family in enumerate(["Alp", "Bel", "Cor"], 1)
]
"""Sources whose data hold the number 1 everywhere."""


def test_numbers_count_through_what_is_copied_together_and_an_entry_stands_there_once() -> None:
    citations = Citations("ieee")
    cited = citations.cite_together([SAMPLE, OTHER, SAMPLE], PLAIN)
    assert [one.mark for one in cited] == ["[1, p. 204]", "[2]", "[1, p. 204]"]
    assert [one.entry[:4] for one in cited] == ["[1] ", "[2] ", ""]
    assert [one.mark for one in citations.cite([SAMPLE, OTHER], PLAIN)] == ["[1, p. 204]", "[1]"]
    in_text = Citations("apa")
    assert in_text.cite_together([SAMPLE, OTHER], PLAIN) == in_text.cite([SAMPLE, OTHER], PLAIN)


@pytest.mark.parametrize("form", ["plain", "html", "latex", "markdown", "org", "typst"])
@pytest.mark.parametrize(
    "style", ["ieee", "vancouver", "nature", "ama", "springer-basic-brackets", "acm-sig-proceedings"]
)
def test_no_number_is_told_anew_but_that_of_the_source(style: str, form: str) -> None:
    citations = Citations(style)
    together = citations.cite_together([NUMBERED[0], *NUMBERED], FORMS[form])[1:]
    for at, (first, other) in enumerate(zip(citations.cite(NUMBERED, FORMS[form]), together, strict=True)):
        for alone, counted in (
            (first.mark, other.mark),
            (first.entry, other.entry),
            (first.set_entry, other.set_entry),
        ):
            assert counted in {"", alone} if at == 0 else changed(alone, counted) in {"", str(at + 1)}
        assert str(at + 1) in other.mark
        assert "2001" in first.entry


@pytest.mark.parametrize("style", ["din-1505-2-alphanumeric", "apa", "mla", "chicago-notes", "oscola"])
def test_a_style_without_numbers_is_set_together_as_alone(style: str) -> None:
    citations = Citations(style)
    assert citations.cite_together(NUMBERED, HTML) == citations.cite(NUMBERED, HTML)


def changed(before: str, after: str) -> str:
    """What stands in place of the one 1 that is another number now; the whole text where more is otherwise."""
    for at, character in enumerate(before):
        if character == "1" and after == f"{before[:at]}{after[at : at + 1]}{before[at + 1 :]}":
            return after[at : at + 1] if after != before else ""
    return after
