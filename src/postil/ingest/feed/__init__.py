"""Feeds (RSS, Atom, JSON Feed): the items of a site, one after another, become one text."""

from __future__ import annotations
