"""A program of its own that parses one SPSS or Stata file: stdin to stdout.

The parser is a C library, which a damaged file can crash or lead to ask for all memory. Here only
this process ends. It imports nothing of voc, so that it starts quickly.

Arguments: the reader (sav, por or dta), the memory it may take in bytes, and whether the format
itself is Unicode. The columns come as an Arrow stream with the rest in its metadata.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

BYTES = "LATIN1"  # every byte a character of its own: text as it stands in the file
REFUSED = 3  # exit code; the words of the library are on stderr


def main(kind: str, memory: int, unicode: bool) -> int:
    """Parse what comes on stdin."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between
    _limit(memory)
    import pyarrow as pa
    import pyreadstat

    reader = getattr(pyreadstat, f"read_{kind}")
    data = sys.stdin.buffer.read()
    try:
        columns, told = _parsed(reader, data, unicode)
    except Exception as error:  # whatever it is, it is the file that is wrong
        sys.stderr.buffer.write((str(error) or type(error).__name__).encode())
        return REFUSED
    table = pa.table(
        [pa.array([None if one is None else one for one in column]) for column in columns.values()],
        names=[str(place) for place in range(len(columns))],
    ).replace_schema_metadata({"voc": json.dumps(told)})
    with pa.ipc.new_stream(answer, table.schema) as stream:
        stream.write_table(table)
    answer.close()
    return 0


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parsed(
    reader: Callable[..., Any], data: bytes, unicode: bool
) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """By the encoding that the file names; byte by byte where it names none or a wrong one."""
    import pyreadstat

    encoding = "UTF-8" if unicode else ""
    try:
        columns, meta = _run(reader, data, None)
        encoding = (meta.file_encoding or encoding).upper()
        chosen = encoding == "UTF-8" or reader is pyreadstat.read_por  # which knows no other
        if chosen or all(text.isascii() for text in _texts(columns, meta)):
            return columns, _told(meta, encoding, decoded=True)
    except Exception as error:
        if "encoding" not in str(error):
            raise
    columns, meta = _run(reader, data, BYTES)
    return columns, _told(meta, encoding, decoded=False)


def _run(reader: Callable[..., Any], data: bytes, encoding: str | None) -> Any:
    asked = {"encoding": encoding} if encoding else {}
    return reader(io.BytesIO(data), disable_datetime_conversion=True, output_format="dict", **asked)


def _texts(columns: dict[str, list[Any]], meta: Any) -> Iterator[str]:
    for name, answers in columns.items():
        yield name
        yield meta.column_names_to_labels.get(name) or ""
        yield from {one for one in answers if isinstance(one, str)}
    for labels in meta.variable_value_labels.values():
        yield from labels.values()


def _told(meta: Any, encoding: str, *, decoded: bool) -> dict[str, Any]:
    return {
        "encoding": encoding,
        "decoded": decoded,
        "variables": [
            {
                "name": name,
                "label": meta.column_names_to_labels.get(name) or "",
                "format": meta.original_variable_types.get(name) or "",
                "string": meta.readstat_variable_types.get(name) == "string",
                "labels": list((meta.variable_value_labels.get(name) or {}).items()),
            }
            for name in meta.column_names
        ],
        "sets": [
            {"name": name, "label": one.get("label") or "", "members": one.get("variable_list")}
            for name, one in (getattr(meta, "mr_sets", None) or {}).items()
        ],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "unicode"))
