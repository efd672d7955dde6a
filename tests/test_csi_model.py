"""Satisfaction models as data: what ships, what a user writes, and its faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinic import (
    SMALL,
    written,
)

from voc.errors import VocError
from voc.metric.csi import CsiModel, csi_models, load_model, match_items


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CsiModel:
    return load_model(written(tmp_path_factory.mktemp("model"), SMALL))


def test_shipped_models_have_the_structures_of_the_field() -> None:
    assert csi_models() == ["acsi", "ccsi", "ecsi"]
    acsi, ccsi, ecsi = (load_model(name) for name in csi_models())
    causes = "expectation quality value".split()
    assert acsi.ids == [*causes, "satisfaction", "complaints", "loyalty"]
    assert ecsi.ids == ["image", *causes, "satisfaction", "complaints", "loyalty"]
    assert set(acsi.paths) < set(ecsi.paths)
    assert [latent.label_zh for latent in ccsi.latents] == (
        "品牌形象 预期质量 感知质量 感知价值 用户满意度 用户忠诚度".split()
    )
    assert len(ccsi.paths) == 11
    for model in (acsi, ccsi, ecsi):
        assert model.target == "satisfaction"
        assert all(item.text_zh and item.text_en for one in model.latents for item in one.items)
        assert all(one.label_zh != one.label_en for one in model.latents)


def test_latents_are_sorted_so_that_causes_come_first(tmp_path: Path) -> None:
    text = SMALL.replace('quality.items = ["q1", "q2", "q3"]\n', "") + 'quality.items = ["q1"]\n'
    assert load_model(written(tmp_path, text)).ids == "price quality satisfaction loyalty".split()


FAULTS = [
    ("a circle", '"loyalty"]]', '"loyalty"], ["loyalty", "quality"]]', "in a circle", "paths"),
    ("a path to nowhere", '["price",', '["prise",', 'no latent variable "prise"', "number 2"),
    ("a path twice", '["price",', '["quality",', "stands twice", "number 2"),
    ("no path at all", "price.items", "queue.items", 'no latent variable "price"', "number 2"),
    ("a latent apart", "loyalty.items", 'x.items = ["x"]\nloyalty.items', '"x"', "[latents.x]"),
    ("no items", 'loyalty.items = ["l1"]', "loyalty.items = []", "no items", "[latents.loyalty]"),
    ("an item of two", '"p2"', '"q2"', "belongs to quality and to price", "[latents.price]"),
    ("an unknown mode", "loyalty.items", 'loyalty.mode = "C"\nloyalty.items', "mode 'C'", "loyal"),
    ("an unknown key", "loyalty.items", "loyalty.itms", 'Unknown key "itms"', "[latents.loyalty]"),
    ("an unknown target", '"satisfaction"\np', '"joy"\np', 'target "joy"', "target"),
    ("a scale downwards", "loyalty.items", "loyalty.scale=[9,1]\nloyalty.items", "upwards", "loy"),
    ("a scale of one", "loyalty.items", "loyalty.scale=[9]\nloyalty.items", "no scale", "loyalty"),
    ("a label of numbers", "loyalty.items", "loyalty.label=3\nloyalty.items", "no label", "loyal"),
    ("a single name", '["price", "satisfaction"]', '"price"', "no path", "number 2"),
    ("no latents", "[latents]", "[latent]", 'Unknown key "latent"', "clinic.toml"),
    ("no TOML", "[latents]", "[latents", "not valid TOML", "clinic.toml"),
]


@pytest.mark.parametrize(
    ("old", "new", "what", "where"), [pytest.param(*case[1:], id=case[0]) for case in FAULTS]
)
def test_fault_of_a_model_is_named_with_its_place(
    old: str, new: str, what: str, where: str, tmp_path: Path
) -> None:
    assert old in SMALL
    with pytest.raises(VocError) as told:
        load_model(written(tmp_path, SMALL.replace(old, new)))
    assert what in told.value.what
    assert "clinic.toml" in str(told.value.where) and where in str(told.value.where)


def test_unknown_model_is_answered_with_the_nearest() -> None:
    with pytest.raises(VocError, match='Did you mean "ecsi"'):
        load_model("esci")


def test_columns_are_found_by_id_or_by_question() -> None:
    model = load_model("ccsi")
    question = model.latents[-1].items[1].text_zh
    assert match_items(["Brand Image 1", "brand-image_2", "loyalty_3", question, "x"], model) == {
        "brand_image": ("Brand Image 1", "brand-image_2"),
        "loyalty": (question, "loyalty_3"),
    }
