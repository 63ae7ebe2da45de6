"""The form in the margin in which evidence is attached: quote, source, locator, note."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from postil.core.model import SOURCE_DETAILS, Stance
from postil.core.text import clean
from postil.tui.widgets.evidence_draft import Draft
from postil.tui.widgets.field_form import Line
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.pasting import PASTE
from postil.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from postil.tui.looks.glyphs import Glyphs


LABELS = {
    "source": ("Source", "title, URL, DOI or BibTeX …"),
    "title": ("Title", "of the new source"),
    "author": ("Author", "names, parted by ;"),
    "date": ("Date", "2031-03-07, 2031-03 or 2031"),
    "container": ("In", "newspaper, journal, site …"),
    "url": ("URL", "where it can be read"),
    "locator": ("Locator", "p. 12, ¶ 4, § 2.1, 12:34"),
    "directness": ("Direct?", "primary or secondary"),
    "note": ("Note", ""),
}
"""What stands before each line and in it while it is empty, by the line's name, in their order."""

LABEL_CELLS = 9
"""Cells of what stands before each line."""

LEAST_CELLS = 12
"""Cells of a known source's row at least."""

KNOWN_HINT = "↓ picks a known source"
ONLY_HINT = "enter takes this known source"


class Quote(TextArea):
    """Takes a pasted quote of many lines; tab goes on to the source."""

    DEFAULT_CSS = """
    Quote { height: 1fr; min-height: 3; max-height: 16; border: none; padding: 0; background: $boost; }
    Quote:focus { border: none; background: $surface; }
    """

    BINDINGS: ClassVar = [PASTE]

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # Textual would call the handler of the base class a second time
        self.take_paste(event.text)

    def take_paste(self, text: str) -> int:
        """Puts a text, line by line, in the place of what is selected."""
        words = clean(text)
        if result := self._replace_via_keyboard(words, *self.selection):
            self.move_cursor(result.end_location)
        return len(words)


