"""What the rules make of English, which writes long sentences with few commas."""

from __future__ import annotations

from statistics import fmean

import pytest

from voc.lexicon import load_codebook
from voc.opinion import OpinionEngine, engine_for


@pytest.fixture(scope="module")
def airline() -> OpinionEngine:
    return engine_for(load_codebook("airline"))


def drivers_of(engine: OpinionEngine, comment: str) -> dict[str, float]:
    """Mean polarity on each driver that the comment evaluates."""
    said: dict[str, list[float]] = {}
    for opinion in engine.run([comment]).opinions[0]:
        if opinion[3] is not None:
            said.setdefault(opinion[4], []).append(opinion[5])
    return {driver: fmean(polarities) for driver, polarities in said.items()}


PRAISE = [
    ("The toilets were spotless", "cabin_cleanliness"),
    ("Plenty of comfy armchairs", "seat"),
    ("There was an ample choice of wines", "drinks"),
    ("The Wi-Fi was fast and easy to join", "wifi_network"),
    ("They could not do enough for us", "crew_proactive"),
    ("The coffee couldn't be better", "drinks"),
    ("No complaints about the food", "catering"),
    ("The food was not bad at all", "catering"),
    ("We never had to queue and the staff did not keep anybody waiting; friendly too",
     "crew_friendly"),
    ("The salads were better than those of other airlines", "catering"),
    ("Not only was the shower hot, the towels were lovely too", "toilet"),
    ("The waitresses were charming", "cabin_crew"),
    ("A well-stocked bar", "drinks"),
    ("A light and airy lounge", "cabin_environment"),
]  # fmt: skip
BLAME = [
    ("The tables were not clean", "cabin_cleanliness"),
    ("Dirty plates everywhere", "cabin_cleanliness"),
    ("The seats weren't clean or comfortable", "seat"),
    ("The armchairs have seen better days", "seat"),
    ("No wifi", "wifi_network"),
    ("The internet kept dropping", "wifi_network"),
    ("No hot food at all", "catering"),
    ("The food could be better", "catering"),
    ("The snacks were nothing special and there was a lack of hot meals", "catering"),
    ("A limited selection of food", "catering"),
    ("The selection of food was limited", "meal_choice"),
    ("The choice of snacks was disappointing", "meal_choice"),
    ("Only one shower", "toilet"),
    ("There were too few showers", "toilet"),
    ("I did not find the staff friendly", "crew_friendly"),
    ("Nobody was helpful", "crew_proactive"),
    ("The service was non attentive", "crew_proactive"),
    ("The lounge was packed with nowhere quiet", "cabin_environment"),
    ("The carpet could do with a good clean", "cabin_cleanliness"),
    ("The buffet needs more variety", "meal_choice"),
    ("The seats could be more comfortable", "seat"),
    ("A hot breakfast would have been nice", "catering"),
    ("Wine was of poor quality", "drinks"),
    ("We had to pay for drinks", "drinks"),
    ("The washrooms were in dire need of a refit", "toilet"),
    ("The wifi doesn't work", "wifi_network"),
    ("The lounge is too small and always full", "cabin_environment"),
]  # fmt: skip
EITHER = [
    ("Hot and cold drinks are served", "drinks"),
    ("It was quiet at that time of the year in terms of cleanliness checks", "cabin_cleanliness"),
    ("To be honest I had no food there, I came for the view", "brand_image"),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "driver"), PRAISE)
def test_english_praise_reaches_its_driver(
    airline: OpinionEngine, comment: str, driver: str
) -> None:
    assert drivers_of(airline, comment).get(driver, 0) > 0.15


@pytest.mark.parametrize(("comment", "driver"), BLAME)
def test_english_blame_reaches_its_driver(
    airline: OpinionEngine, comment: str, driver: str
) -> None:
    assert drivers_of(airline, comment).get(driver, 0) < -0.15


