"""Words in letters of full cells, to be read from across a room, or of half cells where there is less room.

It has only the letters that are needed: those of ``present.LARGE_WORDS`` and ``present.SIDE_WORDS``. No Textual.
"""

from coach.tui.text.digits import CELL

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
"""The scale of letters in half rows: a dot is one column wide and half a row high."""
HALF_HEIGHT = (HEIGHT + 1) // 2
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): CELL}


def width(word: str, scale: int = 1) -> int:
    """Return the columns that a word takes."""
    dots = sum(len(_GLYPHS[letter][0]) for letter in word.upper()) + 2 * (len(word) - 1)
    return dots if scale == HALF else dots * 2 * scale


def draw_letters(word: str, scale: int = 1) -> str:
    """Return the lines of a word, ``HEIGHT * scale`` of them; a dot of a letter has twice as many columns as rows.

    At scale ``HALF`` there are ``HALF_HEIGHT`` lines. Raises KeyError for a letter that is not drawn here.
    """
    rows = ["  ".join(_GLYPHS[letter][row] for letter in word.upper()) for row in range(HEIGHT)]
    if scale == HALF:
        below = [*rows[1::2], " " * len(rows[0])]
        pairs = zip(rows[::2], below, strict=True)
        return "\n".join(
            "".join(_HALVES[up == "#", low == "#"] for up, low in zip(*pair, strict=True)) for pair in pairs
        )
    across = 2 * scale
    drawn = ["".join((CELL if dot == "#" else " ") * across for dot in row) for row in rows]
    return "\n".join(line for line in drawn for _ in range(scale))
