"""Marks: claims and their evidence, and what becomes of both in another text."""
