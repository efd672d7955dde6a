"""Changes to a case: bytes of a file, a value of its tree, a part of its zip, a column of it.

Bytes alone seldom come far: a workbook fails at its checksum, TOML at its first stray bracket. So
what a file holds is changed as well, and written so that its form is right.
"""

from __future__ import annotations

import io
import json
import random
import tomllib
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np

Case = dict[str, bytes]  # files by name

TOKENS = (
    *(b'"', b'""', b",", b"\t", b"\n", b"\r", b"\0", b"{", b"[", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80" * 4, b"\xed\xa0\xbd", b"PK\x03\x04", b"=1+1"),
    *("┋".encode(), "〖".encode(), "→".encode(), b"ImportId", b'{"ImportId":"x"}', b"1e999", b"-"),
    *(b"&lol;", b"<c/>", b'r="XFD1048576"', b'"9999999"', "第6题(运动)".encode(), b"Response"),
    *("客户：".encode(), "客服：".encode(), b"[0]", b"[*]", b".", b"--", b"/*", b";", b"(select"),
)
_DEEP: Any = "x"
for _ in range(40):
    _DEEP = [_DEEP]
STRANGE: tuple[Any, ...] = (
    *(0, 1, -1, 7, 2**31, 2**63, -(2**70), 10**400, 0.5, -0.0, 1e308, 1e-308),
    *(float("nan"), float("inf"), True, False, "", " ", "评论", "评分", "auto", "a" * 3000),
    *("..", "/", "a\0b", "\u202e", "(", "(a+)+$", "(?:好|很好|的)*差", "[[:x:]]", "\\", "%s", "{}"),
    *([], {}, [[]], [{}], {"": {}}, ["评论"], [0, 0], [1, 5], [5, 1], [None], {"a": 1}, _DEEP),
    None,
)
_BROKEN = (
    *(
        IndexError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
        EOFError,
        KeyError,
    ),
    *(RecursionError, NotImplementedError, TypeError, OverflowError, MemoryError),
)


def mutated(chance: random.Random, case: Case, other: bytes) -> Case:
    """The case with changes in one file; now and then a file is missing or another's.

    Parameters
    ----------
    chance : Random
    case : dict of str to bytes
    other : bytes
        A file of another case, to take pieces from.
    """
    changed = dict(case)
    name = chance.choice(sorted(case))
    if len(case) > 1 and chance.random() < 0.06:
        if chance.random() < 0.5:
            del changed[name]
        else:
            changed[name] = case[chance.choice(sorted(case))]
        return changed
    changed[name] = mutated_file(chance, name, case[name], other)
    return changed


def mutated_file(chance: random.Random, name: str, data: bytes, other: bytes) -> bytes:
    """One file with a few changes, in its content or in its bytes."""
    ending = name.rpartition(".")[2]
    by_content = _BY_CONTENT.get(ending)
    if by_content and chance.random() < 0.6:
        try:
            return by_content(chance, data)
        except _BROKEN:
            pass  # the seed was somebody else's file: only its bytes can be changed
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _inside(chance, data, other)
    return mutated_bytes(chance, data, other)


def mutated_bytes(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The bytes with a few changes."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 2, 4, 8, 64, 1024))
        match chance.randrange(7):
            case 0 if changed:
                changed[min(place, len(changed) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                changed[place : place + length] = chance.randbytes(length)
            case 2:
                del changed[place : place + length]
            case 3:
                changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 50))
            case 4:
                changed[place:place] = chance.choice(TOKENS)
            case 5:
                token = chance.choice(TOKENS)
                changed[place : place + len(token)] = token
            case _:
                start = chance.randrange(len(other) + 1)
                changed[place:place] = other[start : start + length]
    return bytes(changed)


def mutated_tree(chance: random.Random, tree: Any, strange: tuple[Any, ...] = STRANGE) -> Any:
    """A tree of dicts and lists with one to three values changed, gone, twice or swapped."""
    changed = {"": json.loads(json.dumps(tree, default=str))}
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = list(_places(changed))
        holder, key = chance.choice(places)
        from_where, other_key = chance.choice(places)
        match chance.randrange(8):
            case 0 | 1 | 2:
                holder[key] = chance.choice(strange)
            case 5 | 6:
                alike = [h[k] for h, k in places if type(h[k]) is type(holder[key])]
                holder[key] = json.loads(json.dumps(chance.choice(alike)))
            case 3 if holder is not changed:
                del holder[key]
            case 4:
                holder[key] = json.loads(json.dumps(from_where[other_key]))
            case _:
                inner = holder[key]
                if isinstance(inner, dict):
                    inner[chance.choice(("", "x", "评论", "label", "0"))] = chance.choice(strange)
                elif isinstance(inner, list):
                    inner.append(chance.choice(strange))
                else:
                    holder[key] = [inner]
    return changed[""]


def _places(value: Any) -> Any:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in inside:
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _json(chance: random.Random, data: bytes) -> bytes:
    tree = mutated_tree(chance, json.loads(data))
    return json.dumps(tree, ensure_ascii=False, indent=chance.choice((None, 1))).encode(
        "utf-8", "surrogatepass"
    )


def _json_lines(chance: random.Random, data: bytes) -> bytes:
    rows = [json.loads(line) for line in data.splitlines()]
    place = chance.randrange(len(rows))
    rows[place] = mutated_tree(chance, rows[place])
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def _toml(chance: random.Random, data: bytes) -> bytes:
    """TOML knows no null, and a whole number of any length."""
    known = tuple(value for value in STRANGE if value is not None and value != [None])
    return written_toml(mutated_tree(chance, tomllib.loads(data.decode()), known)).encode()


def written_toml(tree: Any) -> str:
    """A tree as TOML, every table below the top inline."""
    if not isinstance(tree, dict):
        return _toml_value(tree)
    return "\n".join(f"{_toml_text(key)} = {_toml_value(value)}" for key, value in tree.items())


def _toml_value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            inner = (f"{_toml_text(key)} = {_toml_value(one)}" for key, one in value.items())
            return f"{{ {', '.join(inner)} }}"
        case list():
            return f"[{', '.join(map(_toml_value, value))}]"
        case str() | None:
            return _toml_text(value or "")
        case float():
            return repr(value)
    return str(value)


def _toml_text(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


def _npz(chance: random.Random, data: bytes) -> bytes:
    """The arrays of a stored model, the JSON text among them."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    name = chance.choice(sorted(arrays))
    if name == "record":
        tree = mutated_tree(chance, json.loads(arrays[name].tobytes()))
        text = json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
        arrays[name] = np.frombuffer(text, dtype=np.uint8)
    else:
        arrays[name] = _array(chance, arrays[name])
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    return packed.getvalue()


def _array(chance: random.Random, array: Any) -> Any:
    changed = array.copy()
    match chance.randrange(5):
        case 0:
            return changed[:-1]
        case 1:
            return changed.astype(chance.choice(["int8", "complex128", "U9", "bool"]))
        case 2:
            return changed.ravel()
        case 3:
            return changed * chance.choice((-1, 0, 1e30))
    if changed.size:
        changed.ravel()[chance.randrange(changed.size)] = chance.choice((np.nan, np.inf, -1e30, 5))
    return changed


def _parquet(chance: random.Random, data: bytes) -> bytes:
    """A table with a column gone, renamed, of another type, or a cell changed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(data))
    if not table.num_columns:
        raise ValueError
    place = chance.randrange(table.num_columns)
    name, rows = table.column_names[place], table.num_rows
    match chance.randrange(6):
        case 0:
            table = table.drop_columns([name])
        case 1:
            names = list(table.column_names)
            names[place] = chance.choice(["x", "comment_id", "text", ""])
            table = table.rename_columns(names)
        case 2:
            table = table.slice(chance.randrange(rows + 1))
        case 3:
            table = pa.concat_tables([table, table.slice(0, 3)])
        case 4:
            table = table.replace_schema_metadata(None)
        case _:
            strange = chance.choice([None, "", "c000001", 7, -1.5, float("nan"), [1], b"\xff"])
            try:
                table = table.set_column(place, name, pa.array([strange] * rows))
            except pa.ArrowException as error:
                raise ValueError from error
    packed = io.BytesIO()
    pq.write_table(table, packed)
    return packed.getvalue()


def _inside(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A workbook with changes in one of its parts, packed anew, so that its sums are right."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except _BROKEN:
        return data[: chance.randrange(len(data))]
    if parts:
        sheets = [name for name in parts if "sheet" in name or "shared" in name] or list(parts)
        name = chance.choice(sheets if chance.random() < 0.7 else list(parts))
        parts[name] = mutated_bytes(chance, parts[name], other)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _in_place(chance: random.Random, data: bytes) -> bytes:
    """A few bytes overwritten, so that everything stays where the format says that it is."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        place = chance.randrange(len(changed))
        if chance.random() < 0.5:
            changed[place] ^= 1 << chance.randrange(8)
        else:
            piece = chance.choice((b"\xff", b"\0\0", b"\xff" * 4, b"\x7f", chance.randbytes(2)))
            changed[place : place + len(piece)] = piece
    return bytes(changed[: len(data)])


def _query(chance: random.Random, data: bytes) -> bytes:
    """A query with words of it gone, twice, or others between."""
    words = data.decode().split()
    place = chance.randrange(len(words))
    strange = ("union all", "*", "cast(评论 as integer)", "1/0", "'单号", "limit 1", 'as ""', ":x")
    words[place : place + chance.randrange(3)] = chance.choices([*words, *strange, "null"], k=1)
    return " ".join(words).encode()


_BY_CONTENT: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "json": _json,
    "jsonl": _json_lines,
    "toml": _toml,
    "npz": _npz,
    "parquet": _parquet,
    "query": _query,
    **dict.fromkeys(("db", "duckdb", "sav", "dta", "xls"), _in_place),
}