@pytest.mark.parametrize(("comment", "driver"), EITHER)
def test_naming_in_english_is_no_verdict(airline: OpinionEngine, comment: str, driver: str) -> None:
    assert abs(drivers_of(airline, comment).get(driver, 0)) <= 0.15


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        # an adjective speaks of the noun that it stands before
        ("The food is dull and they offer nice views", {"catering": -1, "cabin_environment": 1}),
        ("Awful coffee but friendly staff", {"drinks": -1, "crew_friendly": 1}),
        ("The staff run a spotless kitchen with horrible food",
         {"cabin_cleanliness": 1, "catering": -1}),
        # after a form of be it looks back, though a noun follows
        ("The staff was great food was awful", {"cabin_crew": 1, "catering": -1}),
        ("Food excellent wine poor", {"catering": 1, "drinks": -1}),
        # quantities speak of what follows
        ("The bar is nice with plenty of armchairs", {"drinks": 1, "seat": 1}),
        ("Nice comfortable chairs, nice clean toilets", {"seat": 1, "toilet": 1}),
        ("A good selection of newspapers", {"entertainment": 1}),
        ("The staff are let down by the facilities", {"cabin_environment": -1}),
        ("Friendly but slow waiters", {"crew_friendly": 1, "cabin_crew": -1}),
        ("Seats were poor but warm and courteous staff", {"seat": -1, "crew_friendly": 1}),
        # what is missing follows
        ("Lots of tasty food no drinks", {"meal_taste": 1, "drinks": -1}),
        ("There are no toilets", {"toilet": -1}),
        ("Friendly staff but slow wifi", {"crew_friendly": 1, "wifi_network": -1}),
        ("Staff friendly but the food was limited", {"crew_friendly": 1, "catering": -1}),
    ],
)  # fmt: skip
def test_an_english_verdict_finds_its_noun(
    airline: OpinionEngine, comment: str, found: dict[str, int]
) -> None:
    said = drivers_of(airline, comment)
    assert {driver: (said[driver] > 0) - (said[driver] < 0) for driver in found} == found


@pytest.mark.parametrize(
    ("comment", "driver", "sign"),
    [
        ("The wifi is great unless the lounge is packed", "wifi_network", 1),
        ("The staff were lovely and if only the food had been warm", "cabin_crew", 1),
        ("The coffee was lovely and a hot breakfast would have been nice", "drinks", 1),
        ("A bigger bar would have been nice but the staff were excellent", "cabin_crew", 1),
        ("The food should be fresher but the staff were excellent", "cabin_crew", 1),
        ("The lounge is not as good as the old one but the staff were excellent", "cabin_crew", 1),
    ],
)
def test_an_english_wish_or_condition_reaches_what_follows_it(
    airline: OpinionEngine, comment: str, driver: str, sign: int
) -> None:
    said = drivers_of(airline, comment)[driver]
    assert abs(said) > 0.3
    assert (said > 0) == (sign > 0)


def test_english_negation_stops_where_something_else_begins(airline: OpinionEngine) -> None:
    assert drivers_of(airline, "We did not stay long but the staff were lovely")["cabin_crew"] > 0.3
    assert drivers_of(airline, "I am not sure why but the staff were lovely")["cabin_crew"] > 0.3
    assert drivers_of(airline, "Do not miss it, lovely staff")["cabin_crew"] > 0.3


def test_no_turns_its_noun_and_nothing_more(airline: OpinionEngine) -> None:
    assert drivers_of(airline, "no food no beer no showers").keys() == {
        "catering", "drinks", "toilet",
    }  # fmt: skip
    assert max(drivers_of(airline, "no food no beer no showers").values()) < -0.3
    assert max(drivers_of(airline, "no windows dirty tables").values()) < -0.3


@pytest.mark.parametrize("comment", ["The food wasn’t good", "The food wasn't good"])
def test_either_apostrophe_negates(airline: OpinionEngine, comment: str) -> None:
    assert drivers_of(airline, comment)["catering"] < -0.3


def test_what_was_expected_is_no_praise(airline: OpinionEngine) -> None:
    assert drivers_of(airline, "For that fare I expected decent service").get("cabin_crew", 0) <= 0
    assert drivers_of(airline, "The service was nicer than I expected")["cabin_crew"] > 0.3


def test_a_comparison_ends_at_the_contrast(airline: OpinionEngine) -> None:
    said = drivers_of(airline, "餐食不如上次好但是空姐热情")
    assert (said["catering"] < 0, said["crew_friendly"] > 0) == (True, True)


def test_poor_quality_is_blame_once(airline: OpinionEngine) -> None:
    [wine] = airline.run(["poor quality wine"]).opinions[0]
    assert wine[3] == "poor quality"
    assert wine[5] < -0.5


def test_drinks_and_network_are_drivers_of_their_own(airline: OpinionEngine) -> None:
    said = drivers_of(airline, "The food was bland, the champagne superb, the wifi slow")
    assert set(said) == {"meal_taste", "drinks", "wifi_network"}
    chinese = drivers_of(airline, "餐食难吃，咖啡不错，机上wifi太慢")
    assert (chinese["drinks"] > 0, chinese["wifi_network"] < 0) == (True, True)


def test_mixed_comments_keep_the_rules_of_chinese(airline: OpinionEngine) -> None:
    """客服垃圾app难用: an English noun after a Chinese verdict is not described by it."""
    said = drivers_of(airline, "空姐很nice，wifi太慢，座椅很舒服")
    assert (said["cabin_crew"] > 0, said["wifi_network"] < 0, said["seat"] > 0) == (True,) * 3
