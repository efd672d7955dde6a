"""Settings of all tests: results must not depend on how fast the machine is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("voc", deadline=None, max_examples=60)
settings.load_profile("voc")
