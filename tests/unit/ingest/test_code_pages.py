"""Sentences in the old code pages of their languages, decoded without being told which."""

from __future__ import annotations

import pytest

from postil.ingest.encoding.decoding import decode

SENTENCES = {
    "it": (
        "Il consiglio comunale ha deciso perché la città è più sicura così, ma il molo rimarrà chiuso fino a lunedì.",
        "Non è vero che il porto sia già aperto: l’attività riprenderà solo quando la qualità dell’acqua sarà verificata.",
        "Però nessuno ha visto il cane del capitano. È andato via.",
    ),
    "sv": (
        "Färjan lämnade kajen vid tolv och ingen såg hunden på däck. Borgmästaren sade att hamnen förblir stängd.",
        "Någon måste räkna båtarna åt oss före kvällen, annars går lönerna förlorade.",
    ),
    "da": (
        "Færgen forlod kajen ved middagstid, og ingen så hunden på dækket. Borgmesteren sagde, at havnen bliver lukket, når året er gået.",
        "Rådet udsatte afstemningen på grund af tågen. Både skibet og øen lå øde hen.",
    ),
    "nb": (
        "Fergen forlot kaia klokken tolv, og ingen så hunden på dekket. Ordføreren sa at havna blir stengt også neste år.",
        "Det var ikke første gang båtene lå øde i fjæra.",
    ),
    "is": (
        "Ferjan fór frá bryggjunni á hádegi og enginn sá hundinn á þilfarinu. Bæjarstjórinn sagði að höfnin yrði lokuð út árið.",
        "Þetta er ekki í fyrsta sinn sem bátarnir liggja óhreyfðir.",
    ),
    "fi": (
        "Lautta lähti laiturista keskipäivällä, eikä kukaan nähnyt koiraa kannella. Pormestari sanoi, että satama pysyy suljettuna.",
        "Tämä päätös tehtiin hätäisesti, sillä sää oli kylmä ja väki väsynyt.",
    ),
    "fr": (
        "Le maire a déclaré : « Le port restera fermé jusqu’à l’été. » À midi, le bateau était déjà parti, où personne ne l’a vu.",
        "Les pêcheurs ont dû attendre ; ils étaient bien fatigués, même s’ils ont gagné leur journée grâce à la marée.",
        "Voilà où mène la forêt : à côté d'un vieux château, près de l’île.",
    ),
    "es": (
        "El alcalde dijo que el puerto seguirá cerrado mañana. ¿Quién vio al perro del capitán? Nadie, según la policía.",
        "La decisión se tomó el miércoles en una reunión a la que no asistió ningún vecino.",
    ),
    "pt": (
        "O presidente da câmara disse que o porto não reabrirá até amanhã. Ninguém viu o cão do capitão, segundo as informações.",
        "A decisão foi tomada à noite, numa reunião em que não participou a população.",
    ),
    "de": (
        "Der Gemeinderat prüft die Gebühren für größere Schiffe, hieß es am Abend. Über Nacht änderte er die Höhe.",
        "Niemand hörte den Hund, als die Fähre ablegte. Der Bürgermeister schwieg dazu.",
    ),
    "nl": (
        "De burgemeester zei dat de haven gesloten blijft; één schipper vond het een idioot idee, maar de coördinatie was goed.",
    ),
    "en": (
        "The café’s owner paid £3.2m — “far too much”, said the Gazette of Saltmarsh Quay.",
        "It’s a naïve view of the harbour’s future.",
    ),
    "pl": (
        "Rada portu odłożyła głosowanie na później, choć wszyscy się śpieszyli. Część łodzi źle znosi zimę.",
        "Burmistrz powiedział, że przystań zostanie zamknięta aż do końca września.",
    ),
    "cs": (
        "Trajekt opustil přístav v poledne a nikdo si nevšiml psa na palubě. Starosta řekl, že přístav zůstane uzavřen.",
        "Proč se o tom mluví až teď, když už je všechno rozhodnuto?",
    ),
    "sk": (
        "Trajekt opustil prístav na poludnie a nikto si nevšimol psa na palube. Starosta povedal, že prístav zostane zatvorený do leta.",
    ),
    "hu": (
        "A komp délben hagyta el a kikötőt, és senki sem vette észre a kutyát a fedélzeten. A polgármester szerint a kikötő zárva marad.",
        "Őszintén szólva, ez így nem működhet tovább.",
    ),
    "hr": (
        "Trajekt je napustio pristanište u podne i nitko nije primijetio psa na palubi. Gradonačelnik je rekao da će luka ostati zatvorena.",
    ),
    "sl": (
        "Trajekt je opoldne zapustil pristanišče in nihče ni opazil psa na krovu. Župan je dejal, da bo pristanišče ostalo zaprto.",
    ),
    "ro": (
        "Feribotul a părăsit cheiul la prânz şi nimeni nu a văzut câinele pe punte. Primarul a spus că portul va rămâne închis până în vară.",
    ),
    "tr": (
        "Feribot öğle vakti iskeleden ayrıldı ve güvertedeki köpeği kimse görmedi. Belediye başkanı limanın kapalı kalacağını söyledi.",
    ),
    "lt": (
        "Keltas paliko prieplauką vidurdienį, ir niekas nepastebėjo šuns denyje. Meras pasakė, kad uostas liks uždarytas iki vasaros.",
    ),
    "lv": (
        "Prāmis pusdienlaikā atstāja piestātni, un neviens nepamanīja suni uz klāja. Mērs teica, ka osta paliks slēgta līdz vasarai.",
    ),
    "et": (
        "Praam lahkus keskpäeval sadamast ja keegi ei märganud tekil koera. Linnapea ütles, et sadam jääb suletuks kuni suveni, sest töö on pooleli.",
    ),
    "ru": ("Паром ушёл от причала в полдень, и никто не заметил собаку. Вечером он вернулся без неё.",),
    "uk": (
        "Пором відійшов від причалу опівдні, і ніхто не помітив її собаку. Їй було п'ять років, є свідки.",
    ),
    "bg": (
        "Фериботът напусна кея по обяд и никой не забеляза кучето на палубата. Кметът каза, че пристанището остава затворено.",
    ),
    "sr": (
        "Трајект је напустио пристаниште у подне и нико није приметио пса на палуби. Градоначелник је рекао да ће лука остати затворена.",
    ),
    "el": ("Το πλοίο έφυγε από την προβλήτα το μεσημέρι. Κανείς δεν είδε τον σκύλο, είπε ο καπετάνιος.",),
    "he": ("המעבורת עזבה את הרציף בצהריים ואיש לא ראה את הכלב. ראש העיר אמר שהנמל יישאר סגור.",),
    "ar": (
        "غادرت العبارة الرصيف عند الظهر ولم ير أحد الكلب على سطحها. وقال رئيس البلدية إن الميناء سيبقى مغلقا.",
    ),
    "th": ("เรือข้ามฟากออกจากท่าเรือตอนเที่ยง และไม่มีใครเห็นสุนัขบนดาดฟ้า นายกเทศมนตรีกล่าวว่าท่าเรือจะปิดต่อไป",),
    "ja": (
        "フェリーは正午に桟橋を離れたが、甲板の犬を見た人はいなかった。市長は港を閉鎖したままにすると述べた。",
    ),
    "ko": ("배는 정오에 부두를 떠났다. 아무도 그 개를 보지 못했다고 선장은 말했다.",),
    "zh": ("渡船在中午离开了码头，没有人看见甲板上的狗。市长说港口将继续关闭到夏天。",),
    "zt": ("渡船在中午離開了碼頭，沒有人看見甲板上的狗。市長說港口將繼續關閉到夏天。",),
}

