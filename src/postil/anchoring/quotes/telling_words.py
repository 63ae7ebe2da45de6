"""Words that change how a quote is read. They warn, they order, and no bracket may put in a negation or a number."""

from __future__ import annotations

from postil.anchoring.quotes.lexicon import Lexicon, Shared
from postil.core.patterns import pattern

NEGATIONS = Lexicon(
    {
        "ar": "لا, ولا, لم, ولم, لن, ولن, ليس, ليست, ليسوا, لست, وليس, غير, دون, بدون, بلا, أبدا",
        "cs": "ne, není, nikdy, nikdo, nic, žádný, žádná, žádné, ani, bez",
        "da": "ikke, ingen, intet, ingenting, aldrig, aldri, uden, uten, hverken, verken",
        "de": "nicht, nichts, kein, keine, keinen, keiner, keinem, keines, keins, keinerlei, keinesfalls, "
        "keineswegs, nie, niemals, nimmer, niemand, niemanden, niemandem, nirgends, nirgendwo, weder, kaum, ohne",
        "el": "δεν, δε, μη, μην, όχι, ούτε, ποτέ, χωρίς, κανείς, κανένας, κανένα, καμία, τίποτα",
        "en": "not, no, never, none, nor, neither, nobody, nothing, nowhere, without, cannot, hardly, scarcely, "
        "barely, anything but, far from",
        "es": "no, ni, nunca, jamás, nadie, nada, sin, ningún, ninguno, ninguna, tampoco",
        "fr": "ne, pas, jamais, sans, non, rien, aucun, aucune, ni, guère, nullement",
        "he": "לא, ולא, שלא, אין, ואין, שאין, בלי, מבלי, ללא, אינו, אינה, אינם, אינן, איני, מעולם לא",
        "id": "tidak, bukan, tanpa",
        "it": "non, mai, nessuno, nessuna, nessun, senza, niente, nulla, neppure, nemmeno, neanche",
        "ja": "ない, なかっ, なく, なけれ, ません, ず, ぬ",
        "nl": "niet, niets, geen, nooit, niemand, nergens, zonder, noch, nauwelijks",
        "pl": "nie, bez, nigdy, nikt, nikogo, nic, niczego, nigdzie, żaden, żadna, żadne, żadnego, żadnej, ani",
        "pt": "não, nem, nunca, jamais, sem, ninguém, nenhum, nenhuma, nada",
        "ru": "не, ни, нет, без, никогда, нельзя, никто, никого, никому, ничто, ничего, ничем, никак, нигде, "
        "никакой, никакая, никакие, никаких, отнюдь",
        "sv": "inte, ingen, inget, inga, ingenting, aldrig, utan, varken",
        "tr": "değil, yok, hiç, hiçbir, asla",
        "uk": "не, ні, без, немає, нема, ніколи, ніхто, нікого, нічого, ніде, жодного, жодної, жоден",
        "vi": "không, chẳng, chưa",
        "zh": "不, 没, 沒, 未, 无, 無, 非, 别",
    },
    shared={
        "mai": Shared("it", elsewhere="de fr da sv"),
        "ne": Shared("fr cs", elsewhere="it tr"),
        "ni": Shared("es fr", elsewhere="sv"),
        "no": Shared("en es it", elsewhere="pt"),
        "noch": Shared("nl", elsewhere="de"),
        "sin": Shared("es", elsewhere="en da sv"),
    },
    harmless="非常, 非洲, 特别, 分别, 别人, 区别, 性别, 级别, 个别, 类别, 未来, 不断, 不仅, 不僅, 不久, 不少, "
    "はず, 必ず, わずか, いずれ, ずつ, ずっと, 少なく, 少ない, 危ない, まもなく, 間もなく",
    shapes=pattern(r".*n't|n'[aeiouyhàâéèêëîïôûœ].*|(?:않|없|아니|못하).*|못"),
)
"""Words that turn what is said into its opposite; those only that seldom say anything else.

French `plus` and `personne` do so beside `ne`, which is one itself. What another form of the word denies, as
Czech and Turkish verbs do, is not told.
"""

