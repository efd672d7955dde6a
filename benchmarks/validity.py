"""Do figures from the text agree with what the same customers rated?

    python benchmarks/validity.py [--data FOLDER] [--codebook airline] [--part unread] [--json]

Lounges: passengers wrote a review and rated the staff, the food and so on from 1 to 5. The text
is tagged without any rating shown to voc. Printed for each rating: n, the reviews that evaluate it
(a bare mention does not count); Spearman's correlation of the polarity of these words with the
passenger's own rating, with a 95 % interval; the same with the passenger's other ratings (mean of
six), since one who is pleased rates everything higher; and what is left of it among those with the
same overall rating. A rating of 0 means not rated. Reviews whose overall rating is above 5 are on
another scale and left out, repeated ones count once. `--part unread` takes every second review:
none of these was read when English words were added.

Then importance for the overall rating, from the text and from the ratings, and their rank
correlation. Last the whole driver table of two scored files, museums and a help desk.
The command fails when a correlation is below its minimum.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata, spearmanr

import voc
from voc.driver import comment_polarity
from voc.driver.importance import importance
from voc.driver.importance.features import driver_features, respondent_outcome

_MOST_STARS = 5
_NOT_RATED = 0
_PARTS = ("read", "unread")
MINIMUM = {"staff": 0.4, "cleanliness": 0.4, "catering": 0.4, "comfort": 0.4}

# Each rating: its column, and the drivers that speak of it.
RATINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "staff": (
        "staff_service_rating",
        ("cabin_crew", "crew_friendly", "crew_proactive", "crew_quick", "crew_appearance"),
    ),
    "cleanliness": ("cleanliness_rating", ("cabin_cleanliness",)),
    "catering": ("catering_rating", ("catering", "meal_taste", "meal_portion", "meal_choice")),
    "drinks": ("bar_beverages_rating", ("drinks",)),
    "comfort": (
        "comfort_rating",
        ("seat", "legroom", "cabin_environment", "cabin_air", "cabin_temperature"),
    ),
    "washrooms": ("washrooms_rating", ("toilet",)),
    "wifi": ("wifi_connectivity_rating", ("wifi_network",)),
}


def main() -> None:
    """Measure, print, and fail below a minimum."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--codebook", default="airline", help="for the lounges")
    parser.add_argument(
        "--part", choices=("all", *_PARTS), default="all", help="every second review"
    )
    parser.add_argument("--json", action="store_true", help="print the lounges alone, as JSON")
    arguments = parser.parse_args()
    reviews = lounges(arguments.data, arguments.part)
    run = run_of_voc(reviews[["content"]], "content", codebook=arguments.codebook)
    agreement = agreements(run, reviews)
    weighed, ranked = importances(run, reviews)
    if arguments.json:
        found = {"agreement": agreement, "importance": weighed}
        records = {name: table.round(4).to_dict("records") for name, table in found.items()}
        print(json.dumps({**records, "rank_correlation": round(ranked, 4)}, indent=2))
    else:
        print(f"Lounges: {len(reviews):,} reviews\n\n{markdown(agreement)}\n")
        print(f"{markdown(weighed)}\n\nRank correlation of the two importances: {ranked:.3f}\n")
        for name, scored in scored_runs(arguments.data):
            print(
                f"{name}: {len(scored.comments):,} comments\n\n{markdown(flat(scored.drivers))}\n"
            )
    below = agreement[agreement["own"] < agreement["minimum"]]["rating"].tolist()
    if below:
        sys.exit(f"below the minimum: {', '.join(below)}")


def lounges(data: Path, part: str = "all") -> pd.DataFrame:
    """The reviews on the scale 1–5, each once; a rating of 0 is missing."""
    reviews = pd.read_csv(data / "real_input" / "airline_lounge_en_subratings.csv")
    reviews = reviews[~(reviews["overall_rating"] > _MOST_STARS)].drop_duplicates("content")
    if part in _PARTS:
        reviews = reviews.iloc[_PARTS.index(part) :: 2]
    reviews = reviews.dropna(subset="overall_rating").reset_index(drop=True)
    columns = [column for column, _ in RATINGS.values()]
    reviews[columns] = reviews[columns].astype("float64").replace(_NOT_RATED, np.nan)
    return reviews


def run_of_voc(table: pd.DataFrame, text: str, **options: Any) -> voc.Analysis:
    """One run with the settings a user gets, without topics."""
    return voc.analyze(table, text=text, topics=False, progress=False, **options)


def of_ratings(run: voc.Analysis) -> pd.DataFrame:
    """The opinions on what was rated, with the name of the rating."""
    rating = {driver: name for name, (_, drivers) in RATINGS.items() for driver in drivers}
    named = run.opinions["driver"].astype("object").map(rating)
    return run.opinions.assign(rating=named)[named.notna().to_numpy()]


# --- the words on a driver against the rating of it ----------------------------------------------


