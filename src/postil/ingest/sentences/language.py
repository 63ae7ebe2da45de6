"""Which language a text is in, told by its letters and its commonest words."""

from __future__ import annotations

from collections import Counter
from functools import cache

from postil.core.patterns import pattern

# Short words that are frequent in a language; the fewer languages have one, the more it tells.
_COMMON = {
    "en": "the of and to that was is for with he on his are this be at by from they which not it as a in have has an"
    " she her i you we had were been but or who their its one all there what so no would will out up if my me him",
    "de": "der die und das ist nicht ein eine den mit auf dem sich von zu im für auch wird des er sie es wie am ich"
    " in an als war bei nach aus einer einem einen hat sind oder aber wir um noch nur so über vor zum zur dass man",
    "fr": "le les et des est une dans qui pour pas sur du au il que par sont avec ce cette la en un elle ne aux de"
    " je a se on nous vous son sa ses plus mais ou où leur été était ont fait comme tout y ces deux lui même bien",
    "es": "el los y las del una por con para se su lo como más pero sus fue este ha la en un que de es no al a"
    " le o esta entre cuando muy sin sobre ser son dos también era hasta hay donde quien desde todo nos me yo ya",
    "it": "il di che è una per della non gli nel con sono alla dei anche ha più come la un le del si al da lo i e a"
    " in delle dal dalla nella ma era se ci suo sua stato loro questo questa tra fu essere ed degli quando chi",
    "pt": "os do da em não uma dos mais ao pelo foi como para com sua das é à seu que de um no na se as por o a e"
    " ele ela pela também ou ser são nos nas mas entre era quando muito há já está eu isso este esta aos até sem",
    "ca": "el la els les i de que en un una per amb no és són com més va ser dels del al als aquest aquesta però també"
    " seva seu molt hi ha on quan perquè fins entre sobre era havia tot ho ni",
    "ro": "și de la în a cu pe că nu din o un care mai sunt este pentru să ce se au fost era prin după dar sau ca lui"
    " ei lor al ale cea cel acest această când foarte",
    "nl": "het een van en dat is niet zijn voor met op aan die er werd ook naar bij de in ze hij te om maar uit als"
    " dan door nog wel was worden wordt hebben heeft had over tot deze dit of je ik we haar geen kan meer zich",
    "pl": "w i na się nie z do że jest o jak przez po za od jego był ale dla są oraz tego czy jej który tak to a"
    " co tym już być tylko ma przy ich może która była było lub też które roku kto ze ja jako gdy tam",
    "cs": "a se na v že je s z do o i to ve jako za by pro ale po byl jsem který jeho podle není také až jen si"
    " k od u jsou která které byla bylo při nebo tak jak co když už ještě jeho být mezi kde kdo roku tento před",
    "sv": "och att det som en på är av för med den till inte har de om ett han men var jag sig från så vid när hon"
    " i kan ska vi efter eller hade också där under mot ut bara nu då mycket än skulle alla sin detta denna ingen",
    "da": "og i at det er en til af på for med den der ikke som de har et han var jeg om sig fra så men efter hun"
    " blev mod kun noget nogle hvad også være blevet meget igen kan vi skal eller havde under ved nu ud ingen sin",
    "nb": "og i det er en til av på for med den som ikke de har et han var jeg om seg fra så men etter hun ble å"
    " mot bare noe noen hva også være blitt mye igjen kan vi skal eller hadde under ved nå ut ingen sin mellom",
    "fi": "ja on ei että oli se hän mutta kun niin ovat myös joka ole kuin tai sen hänen mukaan sitten jo vain"
    " nyt mitä mikä tämä tämän sekä vuonna jonka jotka olen siitä ollut joita kanssa",
    "tr": "ve bir bu da de için ile çok daha olarak ne gibi o ama kadar sonra olan var değil her en ya mi ise mu"
    " ben biz onun yok diye ki hem şey bunu nasıl oldu içinde tarafından büyük iki",
    "hr": "i je u da se na za od su ne koji kao što to ali iz o bi ili zbog bio ona oni nije sa kako koja samo",
    "ru": "и в не на что с он как это по но из у к был от его было для она так за же бы они мы я то а о"
    " все всё ещё только или если когда до при уже её их была были том этого чтобы во со где кто ли нет",
    "uk": "і в не на що з він як це по але із у до був від його було для вона та й є за про ми я так а"
    " все ще тільки або якщо коли при вже її їх була були цього щоб зі де хто чи ні також який які",
    "bg": "на и да се в от за с не по е са като че до при това той който ще си към а но най след беше го"
    " тя те им му има през или още само защо кой как са което които",
    "sr": "и је у да се на за од са не су као који што то али из о би или због био она он није а"
    " када која које само још после тај већ био была бити",
}
_LETTERS = {
    "de": frozenset("ß"),
    "es": frozenset("ñ"),
    "fr": frozenset("œêù"),
    "pt": frozenset("ãõ"),
    "pl": frozenset("łąęśźż"),
    "cs": frozenset("řěů"),
    "tr": frozenset("ğış"),
    "ru": frozenset("ыэё"),
    "uk": frozenset("їєґі"),
    "bg": frozenset("ъ"),
    "sr": frozenset("јљњћђ"),
}
"""Letters that are frequent in a language and rare in the others."""

