"""Texts that would do something if anybody let them."""

from __future__ import annotations

HOSTILE = (
    "[/]",
    "[/b] and [b]",
    "[@click=app.quit]quit[/]",
    "[@click=app.screenshot('a.json','annotations')]x[/]",
    "[link=file:///etc/passwd]l[/link]",
    "\x1b]52;c;ZXZpbA==\x07 clip",
    "\x1b[2J\x1b[31mred\x1b[0m",
    "\x9b6n\x9d0;title\x9c",
    "\x1bP+q544e\x1b\\ dcs",
    "\x1b[c \x05 \x07 bell",
    "a\u202eb\u2066c\u2069d \u200eleft",
    "tab\tstop\tand\r\nnewline\rreturn\x0bvt\x0cff\x85nel\u2028ls\u2029ps",
    "nul\x00inside",
    "zero\u200bwidth\u200djoiner\ufeffbom\u00adshy",
    "中文字符與日本語テキスト、한국어。",
    "👩‍👩‍👧‍👦 family, 🏳️‍🌈 flag, 🇫🇷 and e\u0301\u0301\u0301",
    "Z" + "\u0301\u0316" * 40 + "algo",
    "עברית וגם العربية mixed with English",
    "\ud800 lone surrogate \udfff",
    "$(touch /tmp/postil-was-here) `id` ; rm -rf ~ | cat",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "CON",
    "x" * 400,
    "",
    "   ",
)


def article_of(*paragraphs: str) -> bytes:
    """A plain-text file with these paragraphs, whatever they hold."""
    return "\n\n".join(paragraphs).encode("utf-8", "surrogatepass")
