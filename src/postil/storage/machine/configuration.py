"""Where postil's own files lie on this machine, and what its configuration says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 1024 * 1024
"""The bytes that a configuration may have."""

LIBRARY_VARIABLE = "POSTIL_LIBRARY"
"""The environment variable that names the library's folder."""
CONFIGURATION_VARIABLE = "POSTIL_CONFIG"

_NAME = "postil"


def configuration_file() -> Path:
    """The configuration of this user; `POSTIL_CONFIG` names another one."""
    chosen = os.environ.get(CONFIGURATION_VARIABLE)
    if chosen:
        return Path(os.path.expanduser(chosen))  # noqa: PTH111 - it never raises
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "config.toml"


def default_library_folder() -> Path:
    """The library of texts that belong to no project; `POSTIL_LIBRARY` names another one."""
    chosen = os.environ.get(LIBRARY_VARIABLE)
    if chosen:
        return Path(os.path.expanduser(chosen))  # noqa: PTH111 - it never raises
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / "library"


def state_folder() -> Path:
    """What may be forgotten: logs, histories of input."""
    from platformdirs import user_state_path

    return user_state_path(_NAME, appauthor=False)


def cache_folder() -> Path:
    """What can be worked out again."""
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def read_configuration(path: Path) -> Mapping[str, object]:
    """Reads a TOML file; a missing one is an empty one.

    Raises:
        BadInput: It cannot be read or is not TOML; the message names the file and the line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        from postil.core.system_errors import in_words

        raise BadInput(f"The configuration {shown(str(path))} cannot be read: {in_words(error)}.") from None
    if len(data) > LIMIT:
        raise BadInput(f"The configuration {shown(str(path))} has more than {LIMIT} bytes.")
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"The configuration {shown(str(path))} is not UTF-8 in line {line}.") from None
    except tomllib.TOMLDecodeError as error:
        last = data.count(b"\n") + 1
        why = str(error).replace("end of document", f"line {last}, the end")
        raise BadInput(f"The configuration {shown(str(path))} is not TOML: {shown(why)}.") from None
    except RecursionError:
        raise BadInput(f"The configuration {shown(str(path))} is nested too deeply.") from None
