"""The layout of a codebook as a workbook: its sheets, columns and kinds of words, in two languages.

`writing.py` writes it, `reading.py` reads it back.
"""

from __future__ import annotations

from collections.abc import Mapping

Names = tuple[str, str]  # Chinese, English

SHEETS: dict[str, Names] = {
    "notes": ("说明", "how to edit"),
    "book": ("编码本", "codebook"),
    "drivers": ("驱动因素", "drivers"),
    "words": ("词语", "words"),
    "pairs": ("搭配", "pairs"),
}
COLUMNS: dict[str, dict[str, Names]] = {
    "book": {"key": ("项目", "item"), "value": ("内容", "value")},
    "drivers": {
        "id": ("编号", "id"),
        "zh": ("中文名", "Chinese label"),
        "en": ("英文名", "English label"),
        "dimension": ("维度", "dimension"),
        "parent": ("上级", "parent"),
        "definition_zh": ("中文定义", "Chinese definition"),
        "definition_en": ("英文定义", "English definition"),
        "mention": ("提及的极性", "polarity of a mention"),
        "spreads_to": ("波及", "spreads to"),
        "example": ("例句", "example"),  # one column each, to the right: example 1, example 2 …
    },
    "words": {
        "driver": ("驱动因素", "driver"),
        "kind": ("类别", "kind"),
        "word": ("词语", "word"),
        "polarity": ("极性", "polarity"),
    },
    "pairs": {
        "driver": ("驱动因素", "driver"),
        "term": ("名称词", "term"),
        "word": ("评价词", "evaluating word"),
        "polarity": ("极性", "polarity"),
    },
}
BOOK_ITEMS: dict[str, Names] = {
    "name": ("名称", "name"),
    "zh": ("中文名", "Chinese label"),
    "en": ("英文名", "English label"),
    "inherits": ("继承", "inherits"),
    "drop": ("去掉的因素", "drop"),
}
KINDS: dict[str, Names] = {
    "terms": ("名称词", "names it"),
    "implied_by": ("评价词", "implies it"),
    "suggested_by": ("弱评价词", "suggests it"),
    "exclude": ("排除词", "hides a term"),
    "patterns": ("句式", "regular expression"),
}
JUDGING = ("implied_by", "suggested_by", "patterns")  # the kinds that may have a polarity
LANGUAGES = ("zh", "en")

NOTES: tuple[Names, ...] = (
    (
        "改完保存，再运行：voc codebook import 本文件.xlsx -o 我的编码本.toml",
        "Edit, save, then run: voc codebook import this-file.xlsx -o my-codebook.toml",
    ),
    (
        "工作表里有什么就是什么：继承来的因素和词语都已写在这里，删一行就少一个词，加一行就多一个词。",
        "What you see is what you get: inherited drivers and words are written out here. Delete a"
        " row and the word is gone, add one and it is there.",
    ),
    (
        "“驱动因素”表一行一个因素：编号供“词语”表引用；维度从下拉列表选。要新增因素，先在这里加一行。",
        "Sheet “drivers”, a row each: the id is what the sheet “words” refers to; choose the"
        " dimension from the list. For a new driver, begin with a row here.",
    ),
    (
        "“词语”表一行一个词。名称词：说到的是什么（教练）。评价词：一出现就知道在评价它（解乏）。"
        "弱评价词：没有说到别的时才算（旧）。排除词：包含名称词、但与它无关（温泉蛋）。句式：正则表达式。",
        "Sheet “words”, a row each. terms name the driver (coach); implied_by are evaluating words"
        " that alone tell what is judged; suggested_by do so only where nothing is named; exclude"
        " holds a term but means something else; patterns are regular expressions.",
    ),
    (
        "极性从 −1（差）到 1（好），可以空着：评价词的极性一般已在词典里。一个词只能属于一个因素。",
        "A polarity goes from −1 (bad) to 1 (good) and may be blank: the word lists know most"
        " evaluating words. A word belongs to one driver.",
    ),
    (
        "“搭配”表：同一个评价词在不同名称词旁边意思不同，如 价格 + 高 = −0.5，效率 + 高 = 0.6。",
        "Sheet “pairs”: an evaluating word that says another thing beside another term, such as"
        " price + high = −0.5.",
    ),
    (
        "提及的极性：只提到、没有评价时算几分，一般空着。波及：对它的笼统评价也算到这些因素上，用逗号隔开。",
        "Polarity of a mention: what a bare mention is worth, mostly blank. Spreads to: a verdict"
        " on this driver alone counts for these as well; part them by commas.",
    ),
    ("灰色的列只供阅读，导入时不看。", "Columns in grey are for reading; the import skips them."),
)


def shown(key: str, names: Mapping[str, Names], language: str) -> str:
    """What a cell says for an id: 名称词 terms, or terms.

    Examples
    --------
    >>> shown("terms", KINDS, "zh"), shown("terms", KINDS, "en")
    ('名称词 terms', 'terms')
    """
    return f"{names[key][0]} {key}" if language == "zh" else key


def known_id(cell: str, names: Mapping[str, Names]) -> str | None:
    """The id that a cell means: the id, a name of it in either language, or 名称词 terms.

    Examples
    --------
    >>> known_id("名称词 terms", KINDS), known_id("Terms", KINDS), known_id("词", KINDS)
    ('terms', 'terms', None)
    """
    wanted = cell.strip().lower()
    for key, (chinese, english) in names.items():
        if wanted in (key, chinese.lower(), english.lower(), f"{chinese} {key}".lower()):
            return key
    return None
