"""Whether quoted words stand in a source, and in what they differ.

A quote is looked up in steps, from the strictest to the loosest; the first that holds gives the answer:

1. `words` folds both texts to lines of plain words that know their offsets: what is left of a text when
   all that typesetting may change is taken away; `signs` are the marks and `unfolded` the words that it may not
   change, `grouping` and `notes` what it may change in some texts and places only. `spellings` are the few ways
   in which a quote may be read, `hyphens` among them.
2. `conventions` reads what the quote says about itself: ellipses, brackets, `[sic]`; `insertions` are what no
   bracket may put in, told by the `telling_words` of a `lexicon`.
3. `chain` puts the stretches between the ellipses in order, as close together as they stand.
4. `spoken` looks among the words that the source itself has between quotation marks.
5. `altered` takes the passage that was probably meant, which `closest` finds and compares word by word.

`account` tells of the match, with its `surroundings` and its `punctuation`; `check` is the door. No step
measures a similarity to decide that a quote was found: either each word stands there, or it does not.
"""

from __future__ import annotations
