"""Topics with everything else: sentiment, score, impact, drivers, segments and time.

From the study topic_mentions (which clause of which comment belongs to which topic) and the
tables of a run. Respondents are the unit of intervals and tests; platform text and duplicates do
not count. How topics are found is `voc.topic`.
"""

from __future__ import annotations

from voc.topic_statistics.studies import topic_studies

__all__ = ["topic_studies"]
