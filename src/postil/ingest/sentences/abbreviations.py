"""Abbreviations by language, and the words with which sentences like to begin.

Each abbreviation stands without its last point, in small letters. Three kinds matter to whoever looks for
the end of a sentence: those that always belong to what follows, those that do so before a number, and
those with which a sentence may end too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Abbreviations(NamedTuple):
    """One language's tables, or the union of several.

    Attributes:
        bound: Always followed by what they belong to: `Dr`, `z.b`.
        numeric: Bound when a number follows: `no`, `fig`.
        final: A sentence may end with them, when a word follows with which sentences begin: `inc`, `usw`.
        starters: Those words, as they are written at the beginning.
        ordinals: Whether a number with a point is an ordinal: `am 3. Oktober`.
        stops: What ends a sentence in this language alone, as the question mark of Greek.
    """

    bound: frozenset[str]
    numeric: frozenset[str]
    final: frozenset[str]
    starters: frozenset[str]
    ordinals: bool = False
    stops: str = ""


def _table(
    bound: str, numeric: str, final: str, starters: str, *, ordinals: bool = False, stops: str = ""
) -> Callable[[], Abbreviations]:
    """Makes a table once it is asked for, as few are."""
    return lambda: Abbreviations(
        bound=frozenset(bound.split()),
        numeric=frozenset(numeric.split()),
        final=frozenset(final.split()),
        starters=frozenset(starters.split()),
        ordinals=ordinals,
        stops=stops,
    )


_LANGUAGES = {
    "en": _table(
        "dr mr mrs ms messrs mx prof sen rep reps sens gov lt col gen maj capt cpt sgt cpl pvt adm cmdr rev fr hon"
        " pres supt det insp amb atty asst assoc dist ste mt ft vs v viz cf eg ie e.g i.e ca approx resp"
        " incl esp d.c.l msgr mlle mme bros",
        "no nos vol vols fig figs pp p pg ch sec sect s ss reg regs art arts par para paras eq eqs ref refs ed eds op pt ex nr cl tab jan"
        " feb mar apr jun jul aug sept sep oct nov dec c ver b d fl n°",
        "st inc ltd co corp llc plc jr sr esq etc al a.m p.m am pm ave blvd rd hwy sq min max sec hr hrs ph.d m.d b.a m.a"
        " b.sc m.sc d.phil mass calif ill pa conn fla ga ind kan ky md mich minn miss mo neb nev okla ore tenn tex va"
        " vt wash wis wyo ariz ark colo del mon tue tues wed thu thurs fri sat sun dept univ est bldg ext misc int"
        " intl assn ass'n govt natl bn mn m lb lbs oz ft in cm mm km kg mi yd ibid id u.s u.k u.n e.u",
        "The A An He She It They We I You In On At But And Or This That These Those There Here His Her Its Their Our"
        " My Your If When While After Before As For From With Since However Although Though Then So Yet Not Nobody"
        " All Some Many Most Others Another One What Who Why How Where Which Now Today By To Because According"
        " Meanwhile Also Only Even Both Each Every Under Over During Despite Last No Shares Once Until Unlike",
    ),
    "de": _table(
        "dr prof hr hrn fr frl dipl ing mag z.b z b d.h d h u.a u a bzw ca vgl sog evtl ggf inkl exkl zzgl zzt st"
        " geb gest verh röm kath ev dt engl frz ital lat griech amerik österr schweiz bes bspw insb vs v i.d.r"
        " s.o s.u o.g med phil rer nat fa gem lt ehem ursprgl bzgl einschl abzgl hl kgl urspr allg wiss jur u.u o.ä.a i m i.m stellv stv",
        "nr nrn abs art bd bde kap s seite abb tab jg h aufl ziff hrsg tel jan feb mär apr jun jul aug sep sept okt"
        " nov dez §",
        "usw etc u.v.m uvm ff f str jh jhd jhdt chr n.chr v.chr mio mrd tsd std min sek o.ä u.ä dgl u.dgl co inc jr"
        " sen jun a.m p.m u.s d.c u.a.m ag",
        "Der Die Das Er Sie Es Wir Ich Ihr Ein Eine Einer Eines Einem In Im Am Auf Bei Mit Nach Seit Von Vom Zu Zum"
        " Zur Als Wenn Doch Aber Und Auch Dies Diese Dieser Dieses Diesen Hier Dort So Da Dann Den Dem Des Man Für"
        " Aus An Nun Jedoch Sein Seine Ihre Ihr Durch Während Obwohl Weil Bis Um Unter Über Vor Nicht Nur Was Wer Wie"
        " Wo Danach Damit Dabei Daher Dazu Außerdem Alle Beide Heute Insgesamt Bereits",
        ordinals=True,
    ),
    "fr": _table(
        "m mm mme mmes mlle mlles dr pr me mgr st ste cf env av apr p.ex ex c.-à-d éd dir coll r.p fig",
        "n n° no nos vol chap p pp art al t tél fig fasc janv févr avr juil sept oct nov déc",
        "etc j.-c j.c al jr s.a co inc hab km min sec h bd boul",
        "Le La Les Il Elle Ils Elles On Un Une Ce Cette Ces Cet Dans En Pour Mais Et Au Aux Son Sa Ses Selon Après"
        " Avant Avec Depuis Je Nous Vous Tu Sur Par Puis Alors Ainsi Cependant Toutefois Lors De Des Du À A Ceci Cela"
        " Sous Si Quand Comme Leur Leurs Notre Votre Chaque Plusieurs Tous Toutes Or Car Enfin Cet Y",
    ),
    "es": _table(
        "sr sra srta sres dr dra d dña d.ª prof ud uds vd av avda lic ing arq gral cnel tte cap mons fr sto sta p.ej p.e ej aprox"
        " cf vs",
        "núm num n n° n.º art pág págs p pp vol cap fig tel ene feb abr jun jul ago sept oct nov dic",
        "etc ee.uu ee uu s.l a.c d.c jr s.a s.l cía c.v hab km min a.c d.c a.m p.m",
        "El La Los Las Un Una En Se Es Su Sus Pero Y Él Ella Ellos Ellas Este Esta Estos Esto Ese Esa Con Por Para"
        " De Del Al A Desde Como Cuando Si No Según También Tras Sin Sobre Entre Durante Fue Hay Lo Le Ha Más Otro",
    ),
    "it": _table(
        "sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa avv ing arch rag geom on sen mons don p.es es cfr ca vs"
        " s ss gen col cap magg ten",
        "n nn art artt c co lett pag pagg p pp vol cap fig tel sec secc genn gen febbr feb mar apr giu lug ago sett ott nov dic",
        "ecc etc s.p.a s.r.l spa srl a.c d.c jr km min",
        "Il Lo La I Gli Le Un Una Uno In Nel Nella Ma E Ed È Si Non Per Con Da Dal Dalla Di Del Della Al Alla A Su"
        " Questo Questa Questi Quello Se Quando Dopo Anche Secondo Come Più L Egli Lui Lei Loro Ci Che Tra Fu",
    ),
    "pt": _table(
        "sr sra srs dr dra prof profa av eng arq d exmo exma gen cel cap mons pe sto sta p.ex ex aprox cf vs",
        "núm n nº art pág págs p pp vol cap fig tel jan fev abr jun jul ago set out nov dez séc sécs",
        "etc eua s.a ltda cia jr a.c d.c km min hab",
        "O A Os As Um Uma Em No Na Nos Nas Mas E É Ele Ela Eles Elas Este Esta Isto Isso Esse Essa Com Por Para De"
        " Do Da Ao À Desde Como Quando Se Não Segundo Também Após Sem Sobre Entre Durante Foi Há Seu Sua Depois",
    ),
    "nl": _table(
        "dhr mevr mw fa dr drs ir ing mr prof ds jhr bijv bv b.v.b d.w.z dwz o.a o.m m.a.w t.a.v m.b.t i.v.m i.p.v z.g"
        " zgn vgl ca resp st gen kol kapt v d vd vs m.n",
        "nr nrs blz p pp par art afb fig hfst deel tel jan feb mrt apr jun jul aug sept okt nov dec",
        "enz etc e.d e.a b.v n.v chr jr sr jl a.s chr km min u",
        "De Het Een Hij Zij Ze Wij We Ik In Op Bij Met Na Van Voor Maar En Ook Dit Dat Deze Die Er Hier Daar Dan Toen"
        " Als Door Uit Om Tot Over Volgens Zijn Haar Hun Niet Nu Sinds Tijdens Wie Wat Waarom Toch",
    ),
    "pl": _table(
        "np m.in tzn tj tzw św ks bp abp dr prof inż mgr hab płk gen kpt por ppłk mjr ppor sierż red im ul al pl os"
        " ok mec ww wg zob por vs śp pt jw ds lic doc dyr",
        "nr s str rys tab poz art ust pkt t tom vol rozdz r w",
        "itd itp etc r w n.e p.n.e zł gr godz min tys mln mld jr in",
        "W Na Z I A Po Do Od Nie To Jest Był Była Było Są Ten Ta Te Jego Jej Ich On Ona Oni Przy Przez Dla Ale Jednak"
        " Gdy Kiedy Za O Się Już Także Według Tym Od Pod Tak Jak Jeśli Obecnie",
    ),
    "ru": _table(
        "им ул пр просп пер пл наб бул д кв корп стр см ср напр т.е т.н т.к т.наз проф акад доц канд инж тов гр св"
        " о ст нач ок прибл п пос с дер обл р-н англ нем фр лат греч итал исп рус укр яп кит санскр букв род род-в"
        " сокр см.также тыс ред сост изд вып ген лейт кап полк мл",
        "рис илл табл гл стр с ст п пп разд т тт № кн ч вып",
        "г гг в вв др пр т.д т.п н.э руб коп долл млн млрд трлн км м см мм кг чел экз мин сек час род ум кв.км тел",
        "В На Об Он Она Оно Они Это Этот Эта Эти По С И Но Для Из К Как При Не Также Однако После Затем Тогда Когда Если"
        " Его Её Их А От До За О Во Все Всё Там Так Был Была Было Были Во Со У Я Мы Вы Ты Под Кроме Среди Чтобы Хотя"
        " Позже Сейчас Впервые Первый Первая Потом Теперь Здесь Тут Вот Ещё Уже Вскоре Наконец Впоследствии Сегодня Кто"
        " Что Где Почему Многие Некоторые Другие Другой Один Одна Два Весь Пока Именно Кроме",
    ),
    "uk": _table(
        "ім вул пр просп пров пл наб бул буд кв корп див пор напр т.зв т.з проф акад доц канд інж тов гр св о ст поч"
        " бл прибл п пос с сел обл р-н англ нім фр лат грец тис ред упоряд вид вип ген м тобто смт",
        "рис мал табл гл стор с ст п пп розд т тт № кн ч вип",
        "р рр в вв ін крб коп т.д т.п т.ін н.е грн коп дол млн млрд трлн км мм кг чол хв сек год ст",
        "В У На Він Вона Воно Вони Це Цей Ця Ці По З Із І Й Та Але Для До Як При Не Також Проте Після Потім Тоді Коли"
        " Якщо Його Її Їх А Від За Про Усі Все Там Так Був Була Було Були Я Ми Ви Ти Під Крім Серед Щоб Хоча"
        " Пізніше Зараз Тепер Тут Ось Ще Вже Вперше Невдовзі Нарешті Згодом Сьогодні Хто Що Де Чому Багато Деякі Інші"
        " Один Одна Два Весь Поки Саме",
    ),
    "cs": _table(
        "dr mudr judr phdr rndr mgr bc ing doc prof např tj tzv tzn sv mj resp popř příp ul nám st ml kpt gen plk por"
        " zvl srov zn p pí vl odd",
        "č čp s str obr tab kap roč sv čl odst písm tel r l kr bř mil mld tis led úno",
        "atd apod aj př.n.l n.l př.kr po.kr hod min mil mld tis stol spol s.r.o a.s kčs",
        "V Ve Na Z Ze A I Ale Po Do Od Je To Ten Ta Tato Tento Jeho Její Jejich On Ona Oni S Se K Ke O U Při Pro Jak"
        " Když Kdy Kde Podle Také Již Už Tak Dnes Tam Není Byl Byla Bylo Byli Potom Pak",
        ordinals=True,
    ),
    "sv": _table(
        "dr prof hr fr t.ex t.e bl.a d.v.s dvs s.k f.d ca resp st jfr fr.o.m t.o.m p.g.a pga m.a.o e.d ev inkl exkl"
        " ang avd el enl f.n i.st n.b kungl o.d p.s red s.a sid",
        "nr kl s sid fig kap art tab tel jan febr mars apr aug sept okt nov dec",
        "osv o.s.v m.m m.fl etc f.kr e.kr kr milj mdr km min sek tim jr",
        "De Den Det En Ett Han Hon Vi Jag Ni Du I På Med Av Från Till För Men Och Om När Efter Under Sedan Som Så Där"
        " Här Nu Också Även Inte Enligt Detta Denna Dessa Hans Hennes Deras År",
    ),
    "da": _table(
        "dr prof hr fr f.eks bl.a dvs d.v.s s.k ca hhv mht m.h.t pga p.g.a jf jfr inkl ekskl evt st skt ang afd cand"
        " fx f.x iflg iht kgl mag nuv pr red rep resp sml stud vedr t.eks feks d.e el o.a t.o.m",
        "nr kl s fig kap art tab tlf bd jan feb mar apr aug sep sept okt nov dec",
        "osv o.s.v m.m m.fl m.v mv etc f.kr e.kr kr mio mia mill mrd km min sek jr",
        "De Den Det En Et Ei Han Hun Vi Jeg I På Med Af Av Fra Til For Men Og Om Når Efter Etter Under Siden Som Så"
        " Der Her Nu Nå Også Ikke Ifølge Dette Denne Disse Hans Hendes Hennes Deres",
        ordinals=True,
    ),
    "fi": _table(
        "dr prof tri esim ks vrt ts eli n nk ns mm os toht maist ym ed",
        "nro s kuva luku klo v",
        "jne ym yms eaa jaa ekr jkr mrd milj oy",
        "Hän He Se Ne Tämä Nämä Ja Mutta Kun Jos Myös Sitten Nyt Siellä Täällä Oli On Ei Vuonna",
        ordinals=True,
    ),
    "tr": _table(
        "dr prof doç yrd av öğr gör örn bkz krş m.ö m.s sn sayın alb gen yzb kur müh mim hz st yak yaklaşık çev haz der",
        "no s ss c cilt sf şek tab md mad fık tel",
        "vb vs vd a.ş ltd şti cad sok mah apt",
        "Bu Şu O Bir Ve Ama Ancak Ben Sen Biz Siz Onlar Onun Çünkü Sonra Daha Her Hem Eğer Böylece Ayrıca Bunun Bunlar"
        " Ne Kim İlk Son Yine Orada Burada Şimdi",
        ordinals=True,
    ),
    "el": _table(
        "δρ κ κα κος κκ καθ π.χ δηλ βλ πρβλ λ.χ αγ αι στρ ταγμ λοχ αρχιεπ κ.ά.α τ.μ",
        "αρ αριθ σ σσ σελ εικ κεφ τ τόμ άρθρ παρ πίν τηλ",
        "κ.λπ κλπ κ.ά κ.ο.κ κτλ μ.χ εκατ δισ χιλ α.ε ε.π.ε",
        "Ο Η Το Οι Τα Τον Την Του Της Στο Στη Στην Στις Στα Και Αλλά Με Για Από Σε Δεν Όταν Αν Μετά Ύστερα Εκεί Εδώ"
        " Αυτό Αυτός Αυτή Ένας Μια Ένα Όμως Όπως Επίσης Σύμφωνα Κατά Είναι Ήταν",
        stops=";\u037e",
    ),
    "ar": _table(
        "د أ م أ.د ا.د أ.م.د م.م ود وأ وم",
        "ص ج ط ع مج رقم وص وج س ف ق ت ق.م م هـ",
        "ق.م ب.م م هـ إلخ الخ",
        "في وفي من ومن إلى على وعلى هذا وهذا هذه وهذه كان وكان كانت وكانت قد وقد قال وقال ثم لكن ولكن لم ولم لا ولا"
        " كما هو وهو هي وهي إن وإن عن أما وأما بعد وبعد",
    ),
    "hi": _table("डॉ प्रो पं श्री कु सु मो रु ले", "सं पृ क्र", "ई.पू", ""),
    "ko": _table("", "", "", "", ordinals=True),
}
_ALIKE = {"no": "da", "nb": "da", "nn": "da", "sk": "cs"}
"""Languages that abbreviate as another does."""

_MOST_READ = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk")
"""Languages of which the tables serve where none is known."""

# Words of one language that are abbreviations in another: left out where the language is not known.
_TREACHEROUS_WORDS = "on es in pr ex no al pl os ten cap don son pe me m i a o s w z b r d h u f c ov fr ave"
_TREACHEROUS = frozenset(_TREACHEROUS_WORDS.split())


@lru_cache(maxsize=16)
def abbreviations(language: str) -> Abbreviations:
    """The tables of a language; without one, what is safe of those most often read.

    Args:
        language: A language tag of which the first part counts, as `en` of `en-GB`.
    """
    primary = language.replace("_", "-").split("-")[0].lower()
    known = _LANGUAGES.get(_ALIKE.get(primary, primary))
    if known:
        return known()
    tables = [_LANGUAGES[tag]() for tag in _MOST_READ]
    english = tables[_MOST_READ.index("en")]
    return Abbreviations(
        bound=english.bound | (frozenset().union(*(table.bound for table in tables)) - _TREACHEROUS),
        numeric=frozenset().union(*(table.numeric for table in tables)),
        final=english.final | (frozenset().union(*(table.final for table in tables)) - _TREACHEROUS),
        starters=frozenset().union(*(table.starters for table in tables)),
    )
