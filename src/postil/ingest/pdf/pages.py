"""The pages of a document, each with its lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.ingest.pdf.letters import Letters
from postil.ingest.pdf.lines import SMALL, Gap, Line, spelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.ingest.pdf.letters import Place

_ENDS = pattern("[\r\n]+|(?<=[\ufffe\x02])")
_HYPHEN = pattern(r"(?:(?<=[^\W_])[-\u2010]|[\ufffe\x02\xad])$")
_MARK = pattern(r"[-\u2212]?\d+|[*†‡§¶]{1,3}|[¹²³⁰⁴-⁹]+")
_LETTER = pattern(r"[^\W\d_]")
_DIGIT = pattern(r"\d")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BLANKS = pattern(r"\s+")

_WIDE, _WIDEST = 1.6, 4.0
"""The parts of the size of type above which a gap between words is no space, and no space of a stretched line."""

_BETWEEN_CELLS = 0.8
"""The part of the size of type from which a gap may lie between the cells of a table."""

_ALIKE = 0.2
"""The part of the size of type by which the spaces of a stretched line differ at most, as they are inked."""

_HEIGHT = 0.15
"""The part of the size of type by which a raised letter stands above the baseline at least."""

_SPACE = 0.2
"""The part of the size of type from which a gap is a space."""

_SAMPLES = 5
"""The letters of a line that are asked for their size."""

_LONGEST_MARK = 8
"""Code points below which what stands higher or lower may be a mark of the words beside it."""


class Page(NamedTuple):
    """A page.

    Attributes:
        lines: Its lines in the order in which they were set.
        aside: Lines that stand turned against the others, as a mark along the border.
    """

    lines: tuple[Line, ...]
    aside: tuple[Line, ...] = ()


class _View:
    """A page as it is looked at: turned so that lines of one direction run from left to right."""

    def __init__(self, letters: Letters, turn: int, box: tuple[float, float, float, float]) -> None:
        self._letters = letters
        self._turn = turn
        self._left, self._bottom, self._right, self._top = box

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, from its upper left corner."""
        return (
            (x - self._left, self._top - y),
            (y - self._bottom, x - self._left),
            (self._right - x, y - self._bottom),
            (self._top - y, self._right - x),
        )[self._turn]

    def shows(self, x: float, y: float) -> bool:
        """Whether a point lies on the page, and not beyond its borders."""
        return self._left <= x <= self._right and self._bottom <= y <= self._top

    def span(self, index: int) -> tuple[float, float]:
        """Where a letter begins and ends along its line."""
        left, bottom, right, top = self._letters.box(index)
        one, other = self.seen(left, bottom)[0], self.seen(right, top)[0]
        return min(one, other), max(one, other)


