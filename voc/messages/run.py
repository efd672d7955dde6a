"""Of runs that are broken off, resumed or hindered."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "machine-not-ready": Message(
        "这台机器还不能运行 voc。",
        "This machine is not ready.",
        "请解决上面标有 BAD 的各项。",
        "Mend the lines marked BAD.",
    ),
    "resumed": Message(
        "接着上次中断的分析继续：已有 {comments} 条评论分析完毕。",
        "going on with the run that was broken off: {comments} comments are done already.",
    ),
    "other-run": Message(
        "上次中断的分析用的是别的评论、设置、词典或 voc 版本，不能接着做；现在从头开始。",
        "the unfinished run was of other comments, settings, word lists or another version of voc "
        "and cannot be continued; this one begins anew.",
    ),
    "no-unfinished": Message(
        "没有可以继续的分析；现在从头开始。",
        "there is no unfinished run to go on with; this one begins anew.",
    ),
    "unfinished": Message(
        "这里有一次没做完的分析：加上 --resume 可以接着做。现在从头开始，做完后会删除它。",
        "an unfinished run is there: --resume continues it. This one begins anew, and removes it "
        "when it is done.",
    ),
    "kept": Message(
        "已分析的部分保留下来了：用同样的命令加上 --resume 可以接着做。",
        "what is finished was kept: the same command with --resume goes on with it.",
    ),
}
