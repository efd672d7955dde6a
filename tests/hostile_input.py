"""What the tests of hostile input share: a small good export, a refusal, a packed table."""

from __future__ import annotations

import io
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from voc.errors import VocError

GOOD = "编号,评论,评分\n1,房间很干净，早餐也好,5\n2,太吵了没睡好,2\n"


def refusal(act: Callable[[], object]) -> VocError:
    with pytest.raises(VocError) as caught:
        act()
    return caught.value


def packed(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()
