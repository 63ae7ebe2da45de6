from __future__ import annotations

from base64 import b64encode
from email.message import EmailMessage

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import BlockKind
from postil.ingest import formats
from postil.ingest.document import Received
from postil.ingest.door import read_document
from postil.ingest.mail import message, reading
from postil.ingest.mail.flowed import mail_blocks
from postil.ingest.mail.message import PARTS
from postil.ingest.sniffing import sniff

PARAGRAPH, QUOTE, HEADING = BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING
HEAD = "From: Ines Holm <ines@quay.example>\nTo: Tobias Reed <tobias@quay.example>\nSubject: The tide table\n"
SENT = "Date: Fri, 17 May 2024 23:30:00 +0200\n"
PAGE = "<p>The ferry left <a href='https://quay.example/ferry'>the quay</a> at noon.</p><p>Nobody was on it, as far as anyone knows.</p>"


def texts(data: bytes) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read_document(data).snapshot.blocks]


def letter(**headers: str) -> EmailMessage:
    whole = EmailMessage()
    told = {"From": "Ines Holm <ines@quay.example>", "To": "tobias@quay.example", "Subject": "The tide table"}
    for name, value in (told | headers).items():
        whole[name] = value
    return whole


def test_the_headers_tell_who_wrote_when_and_about_what() -> None:
    document = read_document(f"{HEAD}{SENT}Message-ID: <1@quay.example>\n\nThe ferry left.\n".encode())
    assert document.about.title == "The tide table"
    assert document.about.authors == ("Ines Holm",)
    assert document.about.published == "2024-05-17"
    assert document.snapshot.text == "The ferry left."


@pytest.mark.parametrize(
    ("sender", "names"),
    [
        ("ines@quay.example", ("ines@quay.example",)),
        ("<ines@quay.example>", ("ines@quay.example",)),
        ('"Holm, Ines" <ines@quay.example>', ("Holm, Ines",)),
        (r'"Ines \"the Tide\" Holm" <ines@quay.example>', ('Ines "the Tide" Holm',)),
        ("ines@quay.example (Ines Holm)", ("Ines Holm",)),
        (
            "=?utf-8?q?In=C3=A9s_Holm?= <i@quay.example>, Tobias Reed <t@quay.example>",
            ("Inés Holm", "Tobias Reed"),
        ),
        ('"=?iso-8859-1?q?In=E9s?= Holm" <i@quay.example>', ("Inés Holm",)),
        ("In\xe9s Holm <i@quay.example>", ("Inés Holm",)),
        ("[red]Ines[/red] <i@quay.example>", ("[red]Ines[/red]",)),
        ("", ()),
    ],
)
def test_a_sender_has_a_name_or_an_address(sender: str, names: tuple[str, ...]) -> None:
    data = f"From: {sender}\nTo: a\nSubject: b\n\nThe ferry left.".encode("latin-1")
    assert read_document(data, kind="mail").about.authors == names


def test_a_sender_may_be_anything() -> None:
    data = f"From: {'(' * 3_000}{'a:' * 3_000}\n\nThe ferry left.".encode()
    assert all(len(name) <= 400 for name in read_document(data, kind="mail").about.authors)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?b?w4Rw?= =?utf-8?b?ZmVs?=", "Äpfel"),
        ("=?utf-8?b?8J+Y?= =?utf-8?b?gA==?= smile", "😀 smile"),
        ("=?utf-8?q?a=5F=C3=A4?= and =?koi8-r?b?8NLJ18XU?=", "a_ä and Привет"),
        ("=?no-such?q?tide?=", "tide"),
        ("=?utf-8?b?!w4Rw?=", "Äp"),
        ("=?utf-8?b?w4Rw", "=?utf-8?b?w4Rw"),
        ("a\n  folded line", "a folded line"),
        ("=?no-such?b?AAECAwQFBgf/?= tide", "␁␂␃␄␅␆␇� tide"),
    ],
)
def test_a_subject_is_decoded(subject: str, title: str) -> None:
    data = f"From: a@quay.example\nTo: b\nSubject: {subject}\n\nThe ferry left.".encode()
    assert read_document(data, kind="mail").about.title == title


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Sat, 01 Jan 2022 00:30:00 -0000", "2022-01-01"),
        ("1 Jan 22 00:30", "2022-01-01"),
        ("three days ago", "three days ago"),
        ("Mon, 99 Foo 20222 99:99", "Mon, 99 Foo 20222 99:99"),
        ("", ""),
    ],
)
def test_a_date_that_follows_no_rule_stays_as_it_is(date: str, published: str) -> None:
    data = f"From: a@quay.example\nTo: b\nDate: {date}\n\nThe ferry left.".encode()
    assert read_document(data, kind="mail").about.published == published