TURNS = Lexicon(
    {
        "ar": "لكن, ولكن, لكنه, إلا, غير أن",
        "cs": "ale, avšak, nicméně, kromě",
        "da": "men, dog, medmindre, undtagen, unntatt, selv om",
        "de": "aber, doch, jedoch, sondern, allerdings, obwohl, außer, es sei denn, wenn auch, dennoch, trotzdem",
        "el": "αλλά, όμως, ωστόσο, εκτός, παρόλο",
        "en": "not, but, unless, except, however, although, though, yet, nevertheless, nonetheless, until, "
        "provided",
        "es": "pero, sino, salvo, excepto, aunque, sin embargo",
        "fr": "mais, sauf, cependant, toutefois, pourtant, quoique, bien que, à moins, néanmoins",
        "he": "אבל, אך, אלא, אולם, למעט, אף על פי",
        "it": "ma, però, tranne, eppure, sebbene, tuttavia, a meno",
        "ja": "しかし, ただし, だが, けれど, ところが",
        "ko": "하지만, 그러나, 다만",
        "nl": "maar, tenzij, behalve, echter, hoewel, ofschoon, toch",
        "pl": "ale, lecz, jednak, jednakże, chyba że, oprócz, chociaż",
        "pt": "mas, porém, exceto, embora, contudo, todavia",
        "ru": "но, однако, хотя, кроме, зато",
        "sv": "men, utom, däremot, om inte, fastän",
        "tr": "ama, fakat, ancak",
        "uk": "але, проте, однак, хоча, крім",
        "zh": "但, 然而, 不过, 不過, 除非, 除了, 可是",
    },
    shared={
        "ale": Shared("pl cs", elsewhere="en"),
        "ama": Shared("tr", elsewhere="es it pt"),
        "dog": Shared("da", elsewhere="en"),
        "ma": Shared("it", elsewhere="fr en pl"),
        "mais": Shared("fr", elsewhere="pt de"),
        "mas": Shared("es pt", elsewhere="en"),
        "men": Shared("da sv", elsewhere="en"),
    },
)
"""Words behind a passage that take it back or restrict it."""

DOUBTS = Lexicon(
    {
        "ar": "ينفي, تنفي, نفى, نفت, ينكر, أنكر, إذا, لو",
        "da": "benægter, benægtede, nekter, nektet, avviser, hvis, hvorvidt",
        "de": "bestreitet, bestreiten, bestritt, bestritten, leugnet, leugnen, leugnete, dementiert, dementierte, "
        "bezweifelt, bezweifelte, falsch, unwahr, angeblich, ob, wenn, falls",
        "el": "αρνείται, αρνήθηκε, αρνούνται, διαψεύδει, διέψευσε, ψευδές, αν, εάν",
        "en": "deny, denies, denied, false, falsely, untrue, if, doubt, doubts, doubted, whether, refused",
        "es": "niega, niegan, negó, negaron, desmiente, desmintió, falso, duda, dudo, si",
        "fr": "dément, démentent, démentit, démenti, nient, nié, conteste, contestent, doute, doutent, faux, si",
        "he": "מכחיש, מכחישה, מכחישים, הכחיש, הכחישה, הכחישו, שקר, אם",
        "it": "nega, negano, negò, negato, smentisce, smentito, falso, dubita",
        "ja": "否定, 否認, もし",
        "nl": "ontkent, ontkennen, ontkende, ontkenden, betwist, betwijfelt, onwaar, indien",
        "pl": "zaprzecza, zaprzeczył, zaprzeczyła, zaprzeczają, nieprawda, jeśli, jeżeli, czy",
        "pt": "nega, negam, negou, desmente, desmentiu, falso, duvida",
        "ru": "отрицает, отрицают, отрицал, отрицала, отрицали, опровергает, опроверг, опровергла, сомневается, "
        "неправда, ложь, якобы, если",
        "sv": "förnekar, förnekade, bestrider, bestred, dementerar, ifall, huruvida",
        "uk": "заперечує, заперечують, заперечив, заперечила, спростував, неправда, нібито, якщо",
        "zh": "否认, 否認, 如果, 谎称, 据称",
    },
    shared={"falls": Shared("de", elsewhere="en"), "si": Shared("es fr", elsewhere="it")},
)
"""Words before a passage that deny it, doubt it or suppose it."""

NUMBERS = frozenset({
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand",
    "thousands", "million", "millions", "billion", "billions", "trillion", "dozen", "dozens", "half",
    "third", "quarter", "twice", "once", "first", "second", "percent",
})  # fmt: skip
"""Numbers as words."""


def is_number(key: str) -> bool:
    """Whether a folded word says how much: a number, or a sign."""
    return key in NUMBERS or any(map(str.isnumeric, key)) or is_sign(key)


def is_sign(key: str) -> bool:
    """Whether a folded word is no word to a reader, but a sign."""
    return not any(map(str.isalnum, key))
