"""What the command line itself says."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "where": Message("位置", "where"),
    "fix": Message("怎么办", "what to do"),
    "interrupted": Message(
        "已中断；输出文件夹里不会有写了一半的结果。",
        "interrupted; no half-written results are left.",
    ),
    "our-fault": Message(
        "这是程序自身的错误（{kind}）。",
        "This is an error on our side ({kind}).",
        "加上 VOC_DEBUG=1 重新运行，把输出报告给我们：其中只有程序的位置，没有客户原话。",
        "Run again with VOC_DEBUG=1 and report what it prints: places in the program, no "
        "customers' words.",
    ),
    "usage": Message("命令写得不对。", "The command is not well formed."),
    "see-help": Message("请看：{command} --help", "See: {command} --help"),
    "comma": Message("、", ", "),
    "and-more": Message("{shown}，另有 {left} 项", "{shown} and {left} more"),
    "separator": Message("：", ": "),
    "semicolon": Message("；", "; "),
    "no-such-option": Message("没有选项 {name}。{hint}", "There is no option {name}. {hint}"),
    "missing": Message("缺少 {name}。", "{name} is missing."),
    "bad-value": Message("{name} 的值不可用：{told}", "{name} cannot be this: {told}"),
    "not-below": Message("不能小于 {least}", "not below {least}"),
    "whole-number": Message("应为整数", "a whole number"),
    "option-without-value": Message(
        "选项 {name} 的写法不对，或缺少值。",
        "The option {name} lacks its value or has one too many.",
    ),
    "no-such-command": Message("没有命令“{name}”。", "There is no command {name!r}."),
    "extra": Message("多出了参数：{given}。", "There are arguments too many: {given}."),
}