def test_what_is_quoted_is_a_quote_and_a_signature_stays_as_it_is_set() -> None:
    body = (
        "On Friday Ines Holm wrote:\n> The ferry left at noon and nobody was on it, as far as\n"
        "> anyone knows.\n> > Who says so?\n\nI saw it.\n\n-- \nTobias Reed\nhttps://quay.example\n\nBye."
    )
    assert texts(f"{HEAD}\n{body}".encode()) == [
        (PARAGRAPH, "On Friday Ines Holm wrote:"),
        (QUOTE, "The ferry left at noon and nobody was on it, as far as anyone knows."),
        (QUOTE, "Who says so?"),
        (PARAGRAPH, "I saw it."),
        (PARAGRAPH, "--\nTobias Reed\nhttps://quay.example"),
        (PARAGRAPH, "Bye."),
    ]


def test_quoted_lines_that_do_not_flow_were_broken_to_a_width() -> None:
    body = "The ferry \nleft. \nSilt.\nMud.\n\n> It was the quay that\n> nobody had seen\n> before.\n>> Nor \n>> clay.\n>> Nor sand."
    assert [(block.kind, block.text) for block in mail_blocks(body, flowed=True)] == [
        (BlockKind.PARAGRAPH, "The ferry left. Silt."),
        (BlockKind.PARAGRAPH, "Mud."),
        (BlockKind.QUOTE, "It was the quay that nobody had seen before."),
        (BlockKind.QUOTE, "Nor clay."),
        (BlockKind.QUOTE, "Nor sand."),
    ]


def test_flowed_lines_are_joined_and_the_others_are_not() -> None:
    body = "The ferry left \nthe quay.\nNobody saw it.\n> It \n> sank.\n From the sea.\n\n- one\n- two \nand three"
    assert [(block.kind, block.text) for block in mail_blocks(body, flowed=True)] == [
        (PARAGRAPH, "The ferry left the quay."),
        (PARAGRAPH, "Nobody saw it."),
        (QUOTE, "It sank."),
        (PARAGRAPH, "From the sea."),
        (BlockKind.ITEM, "one"),
        (BlockKind.ITEM, "two and three"),
    ]
    assert [block.text for block in mail_blocks("渡 \n船", flowed=True, joined=True)] == ["渡船"]


def test_a_plain_text_is_read_where_it_says_as_much_as_the_page() -> None:
    whole = letter()
    whole.set_content("The ferry left the quay at noon.\n\nNobody was on it, I think.\n")
    whole.add_alternative(PAGE, subtype="html")
    document = read_document(whole.as_bytes())
    assert document.snapshot.text == "The ferry left the quay at noon.\n\nNobody was on it, I think."
    assert not document.snapshot.blocks[0].links


@pytest.mark.parametrize(
    "plain",
    [
        "Please show this as a page.",
        "\n",
        "The ferry left the quay ( https://quay.example/" + "x" * 60 + " ) at noon. Nobody was on it.",
    ],
)
def test_the_page_is_read_where_the_plain_text_says_less(plain: str) -> None:
    whole = letter()
    whole.set_content(plain)
    whole.add_alternative(PAGE, subtype="html")
    blocks = read_document(whole.as_bytes()).snapshot.blocks
    assert blocks.text == "The ferry left the quay at noon.\n\nNobody was on it, as far as anyone knows."
    assert blocks[0].links[0].href == "https://quay.example/ferry"


def test_the_ways_to_a_site_are_left_out() -> None:
    whole = letter()
    whole.set_content(f"<nav>Home</nav>{PAGE}<footer>Unsubscribe</footer>", subtype="html")
    assert texts(whole.as_bytes())[0] == (PARAGRAPH, "The ferry left the quay at noon.")
    assert len(texts(whole.as_bytes())) == 2


def test_a_mail_without_the_extra_is_its_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    page = formats.FORMATS["html"]._replace(needs=("no_such_module",))
    monkeypatch.setitem(formats.FORMATS, "html", page)
    whole = letter()
    whole.set_content("Please show this.")
    whole.add_alternative(PAGE, subtype="html")
    assert read_document(whole.as_bytes()).snapshot.text == "Please show this."
    only_page = letter()
    only_page.set_content(PAGE, subtype="html")
    with pytest.raises(BadInput, match="is a mail set as a web page, and what reads one is not") as error:
        read_document(only_page.as_bytes())
    assert "postil[web]" in error.value.hint


