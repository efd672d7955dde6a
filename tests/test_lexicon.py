"""Word lists and codebooks: what ships is sound, and a mistake is named with file and line."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import voc
from voc import VocError
from voc.lexicon import codebooks, load_codebook, load_vocabulary
from voc.lexicon.codebook import Codebook
from voc.lexicon.table import fingerprint, read_number, read_rows, refuse_double
from voc.lexicon.word_lists import sentiment_terms
from voc.opinion import engine_for
from voc.resources import resource

# --- what ships ----------------------------------------------------------------------------------

SHIPPED = tuple(
    "airline bank ecommerce education electronics general hospital hotel logistics "
    "property_management public_services restaurant telecom tourism".split()
)
DIMENSIONS = "tangibles reliability responsiveness assurance empathy product price overall".split()


def test_a_codebook_of_every_industry_ships() -> None:
    assert tuple(codebooks()) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_every_driver_is_labelled_and_explained(name: str) -> None:
    for driver in load_codebook(name).drivers.values():
        assert driver.label_zh != driver.id, driver.id
        assert driver.label_en != driver.id, driver.id
        assert driver.dimension in DIMENSIONS
        assert re.search("[\u4e00-\u9fff]", driver.definition_zh), driver.id
        assert driver.definition_en and driver.definition_en.isascii(), driver.id
        assert len(driver.examples) >= 2, driver.id


@pytest.mark.parametrize("name", SHIPPED)
def test_a_term_stands_for_one_driver(name: str) -> None:
    drivers = load_codebook(name).drivers.values()
    for kind in ("terms", "implied_by"):
        counted = Counter(term for driver in drivers for term in getattr(driver, kind))
        assert [term for term, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_implying_word_judges_or_names_its_driver(name: str) -> None:
    codebook = load_codebook(name)
    entries = load_vocabulary(codebook, lambda texts: [[text] for text in texts]).entries
    silent = [
        (driver.id, word)
        for driver in codebook.drivers.values()
        for word in driver.implied_by
        if not entries[word].polarity and not entries[word].paired and not entries[word].driver
    ]
    assert silent == []


ENGLISH = [
    ("general", "rip-off", "value_for_money"),
    ("general", "run-down", "facilities"),
    ("general", "won't be back", "repurchase_intention"),
    ("general", "it doesn't work", "reliability"),
    ("bank", "can't get through", "hotline"),
    ("airline", "world-class", "brand_image"),
]


@pytest.mark.parametrize(("name", "comment", "driver"), ENGLISH)
def test_english_term_with_hyphen_or_apostrophe_is_found(
    name: str, comment: str, driver: str
) -> None:
    engine = engine_for(codebook=load_codebook(name), tokenizer="rjieba", simplify=True, mask=True)
    found = engine.run([comment]).opinions[0]
    assert [opinion[4] for opinion in found] == [driver]


def test_no_term_stands_twice_in_a_word_list() -> None:
    for path in resource("lexicons").rglob("*.tsv"):
        if path.parent.name == "names":
            continue  # many words a line: the next test
        if path.name == "pairs.tsv":
            keys = [tuple(fields[:2]) for _, fields in read_rows(path, (3, 3))]
        else:
            keys = [(fields[0].lower(),) for _, fields in read_rows(path, (2, 3))]
        assert [key for key, count in Counter(keys).items() if count > 1] == [], path.name


def test_no_word_stands_twice_in_a_table_of_names() -> None:
    for path in resource("lexicons", "names").glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
        if path.name in ("characters.tsv", "weights.tsv"):
            words = [row[0] for row in rows]
        else:
            side = path.name != "public.tsv"
            words = [f"{row[0] * side} {word}" for row in rows for word in row[-1].split()]
        assert [word for word, count in Counter(words).items() if count > 1] == [], path.name


def test_sentiment_lists_hold_both_sides_and_words_of_none() -> None:
    polarities = sentiment_terms().values()
    assert all(-1 <= polarity <= 1 for polarity in polarities)
    assert min(Counter((p > 0) - (p < 0) for p in polarities).values()) > 50


@pytest.mark.parametrize("path", sorted(resource("lexicons").rglob("*.t*")), ids=lambda p: p.name)
def test_every_word_list_explains_itself_and_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\ufeff" not in text
    if path.suffix in (".tsv", ".txt"):
        assert text.startswith("#")


# --- word lists with mistakes --------------------------------------------------------------------

BAD_ROWS = [
    ("too few fields", "好\t0.6\n坏\n", "list.tsv:2", "Expected 2 to 2 fields"),
    ("too many fields", "# term polarity\n好\t0.6\tx\n", "list.tsv:2", "Expected 2 to 2"),
    ("spaces for the tab", "\n好 0.6\n", "list.tsv:2", "parted by tabs"),
    ("an empty field", "好\t\n", "list.tsv:1", "Expected 2 to 2"),
    ("no number", "好\t高\n", "list.tsv:1", "Expected a number from -1 to 1"),
    ("not a number", "好\tnan\n", "list.tsv:1", "Expected a number"),
    ("out of range", "好\t0.6\n坏\t-6\n", "list.tsv:2", "from -1 to 1, found '-6'"),
    ("twice", "好\t0.6\n\n好\t0.3\n", "list.tsv:1 and list.tsv:3", '"好" stands twice'),
]


@pytest.mark.parametrize(
    ("content", "where", "what"), [pytest.param(*case, id=title) for title, *case in BAD_ROWS]
)
def test_bad_row_is_named_with_file_and_line(
    content: str, where: str, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(content, encoding="utf-8")
    seen: dict[str, str] = {}
    with pytest.raises(VocError) as caught:
        for place, (term, polarity) in read_rows(path, (2, 2)):
            refuse_double(seen, term, place)
            read_number(polarity, place, -1, 1)
    assert caught.value.where == where
    assert what in caught.value.what


def test_version_changes_with_every_word(tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    versions = set()
    for content in ("好\t0.6\n", "好\t0.5\n", "好\t0.6\n坏\t-0.6\n"):
        path.write_text(content, encoding="utf-8")
        versions.add(fingerprint([path]))
    assert len(versions) == 3


# --- codebooks of one's own ----------------------------------------------------------------------

MINE = """
name = "gym"
inherits = "general"
drop = ["delivery"]
[label]
zh = "健身房"
en = "Gym"
[drivers.coach]
label = { zh = "教练", en = "Coach" }
dimension = "assurance"
definition = "Whether the coach knows the trade."
examples = ["教练很专业", "教练迟到"]
terms = ["教练", "私教"]
[drivers.cleanliness]
terms = ["器械消毒"]
"""


@pytest.fixture
def write(tmp_path: Path) -> Path:
    """Path of a codebook that a test writes."""
    return tmp_path / "gym.toml"


def load_text(path: Path, text: str) -> Codebook:
    path.write_text(text, encoding="utf-8")
    return load_codebook(path)


def test_own_codebook_inherits_extends_and_drops(write: Path) -> None:
    codebook = load_text(write, MINE)
    general = load_codebook("general")
    assert (codebook.name, codebook.label_zh, codebook.label_en) == ("gym", "健身房", "Gym")
    assert codebook.drivers["coach"].terms == ("教练", "私教")
    assert "delivery" not in codebook.drivers
    assert codebook.drivers["noise"] == general.drivers["noise"]
    extended, inherited = codebook.drivers["cleanliness"], general.drivers["cleanliness"]
    assert extended.terms == (*inherited.terms, "器械消毒")
    assert extended.label_zh == inherited.label_zh


def test_own_codebook_judges_comments(write: Path) -> None:
    write.write_text(MINE, encoding="utf-8-sig")
    run = voc.analyze(
        frame("教练很专业", "教练态度差劲"), text="评论", codebook=write, topics=False
    )
    assert run.drivers["driver"].tolist().count("coach") == 1
    assert run.manifest["codebook"]["name"] == "gym"


def frame(*comments: str) -> object:
    import pandas as pd

    return pd.DataFrame({"评论": comments})


def test_term_of_the_child_leaves_the_parents_driver(write: Path) -> None:
    general = load_codebook("general").drivers
    taken = next(term for term in general["noise"].terms)
    codebook = load_text(write, MINE.replace('"私教"', f'"{taken}"'))
    assert taken in codebook.drivers["coach"].terms
    assert taken not in codebook.drivers["noise"].terms


def test_codebook_may_inherit_from_a_file_beside_it(write: Path) -> None:
    load_text(write, MINE)
    chain = write.with_name("chain.toml")
    text = 'name = "chain"\ninherits = "gym"\n[drivers.coach]\nterms = ["团课老师"]\n'
    codebook = load_text(chain, text)
    assert codebook.drivers["coach"].terms == ("教练", "私教", "团课老师")
    assert len(codebook.files) == 3


CODEBOOK_MISTAKES = [
    ("unknown key", ('name = "gym"', 'nmae = "x"\nname = "gym"'), ("nmae", ":2", '"name"')),
    ("unknown driver key", ("definition =", "defintion ="), ('"defintion"', "definition")),
    ("unknown dimension", ('"assurance"', '"asurance"'), ("asurance", "coach", '"assurance"')),
    ("driver without words", ('["教练", "私教"]', "[]"), ("coach", "no words", ":8")),
    ("terms as one text", ('["教练", "私教"]', '"教练"'), ("list of words", ":13")),
    ("an empty term", ('"私教"', '" "'), ("list of words", ":13")),
    ("a term for two drivers", ('"器械消毒"', '"私教"'), ("私教", "two drivers", ":13", ":15")),
    ("dropping what is not there", ('["delivery"]', '["delivry"]'), ("delivry", '"delivery"')),
    ("unknown parent", ('"general"', '"genral"'), ("genral", 'Did you mean "general"')),
    ("circle", ('"general"', '"gym"'), ("itself", "gym.toml")),
    ("malformed", ("[drivers.coach]", "[drivers.coach"), ("not valid TOML", "line 8")),
    ("no name", ('name = "gym"', ""), ("name", "gym.toml")),
    ("label as a number", ('{ zh = "教练", en = "Coach" }', "7"), ("label", "gym.toml:9")),
    ("driver as a text", ("[label]", '[drivers]\nx = "y"\n[label]'), ("gym.toml",)),
    (
        "pair with a wrong number",
        ('terms = ["器械消毒"]', 'terms = ["器械消毒"]\npairs = [["毛巾", "黄", 6]]'),
        ("pair", ":16"),
    ),
    (
        "parent driver not there",
        ('terms = ["器械消毒"]', 'terms = ["器械消毒"]\nparent = "nowhere"'),
        ("nowhere", "cleanliness"),
    ),
]


@pytest.mark.parametrize(
    ("change", "told"), [pytest.param(*case, id=title) for title, *case in CODEBOOK_MISTAKES]
)
def test_mistake_in_a_codebook_is_named_with_file_and_line(
    change: tuple[str, str], told: tuple[str, ...], write: Path
) -> None:
    assert change[0] in MINE
    with pytest.raises(VocError) as caught:
        load_text(write, MINE.replace(*change))
    assert "gym.toml" in str(caught.value) or "genral" in str(caught.value)
    for part in told:
        assert part in str(caught.value)


def test_circle_of_two_codebooks_is_refused(write: Path) -> None:
    write.with_name("a.toml").write_text('name = "a"\ninherits = "b"\n[drivers]\n')
    write.with_name("b.toml").write_text('name = "b"\ninherits = "a"\n[drivers]\n')
    with pytest.raises(VocError, match="itself"):
        load_codebook(write.with_name("a.toml"))


@pytest.mark.parametrize("name", ["hotle", "nowhere.toml", "/"])
def test_unknown_codebook_says_where_and_what_to_do(name: str) -> None:
    with pytest.raises(VocError) as caught:
        load_codebook(name)
    assert caught.value.where
    assert caught.value.fix


OWN_WORDS = """
name = "spa"
inherits = "general"

