"""Where marks go from one version of a text to the next; `anchoring.revision` is the door.

`unchanged` links the paragraphs that both texts have, and places the marks far inside them. `tokens` reads the rest as
words, and `alignment` pairs those (with `patience`, `rows`, `comparison`, `moves`, `beside`). A mark then
follows its words (`survival`, `borders`), or takes what stands between its neighbours (`in_place`) or what nothing
else explains (`elsewhere`). `by_context` does without the old text, from a mark as `sought` reads it.
"""

from __future__ import annotations
