"""The README as the package's page shows it: without pictures and links to files that are only in the checkout.

hatchling calls it when it builds the package (`[tool.hatch.metadata.hooks.custom]`).
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[[^\]]*\]\((?!https?:)[^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")
_EMPTY_ROW = re.compile(r"^\|[\s|:-]*\|$")


def package_page(readme: str) -> str:
    """The page. A link to a file of the checkout becomes its words; a table of pictures alone goes."""
    kept: list[str] = []
    for paragraph in readme.split("\n\n"):
        bare = _LINK.sub(r"\1", _PICTURE.sub("", paragraph))
        if all(not line.strip() or _EMPTY_ROW.match(line) for line in bare.splitlines()):
            continue
        kept.append(bare)
    return "\n\n".join(kept).rstrip("\n") + "\n"


class PackagePage(MetadataHookInterface):
    """Gives the package its page."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the readme."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": package_page(text)}
