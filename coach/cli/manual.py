"""``coach docs``: print the manual pages that come with the coach; formatted on a terminal, as they are in a pipe."""

import sys
from argparse import Namespace
from pathlib import Path

import coach
from coach.cli.base.context import unknown_id
from coach.cli.base.errors import RefusedError
from coach.system.exit_codes import BROKEN, DONE
from coach.system.invocation import call

_BESIDE = ("SECURITY", "CHANGELOG")
"""Pages at the top level of a checkout; in the wheel they are among the others."""


def docs(args: Namespace) -> int:
    """List the pages, or print one. Raises RefusedError for an unknown page, or when there are no pages."""
    pages = found_pages()
    if not pages:
        raise RefusedError("the pages did not come with this coach. Install it again, from its wheel.", BROKEN)
    if args.page is None:
        _list(pages)
        return DONE
    name = args.page.lower().removesuffix(".md")
    if name not in pages:
        raise unknown_id(args.page, "page", {each: title_of(path) for each, path in pages.items()}, call("docs"))
    _show(pages[name].read_text(encoding="utf-8"))
    return DONE


def found_pages() -> dict[str, Path]:
    """Return every page by its name: those in the installed package, else those of the checkout."""
    package = Path(coach.__file__).parent
    installed = package / "docs"
    if installed.is_dir():
        files = [*installed.glob("*.md")]
    else:
        top = package.parent
        files = [*(top / "docs").glob("*.md"), *filter(Path.is_file, (top / f"{name}.md" for name in _BESIDE))]
    return {path.stem.lower(): path for path in sorted(files, key=lambda path: path.stem.lower())}


def title_of(page: Path) -> str:
    """Return a page's first line without its ``#``."""
    with page.open(encoding="utf-8") as lines:
        return lines.readline().lstrip("# ").rstrip()


def _list(pages: dict[str, Path]) -> None:
    width = max(map(len, pages))
    for name, path in pages.items():
        print(f"{name:<{width}}  {title_of(path)}")
    print(f"One of them: {call('docs PAGE')}")


def _show(text: str) -> None:
    if not sys.stdout.isatty():
        print(text, end="")
        return
    from rich.markdown import Markdown

    from coach.cli.base.pages import console, paged

    out = console()
    # The links point to files of a checkout, which may not be there: show only their text.
    page = Markdown(text, hyperlinks=False)
    with paged(out, len(text.splitlines())):
        out.print(page)