# Languages that alone, of these, are written in a script: its letters.
_SCRIPTS = {
    "el": pattern("[\u03ac-\u03ce]"),
    "he": pattern("[\u05d0-\u05ea]"),
    "hi": pattern("[\u0905-\u0939]"),
    "ar": pattern("[\u0621-\u064a\u066e-\u06d3]"),
    "ko": pattern("[\uac00-\ud7a3]"),
    "ja": pattern("[\u3041-\u30fa]"),
    "zh": pattern("[\u4e00-\u9fff]"),
}
# Letters that Arabic lacks and the other languages of its script have.
_PERSIAN = pattern("[\u067e\u0686\u0698\u06af]")
_URDU = pattern("[\u0679\u0688\u0691\u06ba\u06d2]")
_SAME = {"no": "nb", "nn": "nb", "bs": "hr", "sr": "hr", "fa": "ar", "ur": "ar"}
"""Languages that are written alike: one is not evidence against the other."""

_SAMPLE = 4_000
"""Code points that are looked at."""

# A single letter with a point is an initial.
_WORD = pattern(r"[^\W\d_]{2,}|[^\W\d_](?!\.)")


def recognise(text: str) -> str:
    """The primary language tag of a text, or an empty string where its words leave a doubt.

    Args:
        text: Any text; only its first 4,000 code points are looked at.
    """
    sample = text[:_SAMPLE].lower()
    script = "" if sample.isascii() else _by_script(sample)
    if script:
        return script
    words = _WORD.findall(sample)
    scores = _scores(words)
    first = max(scores, key=scores.__getitem__)
    score = scores.pop(first)
    second = max(scores.values())
    return first if score >= 2.5 and score >= len(words) * 0.08 and score > second * 1.25 else ""


def settled(declared: str, text: str) -> str:
    """The language of a text: the one that it declares, but where its words are clearly those of another.

    Many a page declares the language of the program that made it.

    Args:
        declared: A language tag, or an empty string.
        text: The text, as for `recognise`.
    """
    found = recognise(text)
    primary = declared.replace("_", "-").partition("-")[0].lower()
    if not declared or not found:
        return declared or found
    known = primary in _COMMON or primary in _SCRIPTS or primary in _SAME
    alike = _SAME.get(primary, primary) == _SAME.get(found, found)
    return found if known and not alike and _is_sure(text[:_SAMPLE].lower(), found, primary) else declared


def _is_sure(sample: str, found: str, declared: str) -> bool:
    """Whether there are so many words of a language, and so few of the declared one, that no chance is left."""
    if found not in _COMMON:
        return True
    scores = _scores(_WORD.findall(sample))
    return scores[found] >= 8 and scores[found] > 3 * scores.get(_SAME.get(declared, declared), 0)


def _scores(words: list[str]) -> dict[str, float]:
    """How many of the words are common in each language; those that are common in several are shared among them."""
    scores = dict.fromkeys(_COMMON, 0.0)
    telling = _telling()
    for word, times in Counter(words).items():
        languages = telling.get(word, ())
        for language in languages:
            scores[language] += times / len(languages)
        if not word.isascii():
            for language, letters in _LETTERS.items():
                if not letters.isdisjoint(word):
                    scores[language] += times / 2
    return scores


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    """Of each common word the languages that have it."""
    listed: dict[str, tuple[str, ...]] = {}
    for language, words in _COMMON.items():
        for word in set(words.split()):
            listed[word] = (*listed.get(word, ()), language)
    return listed


def _by_script(sample: str) -> str:
    """The language of most letters, of those that have a script of their own; one of Chinese says as much as two."""
    counts = {language: len(letters.findall(sample)) for language, letters in _SCRIPTS.items()}
    kana, han = counts["ja"], counts["zh"]
    counts["ja" if kana > (kana + han) // 10 else "zh"] = kana + han
    language = max(counts, key=counts.__getitem__)
    weight = 2 if language in {"ja", "ko", "zh"} else 1
    if counts[language] * weight <= sum(map(str.isalpha, sample)) - counts[language]:
        return ""
    if language == "ar":
        least = counts["ar"] // 100
        return (
            "ur"
            if len(_URDU.findall(sample)) > least
            else "fa"
            if len(_PERSIAN.findall(sample)) > least
            else "ar"
        )
    return language
