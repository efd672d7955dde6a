"""Of spaCy and pandas."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "series-is-text": Message(
        "Series 本身就是评论文字。",
        "A Series is the text itself.",
        "请去掉 text，或对 DataFrame 调用 analyze。",
        "Leave text out, or call analyze on the DataFrame.",
    ),
    "extension-taken": Message(
        "扩展属性 {place} 已被其他程序设置。",
        "Something else has set the extension {place}.",
        '请先删除它：{owner}.remove_extension("{field}")。',
        'Take it away before: {owner}.remove_extension("{field}").',
    ),
}
