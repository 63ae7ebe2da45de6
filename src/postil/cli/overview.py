"""What `postil --help` prints: it fits on a screen of 24 lines."""

from __future__ import annotations

OVERVIEW = """\
postil: read critically, mark claims, attach quoted sources, see what is left.

usage: postil [--library DIR] [FILE | URL | ARTICLE | - | COMMAND ...]

  postil essay.txt   read a text          postil demo     try the example
  postil             open the library     postil review   what is left to do

texts     add  articles  show  edit  refresh  rm  ingest  open
marks     claim add|show|edit|accept|retire|rm   evidence add|edit|rm|move
sources   source add|list|show|edit|rm|link|import|export|merge|lookup
ledger    list  check  review
quoting   cite  copy  works  styles  quote-check  suggest
safety    undo  redo  history  conflicts  trash list|restore|purge  doctor
          backup [FILE]  backup list|restore  merge-file
more      help [PAGE]  completion bash|zsh|tcsh  demo

Every command takes --json (one document on standard output) and --library DIR.
`postil COMMAND --help` shows its options and an example; `postil help shell`
describes all commands, their JSON and the exit codes.

example: postil add essay.txt && postil claim add essay --exact "it closed"
"""
OVERVIEW = OVERVIEW.rstrip("\n")
