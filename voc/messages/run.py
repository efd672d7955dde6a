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
}
