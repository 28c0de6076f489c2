"""The page as PDF, made by a Chromium-based browser if there is one: headless, and without network access."""

import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import which

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
AT_MOST_S = 60
NO_BROWSER = (
    "a PDF is made by Chromium, Chrome or Edge, and none was found here. Make the page with --html FILE, open it in "
    "any browser, and print it from there"
)


class NoPdfError(Exception):
    """No PDF could be made. Its text is for the runner."""


def browser(find: Callable[[str], str | None] = which) -> str | None:
    """The browser to print with; None: there is none."""
    found = next((path for name in BROWSERS if (path := find(name))), None)
    return found or next((path for path in _ON_A_MAC if Path(path).exists()), None)


def pdf(html: str, program: str | None = None) -> bytes:
    """The page as PDF bytes. Raises NoPdfError."""
    program = program or browser()
    if program is None:
        raise NoPdfError(NO_BROWSER)
    with tempfile.TemporaryDirectory(prefix="coach-report-") as folder:
        source, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(html, encoding="utf-8")
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={made}",
            source.as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # as root, it does not start with its sandbox
        try:
            done = subprocess.run(command, capture_output=True, timeout=AT_MOST_S, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPdfError(
                f"{Path(program).name} did not make the PDF. Print the page yourself: --html FILE"
            ) from error
        if done.returncode or not made.is_file():
            raise NoPdfError(f"{Path(program).name} did not make the PDF. Print the page yourself: --html FILE")
        return made.read_bytes()
