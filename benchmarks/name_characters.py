"""Makes `lexicons/names/characters.tsv` and `words.tsv`: what names and words are made of.

    python benchmarks/name_characters.py COMMENTS...   text files with one comment a line

Four places: family name, first, last and only character of a given name. A weight is log(share in
names / share in ordinary text) at that place.
Shares in names: the person words of jieba's dictionary (MIT) that are made of usual characters,
and those of all decades since 1950 in given_names.txt; shares in ordinary text: the dictionary's
other words by their frequency, and the comments given. No comment is kept, only counts.

The given names are those of given_names.txt. The words are those of the dictionary that comments
hold often and that begin or end with a family name: 高兴, 速度 are no names, and no name begins in
the middle of 师傅.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path

import jieba

from voc.text.mask.family_names import CLEAR, COMPOUND, FAMILIES, GRAMMATICAL, WORDY
from voc.text.normalise import normalise

GIVEN = Path(__file__).with_name("given_names.txt")
FOLDER = Path(__file__).parents[1] / "lexicons" / "names"
HEAD = """\
# How much a character speaks for a person's name at its place: log(share in names / share in text).
# Empty in `family`: no family name; not in the table: 0. Made by benchmarks/name_characters.py.
character\tfamily\tfirst\tlast\tonly
"""
WORDS_HEAD = """\
# Ordinary words of two characters that begin or end with a character that is a family name, too:
# the first are no names, and within the others none begins. The `whole` ones have three or four.
# Words that judge are all among them, and stand in `judge` again; `given` are given names. Made by
# benchmarks/name_characters.py.
side\twords
"""
# By how many bear them, from the most; after these all others are equally rare
_FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕"
    "丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱"
    "戴严莫孔向常"
)
_TIMES = 2  # what a name below counts beside one of the dictionary, which is of older people
# Words that the dictionary takes for persons
_NO_PERSONS = (
    "公正 养老 凤爪 华为 华丽 双拼 和弦 安静 宫保 左转 帅哥 师傅"
    " 拜托 敬礼 文明 明白 易懂 智慧 木耳 权威 桂花 毛巾 汤汁 沙拉"
    " 沙滩 温泉 温馨 牛腩 玉米 白白 盖子 盖章 祝您 米粉 红外 红旗"
    " 红红 红绿 胡椒 荣耀 蓝天 许可 谢谢 过敏 道德 阳光 阿姨 陈旧"
    " 顾客 顾问 马虎 高峰 高清 高达 鲍鱼 齐全 龙虾 墨鱼 松仁 麻酱"
    " 薄脆 牛逼 石榴 冷饭 黄鱼 麦子 白粥 豆腐 苍蝇"
)
_BEGINNING, _ENDING, _WHOLE = 4, 20, 2  # how often words are in the comments that are kept
_NO_FAMILIES = (*"和过才终党都来当恒爱买", "第五")  # too common a word for the few who bear it
_UNSEEN = 0.00004  # share of a character that no name shows
_OFTEN = 0.0001  # from this share on, a character that no name shows speaks against one
_COMMON = 0.0006  # what any family name has at least: rare ones are met, and are told apart easily


Shares = dict[str, float]


def shares_in_names() -> tuple[Shares, Shares, Shares, Shares]:
    """Of families, of first, last and only characters of given names."""
    families = dict.fromkeys(FAMILIES, _COMMON)
    families |= dict.fromkeys(WORDY, _COMMON / 2) | dict.fromkeys(GRAMMATICAL, _COMMON / 30)
    for place, family in enumerate(_FAMILIES):
        families[family] = max(families[family], 0.07 / (1 + 0.55 * place))
    families |= dict.fromkeys(COMPOUND, _COMMON)
    for character in _NO_FAMILIES:
        families.pop(character, None)
    known = _given_names()
    usual = {character for name in known for character in name} | _from_dictionary_usual()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    only: Counter[str] = Counter()
    for name in known:
        if len(name) == 1:
            only[name] += 1
        else:
            first[name[0]] += _TIMES
            last[name[1]] += _TIMES
    for word, kind in _dictionary_kinds().items():
        if kind == "nr" and len(word) == 3 and word[0] in CLEAR and set(word[1:]) <= usual:
            first[word[1]] += 1
            last[word[2]] += 1
    lasts = _shares(last)
    some = {name: 0.7 * share for name, share in _shares(only).items()}
    for character, share in lasts.items():
        some[character] = some.get(character, 0.0) + 0.3 * share
    return families, _shares(first), lasts, some


def _given_names() -> list[str]:
    lines = GIVEN.read_text(encoding="utf-8").splitlines()
    return [name for line in lines if line[0] != "#" for name in line.split()]


def _from_dictionary_usual() -> set[str]:
    """Characters that three families or more have in names of the dictionary, at both places."""
    places: tuple[dict[str, set[str]], ...] = ({}, {})
    for word, kind in _dictionary_kinds().items():
        if kind == "nr" and len(word) == 3 and word[0] in CLEAR:
            for place in (0, 1):
                places[place].setdefault(word[place + 1], set()).add(word[0])
    return {
        character
        for character in places[0].keys() & places[1].keys()
        if all(len(place[character]) > 2 for place in places)
    }


def _dictionary_kinds() -> dict[str, str]:
    if not _kinds:
        for line in jieba.get_dict_file():
            word, _, kind = line.decode().split()
            _kinds[word] = kind
    return _kinds


_kinds: dict[str, str] = {}


def _shares(counts: Counter[str]) -> Shares:
    total = counts.total()
    return {character: count / total for character, count in counts.items()}


def shares_in_text(comments: list[str]) -> dict[str, float]:
    """Half of the comments, half of the dictionary's words that are no persons."""
    told: Counter[str] = Counter()
    for comment in comments:
        told.update(comment)
    words: Counter[str] = Counter()
    for line in jieba.get_dict_file():
        word, times, kind = line.decode().split()
        if not kind.startswith("nr"):
            for character in word:
                words[character] += int(times)
    shares: dict[str, float] = {}
    for counts in (told, words):
        chinese = {c: n for c, n in counts.items() if "\u4e00" <= c <= "\u9fff"}
        total = sum(chinese.values())
        for character, count in chinese.items():
            shares[character] = shares.get(character, 0) + count / total / 2
    return shares


