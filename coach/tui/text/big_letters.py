"""Words in letters of full cells, for what must be read from across a room; of half ones, where there is less room.

Only the letters of the words that are shown so: those of ``present.large_word``. No Textual.
"""

from coach.tui.text.digits import FULL

HEIGHT = 5
"""Rows of a word at scale 1."""
_GLYPHS = {
    "A": (" ### ", "#   #", "#####", "#   #", "#   #"),
    "C": (" ####", "#    ", "#    ", "#    ", " ####"),
    "D": ("#### ", "#   #", "#   #", "#   #", "#### "),
    "E": ("#####", "#    ", "#### ", "#    ", "#####"),
    "F": ("#####", "#    ", "#### ", "#    ", "#    "),
    "G": (" ####", "#    ", "#  ##", "#   #", " ####"),
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


HALF = 0
"""The scale of letters in half rows: as wide as their dots are many."""
HALF_HEIGHT = (HEIGHT + 1) // 2
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): FULL}


def width(word: str, scale: int = 1) -> int:
    """Columns of a word."""
    dots = sum(len(_GLYPHS[letter][0]) for letter in word.upper()) + 2 * (len(word) - 1)
    return dots if scale == HALF else dots * 2 * scale


def letters(word: str, scale: int = 1) -> str:
    """The lines of a word, ``HEIGHT * scale`` of them; a dot of a letter is twice as many columns as rows.

    At scale ``HALF`` there are ``HALF_HEIGHT``. Raises KeyError for a letter that is not drawn here.
    """
    rows = ["  ".join(_GLYPHS[letter][row] for letter in word.upper()) for row in range(HEIGHT)]
    if scale == HALF:
        below = [*rows[1::2], " " * len(rows[0])]
        pairs = zip(rows[::2], below, strict=True)
        return "\n".join(
            "".join(_HALVES[up == "#", low == "#"] for up, low in zip(*pair, strict=True)) for pair in pairs
        )
    across = 2 * scale
    drawn = ["".join((FULL if dot == "#" else " ") * across for dot in row) for row in rows]
    return "\n".join(line for line in drawn for _ in range(scale))
