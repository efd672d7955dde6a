"""Of questionnaires and what they measure."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "no-order-column": Message(
        "{file} 里没有“{name}”这一列。",
        'There is no column "{name}" in {file}.',
        "{hint}",
        "{hint}",
    ),
    "column-of-comments": Message(
        "“{name}”列是评论，不能当作问卷题目来读。",
        'The column "{name}" holds comments; a question of the survey cannot be read from it.',
        "请指定另一列，或者指明评论所在的列：--text 列名。",
        "Name another column, or name the columns with the comments: --text COLUMN.",
    ),
}
