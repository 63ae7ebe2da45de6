"""Who may speak in a sentence: somebody with a name, or one of whom only the office is told: `a spokesman for the ministry`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from postil.ingest.attribution.names import UPPER, name_behind, named_at, names_in
from postil.ingest.attribution.phrases import HAD, language_of, phrases


class Speaker(NamedTuple):
    """A speaker as the sentence tells it, the code points where, and whether without a name."""

    name: str
    start: int
    end: int
    unnamed: bool = False


class _Unnamed(NamedTuple):
    """One language's words for speakers without a name, each an alternative of a regular expression.

    Attributes:
        before: Articles and numbers, which are not taken.
        kinds: What is told of them before what they are.
        people: What they are.
        belonging: Before whom they speak for; empty where the case alone tells it.
        offices: What somebody is whose name may stand beside it.
    """

    before: str
    kinds: str
    people: str
    belonging: str
    offices: str


_UNNAMED = {
    "en": _Unnamed(
        "an?|the|one|two|three|several|some|many|most|other",
        "senior|top|local|state|federal|government|police|city|county|military|defen[cs]e|health|company|industry|security"
        "|intelligence|ministry|embassy|hospital|court|bank|university|airline|council|party|church|school|former|unnamed|anonymous|independent|legal|medical|harbou?r|port|union|opposition",
        "spokes(?:man|woman|person|men|women|people)|officials?|experts?|analysts?|economists?|scientists?|researchers?|critics"
        "|supporters|opponents|campaigners|activists|lawyers?|prosecutors?|police|authorities|investigators|witnesses|residents"
        "|neighbou?rs|observers|sources?|insiders?|diplomats?|doctors?|ministers?|lawmakers|ministry|government|agency|company"
        "|department|council|commission|union|people(?= familiar| close| briefed)",
        "for|of|at|from|with|in|close to|familiar with|briefed on",
        "mayor|governor|(?:vice )?president|(?:prime )?minister|premier|chancellor|senator|judge|sheriff"
        "|coach|director|professor|chief executive",
    ),
    "de": _Unnamed(
        "ein|eine|einer|der|die|das|dem|den|mehrere|mehreren|viele|einige|zwei",
        "hoher|hohe|hohen|ranghohe|ehemalige|örtliche|unabhängige",
        "Sprecher(?:in)?|Behörden|Polizei|Experten|Fachleuten?|Kritikern?|Anwohnern?|Augenzeugen|Zeugen|Ermittlern?|Forschern?"
        "|Wissenschaftlern?|Beobachtern?|Ministerium|Regierung|Staatsanwaltschaft|Unternehmen|Verband|Gewerkschaft|Insidern?",
        "der|des|von|vom|bei|für|im|in der",
        "Bürgermeister(?:in)?|Präsident(?:in)?|Kanzler(?:in)?|Minister(?:in)?|Richter(?:in)?",
    ),
    "fr": _Unnamed(
        "un|une|le|la|les|des|plusieurs|certains|deux|d[’']",
        "haut|hauts|ancien|ancienne|anciens",
        "porte-parole|responsables?|experts?|analystes?|économistes?|scientifiques?|chercheurs?|critiques|opposants|militants"
        "|avocats?|police|autorités|enquêteurs|témoins|riverains|habitants|observateurs|sources?|diplomates?|médecins"
        "|ministère|gouvernement|entreprise|parquet|syndicats?",
        "du|de la|de l[’']|des|de|d[’']|au|à",
        "maire|présidente?|(?:premi(?:er|ère) )?ministre|juge|directeur|directrice",
    ),
    "es": _Unnamed(
        "un|una|el|la|los|las|unos|unas|varios|varias|algunos|dos",
        "altos?|exfuncionarios?",
        "portavo(?:z|ces)|funcionari[oa]s?|expertos?|analistas?|economistas?|científicos?|investigadores|críticos|opositores"
        "|activistas?|abogad[oa]s?|policía|autoridades|testigos|vecinos|observadores|fuentes?|diplomáticos?|médicos"
        "|ministerio|gobierno|empresa|fiscalía|sindicatos?",
        "de la|del|de los|de|en",
        "alcalde|alcaldesa|president[ea]|ministr[oa]|juez|gobernadora?|directora?",
    ),
    "it": _Unnamed(
        "un|uno|una|il|lo|la|i|gli|le|alcuni|diversi|due",
        "alti|ex",
        "portavoce|funzionari[o]?|espert[oi]|analist[ai]|economist[ai]|scienziati|ricercatori|critici|oppositori|attivisti"
        "|avvocat[oi]|polizia|autorità|investigatori|testimoni|residenti|osservatori|font[ei]|diplomatici|medici|ministero"
        "|governo|azienda|procura|sindacati",
        "della|dello|dell[’']|del|dei|di|degli",
        "sindac[oa]|presidente|ministr[oa]|premier|giudice",
    ),
    "pt": _Unnamed(
        "um|uma|o|a|os|as|vários|várias|alguns|dois",
        "altos?|antigos?",
        "porta-voz(?:es)?|funcionári[oa]s?|especialistas?|analistas?|economistas?|cientistas|pesquisadores|investigadores"
        "|críticos|opositores|ativistas|advogad[oa]s?|polícia|autoridades|testemunhas|moradores|observadores|fontes?"
        "|diplomatas?|médicos|ministério|governo|empresa|sindicatos?",
        "da|do|dos|das|de",
        "prefeit[oa]|presidente|ministr[oa]|governadora?",
    ),
    "nl": _Unnamed(
        "een|de|het|enkele|verschillende|twee",
        "hoge|voormalige|lokale",
        "woordvoerders?|woordvoerster|ambtenaren|deskundigen|experts?|analisten|economen|wetenschappers|onderzoekers|critici"
        "|tegenstanders|activisten|advocaten|politie|autoriteiten|getuigen|bewoners|buurtbewoners|waarnemers|bronnen"
        "|diplomaten|artsen|ministerie|regering|bedrijf|vakbond",
        "van|voor|bij",
        "burgemeester|president|minister|premier|rechter|directeur",
    ),
    "ru": _Unnamed(
        "один из|несколько",
        "высокопоставленные|местные|официальный",
        "представител[ьи]|чиновники|эксперты?|аналитики|экономисты|учёные|ученые|критики|активисты|адвокаты?|полиция|власти"
        "|следователи|очевидцы|свидетели|жители|наблюдатели|источники?|дипломаты|врачи|министерство|правительство|компания",
        "",
        "президент|премьер-министр|министр|мэр|губернатор|директор",
    ),
}


def speakers_in(text: str, language: str) -> list[Speaker]:
    """All who may be speaking, in order; of two that overlap the one that begins first: `spokesman for Holm`."""
    named = [Speaker(name, *span) for span in names_in(text) if (name := named_at(text, span))]
    matches = _pattern(language).finditer(text) if _has_words(language) else ()
    unnamed = [
        one for one in map(_speaker, matches) if not any(name.start < one.start < name.end for name in named)
    ]
    named = [name for name in named if not any(one.start <= name.start < one.end for one in unnamed)]
    return sorted((*named, *unnamed), key=lambda speaker: speaker.start)


def speaker_behind(text: str, at: int, language: str) -> tuple[list[str], Speaker] | None:
    """The first speaker behind an offset with at most five small words before; these words, and the speaker."""
    unnamed = (
        _pattern(language).match(text, at + (text[at : at + 1] == " ")) if _has_words(language) else None
    )
    if unnamed:
        return [], _speaker(unnamed)
    behind = name_behind(text, at)
    name = named_at(text, behind[1]) if behind else ""
    return (behind[0], Speaker(name, *behind[1])) if behind and name else None


def _has_words(language: str) -> bool:
    return language_of(language) in _UNNAMED


def _speaker(match: re.Match[str]) -> Speaker:
    return Speaker(match["who"], *match.span("who"), unnamed=True)


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    words, known = _UNNAMED[language_of(language)], phrases(language)
    word = r"[^\s,;:.\x00“”\"()]+"
    more = rf"{word}(?: {word}){{0,3}}?"
    before = rf"(?:{words.belonging})(?: |(?<=[’']))" if words.belonging else ""
    belonging = rf"(?: {before}{more})?"
    end = (
        rf"(?=,? {HAD}(?:{known.said}|{known.reported})\b|[,.;:!?)\x00—–]|\Z| (?:{known.when}|who|that|to)\b)"
    )
    office = rf"(?i:{words.offices})\b(?!,?[ \u00a0][{UPPER}])"
    return re.compile(
        rf"(?<![\w’'-])(?i:(?:{words.before}) )?"
        rf"(?P<who>(?i:(?:{words.kinds}) ){{0,3}}(?:(?i:{words.people})\b|{office}){belonging}){end}"
    )
