"""A workbook as Excel 97 wrote it, by hand: no library writes them any more."""

from __future__ import annotations

import struct


def ole(stream_name: str, stream: bytes) -> bytes:
    """Build the container of a legacy Office file around one stream."""
    size = 512
    stream = stream.ljust(max(4096, -(-len(stream) // size) * size), b"\0")
    sectors = len(stream) // size
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (size // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    # sectors: none of the directory's own, 1 of the table, directory at 1, no small streams
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (size - len(header) - 4)

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        raw = (name.encode("utf-16-le") + b"\0\0") if name else b""
        none = 0xFFFFFFFF
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, none, none, child)
            + bytes(36)
            + struct.pack("<IQ", start, length)
        )

    none = 0xFFFFFFFF
    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(
        stream_name, 2, none, 2, len(stream)
    )
    directory += entry("", 0, none, 0, 0) * 2
    return header + struct.pack(f"<{size // 4}I", *table) + directory + stream


def legacy_workbook(rows: list[list[object]]) -> bytes:
    """Write a minimal BIFF8 sheet, as Excel 97 would."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def text(value: str, count: str) -> bytes:
        return struct.pack(f"<{count}B", len(value), 1) + value.encode("utf-16-le")

    begin = struct.pack("<HHHHII", 0x0600, 0, 0, 0, 0, 0)
    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            place = struct.pack("<HHH", r, c, 0)
            if isinstance(value, str):
                cells += record(0x0204, place + text(value, "H"))
            else:
                cells += record(0x0203, place + struct.pack("<d", value))
    size = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    sheet = record(0x0809, begin[:2] + b"\x10\0" + begin[4:]) + size + cells + record(0x0A, b"")
    start = record(0x0809, begin[:2] + b"\x05\0" + begin[4:])
    name = text("点评", "B")
    offset = len(start) + 4 + 6 + len(name) + 4
    bound = record(0x85, struct.pack("<IBB", offset, 0, 0) + name)
    return ole("Workbook", start + bound + record(0x0A, b"") + sheet)