def page_of(textpage: object, box: tuple[float, float, float, float], number: int) -> Page:
    """Reads the lines of a page.

    Args:
        textpage: pdfium's handle of the page's text.
        box: The left, lower, right and upper border of the page, as it is stored.
        number: Its number, counted from 0.
    """
    letters = Letters(textpage)
    found = [(span, _sample(letters, *span)) for span in _runs(letters.text)]
    turns: Counter[int] = Counter()
    for (start, end), place in found:
        turns[place.turn] += end - start
    straight = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    lines: dict[bool, list[Line]] = {True: [], False: []}
    for span, place in found:
        view = _View(letters, place.turn, box)
        if view.shows(place.x, place.y):
            lines[place.turn == straight] += _lines(letters, view, span, place, number)
    if len(_RIGHT_TO_LEFT.findall(letters.text)) > len(letters.text) / 3:
        lines[True] = [line.mirrored() for line in lines[True]]
    return Page(tuple(_mended(lines[True])), tuple(lines[False]))


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The code points of each line as pdfium sees them, without blanks at their ends."""
    start = 0
    for match in (*_ENDS.finditer(text), None):
        end = match.start() if match else len(text)
        words = text[start:end]
        if words.strip(" \xa0\t\ufffe\x02"):
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())
        start = match.end() if match else end


def _sample(letters: Letters, start: int, end: int) -> Place:
    """Where a line stands and how large most of it is, told by a few of its letters, or of its digits."""
    sampled = _LETTER if _LETTER.search(letters.text, start, end) else _DIGIT
    places = [
        letters.place(match.start())
        for part in range(_SAMPLES)
        if (match := sampled.search(letters.text, start + (end - start) * part // _SAMPLES, end))
    ]
    if not places:
        return letters.place(start)
    sizes = Counter(round(place.size, 2) for place in places)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    return next(place for place in places if round(place.size, 2) == usual)


def _lines(letters: Letters, view: _View, span: tuple[int, int], place: Place, number: int) -> Iterator[Line]:
    """A run of letters as lines: one, or more where gaps are wide."""
    base = view.seen(place.x, place.y)[1]
    parts = list(_parts(letters, view, span, place.size))
    for first, last, gaps in parts:
        hyphen = _HYPHEN.search(letters.text, first, last)
        end = hyphen.start() if hyphen else last
        fonts = [letters.font(index) for index in {first, (first + end) // 2, end - 1}]
        words = letters.text[first:end]
        ends = [view.span(first), view.span(end - 1)]
        blank = _BLANKS.search(letters.text, first, end)
        of_word = view.span(blank.start() - 1) if blank else ends[-1]
        yield Line(
            spelt(words),
            min(left for left, _ in ends),
            max(right for _, right in ends),
            base,
            place.size,
            max(of_word[1] - ends[0][0], ends[0][1] - of_word[0]),
            number,
            bold=all(bold for bold, _ in fonts),
            fixed=all(fixed for _, fixed in fonts),
            hyphen=hyphen is not None,
            cell=len(parts) > 1,
            raised=tuple(
                (len(spelt(words[:start])), len(spelt(words[:stop])))
                for start, stop in _raised(letters, view, (first, end), base, place.size)
            ),
            gaps=tuple(
                Gap(len(spelt(letters.text[first:at])), left, right) for at, left, right in gaps if at < end
            ),
        )


def _parts(
    letters: Letters, view: _View, span: tuple[int, int], size: float
) -> Iterator[tuple[int, int, list[Gap]]]:
    """A run parted at its wide gaps, unless all gaps are alike: such a line is stretched to fill its column.

    Each part comes with the gaps in it that may lie between cells; those count from the page's first letter.
    """
    first, end = span
    gaps = [
        (match.end(), Gap(match.start(), view.span(match.start() - 1)[1], view.span(match.end())[0]))
        for match in _BLANKS.finditer(letters.text, first, end)
    ]
    widths = [gap.right - gap.left for _, gap in gaps]
    is_stretched = len(gaps) > 1 and max(widths) - min(widths) < _ALIKE * size
    within: list[Gap] = []
    for (stop, gap), width in zip(gaps, widths, strict=True):
        if width > size * (_WIDEST if is_stretched else _WIDE):
            yield first, gap.at, within
            first, within = stop, []
        elif width > size * _BETWEEN_CELLS:
            within.append(gap)
    yield first, end, within


def _raised(
    letters: Letters, view: _View, span: tuple[int, int], base: float, size: float
) -> Iterator[tuple[int, int]]:
    """The digits and note marks of a line that stand above its baseline, counted from its first letter.

    What is raised ends a number, as an exponent or a mark behind it does, or it begins the line.
    """
    first, last = span

    def stands_high(index: int) -> bool:
        left, bottom, right, top = letters.box(index)
        lowest = max(view.seen(left, bottom)[1], view.seen(right, top)[1])
        return base - lowest > size * _HEIGHT

    def is_small_and_high(index: int) -> bool:
        place = letters.place(index)
        return place.size < size * SMALL and base - view.seen(place.x, place.y)[1] > size * _HEIGHT

    for match in _MARK.finditer(letters.text, first, last):
        at, end = match.span()
        digits = _DIGIT.search(letters.text, at, end)
        if digits:
            high, end = _high_digits(digits.start(), end, stands_high, is_first=at == first)
            is_signed = high == digits.start() > at and is_small_and_high(at)
            at = at if is_signed else high
        elif not is_small_and_high(at):  # the ink of such a mark stands high in any case
            continue
        if at < end:
            yield at - first, end - first


def _high_digits(
    start: int, end: int, stands_high: Callable[[int], bool], *, is_first: bool
) -> tuple[int, int]:
    """From where to where the digits of a number stand high: those at its end, or else those that the line begins with."""
    at = end
    while at > start and stands_high(at - 1):
        at -= 1
    if at < end or not is_first:
        return at, end
    stop = start
    while stands_high(stop):
        stop += 1
    return start, stop


def _mended(lines: list[Line]) -> list[Line]:
    """Puts together again what pdfium has parted because a mark stood higher or lower than the words around it."""
    mended: list[Line] = []
    for line in lines:
        before = mended[-1] if mended else None
        if before and _goes_on(before, line):
            gap = line.left - before.right
            mended[-1] = _levelled(before, line).joined(
                _levelled(line, before), " " if gap > _SPACE * max(before.size, line.size) else ""
            )
        else:
            mended.append(line)
    return mended


def _levelled(line: Line, beside: Line) -> Line:
    """A line as part of one with another beside it: where it is a small mark, it is raised and stands in that one."""
    if line.size >= beside.size * SMALL:
        return line
    raised = ((0, len(line.text)),) if line.base < beside.base else ()
    return line._replace(base=beside.base, size=beside.size, raised=raised)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line stands right behind another, and one of them is a mark above or below the words."""
    size = max(before.size, line.size)
    gap = line.left - before.right
    return (
        not before.hyphen
        and min(before.size, line.size) < size * SMALL
        and min(len(before.text), len(line.text)) < _LONGEST_MARK
        and -0.2 * size < gap < 0.6 * size
        and abs(before.base - line.base) < 0.6 * size
    )
