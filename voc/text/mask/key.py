"""The key of pseudonyms: made once, kept private, never written into a result.

Without a key, a hashed telephone number is found by trying all numbers there are. With it, only who
has the key can try, and the same number still has the same pseudonym in every run.
"""

from __future__ import annotations

import hmac
import os
import secrets
from functools import cache
from hashlib import blake2b
from pathlib import Path

from voc.errors import VocError
from voc.files import expanded

__all__ = ["VARIABLE", "any_key", "default_key_file", "pseudonym", "read_key"]

VARIABLE = "VOC_PII_KEY"
_SHORTEST = 16  # characters


def default_key_file() -> Path:
    """Where the key is kept when neither the settings nor VOC_PII_KEY say so."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    return Path(base) / "voc" / "pii.key"


def read_key(file: str = "") -> bytes:
    """The key: VOC_PII_KEY, else the file, which is made with mode 0600 when it is not there.

    Raises
    ------
    VocError
        The key is too short, or the file cannot be read or made.
    """
    told = os.environ.get(VARIABLE, "")
    if told:
        if len(told) < _SHORTEST:
            raise VocError("privacy.short-key", where=VARIABLE, fewest=_SHORTEST)
        return told.encode()
    return _from_file(expanded(file) if file else default_key_file())


def any_key(file: str = "") -> bytes:
    """The key; where nobody asked for a file and none can be kept, one for this process alone."""
    try:
        return read_key(file)
    except VocError as error:
        if file or error.code != "privacy.no-key":
            raise
        return _of_this_process()


@cache
def _of_this_process() -> bytes:
    return secrets.token_bytes(32)


@cache
def _from_file(path: Path) -> bytes:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise VocError(
            "privacy.no-key", where=str(path), reason=reason, variable=VARIABLE
        ) from error
    if len(key) < _SHORTEST:
        raise VocError("privacy.short-key", where=str(path), fewest=_SHORTEST)
    return key.encode()


def _make(path: Path) -> None:
    """Write a new key whole: of two runs at once, both end with the key that came first."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
        try:
            os.link(new, path)
        except FileExistsError:
            return
        except OSError:  # no hard links on this disk
            if not path.exists():
                new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def pseudonym(key: bytes, value: str, length: int = 10) -> str:
    """What stands for a value: `length` hexadecimal digits of HMAC-BLAKE2b.

    >>> pseudonym(b"a key of a test", "13912345678") == pseudonym(b"another key", "13912345678")
    False
    """
    return hmac.new(key, value.encode("utf-8", "surrogatepass"), blake2b).hexdigest()[:length]
