"""The version of voc, in one place."""

__version__ = "0.1.0"