class SourceLine(Line):
    """The source's line; what is pasted is told as it was, before it was made one line."""

    class Pasted(Message):
        """Something was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def take_paste(self, text: str) -> int:
        """Puts a text, as one line, in the place of what is selected."""
        taken = super().take_paste(text)
        self.post_message(self.Pasted(text))
        return taken


class EvidenceForm(VerticalScroll, can_focus=False):
    """Asks for a piece of evidence.

    Args:
        draft: What stands in it at first.
        glyphs: The glyphs of this terminal.
        claim: The id of the claim to attach to, for new evidence.
        words: The claim's first words, which the title tells.
        editing: The id of the evidence that is edited, or an empty string.
    """

    DEFAULT_CSS = """
    EvidenceForm { height: 1fr; padding: 0 1; }
    EvidenceForm Static { height: auto; width: 1fr; }
    EvidenceForm Horizontal { height: 1; }
    EvidenceForm Horizontal.-unwanted { display: none; }
    EvidenceForm .form--title { text-style: bold; }
    EvidenceForm .form--label { color: $text-muted; width: 9; }
    EvidenceForm .form--problem { color: $text-error; text-style: bold; }
    EvidenceForm .form--known { color: $text-muted; padding-left: 9; }
    EvidenceForm .-empty { display: none; }
    """
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "save", priority=True),
        Binding("tab", "go(1)", "next field"),
        Binding("shift+tab", "go(-1)", "previous field", show=False),
        Binding("ctrl+t", "stance", "stance"),
        Binding("ctrl+o", "read_source", "read the source"),
        Binding("escape", "leave", "leave"),
        Binding("down", "suggestion(1)", "next known source", show=False),
        Binding("up", "suggestion(-1)", "previous known source", show=False),
    ]

    class Saved(Message):
        """The reader wants the evidence to be kept."""

        def __init__(self, form: EvidenceForm) -> None:
            super().__init__()
            self.form = form

    class Left(Saved):
        """The reader leaves the form; its draft is kept."""

    class Changed(Saved):
        """Something was typed."""

    class SourceTyped(Saved):
        """The source's line reads differently: known sources are wanted."""

    class SourcePasted(Saved):
        """Something was pasted into the source's line."""

        def __init__(self, form: EvidenceForm, text: str) -> None:
            super().__init__(form)
            self.text = text

    class SourceWanted(Saved):
        """The reader wants to read the source beside the article."""

    def __init__(
        self, draft: Draft, glyphs: Glyphs, *, claim: str = "", editing: str = "", words: str = ""
    ) -> None:
        super().__init__(id="evidence-form")
        self._words = words
        self.claim = claim
        self.editing = editing
        self.first = draft
        self._stance = draft.stance
        self._glyphs = glyphs
        self._known: Sequence[tuple[str, str]] = ()
        self._chosen = -1
        self._taken_locator = ""
        self._has_lines = False
        self._entry, self._entry_words = draft.entry, ""

    def compose(self) -> ComposeResult:
        """The title, the fields, and a line for a problem."""
        draft = self.first
        yield Static(Content(self._title()), classes="form--title")
        yield Static(Content(""), classes="form--problem -empty")
        quote = Quote(draft.quote, tab_behavior="focus", soft_wrap=True, show_line_numbers=False)
        quote.cursor_blink = False
        quote.highlight_cursor_line = False
        quote.placeholder = "the source's own words"
        yield quote
        values = {
            "source": draft.source,
            **draft.about,
            "locator": draft.locator,
            "directness": draft.directness,
            "note": draft.note,
        }
        for name, value in values.items():
            yield self._row(name, value)
            if name == "source":
                yield Static(Content(""), classes="form--known -empty")

    @staticmethod
    def _row(name: str, value: str) -> Horizontal:
        label, placeholder = LABELS[name]
        kind = SourceLine if name == "source" else Line
        line = kind(value, placeholder=placeholder, select_on_focus=False, id=f"evidence-{name}")
        line.cursor_blink = False
        row = Horizontal(Static(Content(label), classes="form--label"), line, id=f"row-{name}")
        row.set_class(name in SOURCE_DETAILS, "-unwanted")
        return row

    def on_mount(self) -> None:
        """Takes the keys."""
        self._has_lines = True
        self.focus_first()
        if self.first.source:
            self.post_message(self.SourceTyped(self))

    def focus_first(self) -> None:
        """Puts the cursor where something is missing first."""
        if self._has_lines:
            (self._line("source") if self.query_one(Quote).text else self.query_one(Quote)).focus()

    # ------------------------------------------------------------------ values

    @property
    def subject(self) -> str:
        """The id of what the form is about: the evidence that is edited, or the claim."""
        return self.editing or self.claim

    @property
    def draft(self) -> Draft:
        """What stands in the form now; a chosen source is its key."""
        return Draft(
            self._stance,
            self.query_one(Quote).text,
            self._line("source").value,
            self._line("locator").value,
            self._line("note").value,
            self._line("directness").value,
            tuple(self._line(name).value for name in SOURCE_DETAILS),
            self._entry,
            self.first.base,
        )

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept anywhere."""
        return self._has_lines and self.draft != self.first

    def _line(self, name: str) -> Line:
        return self.query_one(f"#evidence-{name}", Line)

    def _title(self) -> str:
        words = {Stance.SUPPORTS: "source", Stance.DISPUTES: "counter-source", Stance.CONTEXT: "context"}
        doing = "Edit" if self.editing else "Attach"
        about = f": “{self._words}”" if self._words else ""
        return f"{self._glyphs.of(self._stance)} {doing} {words[self._stance]}{about}"

    def take_quote(self, words: str) -> None:
        """Takes the passage that was selected in the source."""
        self.query_one(Quote).text = words
        self._line("locator").focus()

    def take_source(self, key: str) -> None:
        """Names a source that is known now."""
        self._entry = ""
        self._fill({"source": key})
        self.show_known(())

    def take_entry(self, entry: str, source: str, details: Mapping[str, str]) -> None:
        """Shows what can be read of an entry that was pasted.

        Args:
            entry: Its CSL-JSON.
            source: What stands in the line of the source.
            details: What stands in the lines of a new one, by their names.
        """
        self._fill({**dict.fromkeys(SOURCE_DETAILS, ""), **details, "source": source})
        self._entry = entry
        self.post_message(self.SourceTyped(self))
        self.post_message(self.Changed(self))

    def _fill(self, lines: Mapping[str, str]) -> None:
        for name, value in lines.items():
            line = self._line(name)
            with line.prevent(Input.Changed):
                line.value = value
            line.cursor_position = len(value) if line.has_focus else 0

    def take_locator(self, words: str) -> None:
        """Fills in the place of the passage, unless another one was typed."""
        line = self._line("locator")
        if line.value.strip() in {"", self._taken_locator}:
            line.value = self._taken_locator = words

    def complain(self, words: str, line: str = "") -> None:
        """Says why the evidence cannot be kept, and goes to the line for which; all that was typed stays."""
        self._tell(".form--problem", words)
        if line:
            self._line(line).focus()

    def show_known(
        self, known: Sequence[tuple[str, str]], wanted: Container[str] = (), entry: str = ""
    ) -> None:
        """Shows the known sources that match what is typed, and the lines that a new one has.

        Args:
            known: Keys and words of the sources.
            wanted: Those of `SOURCE_DETAILS` that can be told of what is typed.
            entry: What is told of an entry that was pasted.
        """
        self._known = known
        self._entry_words = entry
        self._chosen = -1
        self._draw_known()
        for name in SOURCE_DETAILS:
            self.query_one(f"#row-{name}").set_class(name not in wanted, "-unwanted")

    def _draw_known(self) -> None:
        room = max(self.scrollable_content_region.width - LABEL_CELLS - len("> "), LEAST_CELLS)
        rows = []
        for index, (_key, words) in enumerate(self._known):
            lines = (words[start:end] for start, end in wrap(words, room))
            mark = ">" if index == self._chosen else " "
            rows += [f"{mark if number == 0 else ' '} {line}" for number, line in enumerate(lines)]
        if rows and self._chosen < 0:
            rows.append(ONLY_HINT if len(self._known) == 1 else KNOWN_HINT)
        self._tell(".form--known", "\n".join(rows) or self._entry_words)

    def _tell(self, line: str, words: str) -> None:
        told = self.query_one(line, Static)
        told.update(Content(words))
        told.set_class(not words, "-empty")

    # ------------------------------------------------------------------ events

    def on_input_changed(self, event: Input.Changed) -> None:
        """Asks for known sources while one is being typed."""
        event.stop()
        self.complain("")
        self.post_message(self.Changed(self))
        if event.input is self._line("source") and event.input.has_focus:
            if self._entry and not event.value.strip():
                self._entry = ""
                self._fill(dict.fromkeys(SOURCE_DETAILS, ""))
            self.post_message(self.SourceTyped(self))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tells that the quote reads differently."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes on to the next field, or saves at the last."""
        event.stop()
        if event.input is self._line("source") and len(self._known) == 1 and self._chosen < 0:
            self.action_suggestion(1)
        if event.input is self._line("note"):
            self.action_save()
        else:
            self.action_go(1)

    def on_source_line_pasted(self, event: SourceLine.Pasted) -> None:
        """Hands on what was pasted: an entry of a bibliography is to be read."""
        event.stop()
        self.post_message(self.SourcePasted(self, event.text))

    def action_go(self, step: int) -> None:
        """Goes to the next field, or the one before, and from one end of the form to the other."""
        for bar in self.screen.query(KeyBar):
            bar.hush()
        (self.screen.focus_next if step > 0 else self.screen.focus_previous)("#evidence-form *")

    def action_suggestion(self, step: int) -> None:
        """Goes through the known sources; the current one is taken."""
        if not self._line("source").has_focus or not self._known:
            return
        self._chosen, self._entry = (self._chosen + step) % len(self._known), ""
        line = self._line("source")
        with line.prevent(Input.Changed):
            line.value = self._known[self._chosen][0]
        line.cursor_position = len(line.value)
        self._draw_known()
        for name in SOURCE_DETAILS:
            self.query_one(f"#row-{name}").add_class("-unwanted")

    def action_stance(self) -> None:
        """Turns supports into disputes, context, and supports again."""
        order = list(Stance)
        self._stance = order[(order.index(self._stance) + 1) % len(order)]
        self.query_one(".form--title", Static).update(Content(self._title()))

    def action_save(self) -> None:
        """Hands the evidence on."""
        self.post_message(self.Saved(self))

    def action_leave(self) -> None:
        """Leaves the form."""
        self.post_message(self.Left(self))

    def action_read_source(self) -> None:
        """Asks for the source's text."""
        self.post_message(self.SourceWanted(self))
