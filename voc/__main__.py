"""Entry point of the command line: exit code 0 done, 1 bad input or settings, 2 our fault."""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

_CTRL_C = 130  # what typer hands back when it was interrupted


def main() -> None:
    """Run the command line and turn errors into messages and exit codes."""
    from voc.errors import VocError

    _never_fail_at_printing()
    before = signal.signal(signal.SIGTERM, _stopper())
    try:
        from voc.cli import app

        if app(args=sys.argv[1:] or ["--help"], standalone_mode=False) == _CTRL_C:
            sys.exit(_interrupted())
    except VocError as error:
        sys.exit(_told(error))
    except KeyboardInterrupt:
        sys.exit(_interrupted())
    except Exception as error:
        sys.exit(_judged(error))
    finally:
        signal.signal(signal.SIGTERM, before)


def _stopper() -> Any:
    """To be ended is to be interrupted: worker processes and half-written folders go away."""
    owner = os.getpid()

    def stop(*_: Any) -> None:
        if os.getpid() != owner:  # a worker forked from us inherits this
            os._exit(1)
        raise KeyboardInterrupt

    return stop


def _never_fail_at_printing() -> None:
    """A terminal in ASCII or GBK shows what it cannot print as \\u…, rather than stopping voc."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _judged(error: Exception) -> int:
    """The exit code of an error that is no VocError, after telling the user."""
    import typer

    from voc.errors import VocError
    from voc.messages import phrase

    if isinstance(error, typer.Abort):  # older typers turn Ctrl-C into this
        return _interrupted()
    # Typer's own errors about options have no public base class, but all have this method.
    message = getattr(error, "format_message", None)
    if message is None:
        return _our_fault(error)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "voc"
    fix = phrase("command.see-help", command=command)
    return _told(VocError.worded(message(), where=command, fix=fix, code="command.usage"))


def _our_fault(error: Exception) -> int:
    if os.environ.get("VOC_DEBUG"):
        traceback.print_exception(error)
        return 2
    from voc.errors import VocError

    # The message of a foreign error may hold a customer's words: name only its kind.
    frames = traceback.extract_tb(error.__traceback__)
    package = str(Path(__file__).parent)
    own = [frame for frame in frames if frame.filename.startswith(package)]
    place = own[-1] if own else frames[-1]
    told = VocError(
        "command.our-fault", where=f"{place.filename}:{place.lineno}", kind=type(error).__name__
    )
    _say(f"voc: {told}")
    return 2


def _told(error: Exception) -> int:
    _say(f"voc: {error}")
    return 1


def _interrupted() -> int:
    from voc.messages import phrase

    _say(f"voc: {phrase('command.interrupted')}")
    return 1


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
