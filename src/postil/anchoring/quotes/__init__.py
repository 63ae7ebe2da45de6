"""Whether quoted words stand in a source, and in what they differ.

A quote is looked up in steps, from the strictest to the loosest; the first that holds gives the answer:

1. `words` folds both texts to lines of plain words that know their offsets: what is left of a text when
   all that typesetting may change is taken away.
2. `conventions` reads what the quote says about itself: ellipses, brackets, `[sic]`.
3. `chain` puts the stretches between the ellipses in order, as close together as they stand.
4. `spoken` looks among the words that the source itself has between quotation marks.
5. `difference` finds the passage that was probably meant, and compares it word by word.

`surroundings` tells what stands around the passage and in its gaps; `check` is the door. No step measures
a similarity to decide that a quote was found: either each word stands there, or it does not.
"""

from __future__ import annotations
