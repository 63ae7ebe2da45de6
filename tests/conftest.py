"""The same surroundings on every machine: no settings, no library and no terminal of the person who tests."""

from __future__ import annotations

import os
import tempfile

from hypothesis import HealthCheck, settings

_FOLDER = tempfile.TemporaryDirectory(prefix="postil-tests-")  # gone when the tests are
_SCRATCH = _FOLDER.name

for _name in [name for name in os.environ if name.startswith(("POSTIL_", "TEXTUAL_", "XDG_"))]:
    if _name != "POSTIL_RANDOM_KEYS" and not _name.startswith("TEXTUAL_SNAPSHOT"):
        del os.environ[_name]
for _name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(_name, None)
os.environ.update(
    {
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
        "XDG_CACHE_HOME": f"{_SCRATCH}/cache",
        "XDG_CONFIG_HOME": f"{_SCRATCH}/config",
        "XDG_DATA_HOME": f"{_SCRATCH}/data",
        "XDG_STATE_HOME": f"{_SCRATCH}/state",
    }
)

# A machine that is busy with something else is no failure, and whether a change may land shall hang on the
# change alone: everybody tries the same examples. `--hypothesis-profile=search` goes looking for new ones.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("search"), derandomize=True)
settings.load_profile("same")
