"""A file as another program wrote it, in any layout: the records that were read before are not read again.

From one version to the next most records stand in it letter for letter as they did. Each is known by its text,
its key included, and passed over; what is left of the file is read as strictly as the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core import strict_json
from postil.core.json_values import same
from postil.core.patterns import pattern
from postil.storage.files import canonical
from postil.storage.files.spelled import shared

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from postil.storage.files.canonical import Document, Tables

_STAND_IN = strict_json.NAN.encode()

# In the midst of a string it would end that string with its first mark, and be no JSON from there on.
_KEY = pattern(rb'"[0-9]+"\s*:\s*(?=\{)')


class _Member:
    """A record; its text with braces around it is an object that holds nothing else."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document


class Members:
    """The records of the version that was read last."""

    def __init__(self) -> None:
        """Knows none yet."""
        self._known: dict[bytes, _Member] = {}

    def tables(self, data: bytes, held: Tables) -> Tables:
        """Reads the bytes of a TinyDB file, as `canonical.decode_tables`.

        Args:
            data: The bytes.
            held: Tables whose documents are put in the place of those that are written alike.

        Raises:
            Malformed: As `canonical.decode_tables`.
        """
        canonical.text_of(data)  # its bytes are cut, which take half as much, and at letters of ASCII only
        heads = [head.span() for head in _KEY.finditer(data)]
        borders = [*(start for start, _ in heads), len(data)]
        ends = [
            max(data.rfind(b"}", head, border) + 1, head)
            for (_, head), border in zip(heads, borders[1:], strict=True)
        ]
        keys = [data[start:head] for start, head in heads]
        texts = [data[start:end] for start, end in zip(borders, ends, strict=False)]
        gaps = [data[end:border] for end, border in zip(ends, borders[1:], strict=True)]
        members = self._members(texts, gaps)
        pieces = [data[: borders[0]]]
        for key, text, gap, member in zip(keys, texts, gaps, members, strict=True):
            pieces += (text, gap) if member is None else (key, _STAND_IN, gap)
        met = [*filter(None, members)]
        try:
            value = strict_json.parse(canonical.text_of(b"".join(pieces)), known=met)
        except strict_json.Malformed:
            value = None
        return _filled(value, held, len(met)) or shared(canonical.decode_tables(data), held)

    def _members(self, texts: Sequence[bytes], gaps: Sequence[bytes]) -> Sequence[_Member | None]:
        """The records that some texts are, None where one is none by itself.

        Args:
            texts: What begins with a key of a file and ends with a brace before the next one.
            gaps: What stands between each of them and the next key.
        """
        known = self._known
        new = {
            text for text, gap in zip(texts, gaps, strict=True) if text not in known and gap.strip() == b","
        }
        known |= _read(new)
        members = [known.get(text) for text in texts]
        self._known = {text: member for text, member in zip(texts, members, strict=True) if member}
        return members


def _read(texts: Collection[bytes]) -> dict[bytes, _Member]:
    """The records of some texts, as far as they are any by themselves."""
    marks = [object() for _ in texts]
    try:
        # between two marks of the list lies one value, and no text can reach beyond its own
        listed = b",".join(b"{%b},%b" % (text, _STAND_IN) for text in texts)
        value = strict_json.parse(f"[{listed.decode()}]", known=marks, in_common=canonical.IN_COMMON)
    except strict_json.Malformed:
        return {}
    if not isinstance(value, list) or value[1::2] != marks:
        return {}
    read: dict[bytes, _Member] = {}
    for text, one in zip(texts, value[::2], strict=True):
        document = next(iter(one.values())) if isinstance(one, dict) and len(one) == 1 else None
        if isinstance(document, dict):
            read[text] = _Member(document)
    return read


def _filled(value: object, held: Tables, members: int) -> Tables | None:
    """Tables with the documents of their members; None where not so many stand right in a table."""
    if not isinstance(value, dict):
        return None
    tables: Tables = {}
    for name, table in value.items():
        if not isinstance(table, dict):
            return None
        tables[name], own = table, held.get(name, {})
        for key, member in table.items():
            known = own.get(key)
            if isinstance(member, _Member):
                members -= 1
                if known is not member.document and isinstance(known, dict) and same(known, member.document):
                    member.document = known
                table[key] = member.document
            elif known is not None and same(known, member):
                table[key] = known
    return None if members else tables
