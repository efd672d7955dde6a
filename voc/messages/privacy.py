"""Of personal data."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "short-key": Message(
        "密钥太短。",
        "The key is too short.",
        "密钥至少要有 {fewest} 个字符；也可以删掉密钥文件，"
        "程序会重新生成一个（已有的化名将随之改变）。",
        "A key has at least {fewest} characters. Or delete the key file: a new key is made, and "
        "pseudonyms change with it.",
    ),
    "no-key": Message(
        "无法读取或创建密钥文件：{reason}。",
        "The key file cannot be read or made: {reason}.",
        "请在 [privacy] key_file 中指定另一个文件，或者把密钥放进环境变量 {variable}。",
        "Name another file in [privacy] key_file, or put the key into the variable {variable}.",
    ),
    "kept": Message(
        "注意：这次运行没有遮盖个人信息（pii = keep），结果不要外传。",
        "Mind: personal data is not masked in this run (pii = keep). Do not pass the results on.",
    ),
    "treatment": Message("个人信息", "Personal data"),
    "long-cell": Message("（{characters} 个字）", "({characters} characters)"),
    "small-group": Message(
        "（所在分组不足 {fewest} 人，不显示）", "(group of fewer than {fewest})"
    ),
}
