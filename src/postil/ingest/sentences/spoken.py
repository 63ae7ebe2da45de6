"""Whether the words after a quotation say who spoke: then they belong to its sentence.

Where small letters begin such words, as in `“Why?” she asked`, they need no verb to be told. These patterns
are for names, and for the scripts that have no capitals.
"""

from __future__ import annotations

from postil.core.patterns import pattern

_ENGLISH = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Prince|Princess|Count|Countess|King|Queen|General|President|Sen|Rep|Gov)\.? )?"
    r"[^\W\d_][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2} "
    r"(?:said|says|asked|asks|replied|answered|added|cried|shouted|exclaimed|whispered|murmured|muttered|inquired"
    r"|wondered|wrote|writes|remarked|observed|continued|declared|demanded|insisted|told|yelled|called|snapped"
    r"|sighed|repeated|began|suggested|explained|noted|recalled|quipped|joked|growled|screamed|laughed)\b"
)
_ARABIC = r"و?(?:قال|سأل|صاح|أجاب|أضاف|رد|تابع|هتف|همس|صرح|أوضح|أكد|كتب|تساءل|صرخ)(?:ت|وا)?\b|و?[يت](?:قول|سأل|ضيف|تساءل)\b"
_HEBREW = r"(?:אמר|שאל|השיב|צעק|לחש|הוסיף|כתב|הסביר|טען)(?:ה|ו)?\b|(?:ענה|ענתה|ענו|השיבה|הוסיפה|הסבירה)\b"
_DEVANAGARI = r"(?:[^\s।]+ ){0,2}(?:ने )?(?:कहा|पूछा|बोला|बोली|बताया|लिखा)(?! कि)"
_KOREAN = r"[^\s.?!]+(?: [^\s.?!]+){0,2} (?:말했|물었|외쳤|대답했|답했|덧붙였|속삭였|밝혔)"
_SPOKEN = pattern(f"{_ENGLISH}|{_ARABIC}|{_HEBREW}|{_DEVANAGARI}|{_KOREAN}")
_GOING_ON_CJK = pattern(r"然后|然後|接着|接著|随后|隨後|便|就|而|并|並")
_SPOKEN_CJK = pattern(
    r"(?![^。，]{0,4}[没沒不無无](?:有|人|有人|谁|肯|想|再|会|能)?回?[说說道问問答喊])[^。！？，、；：\s]{0,6}[说說道问問答喊]|と|って"
    r"|[^。！？，、；：\s]{2,20}(?:[说說道称稱]|表示|指出|强调|坦言|告诉记者)(?=[，。：])"
    r"|[^。！？、「\s]{1,10}[はが](?:言|叫|聞|尋|答え|話し|語|つぶや|呟)"
)


def is_attributed(text: str, at: int) -> bool:
    """Whether the words from `at` on tell who spoke the quotation before them."""
    return _SPOKEN.match(text, at) is not None


def is_attributed_at_once(text: str, at: int) -> bool:
    """The same in Chinese and Japanese, where no blank stands before."""
    return _SPOKEN_CJK.match(text, at) is not None


def goes_on_at_once(text: str, at: int) -> bool:
    """Whether the words from `at` on go on with the sentence in which something was quoted, in Chinese."""
    return _GOING_ON_CJK.match(text, at) is not None
