"""What is hashed without OpenSSL has the same digest."""

from __future__ import annotations

import hashlib

import pytest

from postil.core.digests import LARGE, sha256


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, LARGE - 1, LARGE, LARGE + 1])
def test_a_digest_is_that_of_hashlib(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    assert sha256(data[:size]).hexdigest() == hashlib.sha256(data[:size]).hexdigest()


def test_a_digest_can_be_gone_on_with_from_a_copy() -> None:
    begun = sha256(b"The tide ")
    other = begun.copy()
    begun.update(b"comes in.")
    other.update(b"goes out.")
    assert begun.digest() == hashlib.sha256(b"The tide comes in.").digest()
    assert other.digest() == hashlib.sha256(b"The tide goes out.").digest()


def test_openssl_hashes_what_is_large_or_becomes_so() -> None:
    theirs = type(hashlib.sha256())
    assert isinstance(sha256(bytes(LARGE)), theirs)
    assert isinstance(sha256(expected=LARGE), theirs)
