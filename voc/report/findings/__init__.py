"""The three most important findings as plain sentences, each with its uncertainty.

They are made from the tables by template. Nothing is claimed that its interval does not support,
and what goes with the score is called an association, never a cause.
"""

from __future__ import annotations

from voc.report.data import ReportData
from voc.report.findings.cautious import cautious_findings
from voc.report.findings.comparisons import behind, differs, sudden
from voc.report.findings.finding import Finding
from voc.report.findings.impacts import costs, priority, wins
from voc.report.findings.topics import emerging, lacking
from voc.report.words import check_language

__all__ = ["FINDINGS_SHOWN", "Finding", "findings"]

FINDINGS_SHOWN = 3
# Most urgent first; the section on method says the same.
_CLAIMS = (costs, sudden, priority, emerging, wins, behind, differs, lacking)


def findings(data: ReportData, language: str = "zh") -> tuple[Finding, ...]:
    """Return at most three findings, no two about one driver.

    They are the first three that hold, in this order:

    1. the driver whose complaints cost the score most (interval below 0), with its Kano class and
       quadrant where those are certain;
    2. complaints that left the control limits of their own past in the last period;
    3. the most important driver that is surely important and surely unsatisfactory, by the
       comments, else as the respondents rated;
    4. the emerging topic that grows fastest (significant);
    5. the driver whose praise wins most (interval above 0), else the most important one to keep up;
    6. the driver in which the own brand trails its competitors most (significant);
    7. the group that differs most from the rest (significant), in a metric, else in a driver;
    8. the largest topic that the codebook surely lacks, where none is emerging.

    Where fewer hold, the driver table alone gives the rest: the lowest satisfaction; the most
    negative impact, else the most complaints; the highest satisfaction.

    Parameters
    ----------
    data : ReportData
    language : {"zh", "en"}
    """
    chosen = check_language(language)
    found: list[Finding] = []
    for claim in _CLAIMS:
        made = claim(data, chosen, [finding.driver for finding in found])
        found += [made] if made else []
        if len(found) == FINDINGS_SHOWN:
            return tuple(found)
    for finding in cautious_findings(data.drivers, chosen, data.manifest.get("outcome")):
        if finding.driver not in [other.driver for other in found]:
            found.append(finding)
    return tuple(found[:FINDINGS_SHOWN])