WESTERN = ("cp1252", "latin-1", "mac_roman")
CENTRAL = ("cp1250", "iso8859-2", "cp852")
PAGES = {
    **dict.fromkeys(("it", "sv", "da", "nb", "is", "fi", "fr", "es", "pt", "de", "nl", "en"), WESTERN),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro"), CENTRAL),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257",)),
    "tr": ("cp1254", "iso8859-9"),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"),
    "uk": ("cp1251", "koi8-u"),
    "bg": ("cp1251",),
    "sr": ("cp1251",),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255", "iso8859-8"),
    "ar": ("cp1256", "iso8859-6"),
    "th": ("tis-620", "cp874"),
    "ja": ("euc-jp", "shift_jis", "iso2022_jp"),
    "ko": ("euc-kr",),
    "zh": ("gb18030",),
    "zt": ("big5",),
}


@pytest.mark.parametrize(
    ("language", "page"), [(language, page) for language, pages in PAGES.items() for page in pages]
)
def test_a_sentence_is_read_in_its_own_code_page(language: str, page: str) -> None:
    for sentence in (*SENTENCES[language], " ".join(SENTENCES[language])):
        data = sentence.encode(page, "ignore")
        decoded = decode(data)
        assert decoded.text == data.decode(page)
        assert decoded.guessed == (page != "iso2022_jp")


def test_what_tells_its_encoding_is_not_guessed() -> None:
    assert decode("À midi.".encode())[1:3] == ("utf-8", False)
    assert decode("À midi.".encode("utf-8-sig"))[1:3] == ("utf-8-sig", False)
    assert decode("À midi.".encode("cp850"), "cp850")[1:3] == ("cp850", False)
    assert decode("À midi, à côté du château où l’on dîne.".encode("cp1252"))[1:3] == ("cp1252", True)
