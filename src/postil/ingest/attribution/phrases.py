"""The words by which languages say that somebody else is speaking."""

from __future__ import annotations

from typing import NamedTuple


class Phrases(NamedTuple):
    """One language's words of attribution, each an alternative of a regular expression.

    Attributes:
        according: Before the name of a person or a medium: `according to`.
        citing: Before the name of a medium: `as reported by`.
        said: Verbs of saying, before or behind a name.
        reported: Verbs behind the name of a medium that told it.
        that: What joins a verb to indirect speech.
        as_told: Before a name that told something: `as the Gazette reported`.
        study: What somebody finds out by: `a survey by`, with the words before their name.
        within: What stands in a medium: `a report in the`, with the words before its name.
        when: Before a date: `on 5 March`.
        behind: Behind a name: `zufolge`.
        plainly: Verbs that are joined to indirect speech by nothing: `officials say`.
    """

    according: str
    citing: str
    said: str
    reported: str
    that: str
    as_told: str
    study: str
    within: str
    when: str
    behind: str = ""
    plainly: str = ""


_LANGUAGES = {
    "en": Phrases(
        according="according to|in the words of",
        citing="(?:reported|published|quoted) (?:by|in)|citing",
        said="said|says|say|warn|argue|insist|told|tells|added|adds|asked|replied|answered|wrote|writes|argued|argues|claimed|claims|stated"
        "|states|warned|warns|explained|explains|noted|notes|insisted|insists|commented|concluded|continued|declared"
        "|announced|recalled|testified|admitted|acknowledged|confirmed|confirms|recounted|remarked|observed|stressed"
        "|denied|denies|promised|predicted|predicts|estimates|estimated|suggested|suggests",
        reported="reported|reports|revealed|reveals|wrote|writes|found(?= that |:)|published",
        that="that",
        as_told="as",
        study="(?:survey|poll|study|report|analysis|investigation|estimate|paper)s? (?:by|from)(?: the)?",
        within="(?:report|article|study|essay|interview|editorial|op-ed|story|piece)s? in(?: the|(?= The))",
        when="on|in|as early as",
        plainly="said|says|say|warned|warns|warn|believed|believes|believe|estimated|estimates|estimate|predicted|predict"
        "|argued|argue|confirmed|insisted|insist|told (?:reporters|journalists|[^\\W\\d_]*[A-Z])",
    ),
    "de": Phrases(
        according="laut|gemäß|nach Angaben|nach Informationen|nach Darstellung",
        citing="unter Berufung auf|berichtet von",
        behind="zufolge",
        said="sagten?|sagt|sagen|warnten|warnen|erklärten|teilt(?:en?)? mit|erklärte|erklärt|betonte|betont|schrieb|schreibt|meinte|meint|warnte|warnt|behauptete"
        "|behauptet|versicherte|antwortete|bestätigte|bestätigt",
        reported="berichtete|berichtet|meldete|meldet|schrieb|schreibt",
        that=",? dass",
        as_told="wie",
        study="(?:Umfrage|Studie|Analyse|Untersuchung|Erhebung|Schätzung|Recherche)n? (?:von|des|der)",
        within="(?:Bericht|Artikel|Beitrag|Interview|Gespräch)s? (?:in der|im|mit der)",
        when="am|im|in",
    ),
    "fr": Phrases(
        according="selon|d[’']après",
        citing="(?:rapporté|publié|cité) (?:par|dans)|(?:comme|ainsi que) l[’'](?:a|ont) (?:rapporté|révélé|écrit|annoncé|raconté|relaté)",
        said="a déclaré|déclare|a dit|dit|affirme|a affirmé|explique|a expliqué|assure|a assuré|écrit|a écrit|souligne"
        "|a souligné|a indiqué|indique|a précisé|précise|a annoncé|annonce|a ajouté|ajoute|estime|a estimé|a répondu|répond|a confirmé|confirme",
        reported="rapporte|a rapporté|révèle|a révélé|écrit|a écrit",
        that="qu(?:e|[’'])",
        as_told="comme",
        study="(?:enquête|étude|rapport|sondage|analyse)s? (?:de l[’']|de la|de|du|d[’'])",
        within="(?:article|enquête|entretien|tribune)s? (?:dans|du|de)",
        when="le|en|du",
    ),
    "es": Phrases(
        according="según|de acuerdo con|conforme a",
        citing="(?:publicado|citado) (?:por|en)|citando a",
        said="dijo|dice|indicó|indica|anunció|agregó|sostuvo|afirmó|afirma|aseguró|asegura|declaró|declara|explicó|explica|señaló|señala|escribió|escribe"
        "|añadió|añade|advirtió|advierte|respondió|confirmó|confirma|sostiene",
        reported="informó|informa|reveló|revela|publicó|publica|reportó|reporta",
        that="que",
        as_told="como",
        study="(?:encuesta|estudio|informe|sondeo|análisis) (?:de la|de|del)",
        within="(?:artículo|reportaje|entrevista|informe) (?:en|de|del)",
        when="el|en|del",
    ),
    "it": Phrases(
        according="secondo|stando a",
        citing="come (?:riferisce|scrive|riporta)|citando",
        said="ha detto|ha dichiarato|dice|disse|afferma|ha affermato|ha spiegato|spiega|scrive|ha scritto|ha aggiunto"
        "|aggiunge|dichiarò|sostiene|ha risposto|ha confermato|conferma",
        reported="riferisce|ha riferito|riporta|ha riportato|scrive|rivela|ha rivelato",
        that="che",
        as_told="come",
        study="(?:sondaggio|studio|rapporto|indagine|analisi|ricerca) (?:di|del|della|dell[’'])",
        within="(?:articolo|intervista|inchiesta) (?:su|sul|sulla|del|della|di)",
        when="il|nel|del",
    ),
    "pt": Phrases(
        according="segundo|de acordo com|conforme",
        citing="(?:publicado|citado) (?:por|em)|citando",
        said="disse|diz|afirmou|afirma|declarou|declara|explicou|explica|escreveu|escreve|acrescentou|alertou"
        "|respondeu|confirmou|confirma|ressaltou",
        reported="informou|informa|noticiou|noticia|revelou|revela|relatou",
        that="que",
        as_told="como|conforme",
        study="(?:pesquisa|estudo|relatório|sondagem|análise) (?:de|do|da)",
        within="(?:artigo|reportagem|entrevista) (?:em|no|na|do|da)",
        when="em|no dia",
    ),
    "nl": Phrases(
        according="volgens|aldus",
        citing="gepubliceerd in|onder verwijzing naar",
        said="zei|zegt|verklaarde|verklaart|schreef|schrijft|vertelde|vertelt|stelt|stelde|waarschuwde|antwoordde"
        "|bevestigde|bevestigt|benadrukt",
        reported="meldt|meldde|bericht|berichtte|schrijft|schreef",
        that="dat",
        as_told="zoals",
        study="(?:onderzoek|studie|rapport|peiling|analyse) (?:van|door)(?: het| de)?",
        within="(?:artikel|bericht|interview|stuk) (?:in)(?: het| de)?",
        when="op|in",
    ),
    "pl": Phrases(
        according="według|zdaniem",
        citing="jak (?:podaje|donosi|informuje|pisze)|powołując się na",
        said="(?:powiedzia|oświadczy|stwierdzi|napisa|doda|podkreśli|zaznaczy|wyjaśni|przyzna|odpowiedzia|potwierdzi)ł[ao]?"
        "|mówi|twierdzi|dodaje|podkreśla|uważa",
        reported="podaje|podał[ao]?|donosi|doniósł|doniosła|informuje|poinformował[ao]?|pisze",
        that=",? że",
        as_told="jak",
        study="(?:badani[ea]|sondaż[ue]?|raport[ue]?|analiz[ay]) (?:przez )?",
        within="(?:artykule?|wywiadzie?|raporcie?) (?:w|dla)",
        when="w dniu|w|dnia",
    ),
    "ru": Phrases(
        according="по данным|согласно|по словам|по информации",
        citing="как (?:сообщает|пишет|передаёт|передает|сообщил[аио]?)|со ссылкой на",
        said="(?:сказал|заявил|написал|добавил|отметил|подчеркнул|объяснил|рассказал|ответил|подтвердил|уточнил)[аои]?"
        "|говорит|считает|утверждает|отмечает",
        reported="сообщает|сообщил[аио]?|пишет|передаёт|передает",
        that=",? что",
        as_told="как",
        study="(?:опрос|исследовани[ея]|доклад|отч[её]т)[аеу]? (?:центра )?",
        within="(?:статье|интервью|материале) (?:в|для|изданию)",
        when="от|в|за",
    ),
    "uk": Phrases(
        according="за даними|згідно з|за словами|за інформацією",
        citing="як (?:повідомляє|пише|передає|повідоми(?:в|ла|ло|ли))|з посиланням на",
        said="(?:сказа|заяви|написа|дода|зазначи|підкресли|поясни|розпові|відпові|підтверди)(?:в|ла|ло|ли)"
        "|говорить|вважає|стверджує|зазначає",
        reported="повідомляє|повідоми(?:в|ла|ло|ли)|пише|передає",
        that=",? що",
        as_told="як",
        study="(?:опитуванн[яі]м?|дослідженн[яі]м?|доповідь|звіт[іу]?) (?:центру )?",
        within="(?:статті|інтерв['’]ю|матеріалі) (?:в|у|для|виданню)",
        when="від|у|в|за",
    ),
}


HAD = "(?:(?:has|had|have|also|later|then|first|recently|hat|habe|auch|ha|a) )?"
"""What may stand between a name and its verb."""


def language_of(tag: str) -> str:
    """The language that a tag names by its first part; English where its words are not known."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return language if language in _LANGUAGES else "en"


def phrases(language: str) -> Phrases:
    """The words of a language that writes names with capitals; English ones where it is not among them.

    Args:
        language: A language tag of which the first part counts.
    """
    return _LANGUAGES[language_of(language)]
