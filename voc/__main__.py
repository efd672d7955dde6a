"""Entry point of the command line: exit code 0 done, 1 bad input or settings, 2 our fault."""

from __future__ import annotations

import gc
import io
import os
import re
import signal
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

_CTRL_C = 130  # what typer hands back when it was interrupted
_GARBAGE = 100_000  # new objects before Python looks for garbage: modules and lexicons make many


def main() -> None:
    """Run the command line and turn errors into messages and exit codes."""
    from voc.errors import VocError

    _never_fail_at_printing()
    gc.set_threshold(_GARBAGE, *gc.get_threshold()[1:])
    # what pandas thinks of a table of thousands of columns is of no use to who has it
    warnings.filterwarnings("ignore", message="DataFrame is highly fragmented")
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
    what = _usage(error) or message()
    return _told(VocError.worded(what, where=command, fix=fix, code="command.usage"))


def _usage(error: Any) -> str | None:
    """What is wrong with the options, in Chinese; None when English is spoken or nothing fits."""
    from voc.messages import phrase, spoken

    if spoken() != "zh":
        return None
    parameter = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        named = [option for option in parameter.opts if option.startswith("-")]
        name = " / ".join(named) or str(parameter.name).upper()
    match type(error).__name__:
        case "NoSuchOption":
            close = list(getattr(error, "possibilities", None) or [])
            hint = phrase("settings.did-you-mean", name=min(close)) if close else ""
            return phrase("command.no-such-option", name=error.option_name, hint=hint)
        case "MissingParameter" if name:
            return phrase("command.missing", name=name)
        case "BadParameter" if name:
            return phrase("command.bad-value", name=name, told=_wanted(error.message))
        case "BadOptionUsage":
            return phrase("command.option-without-value", name=error.option_name)
    quoted = re.search(
        r"No such command '(.*?)'|unexpected extra argument(?:s|\(s\))? \((.*)\)", str(error)
    )
    if quoted is None:
        return None
    if quoted[1]:
        return phrase("command.no-such-command", name=quoted[1])
    return phrase("command.extra", given=quoted[2])


def _wanted(told: str) -> str:
    """What an option takes, in the language spoken; as it was told where nothing fits.

    >>> _wanted("Input should be greater than or equal to 0")
    'not below 0'
    """
    from voc.messages import phrase

    if least := re.search(r"greater than or equal to (\S+)", told):
        return phrase("command.not-below", least=least[1])
    return phrase("command.whole-number") if "valid integer" in told else told


def _our_fault(error: Exception) -> int:
    if os.environ.get("VOC_DEBUG"):
        _say(_frames(error))
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


def _frames(error: BaseException) -> str:
    """The traceback with kinds instead of messages, which may quote a comment."""
    before = error.__cause__ or error.__context__
    lines = [_frames(before), "then:\n"] if before else []
    frames = traceback.format_tb(error.__traceback__)
    return "".join([*lines, *frames, f"{type(error).__module__}.{type(error).__name__}\n"])


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
