"""The page as HTML: one file, nothing from outside, nothing of the runner's as markup."""

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from coach.domain.statistics.pain import Band, PainPoint
from coach.domain.statistics.report import Report
from coach.services.weeks.chart import LOW_HEIGHT, TALL, WIDTH, chart
from coach.services.weeks.page import page

from .pages import FIRST, HOSTILE, LAST, full, hostile, small


class _Tags(HTMLParser):
    """The tags of a page with their attributes, those that are left open, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "col"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def tags_of(html: str) -> _Tags:
    found = _Tags()
    found.feed(html)
    found.close()
    assert found.open == [], "every tag is closed"
    return found


PAGES = {"small": small(), "full": full(), "hostile": hostile()}


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_it_is_one_file_without_scripts_or_links(made: Report) -> None:
    html = page(made)
    found = tags_of(html)
    assert {tag for tag, _ in found.tags}.isdisjoint(("script", "link", "img", "iframe", "a", "object", "form", "base"))
    names = {name for _, attributes in found.tags for name in attributes}
    assert names.isdisjoint(("src", "href", "srcset", "onerror", "onclick"))
    assert re.findall(r"url\(|@import|https?:", html.replace("http://www.w3.org/2000/svg", "")) == []
    assert "default-src 'none'" in html


def test_whatever_a_runner_typed_is_text() -> None:
    html = page(hostile())
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</style>") == 1
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "<script>alert(1)</script>" in tags_of(html).text
    ours = {tag for tag, _ in tags_of(page(full())).tags}
    assert {tag for tag, _ in tags_of(page(hostile())).tags} <= ours
    assert HOSTILE not in html


def test_nobody_is_named_unless_they_want_it() -> None:
    assert 'class="line"' in page(small())
    named = page(small(name="Anna Berg"))
    assert 'class="line"' not in named
    assert "Name: Anna Berg" in named


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"locked": True}, "Training is locked at present"),
        ({"see_clinician": True}, "asks for a clinician"),
        ({"thresholds": ("Mine: amber from 3, red from 5",)}, "Thresholds of its own: Mine: amber from 3, red from 5"),
        ({"open_questions": 3, "questions": 40, "sessions": 10}, "3 of 40 pain questions were left unanswered"),
        ({"questions": 40, "sessions": 10}, "every pain question was answered"),
        ({"painkiller_days": 2}, "A painkiller on 2 days."),
        ({"earlier_changes": 0}, "Nothing in these weeks."),
        ({}, "Self-reported"),
        ({}, "For the clinician"),
        ({}, "coach 0.1.0, rules of 2026-11"),
    ],
)
def test_it_says_what_is_so(more: dict[str, object], words: str) -> None:
    assert words in tags_of(page(small(**more))).text


def test_what_is_not_so_is_not_said() -> None:
    text = tags_of(page(small())).text
    for words in ("locked", "asks for a clinician", "Thresholds", "What goes with what", "earlier"):
        assert words not in text


# --- the chart ------------------------------------------------------------------------------------------------------


def _polylines(svg: str) -> list[list[tuple[float, float]]]:
    found = re.findall(r'<polyline points="([^"]*)"', svg)
    return [[tuple(map(float, pair.split(","))) for pair in line.split()] for line in found]  # type: ignore[misc]


def test_each_answer_has_its_line_and_each_record_its_mark() -> None:
    svg = chart(full().points, full().bands, FIRST, LAST)
    before, morning, after, worst = _polylines(svg)
    assert (len(morning), len(before), len(after), len(worst)) == (84, 63, 63, 63), "a run has marks of its own"
    assert svg.count("<circle") == 63
    assert svg.count('width="4.4"') == 21
    mornings = [point.morning for point in full().points]
    heights = {pain: y for pain, (_, y) in zip(mornings, morning, strict=True)}
    assert [heights[pain] for pain in range(11)] == sorted(heights.values(), reverse=True)


def test_no_point_and_no_band_leaves_the_chart() -> None:
    svg = chart(full().points, full().bands, FIRST, LAST)
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())  # type: ignore[union-attr]
    for line in _polylines(svg):
        assert all(0 <= x <= width and 0 <= y <= height for x, y in line)
        assert [x for x, _ in line] == sorted(x for x, _ in line)
    for x, y, w, h in re.findall(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)"', svg):
        assert float(x) >= 0
        assert float(x) + float(w) <= width
        assert float(y) >= 0
        assert float(y) + float(h) <= height


def test_a_band_ends_where_the_next_begins() -> None:
    svg = chart((), (Band(FIRST, 4, 6), Band(LAST, 1, 4)), FIRST, LAST)
    rects = re.findall(r'<rect x="([\d.]+)" y="[-\d.]+" width="([\d.]+)" height="([\d.]+)" fill="(#\w+)"', svg)
    assert len(rects) == 6
    assert float(rects[0][0]) + float(rects[0][1]) == pytest.approx(float(rects[3][0]), abs=0.2)
    green, narrow = float(rects[0][2]), float(rects[3][2])
    assert green == pytest.approx(4 * narrow, rel=0.05), "0 to 3 is four times as high as 0"


def test_nothing_answered_is_an_empty_chart() -> None:
    svg = chart((PainPoint(at=full().at, id="x"),), (), FIRST, LAST)
    assert "polyline" not in svg
    assert "circle" not in svg


@pytest.mark.parametrize(("measures", "height"), [((), TALL), (("Stairs 4 → 7",), LOW_HEIGHT)])
def test_the_chart_is_as_wide_as_the_page(measures: tuple[str, ...], height: int) -> None:
    made = page(replace(full(), measures=measures))
    assert f'viewBox="0 0 {WIDTH} {height}"' in made
    millimetres = 28 if measures else 37
    assert abs(186 * height / WIDTH - millimetres) < 0.2, "of 210 mm, 12 are left free at each side"
    places = re.findall(r'<text x="[\d.]+" y="([\d.]+)"', made)
    assert all(0 < float(place) <= height for place in places)