def table(comments: list[str]) -> str:
    """The lines of the table."""
    families, first, last, only = shares_in_names()
    text = shares_in_text(comments)
    least = 1e-6

    def weight(shares: dict[str, float], character: str) -> float:
        share = shares[character] if shares is families else shares.get(character, 0) + _UNSEEN
        ordinary = math.prod(text.get(c, 0) + 1e-5 for c in character)
        return math.log(share / max(ordinary, least * least))

    common = {character for character, share in text.items() if share > _OFTEN}
    lines = [HEAD]
    for character in sorted({*families, *first, *last, *common}):
        family = f"{weight(families, character):.1f}" if character in families else ""
        given = [f"{weight(place, character):.1f}" for place in (first, last, only)]
        if len(character) == 2:
            given = ["", "", ""]
        lines.append("\t".join([character, family, *given]) + "\n")
    return "".join(lines)


def words(comments: list[str]) -> str:
    """The lines of the table of words."""
    pairs = Counter(text[at : at + 2] for text in comments for at in range(len(text) - 1))
    persons = {word for word, kind in _dictionary_kinds().items() if kind.startswith("nr")}
    known = {word for word in _dictionary_kinds() if len(word) == 2} - persons
    known |= set(_NO_PERSONS.split())
    opinions = {word for word in _opinions() if word[0] in FAMILIES}
    begin = {w for w in known if w[0] in FAMILIES and pairs[w] >= _BEGINNING}
    begin |= {word for word in opinions if len(word) == 2}
    end = {w for w in known if w[1] in FAMILIES and pairs[w] >= _ENDING}
    long = {w for w in _dictionary_kinds() if len(w) in (3, 4) and w[0] in FAMILIES} - persons
    counts = Counter(
        text[at : at + n] for text in comments for n in (3, 4) for at in range(len(text))
    )
    whole = {w for w in long if counts[w] >= _WHOLE} | {w for w in opinions if len(w) in (3, 4)}
    judge = {word for word in opinions if len(word) == 2}
    given = {name for name in _given_names() if len(name) == 2} - _opinions()
    rows = [WORDS_HEAD]
    sides = {"begin": begin, "judge": judge, "end": end, "whole": whole, "given": given}
    for side, chosen in sides.items():
        some = sorted(chosen)
        rows += [f"{side}\t{' '.join(some[at : at + 40])}\n" for at in range(0, len(some), 40)]
    return "".join(rows)


def _opinions() -> set[str]:
    """Terms that judge: none of them may be masked."""
    lists = (FOLDER.parent / "sentiment").glob("*.tsv")
    lines = [line for path in lists for line in path.read_text("utf-8").splitlines()]
    return {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("comments", nargs="+", type=Path)
    paths = parser.parse_args().comments
    comments = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    comments = normalise(comments)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "characters.tsv").write_text(table(comments), encoding="utf-8")
    (FOLDER / "words.tsv").write_text(words(comments), encoding="utf-8")


if __name__ == "__main__":
    main()
