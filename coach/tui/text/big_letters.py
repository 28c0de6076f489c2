"""Words in letters of full cells, for what must be read from across a room. No Textual.

Only the letters of the words that are shown so: those of ``present.large_word``.
"""

from coach.tui.text.digits import FULL

HEIGHT = 5
"""Rows of a word at scale 1."""
_GLYPHS = {
    "A": (" ### ", "#   #", "#####", "#   #", "#   #"),
    "C": (" ####", "#    ", "#    ", "#    ", " ####"),
    "D": ("#### ", "#   #", "#   #", "#   #", "#### "),
    "E": ("#####", "#    ", "#### ", "#    ", "#####"),
    "H": ("#   #", "#   #", "#####", "#   #", "#   #"),
    "I": ("###", " # ", " # ", " # ", "###"),
    "K": ("#  # ", "# #  ", "##   ", "# #  ", "#  ##"),
    "L": ("#    ", "#    ", "#    ", "#    ", "#####"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#   #", "##  #", "# # #", "#  ##", "#   #"),
    "O": (" ### ", "#   #", "#   #", "#   #", " ### "),
    "P": ("#### ", "#   #", "#### ", "#    ", "#    "),
    "R": ("#### ", "#   #", "#### ", "#  # ", "#   #"),
    "S": (" ####", "#    ", " ### ", "    #", "#### "),
    "T": ("#####", "  #  ", "  #  ", "  #  ", "  #  "),
    "U": ("#   #", "#   #", "#   #", "#   #", " ### "),
    "V": ("#   #", "#   #", " # # ", " # # ", "  #  "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "Y": ("#   #", " # # ", "  #  ", "  #  ", "  #  "),
}


def width(word: str, scale: int = 1) -> int:
    """Columns of a word."""
    return (sum(len(_GLYPHS[letter][0]) for letter in word.upper()) + 2 * (len(word) - 1)) * 2 * scale


def letters(word: str, scale: int = 1) -> str:
    """The lines of a word, ``HEIGHT * scale`` of them; a dot of a letter is twice as many columns as rows.

    Raises KeyError for a letter that is not drawn here.
    """
    across = 2 * scale
    rows = ("  ".join(_GLYPHS[letter][row] for letter in word.upper()) for row in range(HEIGHT))
    drawn = ["".join((FULL if dot == "#" else " ") * across for dot in row) for row in rows]
    return "\n".join(line for line in drawn for _ in range(scale))