def test_forwarded_messages_are_read_and_files_are_not() -> None:
    inner = letter(Subject="Who saw it?", Date="Thu, 16 May 2024 08:00:00 +0000")
    inner.set_content("Somebody must have.")
    whole = letter()
    whole.set_content("See below.")
    whole.add_attachment(inner)
    whole.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="tides.pdf")
    whole.add_attachment("a,b", subtype="csv", filename="tides.csv")
    assert texts(whole.as_bytes()) == [
        (PARAGRAPH, "See below."),
        (HEADING, "Who saw it?"),
        (PARAGRAPH, "From: Ines Holm <ines@quay.example>\nDate: Thu, 16 May 2024 08:00:00 +0000"),
        (PARAGRAPH, "Somebody must have."),
    ]


def test_a_forwarded_message_may_be_encoded_as_a_file() -> None:
    inner = letter(Subject="Who saw it?")
    inner.set_content("Somebody must have.")
    head = f"{HEAD}Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    found = texts(head.encode() + b64encode(inner.as_bytes()))
    assert [found[0], found[-1]] == [(HEADING, "Who saw it?"), (PARAGRAPH, "Somebody must have.")]


def test_a_file_may_have_any_name() -> None:
    data = f"{HEAD}Content-Disposition: attachment; filename*=punycode''%ff%fe\n\nabc".encode()
    with pytest.raises(BadInput, match=r"is a mail without text\."):
        read_document(data)


def test_a_mail_of_files_alone_names_them() -> None:
    whole = letter()
    whole.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="tïdes.pdf")
    with pytest.raises(BadInput, match=r"Standard input is a mail without text; with it came tïdes\.pdf\."):
        read_document(whole.as_bytes())
    with pytest.raises(BadInput, match="is a mail without text"):
        read_document(f"{HEAD}\n\n".encode())


@pytest.mark.parametrize("sender", ["ines@port.example", "-", "MAILER-DAEMON"])
def test_a_mailbox_of_several_is_told_and_one_of_a_single_mail_is_read(sender: str) -> None:
    envelope = f"From {sender} Tue Mar  4 10:00:00 2031"
    mail = f"{envelope}\n{HEAD}\nThe mud moved.\nFrom here it went on.\n\n"
    assert "From here it went on." in read_document(mail.encode()).snapshot.text
    with pytest.raises(BadInput, match=r"is a mailbox of 3 mails; postil reads one at a time\."):
        read_document((mail * 3).encode())


@pytest.mark.parametrize(
    ("charset", "content", "text", "encoding"),
    [
        (b"utf-8", "Čapek’s".encode(), "Čapek’s", "utf-8"),
        (b"iso-8859-1", "Čapek’s".encode(), "Čapek’s", "utf-8"),
        (b"iso-8859-1", "the quay’s".encode("cp1252"), "the quay’s", "cp1252"),
        (b"utf-8", "le café à l’été".encode("cp1252"), "le café à l’été", "cp1252"),
        (b"gb2312", "渡船離開".encode("gb18030"), "渡船離開", "gb18030"),
        (b"no-such", b"The quay.", "The quay.", "utf-8"),
        (b"unicode-escape", rb"The \u0041 quay.", r"The \u0041 quay.", "utf-8"),
        (b"iso-2022-jp", "船が出た".encode("iso2022_jp"), "船が出た", "iso2022_jp"),
        (b"zlib", b"The quay.", "The quay.", "utf-8"),
    ],
)
def test_an_encoding_may_be_named_wrongly(charset: bytes, content: bytes, text: str, encoding: str) -> None:
    data = HEAD.encode() + b"Content-Type: text/plain; charset=" + charset + b"\n\n" + content
    document = read_document(data)
    assert (document.snapshot.text, document.encoding) == (text, encoding)


def test_the_encoding_that_is_asked_for_overrules() -> None:
    data = HEAD.encode() + b"Content-Type: text/plain; charset=utf-8\n\nNaustdal er \xe5pen"
    assert read_document(data, encoding="latin-1").snapshot.text == "Naustdal er åpen"


@pytest.mark.parametrize(
    ("transfer", "content", "text"),
    [
        ("quoted-printable", "The qu=\nay=2E =ZZ =", "The quay. =ZZ"),
        ("base64", "VGhlIHF1YXku", "The quay."),
        ("base64", "VGhlIHF1YXkuIEE", "The quay. A"),
        ("base64", "VGhl!!IHF1YX\nku*", "The quay."),
        ("8bit", "The quay.", "The quay."),
        ("no-such", "The quay.", "The quay."),
    ],
)
def test_damaged_transfer_encodings_are_read_as_far_as_they_go(
    transfer: str, content: str, text: str
) -> None:
    data = f"{HEAD}Content-Transfer-Encoding: {transfer}\n\n{content}".encode()
    assert read_document(data).snapshot.text.startswith(text)


