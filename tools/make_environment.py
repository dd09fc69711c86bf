"""Print environment.yml for conda users: Python from conda-forge, the locked packages from pip.

The pip section reads requirements.lock itself, without its dependencies, so that conda users get the
same versions and no torch; the pins are repeated as comments for people who read the file.
"""

import re
import sys
from pathlib import Path


def pins(lock: str) -> list[str]:
    """Return 'name==version' of every package of a lock, in its order."""
    return re.findall(r"^([A-Za-z0-9_.-]+==[^ ;\\]+)", lock, flags=re.MULTILINE)


def environment(lock: str) -> str:
    """Return the text of environment.yml."""
    lines = [
        "# PIP_NO_DEPS=1 conda env create -f environment.yml",
        "# conda activate hasila && pip install --no-deps --no-build-isolation -e .",
        "# Without PIP_NO_DEPS=1 pip stops at the packages that the lock leaves out, and installs nothing.",
        "# Made by `make lock`; a test keeps it in step with requirements.lock.",
        "name: hasila",
        "channels:",
        "  - conda-forge",
        "dependencies:",
        "  - python=3.11",
        "  - pip",
        "  - make",
        "  - git",
        "  - pip:",
        "      - --require-hashes",
        "      - -r requirements.lock",
        "# The packages that the lock pins:",
        *(f"#   {pin}" for pin in pins(lock)),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(environment(Path(sys.argv[1]).read_text(encoding="utf-8")))
