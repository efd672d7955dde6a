"""`df.voc.analyze(…)` and `df["评论"].voc.analyze()`: voc on what pandas holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.errors import VocError

if TYPE_CHECKING:
    from voc.analysis import Analysis

__all__ = ["FrameAccessor", "SeriesAccessor"]


@pd.api.extensions.register_dataframe_accessor("voc")
class FrameAccessor:
    """What voc does with a DataFrame of comments.

    Parameters
    ----------
    frame : DataFrame
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def analyze(self, **options: Any) -> Analysis:
        """Analyse the comments of a DataFrame.

        Parameters
        ----------
        **options
            Those of `voc.analyze`: text, score, time, segments, codebook, topics and the others.

        Returns
        -------
        Analysis

        Raises
        ------
        VocError
            For bad input or settings.

        Examples
        --------
        >>> import pandas as pd
        >>> import voc
        >>> reviews = pd.DataFrame({"评论": ["房间很干净", "隔音太差"], "门店": ["A", "B"]})
        >>> run = reviews.voc.analyze(text="评论", codebook="hotel", topics=False, progress=False)
        >>> run.comments["label"].tolist()
        ['positive', 'negative']
        """
        from voc.pipeline import analyze

        return analyze(self._frame, **options)


@pd.api.extensions.register_series_accessor("voc")
class SeriesAccessor:
    """What voc does with a Series of comments.

    Parameters
    ----------
    series : Series
    """

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def analyze(self, **options: Any) -> Analysis:
        """Analyse the comments of a Series; its name is the question in the tables.

        Parameters
        ----------
        **options
            Those of `voc.analyze`, without text.

        Returns
        -------
        Analysis

        Raises
        ------
        VocError
            For bad input or settings; when `text` is given.

        Examples
        --------
        >>> import pandas as pd
        >>> import voc
        >>> comments = pd.Series(["房间很干净", "隔音太差"], name="评论")
        >>> run = comments.voc.analyze(codebook="hotel", topics=False, progress=False)
        >>> run.opinions["driver"].tolist()
        ['cleanliness', 'noise']
        """
        from voc.pipeline import analyze
        from voc.read.cells import header_names

        if "text" in options:
            raise VocError("interop.series-is-text", where="text")
        named = self._series.name is not None
        name = header_names([self._series.name])[0] if named else "text"
        return analyze(self._series.to_frame(name), text=name, **options)
