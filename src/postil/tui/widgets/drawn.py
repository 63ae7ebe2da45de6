"""A widget that draws its rows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.color import Color
from textual.filter import ANSIToTruecolor
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from postil.tui.terminal.filters import InAscii
from postil.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from typing import Self

    from rich.style import Style
    from textual.geometry import Region

_BACKGROUND = Color(0, 0, 0)


def fitted(segments: list[Segment], width: int, blank: Style, edge: Segment | None = None) -> Strip:
    """A row of exactly `width` cells: what is missing is blank, what is too much is cut off.

    A strip is dear to make: here it is made once, where joining and adjusting would make one each.

    Args:
        segments: What is drawn, from the left.
        width: Cells.
        blank: The style of the cells that nothing is drawn in.
        edge: What stands in the last cell.
    """
    room = width - 1 if edge else width
    missing = room - sum(width_of(text) for text, _style, _control in segments)
    if missing > 0:
        segments = [*segments, Segment(" " * missing, blank)]
    elif missing < 0:
        segments = list(Strip(segments).adjust_cell_length(room, blank))
    return Strip([*segments, edge] if edge else segments, width)


class Blank:
    """Mixed into a container that is wholly covered by its children: its own rows cost nothing.

    Textual asks for all of them at each change of the screen.
    """

    _blank: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Gives empty rows."""
        if self._blank is None or self._blank[0] != crop:
            self._blank = (crop, [Strip.blank(crop.width)] * crop.height)
        return self._blank[1]


class Drawn(Widget):
    """Draws by `line`, past the styles cache, which would take half of a frame.

    Textual asks for every row of every widget at each change of the screen, so rows are kept until
    `refresh` names their region. The app's line filters, which take colours away where the reader wants
    none and are the last defence against control characters, are applied here.
    """

    ALLOW_SELECT = False
    TO_THE_LETTER: ClassVar = False
    """Whether what is drawn are words of others, which stay as they are where only ASCII can be drawn."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        self._kept: dict[int, Strip] = {}
        self._kept_size = Size()
        super().__init__(name=name, id=id)

    @property
    def size(self) -> Size:
        """The cells to draw in; without a border that is all of them, and Textual need not search its map."""
        return self.outer_size

    def line(self, y: int) -> Strip:
        """Draws one row, as wide as the widget.

        Args:
            y: The row, from 0 at the widget's top.
        """
        raise NotImplementedError

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Has the rows of the regions, or all of them, drawn again."""
        if regions:
            for region in regions:
                for y in range(region.y, region.bottom):
                    self._kept.pop(y, None)
        elif repaint:
            self._kept.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def hands_over(self) -> bool:
        """Tells a screen that asks whether something here is to be drawn, and sends it no message of that any more."""
        waits = self._repaint_required and self.display and self in self.screen._compositor  # noqa: SLF001 - Textual tells by messages only
        if waits:
            self._repaint_required = False
        return waits

    def render_lines(self, crop: Region) -> list[Strip]:
        """Gives the rows of a region of the widget."""
        if self.size != self._kept_size:
            self._kept_size = self.size
            self._kept.clear()
        kept = self._kept
        # What is drawn here names its colours itself, and none of the terminal's own.
        left_out = (ANSIToTruecolor, InAscii) if self.TO_THE_LETTER else ANSIToTruecolor
        filters = [each for each in self.get_line_filters() if not isinstance(each, left_out)]
        for y in range(crop.y, crop.bottom):
            if y not in kept:
                strip = self.line(y)
                drawn = segments = list(strip)
                for line_filter in filters:
                    segments = line_filter.apply(segments, _BACKGROUND)
                kept[y] = strip if segments is drawn else Strip(segments, strip.cell_length)
        strips = [kept[y] for y in range(crop.y, crop.bottom)]
        if crop.x == 0 and crop.width == self.size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]
