"""Of labels by hand."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "replaces-sheet": Message(
        "结果会覆盖已编码的表。",
        "The results would replace the coded sheet.",
        "请换一个文件名。",
        "Give another name.",
    ),
    "no-file": Message(
        "没有这个文件。",
        "There is no such file.",
        "请给出由 `voc sample` 生成并经编码员填写的工作簿。",
        "Give the workbook that `voc sample` wrote and a coder filled in.",
    ),
    "no-hidden-sheet": Message(
        "缺少隐藏的工作表“{sheet}”。",
        'The hidden sheet "{sheet}" is missing.',
        "请给出由 `voc sample` 生成并经编码员填写的工作簿。",
        "Give the workbook that `voc sample` wrote and a coder filled in.",
    ),
    "no-hidden-row": Message(
        "没有一张工作表带有写明列编号的隐藏首行。",
        "No sheet has the hidden first row with the ids of the columns.",
        "请把答案复制到 `voc sample` 生成的工作表里。",
        "Copy the answers into a sheet as `voc sample` wrote it.",
    ),
    "nothing-coded": Message(
        "这张表里还没有编码。",
        "Nothing is coded in this sheet.",
        "请填写评论的总体标签，保存后再试。",
        "Fill in the overall label of the comments, save, and try again.",
    ),
    "no-sample": Message(
        "不能抽取 {n} 条评论。",
        "A sample of {n} comments is no sample.",
        "请给出 1 或更大的数。",
        "Give 1 or more.",
    ),
    "nothing-to-draw": Message(
        "没有可以抽取的评论。",
        "There is no comment to draw.",
        "平台文字、重复评论和空评论不参加抽样；请分析更多评论。",
        "Platform texts, repetitions and empty texts are not drawn; analyse more comments.",
    ),
    "no-column": Message(
        "没有“{column}”这一列。", "There is no column {column!r}.", "{hint}", "{hint}"
    ),
    "sheet-of": Message("{file}，工作表“{sheet}”", '{file}, sheet "{sheet}"'),
    "column-missing": Message(
        "缺少“{column}”列。",
        "The column {column} is missing.",
        "请给出由 `voc sample` 生成并经编码员填写的工作簿。",
        "Give the workbook that `voc sample` wrote and a coder filled in.",
    ),
    "not-drawn": Message(
        "“{comment}”不是抽中的评论。",
        '"{comment}" is not a comment that was drawn.',
        "请恢复编号，或删除这一行：只有抽中的评论才计入。",
        "Restore the id, or remove the row: only comments that were drawn can count.",
    ),
    "no-id": Message(
        "缺少编号。",
        "An id is missing.",
        "请恢复编号，或删除这一行：只有抽中的评论才计入。",
        "Restore the id, or remove the row: only comments that were drawn can count.",
    ),
    "comment-twice": Message(
        "{comment} 出现了两次。", "{comment} stands twice.", "请删除一处。", "Remove one."
    ),
    "other-text": Message(
        "文字与这次分析的评论不一致。",
        "The text is not that of the run.",
        "请给出抽样时的那次分析，并保持评论文字不变。",
        "Give the run that the sheet was drawn from, and leave the texts as they were.",
    ),
    "no-answer": Message(
        "“{said}”不是可用的答案：{choices}。",
        '"{said}" is none of {choices}.',
        "请改正这些单元格；没有提到的驱动因素请留空。",
        "Correct the cells; leave a driver blank that is not mentioned.",
    ),
}
