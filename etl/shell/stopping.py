"""Commands that end with one sentence where something stops them, never with a traceback."""

import click

from data.failures import StoreError
from etl.keeping import KeepingError
from etl.problem import Problem, of_store
from etl.shell.arguments import printable
from etl.shell.printed import complain
from etl.uploads import UploadError

STOPS = (UploadError, KeepingError, StoreError, OSError, KeyboardInterrupt)


def problem_of(error: BaseException) -> Problem:
    """Return what stopped a command (one of STOPS) as a problem."""
    match error:
        case UploadError() | KeepingError():
            return Problem(error.kind, says=error.says)
        case StoreError():
            return of_store(error)
        case OSError():
            return file_failed(error)
    return Problem("interrupted")


def file_failed(error: OSError) -> Problem:
    """Return why a file could not be read or written."""
    file = printable(str(error.filename)) if error.filename else ""
    return Problem("file_failed", says={"file": file, "why": error.strerror or ""})


class Stopping(click.Command):
    """A command; what stops it is said in the language of its ``--lang``, with exit 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read our output has left (``… | head``): nobody is there to be told.
            raise
        except STOPS as error:
            complain(problem_of(error), ctx.params.get("lang", "vi"))
        raise SystemExit(1)
