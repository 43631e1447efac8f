"""What the demo promises about its people."""

from __future__ import annotations


def test_it_fills(filled):
    assert filled
