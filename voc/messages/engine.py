"""Of the engines that judge comments elsewhere: Dask, Spark."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "unknown": Message(
        "应为 local、dask、dask=调度器地址、spark 或 spark=master",
        "should be local, dask, dask=ADDRESS, spark or spark=MASTER",
    ),
    "package-missing": Message(
        "没有安装使用 {name} 所需的 Python 包。",
        "The Python package for {name} is not installed.",
        'pip install "voc[{extra}]"；集群的每个节点上也要安装 voc。不用集群就去掉 --engine。',
        'pip install "voc[{extra}]"; voc has to be installed on the workers as well. Without a '
        "cluster, leave out --engine.",
    ),
    "no-java": Message(
        "Spark 需要 Java，没有找到。",
        "Spark needs Java, which was not found.",
        "请安装 Java 17 或更新的版本，或者把 JAVA_HOME 设为它的目录。",
        "Install Java 17 or newer, or set JAVA_HOME to its folder.",
    ),
    "not-reached": Message(
        "连不上 {name}：{reason}。",
        "{name} cannot be reached: {reason}.",
        "检查地址，并确认调度器在运行、网络能通。Python 脚本里的调用要放在 "
        'if __name__ == "__main__": 下面。',
        "Check the address, and that the scheduler runs and the network lets you through. In a "
        'Python script, call voc below if __name__ == "__main__":.',
    ),
    "no-workers": Message(
        "{seconds} 秒内没有任何工作节点。",
        "There was no worker for {seconds} seconds.",
        "请启动工作节点，再用同样的命令加上 --resume。",
        "Start workers, then give the same command with --resume.",
    ),
    "not-importable": Message(
        "工作节点上没有 Python 包 {module}。",
        "The workers do not have the Python package {module}.",
        "voc 必须能在每个工作节点上导入：在那里的 Python 环境中安装同一版本的 voc（或换成带有 "
        "voc 的镜像）。",
        "voc must be importable on every worker: install this version of voc in their Python "
        "environment (or use an image that has it).",
    ),
    "other-versions": Message(
        "工作节点上的版本不同：{told}。",
        "A worker has other versions: {told}.",
        "结果会因此不同。请在所有工作节点上安装与这里相同的版本。",
        "Results would differ. Install on all workers what is installed here.",
    ),
    "failed": Message(
        "工作节点分析评论时出错：{told}。",
        "A worker failed over a chunk of comments: {told}.",
        "这是 voc 的缺陷，请报告。不带 --engine 再运行一次，可以看到出错的全部经过。",
        "This is a fault of voc; please report it. Without --engine it tells where it happened.",
    ),
    "workers-died": Message(
        "处理同一批评论的工作节点一再被终止。",
        "Workers were killed again and again over the same chunk of comments.",
        "多半是内存不够：给工作节点更多内存，或把 [run] chunk 调小。"
        "做完的部分可用 --resume 接着做。",
        "Most likely they lack memory: give them more, or make [run] chunk smaller. --resume goes "
        "on with what is finished.",
    ),
    "lost": Message(
        "与集群的连接中断了。",
        "The cluster was lost.",
        "集群恢复后，用同样的命令加上 --resume 接着做；也可以换成 --engine local。",
        "When it is back, the same command with --resume goes on; so does --engine local.",
    ),
}
