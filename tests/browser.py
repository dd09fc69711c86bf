"""Headless Chromium for tests: what a page says on its console, and what its elements hold in the end."""

import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


def dump_page(path: Path, width: int = 1280, budget_ms: int = 8000) -> tuple[str, list[str]]:
    """Load a page from the file system with no network; return its document and its console messages.

    No address resolves, so that a page that needs the network shows an error on its console.
    """
    with tempfile.TemporaryDirectory() as profile:
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND", f"--window-size={width},1400",
            f"--virtual-time-budget={budget_ms}", "--enable-logging=stderr", "--v=0", "--dump-dom", path.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    messages = re.findall(r"CONSOLE[:(]\d+[)\]]?\]? \"(.*?)\", source", done.stderr, flags=re.DOTALL)
    return done.stdout, messages


def element_text(document: str, element_id: str) -> str:
    """Return the text of an element of a dumped document, without tags."""
    found = re.search(rf'id="{element_id}"[^>]*>(.*?)</(?:div|pre|p|section|body)>', document, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""
