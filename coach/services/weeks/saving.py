"""Saves the page for a clinician as a file of the kind that its name ends with."""

from datetime import date
from pathlib import Path

from coach.domain.statistics.report import Report
from coach.system.whole_files import write_bytes

FILE_ENDINGS = (".html", ".pdf", ".md")


class NotSavedError(Exception):
    """It was not saved. Its text is for the runner."""


def usual_path(at: date, kind: str = ".html") -> Path:
    """The default path: in the home folder."""
    return Path.home() / f"training-report-{at.isoformat()}{kind}"


def wrong_path(text: str) -> str:
    """What is wrong with a path that was typed, as a sentence; empty: nothing."""
    path = Path(text).expanduser() if text else Path()
    if path.suffix.lower() not in FILE_ENDINGS:
        return f"The name ends with {', '.join(FILE_ENDINGS[:-1])} or {FILE_ENDINGS[-1]}."
    if path.exists():
        return "There is such a file already: choose another name."
    return "" if path.parent.is_dir() else f"There is no folder {path.parent}."


def save(report: Report, path: Path) -> None:
    """Make the page and write it. Raises NotSavedError. A PDF takes a few seconds."""
    from coach.services.weeks.page import page
    from coach.services.weeks.printing import NoPdfError, pdf

    kind = path.suffix.lower()
    try:
        if kind == ".md":
            from coach.services.weeks.markdown import markdown

            content = markdown(report).encode()
        else:
            content = page(report).encode() if kind == ".html" else pdf(page(report))
        write_bytes(path, content)
    except NoPdfError as error:
        raise NotSavedError(f"No PDF: {error}.") from error
    except OSError as error:
        raise NotSavedError(f"{path} could not be written: {error.strerror}. Choose another place.") from error
