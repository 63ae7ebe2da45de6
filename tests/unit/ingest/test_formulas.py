from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from postil.ingest.docx.formulas import spell_formulas
from postil.ingest.html.formulas import formula
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import blocks_of
from postil.ingest.scripts import LOWERED, RAISED, as_script

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SQUARE = "<math alttext='{\\displaystyle v=u^{2}}'><semantics><mrow><mi>v</mi><mo>=</mo><msup><mi>u</mi><mn>2</mn></msup></mrow><annotation>v=u^2</annotation></semantics></math>"


def said(source: str) -> str:
    root = tree_of(f"<p>{source}</p>")
    assert root is not None
    return "|".join(block.text for block in blocks_of(root))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<mn>7</mn><mo>&lt;</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>6</mn></mrow></msup>", "7<10^(−6)"),
        ("<mfrac><mn>3</mn><mn>20</mn></mfrac>", "3/20"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<mfrac><mn>1</mn><mrow><mn>2</mn><mo>&#x2062;</mo><mi>x</mi></mrow></mfrac>", "1/(2x)"),
        ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", "(n over k)"),
        ("<msub><mi>x</mi><mn>1</mn></msub>", "x_1"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_1^2"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>", "∑_(i=1)^ni"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x¯"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot><mroot><mi>x</mi><mn>5</mn></mroot>", "∛xx^(1/5)"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>", "1, 2; 3"),
        ("<mtext>if </mtext><mspace/><mi>x</mi>", "if x"),
    ],
)  # fmt: skip
def test_a_formula_is_spelled_on_the_line(source: str, words: str) -> None:
    assert said(f"So <math>{source}</math>.") == f"So {words}."


def test_a_formula_without_parts_is_what_stands_for_it() -> None:
    assert said("<math alttext='{\\displaystyle v=u}'></math> holds") == "v=u holds"


@pytest.mark.parametrize("hidden", [f"<span style='display:none'>{SQUARE}</span>", ""])
def test_a_picture_of_a_formula_shows_the_formula(hidden: str) -> None:
    wanted = "v=u^2" if hidden else "v=u^{2}"
    picture = "<img src=v.svg alt='{\\displaystyle v=u^{2}}'>"
    assert said(f"Here <span>{hidden}{picture}</span> holds.") == f"Here {wanted} holds."


def test_a_deep_formula_is_read() -> None:
    root = tree_of("<math>" + "<mrow>" * 200 + "<mi>x</mi>" + "</mrow>" * 200 + "</math>")
    assert root is not None
    assert [formula(math) for math in root.iter("math")] == ["x"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<m:sSubSup><m:e>@x</m:e><m:sub>@1</m:sub><m:sup>@2</m:sup></m:sSubSup>", "x_1^2"),
        ("<m:rad><m:deg>@3</m:deg><m:e>@z</m:e></m:rad>", "∛z"),
        (
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>@i=1</m:sub><m:sup>@n</m:sup><m:e>@i</m:e></m:nary>",
            "∑_(i=1)^ni",
        ),
        ("<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>@a</m:e></m:d>", "[a]"),
        ("<m:sPre><m:sub>@6</m:sub><m:sup>@14</m:sup><m:e>@C</m:e></m:sPre>", "_6^14C"),
        ("<m:m><m:mr><m:e>@1</m:e><m:e>@2</m:e></m:mr><m:mr><m:e>@3</m:e><m:e>@4</m:e></m:mr></m:m>", "1, 2; 3, 4"),
        ("<m:limLow><m:e>@lim</m:e><m:lim>@n→0</m:lim></m:limLow>", "lim_(n→0)"),
    ],
)  # fmt: skip
def test_a_formula_of_word_is_spelled(source: str, words: str) -> None:
    pieces = [
        piece if not at else f"<m:r><m:t>{piece.partition('<')[0]}</m:t></m:r><{piece.partition('<')[2]}"
        for at, piece in enumerate(source.split("@"))
    ]
    root = etree.fromstring(
        f"<w:p xmlns:w='{WORD}' xmlns:m='{MATH}'><m:oMath>{''.join(pieces)}</m:oMath></w:p>"
    )
    spell_formulas(root)
    assert "".join(map(str, root.itertext())) == words


@pytest.mark.parametrize(
    ("words", "raised"), [("1,2", "¹,²"), ("3–5", "³–⁵"), ("st", "st"), (" ", " "), ("2a", "2a"), ("–", "–")]
)
def test_the_numbers_of_several_notes_are_raised(words: str, raised: str) -> None:
    assert as_script(words, RAISED) == raised


@given(st.text("0123 n(–,;a½٣"), st.sampled_from([RAISED, LOWERED]))
def test_a_script_is_as_long_as_its_words(words: str, table: dict[int, int]) -> None:
    assert len(as_script(words, table)) == len(words)


def test_the_number_of_a_line_is_set_apart_from_it() -> None:
    assert (
        said(
            "The tide went out,<span class=lnum>10</span><br><span class='x linenum'>11</span>and in<span class=lnum>g.</span>"
        )
        == "The tide went out, 10\n11 and ing."
    )
