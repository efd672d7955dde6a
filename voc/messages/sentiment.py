"""Of sentiment models."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "nothing-learned": Message(
        "这次分析没有学到任何东西：判断全部来自词表和规则。",
        "Nothing was learned in this run: the word lists and rules judged alone.",
        "请分析更多评论；需要多少条，见 config.toml 的 sentiment.minimum。",
        "Analyse more comments; sentiment.minimum in config.toml says how many.",
    ),
    "nothing-to-save": Message(
        "没有可保存的情感模型：这次分析只用了种子词表判断。",
        "There is no adapted sentiment to save: this run was judged by the seed alone.",
        "请分析更多评论；见 config.toml 的 sentiment.minimum。",
        "Analyse more comments; see sentiment.minimum in config.toml.",
    ),
    "no-model-file": Message(
        "情感模型文件不存在。",
        "The sentiment model does not exist.",
        "请给出 `voc analyze` 输出文件夹中的 model.json。",
        "Give model.json of a folder that `voc analyze` wrote.",
    ),
    "model-unreadable": Message(
        "情感模型无法打开：{reason}。",
        "The sentiment model cannot be opened: {reason}.",
        "请给出 `voc analyze` 输出文件夹中的 model.json。",
        "Give model.json of a folder that `voc analyze` wrote.",
    ),
    "no-model": Message(
        "这不是 voc 的情感模型。",
        "This is not a sentiment model of voc.",
        "请给出 `voc analyze` 输出文件夹中的 model.json。",
        "Give model.json of a folder that `voc analyze` wrote.",
    ),
}
