"""A progress bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

# Every stage has a name here: types refuse another.
Stage: TypeAlias = Literal[
    "read", "opinions", "sentiment", "topics", "topic statistics", "statistics", "summary"
]
NAMES: dict[Stage, str] = {
    "read": "读取 Reading",
    "opinions": "观点 Opinions",
    "sentiment": "情感 Sentiment",
    "topics": "主题 Topics",
    "topic statistics": "主题统计 Topic statistics",
    "statistics": "统计 Statistics",
    "summary": "汇总 Summary",
}


COMPILING = "(首次使用需编译一两分钟 compiling once, a minute or two)"


class Progress:
    """Stages of a run on a bar; without a bar nothing is shown."""

    def __init__(self, bar: Any = None) -> None:
        self._bar = bar

    @contextmanager
    def stage(
        self, name: Stage, total: int | None, aside: str = ""
    ) -> Iterator[Callable[[int], None]]:
        """Show a stage; yields a function that is told how many more are done.

        `aside` stands behind the name, such as why it will take long.
        """
        if self._bar is None:
            yield lambda done: None
            return
        task = self._bar.add_task(f"{NAMES[name]} {aside}".rstrip(), total=total)
        yield lambda done: self._bar.advance(task, done)
        self._bar.update(task, total=total or 1, completed=total or 1)


@contextmanager
def progress_for(wanted: bool | None) -> Iterator[Progress]:
    """A progress bar when wanted, by default when stderr is a terminal."""
    if wanted is False or (wanted is None and not sys.stderr.isatty()):
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Progress(bar)
