"""Names of authors in the words that tell them: several in one, with an office, a date or the site's name behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.months import month_of
from postil.core.patterns import pattern
from postil.ingest.html.names import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONGEST = 100
"""Code points of the longest name."""

MOST_WORDS = 6
"""Words of the longest name of a person."""

_BY = r"by|von|par|por|di|da|de|door|af|av|przez"
_TELLING = (
    r"posts?|posted|articles?|story|stories|words|written|reported|reporting|beiträge|beitrag|artikel|bericht|kommentar"
    r"|geschrieben|verfasst|article|écrit|publié|escrito|publicado|scritto|text|texte|texto|testo"
)
_LABEL = (
    r"autor(?:in|innen|en|es|ka|e|i)?|auteure?s?|autrice|authors?|text|texte|texto|testo|tekst|words|автор|авторы|авторка"
    r"|作者|记者|記者|撰文|بقلم|كتب(?:ت|ه)?|إعداد|تحرير|מאת|כתב(?:ה)?"
)
_COLON = r"\s*[:：]\s*"
BYLINE = pattern(
    rf"^(?:(?:\w+ ){{0,3}}(?:{_TELLING}) (?:{_BY})|by|(?:von|par|por|door|af|av)(?=:)|(?:{_LABEL})(?=\s*[:：]|\s))"
    rf"(?:{_COLON}|\s+)(?=\S)"
    rf"|^(?:{_BY})\s+(?=[^\s,;]+ [^\s,;])",
    re.IGNORECASE,
)
"""What stands before a name in the line that tells it; `Da Silva, Ana` is a name with nothing before it."""

LABELLED = pattern(rf"(?:{_LABEL}|written by){_COLON}(?=\S)", re.IGNORECASE)
LABEL = pattern(rf"(?:{_LABEL}|by|von|par|por|written by){_COLON[:-3]}?", re.IGNORECASE)
"""A line that says no more than that the next one tells an author."""

_TAIL = pattern(
    r"\s[|·•–—-]\s|[(\[|·•]|\s(?:am|on|vom|le|op|il|el|em|at|in|im|for|für|pour|para|published|updated)\s|\s*\d"
)
_SEPARATORS = pattern(r"\s*;\s*|\s*[/|]\s+|、")
_BETWEEN = pattern(r"\s+(?:and|und|et|y|e|&)\s+")
_COMMA = pattern(r"\s*,\s*")
_IN_CAPITALS = pattern(r"([^\W\d_a-z]{2,}(?: [^\W\d_a-z.]+\.?)+) (?=[^\W\d_]*[a-z])")
_WORD = pattern(r"[^\W_]+")
_NAMES_WORD = pattern(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_OFFICE = pattern(
    r"\b(?:writers?|reporters?|editors?|correspondents?|journalists?|columnists?|contributors?|staff|bureau|chief|producer"
    r"|analyst|attorney|ceo|counsel|director|fellow|founder|lawyer|lecturer|manager|minister|officer|president|professor"
    r"|researcher|scientist|secretary|\w*studio|\w*redakteur(?:in)?|\w*korrespondent(?:in)?|autorin|\w*leiter(?:in)?|\w*direktor(?:in)?"
    r"|journaliste|rédact(?:eur|rice)|professeure?|directeur|periodista|redactora?|profesora?|giornalista)\b"
    r"|^(?:cnn|bbc|npr)$| for [^\W\d_]*[A-Z]",
    re.IGNORECASE,
)
_OFFICE_BEFORE = pattern(
    r"(?i:(?:[^\W\d_]+ ){0,3}(?:writer|reporter|editor|correspondent|columnist|\w*redakteur(?:in)?|\w*korrespondent(?:in)?)) "
    r"(?=[^\W\d_a-z]\S+ [^\W\d_a-z])"
)
_OFFICE_BEHIND = pattern(
    r"(?<=\w) (?:(?:senior|chief|staff|special|political|national|foreign|deputy|managing|contributing|associate|assistant|executive"
    r"|business|sports|science|health|technology|environment)(?: \w+){0,3} )?(?:correspondent|reporter|writer|editor|columnist|producer)$",
    re.IGNORECASE,
)
_BEHIND_NAME = pattern(r"\s*(?:\([a-z][^()]*\)|기자|특파원|記者|记者)$")
"""What stands behind a name: `(earlier)` in a live blog, that somebody is a reporter in Korean and Chinese."""

_AGENCIES = listed(
    "aap afp ani anp ansa ap apa belga bloomberg čtk dpa efe epd ians interfax jiji kna kyodo lusa mti ntb pap pti reuters"
    " ritzau sda tass upi xinhua yonhap keystone-sda"
) | {
    "agence france-presse",
    "associated press",
    "the associated press",
    "press association",
    "the canadian press",
    "deutsche presse-agentur",
    "europa press",
    "jiji press",
    "kyodo news",
}
_NO_AUTHOR = pattern(
    r"(?:责任编辑|责编|编辑|校对|来源|出处|版权声明)\s*[:：]|\d+$|.*\b(?:e-?)?mail@|taboola|outbrain",
    re.IGNORECASE,
)
"""What begins or makes up what is told of an author and is none: an editor or a source in Chinese, a number, an example."""
_LOGIN = pattern(r"\S*admin|\w+_\w*\d\w*")
_NO_NAMES = frozenset(
    {"admin", "administrator", "author", "by", "editor", "no author", "posted", "staff", "unknown", "作者"}
    | {"입력", "수정", "등록", "최종수정", "업데이트"}
)
_DESKS = listed("admin author editorial newsroom redaktion staff team the your our")
_COMMANDS = listed(
    "about all archive article articles comments contact email facebook follow home image linkedin mail menu more news photo"
    " photos posts print profile read search share twitter video view"
)
_PARTICLES = listed(
    "von van vom zu zur zum de di da do del della dos du la le los las el al bin bint ibn ben af av ter ten y e"
)
_DECLINED = pattern(r"\b(v[ao]n) (?:de[rn]|dem)\b")


def words_in(text: str) -> str:
    """The words of a text without the signs between them, one blank before and behind each."""
    return f" {' '.join(_WORD.findall(text))} "


def is_same(one: str, other: str) -> bool:
    """Whether two names have the same words, in whatever order."""
    return sorted(words_in(one).casefold().split()) == sorted(words_in(other).casefold().split()) != []


def is_written_as_name(words: str) -> bool:
    """Whether words have the capitals of a name, all of them but those as in `van der Quill`, and none asks to click."""
    found = _DECLINED.sub(r"\1", " ".join(words.split())).split()
    if any(word.islower() and word not in _PARTICLES for word in found) or found[-1].islower():
        return False
    return _COMMANDS.isdisjoint(map(str.lower, found))


def names_in(words: str, container: str) -> list[str]:
    """The names in words that are told to be authors; of several, without those that are an office or an employer.

    Args:
        words: What is told, as `By Ada Quill and Bo Reed, Gazette staff`.
        container: The site's name, which is no author's.
    """
    if is_same(words, container):
        return []
    parts = [name for part in _SEPARATORS.split(words) for name in _apart(_apart([part], _BETWEEN), _COMMA)]
    bare = [_bare(name, container) for name in parts]
    names = [name for name in bare if _is_name(name, container)]
    people = [name for name in names if not _OFFICE.search(name) and not is_agency(name)]
    return people or names


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    return name.casefold() in _AGENCIES


def people_in(words: str) -> list[str]:
    """The people, or else the agencies, that a line of a page names, and little else: their office, a place, a date."""
    people = _named_in(words, _is_person)
    return people or _named_in(words.replace("/", ";"), is_agency)


def _named_in(words: str, is_known: Callable[[str], bool]) -> list[str]:
    head, *tail = _TAIL.split(BYLINE.sub("", words.strip()), maxsplit=1)
    people: list[str] = []
    for part in _SEPARATORS.split(head.strip(" ,:")):
        for name in (name for some in _BETWEEN.split(part) for name in _COMMA.split(some)):
            person = _without_month(name) if tail else name
            if not is_known(person):
                return people
            people.append(person)
    return people


def _apart(names: Iterable[str], sign: re.Pattern[str]) -> Iterator[str]:
    """Names apart where a sign stands between them, unless that would leave one of a single word before it."""
    for name in names:
        parts = [part.strip() for part in sign.split(name)]
        first, *others = parts
        several = all(len(part.split()) > 1 or _OFFICE.search(part) for part in others)
        yield from parts if len(first.split()) > 1 and several else [name]


def _bare(name: str, container: str) -> str:
    """A name without `by` before it, and without an office or the name of the site behind it."""
    bare = _BEHIND_NAME.sub("", BYLINE.sub("", name)).strip(" ,;:")
    bare = _OFFICE_BEFORE.sub("", bare, count=1)
    person = _OFFICE_BEHIND.sub("", bare)
    bare = person if " " in person else bare
    if in_capitals := _IN_CAPITALS.match(bare):
        return in_capitals[1]
    before, found, _ = bare.partition(f" {container}") if container else ("", "", "")
    return before.rstrip(" ,;:") if found and len(before.split()) > 1 else bare


def _is_name(name: str, container: str) -> bool:
    known = name.casefold()
    return (
        1 < len(name) <= LONGEST
        and known not in _NO_NAMES
        and not _LOGIN.fullmatch(known)
        and not _NO_AUTHOR.match(known)
        and "://" not in name
        and not is_same(name, container)
    )


def _is_person(name: str) -> bool:
    """Whether words are the name of a person, and can hardly be anything else."""
    words = name.split()
    if not 1 < len(words) <= MOST_WORDS or not all(map(_NAMES_WORD.fullmatch, words)):
        return len(words) == 1 and 1 < len(name) < 5 and name.isalpha() and name.lower() == name.upper()
    lower = {word.lower() for word in words}
    return not lower & _DESKS and not _OFFICE.search(name) and is_written_as_name(name)


def _without_month(name: str) -> str:
    """A name without the month of the date that stands behind it: `Ada Quill March 25, 2015`."""
    before, _, last = name.rpartition(" ")
    return before if " " in before and month_of(last) else name
