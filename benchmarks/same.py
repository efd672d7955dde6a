"""Whether the same input and seed give the same tables: twice, and with one and two processes.

    python benchmarks/same.py FILE

Prints one hash a run and exits with 1 when they differ.
"""

from __future__ import annotations

import sys
from hashlib import sha256

import voc

TABLES = "comments opinions drivers dimensions topics metrics segments trends".split()


def main() -> None:
    """Run three times and compare."""
    hashes = [fingerprint(sys.argv[1], processes) for processes in (1, 2, 2)]
    print("\n".join(hashes))
    sys.exit(len(set(hashes)) > 1)


def fingerprint(file: str, processes: int) -> str:
    """Hash of all tables of a run, with topics."""
    run = voc.analyze(file, progress=False, config={"run": {"processes": processes}})
    digest = sha256()
    for name in TABLES:
        digest.update(getattr(run, name).to_json(orient="split", date_format="iso").encode())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    main()
