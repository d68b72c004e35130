"""The command line: `cancu`.

Every command is a thin reading of its arguments around one function of `api.service`. Messages are Vietnamese unless
CANCU_LANG (or the settings file) says `en`. No traceback reaches a user: what was not foreseen goes to the log file,
and one sentence names it.
"""

import json
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from api.settings import pass_on
from ontology.errors import CancuError, Message, SettingError

OK, FOUND, UNREADABLE = 0, 1, 2


def _prepare_language() -> None:
    """Help texts are made when commands are declared, so the language is settled first."""
    for name in ("lang", "base"):
        pass_on(name)


def _wants_json() -> bool:
    """Whether a program is to read the answer: it gets the error as JSON too."""
    typed = sys.argv[1:]
    return "--json" in typed or "--format=json" in typed or ("--format", "json") in pairwise(typed)


def main() -> None:
    """The entry point of the `cancu` command: every way to end has its words and its exit status here."""
    try:
        status = _run()
    except CancuError as error:
        status = _refuse(error)
    except BrokenPipeError:
        _let_go_of_stdout()
        status = OK
    except KeyboardInterrupt:
        sys.stderr.write(f"{Message('Đã dừng.', 'Stopped.')}\n")
        status = 130
    except Exception as error:  # the one place where the unforeseen ends
        status = _end_unforeseen(error)
    sys.exit(status)


def _run() -> int:
    """Declare the command that was typed and run it; whoever stops it while it loads is heard too."""
    _refuse_unreadable(sys.argv[1:])
    _prepare_language()
    from api.cli.options import close_services
    from api.cli.speech import run_spoken
    from api.cli.wanted import declare_wanted

    try:
        return run_spoken(declare_wanted(sys.argv[1:]))
    finally:
        close_services()


def _refuse_unreadable(typed: Sequence[str]) -> None:
    """Refuse words that are no text: they can be neither shown nor looked for."""
    for number, word in enumerate(typed, 1):
        try:
            word.encode()
        except UnicodeEncodeError as cause:
            raise SettingError(
                f"Tham số thứ {number} không phải UTF-8. Nếu là tên tệp, hãy đổi tên, hoặc nạp cả thư mục chứa nó.",
                f"Argument {number} is not UTF-8. If it names a file, rename the file, or load its whole folder.",
            ) from cause


def _refuse(error: CancuError) -> int:
    sys.stderr.write(f"{error}\n")
    print_error(type(error).__name__, error.message)
    return UNREADABLE


def print_error(name: str, message: Message) -> None:
    """An error for the program that asked for JSON; nothing where none did."""
    if _wants_json():
        said = {"error": name, "message": message.as_dict()}
        try:
            sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
            sys.stdout.flush()
        except OSError:  # the disk that it goes to is what failed; the words stand on stderr
            _let_go_of_stdout()


def _let_go_of_stdout() -> None:
    """What is still to be written goes nowhere, so that nothing fails once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_unforeseen(error: Exception) -> int:
    from api.cli.system import refusal_of
    from api.logs import log_failure

    path = log_failure(error)
    if isinstance(error, OSError) and (refusal := refusal_of(error)) is not None:
        return _refuse(refusal)
    where = Message(f"; chi tiết ở {path}", f"; details are in {path}") if path else Message("", "")
    name = type(error).__name__
    sys.stderr.write(
        f"{Message(f'Lỗi không lường trước ({name}){where.vi}', f'Unforeseen error ({name}){where.en}')}\n"
    )
    return 70
