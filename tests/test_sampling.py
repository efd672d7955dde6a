"""Sample sizes of the textbooks, and draws that keep their promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_notes import keys_of

from voc.errors import VocError
from voc.metric.notes import NOTES
from voc.metric.sampling import margin_of_error, sample_size
from voc.metric.sampling.draw import allocate, draw

pytestmark = pytest.mark.filterwarnings("error")


def people(**strata: int) -> pd.DataFrame:
    names = [name for name, count in strata.items() for _ in range(count)]
    return pd.DataFrame({"respondent_id": range(len(names)), "city": names})


# --- sizes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("population", "size"),
    [  # Krejcie & Morgan 1970, rounded to the nearest there
        (10, 10),
        (50, 44),
        (100, 80),
        (200, 132),
        (500, 217),
        (1000, 278),
        (5000, 357),
        (10_000, 370),
        (100_000, 384),
    ],
)
def test_sizes_are_those_of_krejcie_and_morgan(population, size):
    table = sample_size("share", 0.05, population=population)
    assert round(table["exact"][0]) == pytest.approx(size, abs=1)
    assert table["respondents"][0] == int(np.ceil(table["exact"][0]))


def test_five_percent_takes_385():
    row = sample_size("share", 0.05).iloc[0]
    assert row["exact"] == pytest.approx(384.1459, abs=1e-4)
    assert (row["respondents"], row["contacts"]) == (385, 385)
    assert pd.isna(row["population"])
    assert sample_size("share", 0.05, confidence=0.99)["exact"][0] == pytest.approx(
        663.49, abs=0.01
    )


def test_a_mean_and_an_nps_worked_by_hand():
    # (1.96 · 1.2 / 0.1)² = 553.2; of 2000: 553.2 / (1 + 553.2 / 2000) = 433.3
    assert sample_size("mean", 0.1, deviation=1.2)["respondents"][0] == 554
    assert sample_size("mean", 0.1, deviation=1.2, population=2000)["respondents"][0] == 434
    # V = .5 + .2 − .09 = .61; 1.96² · 6100 / 25 = 937.3
    assert sample_size("nps", 5, promoters=0.5, detractors=0.2)["respondents"][0] == 938
    assert sample_size("nps", 5)["respondents"][0] == 1537  # the worst case


def test_response_rate_multiplies_the_letters_up_to_everybody():
    assert sample_size("share", 0.05, response_rate=0.3)["contacts"][0] == 1284
    table = sample_size("share", 0.05, population=500, response_rate=0.3)
    assert table["contacts"][0] == 500
    assert table.attrs["notes"] == [
        ("sampling_population_too_small", {"respondents": 218, "reached": 150})
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["share", "mean", "nps"]),
    st.floats(0.02, 0.2),
    st.none() | st.integers(50, 100_000),
)
def test_the_size_needed_gives_the_margin_asked_for(metric, margin, population):
    margin = margin * 100 if metric == "nps" else margin
    n = int(sample_size(metric, margin, deviation=1, population=population)["respondents"].iloc[0])
    reached = margin_of_error(metric, n, deviation=1, population=population)["margin"][0]
    assert reached <= margin + 1e-9
    if n > 2:
        before = margin_of_error(metric, n - 1, deviation=1, population=population)["margin"][0]
        assert before > margin - 1e-9


def test_asking_everybody_leaves_no_margin():
    for metric in ("share", "mean", "nps"):
        table = margin_of_error(metric, 40, deviation=1, population=40)
        assert table["margin"][0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("share", 0), "margin is 0"),
        (("mean", 0.1), "depends on the standard deviation"),
        (("median", 0.1), 'Unknown metric "median"'),
        (("share", 0.05, {"share": 1.0}), "share is 1"),
        (("share", 0.05, {"response_rate": 0}), "response_rate is 0"),
        (("share", 0.05, {"confidence": 95}), "confidence is 95"),
        (("nps", 5, {"promoters": 0.7, "detractors": 0.6}), "promoters . detractors is 1.3"),
        (("share", 0.05, {"population": 0}), "population is 0"),
    ],
)
def test_impossible_numbers_are_refused(arguments, message):
    metric, margin, *further = arguments
    with pytest.raises(VocError, match=message):
        sample_size(metric, margin, **(further[0] if further else {}))
    with pytest.raises(VocError, match="n is 50"):
        margin_of_error("share", 50, population=40)


# --- allocation ---------------------------------------------------------------------------------


def test_neyman_s_allocation_worked_by_hand():
    # N S: 4000, 3000, 1000 of 8000; of 80: 40, 30, 10
    sizes = {"a": 400, "b": 600, "c": 1000}
    spreads = {"a": 10.0, "b": 5.0, "c": 1.0}
    counts = allocate(sizes, 80, allocation="neyman", spreads=spreads)
    assert counts == {"a": 40, "b": 30, "c": 10}


def test_neyman_s_allocation_has_the_least_variance():
    sizes = {"a": 400, "b": 600, "c": 1000}
    spreads = {"a": 9.0, "b": 4.0, "c": 2.0}

    def variance(counts):
        return sum((sizes[k] * spreads[k]) ** 2 / counts[k] for k in sizes)

    best = variance(allocate(sizes, 100, allocation="neyman", spreads=spreads))
    for other in ("proportional", "equal"):
        assert best < variance(allocate(sizes, 100, allocation=other))


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(1, 60), min_size=1),
    st.data(),
)
def test_allocation_adds_up_and_takes_no_more_than_there_are(sizes, data):
    n = data.draw(st.integers(1, sum(sizes.values())))
    kind = data.draw(st.sampled_from(["proportional", "equal", "neyman"]))
    spreads = {name: data.draw(st.sampled_from([0.0, 1.0, 2.5])) for name in sizes}
    counts = allocate(sizes, n, allocation=kind, spreads=spreads)
    assert sum(counts.values()) == n
    assert all(0 <= counts[name] <= sizes[name] for name in sizes)
    if n >= len(sizes):
        assert min(counts.values()) >= 1


# --- draws --------------------------------------------------------------------------------------

WAYS = [
    {"method": "random"},
    {"method": "systematic", "order": ["city"]},
    {"method": "stratified", "strata": ["city"]},
    {"method": "stratified", "strata": ["city"], "allocation": "equal"},
    {"method": "stratified", "strata": ["city"], "allocation": "neyman", "spread_of": "score"},
]


@pytest.mark.parametrize("way", WAYS)
def test_a_draw_repeats_in_any_order_of_rows_and_changes_with_the_seed(way):
    table = people(京=50, 沪=30, 穗=20).assign(score=lambda rows: rows["respondent_id"] % 7)
    drawn = draw(table, 20, **way)
    again = draw(table.sample(frac=1, random_state=1), 20, **way)
    pd.testing.assert_frame_equal(drawn, again)
    assert len(drawn) == 20 == drawn["respondent_id"].nunique()
    assert drawn["weight"].sum() == pytest.approx(100)
    assert set(drawn["respondent_id"]) != set(draw(table, 20, seed=1, **way)["respondent_id"])


@pytest.mark.parametrize("way", WAYS[:4])
def test_everybody_is_drawn_as_often_as_the_weight_says(way):
    table = people(京=12, 沪=6, 穗=2)
    times = np.zeros(20)
    weights = np.zeros(20)
    for seed in range(400):
        drawn = draw(table, 8, seed=seed, **way)
        times[drawn["respondent_id"]] += 1
        weights[drawn["respondent_id"]] = drawn["weight"]
    assert times / 400 == pytest.approx(1 / weights, abs=0.098)  # four standard errors


def test_weighted_mean_of_an_uneven_draw_is_unbiased():
    table = people(京=90, 沪=10).assign(score=[20.0] * 90 + [80.0] * 10)
    drawn = draw(table, 20, method="stratified", strata=["city"], allocation="equal")
    assert drawn["score"].mean() == 50
    assert np.average(drawn["score"], weights=drawn["weight"]) == pytest.approx(26)


def test_systematic_draw_spreads_over_the_order():
    table = people(a=100).assign(day=range(99, -1, -1), mixed=[1, "x"] * 50)
    drawn = draw(table, 10, method="systematic", order=["day"])
    assert np.diff(np.sort(drawn["day"])).tolist() == [10] * 9
    assert len(draw(table, 10, method="systematic", order=["mixed", "day"])) == 10


def test_strata_of_several_columns_and_missing_values():
    table = people(京=4, 沪=4).assign(sex=["f", "m", "f", "m", "f", "m", "f", None])
    drawn = draw(table, 5, method="stratified", strata=["city", "sex"])
    assert drawn["stratum"].tolist() == ["京 / f", "京 / m", "沪 / ", "沪 / f", "沪 / m"]
    assert ("sampling_without_stratum", {"n": 1}) in drawn.attrs["notes"]
    assert "sampling_small_strata" in keys_of(drawn)
    assert drawn["weight"].tolist() == [2, 2, 1, 2, 1]


def test_too_small_and_too_large_draws_say_so():
    table = people(a=5, b=5, c=5)
    small = draw(table, 2, method="stratified", strata=["city"])
    assert len(small) == 2
    assert "sampling_empty_strata" in keys_of(small)
    everyone = draw(table, 99, method="systematic")
    assert sorted(everyone["respondent_id"]) == list(range(15))
    assert everyone["weight"].tolist() == [1.0] * 15
    assert everyone.attrs["notes"] == [("sampling_everyone", {"n": 15, "asked": 99})]
    for result in (small, everyone, draw(table.iloc[:0], 3), draw(table.iloc[:1], 1)):
        for key, parameters in result.attrs["notes"]:
            assert all(sentence.format(**parameters) for sentence in NOTES[key])


def test_stratum_without_figures_borrows_the_spread_of_all():
    table = people(a=10, b=10).assign(score=[*range(10), *[None] * 10])
    drawn = draw(
        table, 8, method="stratified", strata=["city"], allocation="neyman", spread_of="score"
    )
    assert drawn["stratum"].value_counts().to_dict() == {"a": 4, "b": 4}
    assert ("sampling_unknown_spread", {"strata": "b"}) in drawn.attrs["notes"]


@pytest.mark.parametrize(
    ("table", "arguments", "message"),
    [
        (people(a=3).assign(respondent_id=[1, 1, 2]), {}, "2 rows have no respondent_id or share"),
        (people(a=3).assign(respondent_id=[1, None, 2]), {}, "1 rows have no respondent_id"),
        (people(a=3).assign(weight=1), {}, "weight is there already"),
        (people(a=3), {"id": "phone"}, "Missing column phone"),
        (people(a=3), {"method": "quota"}, "no draw of 2 by quota"),
        (people(a=3), {"method": "stratified"}, "There are no strata"),
        (
            people(a=3),
            {"method": "stratified", "strata": ["city"], "allocation": "neyman"},
            "lacks the spread",
        ),
    ],
)
def test_mistakes_of_the_user_are_named(table, arguments, message):
    with pytest.raises(VocError, match=message):
        draw(table, 2, **arguments)
