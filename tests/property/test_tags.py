from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.ingest.markdown.tags import without_tags

_MARKUP = (
    "<b>", "</b>", "<div>", "</DIV>", "<br/>", '<a href="x">', "<svg/>", "<!-- hidden -->", "<!DOCTYPE html>",
    "<?php hidden ?>", "<script>hidden</SCRIPT>", "<STYLE>hidden</style >", "< ", "</ ", "&amp;",
)  # fmt: skip
_OPEN = ("", "<x ", "<script ", "</b ", "<!-- ", "<!DOCTYPE ", "< ")
_word = st.text("aZéİßſK中", min_size=1, max_size=6)


@given(st.lists(_word | st.sampled_from(_MARKUP)), st.sampled_from(_OPEN), st.lists(_word))
def test_no_word_outside_tags_is_lost(parts: list[str], unclosed: str, rest: list[str]) -> None:
    wanted = [part for part in parts if part not in _MARKUP] + rest
    read = without_tags(" ".join(parts) + " " + unclosed + " ".join(rest)).split()
    assert [word for word in read if word in wanted] == wanted
    assert "hidden" not in read
