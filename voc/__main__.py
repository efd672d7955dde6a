"""Entry point of the command line: exit code 0 done, 1 bad input or settings, 2 our fault."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and turn errors into messages and exit codes."""
    from voc.errors import VocError

    try:
        from voc.cli import app

        app(standalone_mode=False)
    except VocError as error:
        _say(f"voc: {error}")
        sys.exit(1)
    except SystemExit:
        raise
    except KeyboardInterrupt:
        _say("voc: interrupted; nothing was written.")
        sys.exit(1)
    except Exception as error:
        sys.exit(_unexpected(error))


def _unexpected(error: Exception) -> int:
    import click

    if isinstance(error, click.exceptions.Exit):
        return int(error.exit_code)
    if isinstance(error, click.ClickException):
        error.show()
        return 1
    if isinstance(error, click.Abort):
        return 1
    if os.environ.get("VOC_DEBUG"):
        raise error
    # The message of a foreign error may hold a customer's words: name only its kind.
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown"
    _say(
        f"voc: an error on our side ({type(error).__name__}).\n  where: {where}\n"
        "  what to do: run again with VOC_DEBUG=1 and report what it prints, "
        "after removing customers' words."
    )
    return 2


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