def agreements(run: voc.Analysis, reviews: pd.DataFrame) -> pd.DataFrame:
    """One row a rating: n, correlation with it, with the others, and at the same overall rating."""
    said = comment_polarity(run.comments, of_ratings(run), by="rating").dropna()
    said = said.merge(run.comments[["comment_id", "row"]], on="comment_id")
    rows = []
    for name, (column, _) in RATINGS.items():
        judged = said[said["rating"] == name]
        rated = reviews.loc[judged["row"]]
        polarity = judged["polarity"].to_numpy()
        own = spearman(polarity, rated[column])
        others = [spearman(polarity, rated[other]) for other, _ in RATINGS.values()]
        number = int(rated[column].notna().sum())
        low, high = interval(own, number)
        rows.append(
            {
                "rating": name,
                "n": number,
                "own": own,
                "low": low,
                "high": high,
                "others": (sum(others) - own) / (len(others) - 1),
                "same_overall": partial(polarity, rated[column], rated["overall_rating"]),
                "minimum": MINIMUM.get(name, np.nan),
            }
        )
    return pd.DataFrame(rows)


def spearman(polarity: np.ndarray, rated: pd.Series) -> float:
    """Spearman's correlation over the pairs that have both."""
    return float(spearmanr(polarity, rated.to_numpy(), nan_policy="omit").statistic)


def interval(correlation: float, number: int) -> tuple[float, float]:
    """95 % interval by Fisher's z, with the variance of Bonett & Wright 2000 for ranks.

    Bonett & Wright 2000, Psychometrika 65(1):23–28.
    """
    error = np.sqrt((1 + correlation**2 / 2) / (number - 3))
    low, high = np.tanh(np.arctanh(correlation) + np.array([-1, 1]) * 1.959964 * error)
    return float(low), float(high)


def partial(polarity: np.ndarray, rated: pd.Series, held: pd.Series) -> float:
    """Spearman's correlation with the ranks of a third variable held constant."""
    both = rated.notna().to_numpy() & held.notna().to_numpy()
    columns = (polarity[both], rated.to_numpy()[both], held.to_numpy()[both])
    (_, xy, xz), (_, _, yz), _ = np.corrcoef([rankdata(column) for column in columns])
    return float((xy - xz * yz) / np.sqrt((1 - xz**2) * (1 - yz**2)))


# --- importance ----------------------------------------------------------------------------------


def importances(run: voc.Analysis, reviews: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Shares of R² of the overall rating from text and from ratings, and their rank correlation."""
    scores = run.comments.set_index("comment_id")["row"].map(reviews["overall_rating"])
    outcome = respondent_outcome(run.comments, scores, unit="comment")
    rows = run.comments.set_index("comment_id")["row"]
    ratings = reviews[[column for column, _ in RATINGS.values()]].set_axis(list(RATINGS), axis=1)
    ratings = ratings.loc[rows.loc[outcome.index]].set_index(outcome.index)
    features = driver_features(run.comments, of_ratings(run), by="rating", unit="comment")
    columns = {"importance": "", "importance_low": "_low", "importance_high": "_high"}
    found = []
    for source, table in (
        ("text", importance(features, outcome)),
        ("rating", importance(None, outcome, ratings=ratings)),
    ):
        shown = table.set_index("driver")[[*columns, "r2"]]
        found.append(shown.rename(columns={c: f"{source}{end}" for c, end in columns.items()}))
        found[-1] = found[-1].rename(columns={"r2": f"{source}_r2"})
    both = pd.concat(found, axis=1, join="outer").loc[list(RATINGS)]
    ranked = spearmanr(both["text"], both["rating"], nan_policy="omit").statistic
    return both.rename_axis("rating_of").reset_index(), float(ranked)


# --- driver tables with a score ------------------------------------------------------------------


def scored_runs(data: Path) -> list[tuple[str, voc.Analysis]]:
    """Museums with stars, help-desk dialogues with the judges' mean satisfaction."""
    folder = data / "real_input"
    stars = pd.read_excel(folder / "museum_reviews_with_stars.xlsx", engine="calamine")
    calls = pd.read_csv(folder / "helpdesk_dialogues.csv")
    return [
        (
            "Museums",
            run_of_voc(stars, "commentDetail", score="averageScore", codebook="tourism"),
        ),
        (
            "Help desk",
            run_of_voc(
                calls,
                "all_customer_text",
                score="S_mean",
                codebook="general",
                pipeline="complaints",
            ),
        ),
    ]


def flat(drivers: pd.DataFrame) -> pd.DataFrame:
    """All columns; the quotes as comment ids in one cell."""
    return drivers.assign(quotes=drivers["quotes"].map(" ".join))


def markdown(table: pd.DataFrame) -> str:
    """A table in Markdown, three digits after the point."""
    lines = [f"| {' | '.join(table.columns)} |", "|---" * table.shape[1] + "|"]
    for row in table.itertuples(index=False):
        lines.append(f"| {' | '.join(map(_cell, row))} |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.3f}"
    return str(value)


if __name__ == "__main__":
    main()
