"""Writes small PDF documents (ISO 32000-1), with the fonts that every reader of PDF has."""

from __future__ import annotations

from typing import NamedTuple

FONTS = {"F": "Times-Roman", "B": "Times-Bold", "M": "Courier"}
WIDTH, HEIGHT = 420, 595
"""Points of a page's sides."""


class Words(NamedTuple):
    """Words at a place: `x` points from the left, `y` points from the top, in type of `size` points.

    `turn` is a quarter turn against the clock.
    """

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F"
    turn: bool = False


def pdf(
    *pages: list[Words],
    info: dict[str, str] | None = None,
    labels: str = "",
    language: str = "",
    outline: tuple[str, ...] = (),
    trailer: str = "",
) -> bytes:
    """A document of some pages.

    Args:
        pages: What stands on each.
        info: The information dictionary.
        labels: The `Nums` of its page labels.
        language: What the catalogue says.
        outline: Titles that lead to the first page.
        trailer: More entries of the trailer, as `/Encrypt …`.
    """
    objects: list[bytes] = [b"", b""]

    def put(body: str, stream: bytes | None = None) -> str:
        data = body.encode("cp1252")
        if stream is not None:
            data = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        objects.append(data)
        return f"{len(objects)} 0 R"

    fonts = " ".join(
        f"/{name} " + put(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>")
        for name, font in FONTS.items()
    )
    kids = [
        put(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << {fonts} >> >> "
            f"/Contents {put('', _content(page))} >>"
        )
        for page in pages
    ]
    catalogue = "<< /Type /Catalog /Pages 2 0 R"
    if labels:
        catalogue += f" /PageLabels << /Nums [{labels}] >>"
    if language:
        catalogue += f" /Lang ({language})"
    if outline:
        root = len(objects) + 1
        first, last = root + 1, root + len(outline)
        put(f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(outline)} >>")
        for number, title in enumerate(outline, first):
            following = f"/Next {number + 1} 0 R " if number < last else ""
            put(f"<< /Title ({_escaped(title)}) /Parent {root} 0 R {following}/Dest [{kids[0]} /Fit] >>")
        catalogue += f" /Outlines {root} 0 R"
    objects[0] = f"{catalogue} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    if info:
        trailer += " /Info " + put(
            "<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in info.items()) + " >>"
        )
    return _file(objects, trailer)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _content(page: list[Words]) -> bytes:
    lines = []
    for words in page:
        a, b, c, d = (0, 1, -1, 0) if words.turn else (1, 0, 0, 1)
        place = f"{a} {b} {c} {d} {words.x} {HEIGHT - words.y} Tm"
        lines.append(f"BT /{words.font} {words.size} Tf {place} ({_escaped(words.text)}) Tj ET")
    return "\n".join(lines).encode("cp1252")


def _file(objects: list[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return data + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode("cp1252")


def column(
    lines: list[str], *, x: float = 60, y: float = 80, size: float = 10, leading: float = 12, font: str = "F"
) -> list[Words]:
    """Lines one below the other; a line that begins with a tab is indented."""
    return [
        Words(x + (12 if line.startswith("\t") else 0), y + leading * number, line.lstrip("\t"), size, font)
        for number, line in enumerate(lines)
    ]