def nested(depth: int) -> bytes:
    return b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(depth))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            b"Content-Type: multipart/mixed; boundary=q\n\n" + b"--q\n\nx\n" * (PARTS + 1),
            "more than 1,000 parts",
        ),
        (nested(5_000), "parts in parts"),
        (nested(999), "parts lie too deep"),
    ],
    ids=["many", "much work", "deep"],
)
def test_a_mail_that_would_take_too_long_is_refused(parts: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_document(b"From: a@quay.example\n" + parts, kind="mail")


def test_an_enormous_mail_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message, "LARGEST", 1_000_000)
    with pytest.raises(BadInput, match=r"is a mail of more than 1 MB\."):
        reading.read(Received(b"From: a@quay.example\n\n" + b" " * 1_000_000, "sample"))


def test_messages_in_messages_end_somewhere() -> None:
    data = b"From: a@quay.example\nSubject: again\nContent-Type: message/rfc822\n\n" * 200
    assert len(read_document(data).snapshot.blocks) < 100


@pytest.mark.parametrize(
    ("head", "ending", "kind"),
    [
        ("Return-Path: <a@quay.example>\r\nReceived: by x;\r\n Fri\r\nSubject: a\r\n\r\nb", "", "mail"),
        ("\ufeffFrom: a\nDate: b\nSubject: c\n\nd", "", "mail"),
        ("From ines@quay.example Fri May 17\nFrom: a\nDate: b\nSubject: c\n\nd", "", "mail"),
        ("Subject: a\n\nb", ".eml", "mail"),
        ("Subject: a\n\nb", ".txt", "text"),
        ("Title: a\nAuthor: b\nDate: c\n\nd", "", "text"),
        ("To: a\nDate: b\nSubject: c\n\nd", "", "text"),
        ("From: here\nthe words go on\nDate: b\nSubject: c", "", "text"),
        ("The ferry left.", ".eml", "text"),
        ("From: <Saved by Blink>\nSubject: a\nMIME-Version: 1.0\n\n", "", "mhtml"),
        ("From: a\nSubject: a\nSnapshot-Content-Location: https://quay.example\n\n", "", "mhtml"),
        ("From: a\nTo: b\nSubject: c\nContent-Type: multipart/related\n\n", ".eml", "mail"),
        ("From: a\nSubject: c\nContent-Type: multipart/related\n\n", ".mht", "mhtml"),
        ("Content-Location: https://quay.example\nContent-Type: text/html\n\n", ".mht", "mhtml"),
    ],
)
def test_header_lines_tell_a_mail(head: str, ending: str, kind: str) -> None:
    assert sniff(Received(head.encode(), "a", ending)) == kind


@pytest.mark.parametrize(
    "kind", ["multipart/encrypted; boundary=b", "application/pkcs7-mime; smime-type=enveloped-data"]
)
def test_an_encrypted_mail_says_so(kind: str) -> None:
    parts = "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"
    mail = f"From: a@quay.example\nTo: b@quay.example\nSubject: Mud\nContent-Type: {kind}\n\n{parts}"
    with pytest.raises(BadInput, match="is an encrypted mail"):
        read_document(mail.encode())


def test_a_mail_whose_text_lies_too_deep_says_so() -> None:
    part = "Content-Type: text/plain\n\nMud was seen.\n"
    for number in range(40):
        part = f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n{part}\n--b{number}--\n"
    with pytest.raises(BadInput, match="parts lie too deep"):
        read_document(f"From: a@quay.example\nTo: b@quay.example\nSubject: Mud\n{part}".encode())


def test_a_newsletter_is_its_page_without_what_is_said_of_the_mail() -> None:
    whole = letter()
    seen = "View this email in your browser (https://quay.example/v)"
    gone = "You get this because you asked for it. Unsubscribe: https://quay.example/u"
    whole.set_content(f"{seen}\n\nThe ferry left the quay (https://quay.example/ferry) at noon.\n\n{gone}\n")
    whole.add_alternative(
        f"<table role=presentation><tr><td><a href=https://quay.example/v>View this email in your browser</a></table>{PAGE}"
        "<p>You get this because you asked for it.<br><a href=https://quay.example/u>Unsubscribe</a></p>",
        subtype="html",
    )
    wanted = ["The ferry left the quay at noon.", "Nobody was on it, as far as anyone knows."]
    assert [text for _, text in texts(whole.as_bytes())] == wanted
    plain = f"{HEAD}\n{seen}\n\nThe ferry left. Nobody may unsubscribe from that.\n\n{gone}\n"
    assert [text for _, text in texts(plain.encode())] == [
        "The ferry left. Nobody may unsubscribe from that."
    ]