[drivers.hot_spring]
label = { zh = "温泉", en = "Hot spring" }
dimension = "product"
terms = ["汤池"]
implied_by = [["解乏得很", 0.6], ["泡得皱巴巴", -0.4]]
suggested_by = [["老掉牙", -0.5]]
"""


def test_a_codebook_may_give_a_polarity_to_its_own_words(tmp_path: Path) -> None:
    book = tmp_path / "spa.toml"
    book.write_text(OWN_WORDS, encoding="utf-8")
    engine = engine_for(load_codebook(book))

    def found(text: str) -> list[tuple[str, float]]:
        return [(opinion[4], opinion[5]) for opinion in engine.run([text]).opinions[0]]

    assert found("解乏得很") == [("hot_spring", 0.6)]
    assert found("泡得皱巴巴") == [("hot_spring", -0.4)]
    assert found("老掉牙") == [("hot_spring", -0.5)]
    assert found("服务老掉牙") == [("staff_attitude", -0.5)]  # what is named goes before


def test_a_polarity_out_of_range_is_refused(tmp_path: Path) -> None:
    book = tmp_path / "spa.toml"
    book.write_text(OWN_WORDS.replace("0.6]", "6]"), encoding="utf-8")
    with pytest.raises(VocError, match="polarity from -1 to 1"):
        load_codebook(book)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_codebook_is_one_that_a_manager_can_steer_by(name: str) -> None:
    drivers = load_codebook(name).drivers.values()
    assert 12 <= sum(driver.parent is None for driver in drivers) <= 25
    for driver in drivers:
        assert driver.definition_zh and driver.definition_en
        assert len(driver.examples) >= 2
        assert driver.label_zh
        assert driver.label_en


def test_codebooks_have_the_drivers_that_others_rely_on() -> None:
    asked = {
        "restaurant": "traffic_convenience distance_from_business_district easy_to_find wait_time "
        "staff_attitude parking serving_speed price_level value_for_money discount decoration "
        "noise space cleanliness portion taste look recommendation overall repurchase_intention",
        "ecommerce": "overall usage_experience efficacy price delivery smell packaging "
        "authenticity service ingredients size freshness",
        "tourism": "service location facilities hygiene value_for_money",
        "airline": "brand_image crew_friendly crew_appearance crew_proactive crew_quick cabin_air "
        "cabin_temperature cabin_cleanliness cabin_equipment toilet seat legroom meal_taste "
        "meal_portion meal_choice entertainment safety on_time delay_information delay_care fare",
    }
    for name, drivers in asked.items():
        assert load_codebook(name).drivers.keys() >= set(drivers.split())


def test_dimensions_follow_servqual() -> None:
    """态度 is assurance, waiting responsiveness, kept promises reliability, access empathy."""
    general = load_codebook("general").drivers
    told = {name: driver.dimension for name, driver in general.items()}
    assert told["staff_attitude"] == told["trust_safety"] == "assurance"
    assert told["response_speed"] == told["problem_solving"] == "responsiveness"
    assert told["reliability"] == told["delivery"] == "reliability"
    assert told["personal_care"] == told["location"] == told["convenience"] == "empathy"
    assert told["facilities"] == told["cleanliness"] == told["noise"] == "tangibles"
    assert told["price_level"] == told["value_for_money"] == "price"
