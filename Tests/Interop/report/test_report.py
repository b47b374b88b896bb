"""The HTML report in Chromium: a result of 50,000 requests, and one of the program's own runs."""

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import html5lib
import pytest

from report import document
from report.reader import Reader
from support.patience import until
from support.server import PROGRAM, ROOT

# Everything but the sampled requests is a figure: 50,000 requests make no larger page than 5,000.
BYTES_MAX = 5_000_000
# What a phone of ten years ago still lays out at once.
NODES_MAX = 15_000
PICTURES = ROOT / ".build-interop/report"
SCENARIO = ROOT / "Scenarios/history/7-streaming.json5"


def make_page(result):
    subprocess.run([PROGRAM, "report", str(result)], check=True, capture_output=True)
    return result.with_name("report.html")


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    result = tmp_path_factory.mktemp("big") / "result.json"
    result.write_text(json.dumps(document.document()))
    return make_page(result)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    subprocess.run([PROGRAM, "run", str(SCENARIO), "--out", str(folder), "--quiet"],
                   check=True, capture_output=True)
    return next(folder.glob("*/report.html"))


@pytest.fixture(params=["big", "own"])
def page(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    reader = Reader(tmp_path_factory.mktemp("chromium"))
    yield reader
    reader.end()


@pytest.mark.bullet("the report is one small file of strict HTML")
def test_size(big):
    assert big.stat().st_size < BYTES_MAX


@pytest.mark.bullet("the report is one small file of strict HTML")
def test_strict_html(page):
    html5lib.HTMLParser(strict=True).parse(page.read_text())


@pytest.mark.bullet("the report is one small file of strict HTML")
def test_well_formed(page):
    text = re.sub(r"<(style|script)\b[^>]*>.*?</\1>", "", page.read_text(), flags=re.S)
    ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>"))


@pytest.mark.bullet("the report needs no network and no other file")
def test_no_reference(page):
    tree = html5lib.parse(page.read_text(), namespaceHTMLElements=False)
    links = [element.get(name) for element in tree.iter() for name in ("src", "href", "data")
             if element.get(name) is not None]
    assert links and all(link.startswith("#") for link in links)
    assert "url(" not in page.read_text() and "@import" not in page.read_text()


@pytest.mark.bullet("the report needs no network and no other file")
def test_opens_in_silence(page, reader):
    reader.read(page)
    assert reader.complaints == []
    assert list(reader.urls.values()) == [page.as_uri()]


@pytest.mark.bullet("texts of a scenario do no harm")
def test_hostile_texts(big, reader):
    reader.read(big)
    assert reader.run("window.broken === undefined")
    assert reader.run("document.images.length") == 0
    assert document.HOSTILE in reader.run("document.querySelector('h1').textContent")
    assert document.HOSTILE in reader.run("document.querySelector('pre').textContent")
    assert len(json.loads(reader.run("document.getElementById('sample').textContent"))["id"]) > 0


@pytest.mark.bullet("texts of a scenario do no harm")
def test_policy(big, reader):
    """Were a text to become an element one day, the page's policy would still hold it."""
    reader.read(big)
    reader.run("""(() => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = 1';
      const image = document.createElement('img');
      image.src = 'http://127.0.0.1:9/x.png';
      image.setAttribute('onerror', 'window.broken = 1');
      document.body.append(script, image); })()""")
    until(lambda: reader.run("1") and len(reader.complaints) >= 2)
    assert reader.run("window.broken === undefined")
    # Chromium tells of what it wanted to ask for, and that it did not.
    assert list(reader.urls.values())[1:] == ["http://127.0.0.1:9/x.png"]
    assert reader.blocked == ["csp"]


@pytest.mark.bullet("all charts are there, few elements and with names")
def test_charts(big, reader):
    reader.read(big)
    titles = reader.run("[...document.querySelectorAll('figure h3')].map(h => h.textContent)")
    for title in ["Outcomes over time", "Time to first token, by outcome", "End to end, by group",
                  "First token and end", "Open connections"]:
        assert title in titles
    assert any(title.startswith("Time left to the edge's cap") for title in titles)
    # A shape without extent, or far outside, is a mistake that no exception tells of.
    assert reader.run("""[...document.querySelectorAll('.plot svg')].every(svg => {
      const box = svg.getBoundingClientRect();
      return box.width > 100 && [...svg.querySelectorAll('path,rect')].every(shape => {
        const own = shape.getBBox();
        return own.x >= -1 && own.y >= -1 && own.x + own.width <= 1001
          && own.y + own.height <= 1001 && own.width + own.height > 0; }); })""")
    assert reader.run("document.querySelectorAll('.fall .row').length") > 100
    nodes = reader.run("document.querySelectorAll('*').length")
    assert nodes < NODES_MAX
    print(f"{len(titles)} charts, {nodes} elements, {big.stat().st_size} bytes, "
          f"opens in {reader.milliseconds()} ms")


@pytest.mark.bullet("the report can be read on a phone, in the dark and on paper")
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_widths(width, page, reader):
    reader.read(page, width=width)
    assert reader.run("document.documentElement.scrollWidth") <= width
    # What is wider scrolls by itself, and so can be reached with a keyboard.
    assert reader.run("""[...document.querySelectorAll('.scroll,pre')].every(box =>
      box.scrollWidth <= box.clientWidth || box.tabIndex === 0)""")


@pytest.mark.bullet("the report can be read on a phone, in the dark and on paper")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme, page, reader):
    reader.read(page, scheme=scheme)
    assert (sum(reader.background()) > 384) == (scheme == "light")
    # WCAG 2 AA asks for 4.5 of small texts.
    assert reader.faint_texts(4.5) == []


@pytest.mark.bullet("the report tells all to those who see or point in other ways")
def test_accessible(page, reader):
    reader.read(page)
    assert reader.run("""[...document.querySelectorAll('table')].every(table =>
      table.caption?.textContent && [...table.querySelectorAll('th')].every(th => th.scope))""")
    assert reader.run("""[...document.querySelectorAll('svg:not([aria-hidden]),.fall')].every(
      picture => picture.getAttribute('role') === 'img' && picture.getAttribute('aria-label'))""")
    assert reader.run("""[...document.querySelectorAll('section')].every(section =>
      document.getElementById(section.getAttribute('aria-labelledby'))?.tagName === 'H2')""")
    ids = reader.run("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    for link in reader.run("[...document.querySelectorAll('a')].map(a => a.hash.slice(1))"):
        assert link in ids
    assert reader.run("document.querySelectorAll('h1').length") == 1
    assert reader.run("document.documentElement.lang") == "en"


@pytest.mark.bullet("without a script all tables and pictures are there")
def test_without_script(big, reader):
    texts = []
    for is_on in (True, False):
        reader.read(big, script=is_on)
        texts.append(reader.run("""[...document.querySelectorAll('table,svg,.fall')].map(
          part => part.textContent).join()"""))
        assert (reader.run("document.querySelectorAll('button').length") > 0) == is_on
    assert texts[0] == texts[1] and len(texts[0]) > 10_000


@pytest.mark.bullet("a script lets one point, hide, enlarge, filter and copy")
def test_script(big, reader):
    reader.read(big)
    assert "spec: " in reader.point("figure[data-kind=cdf]", 0.5, 0.5)
    ids = reader.run("JSON.parse(document.getElementById('sample').textContent).id")
    where = reader.run("""(() => {
      const path = document.querySelector('figure[data-kind=scatter] path[data-name]');
      return path.getAttribute('d').match(/M([\\d.]+) ([\\d.]+)/).slice(1).map(Number); })()""")
    told = reader.point("figure[data-kind=scatter]", where[0] / 1000, where[1] / 1000)
    assert told.split(": ")[0] in ids
    item = "document.querySelector('figure[data-kind=scatter] .legend li')"
    shape = "document.querySelector('figure[data-kind=scatter] path[data-name]')"
    reader.run(f"{item}.click()")
    assert reader.run(f"getComputedStyle({shape}).display") == "none"
    reader.run(f"{item}.click()")
    assert reader.run(f"getComputedStyle({shape}).display") == "inline"
    narrow = reader.run("document.querySelector('.grid2 .chart').clientWidth")
    reader.run("document.querySelector('.grid2 .chart button').click()")
    assert reader.run("document.querySelector('.grid2 .chart').clientWidth") > narrow
    shown = "[...document.querySelectorAll('.rows tbody tr')].filter(row => !row.hidden).length"
    before = reader.run(shown)
    reader.run("""(() => { const field = document.querySelector('.rows input');
      field.value = 'business spec'; field.dispatchEvent(new Event('input')); })()""")
    assert 0 < reader.run(shown) < before


@pytest.mark.bullet("the report can be read on a phone, in the dark and on paper")
@pytest.mark.parametrize("name, width, scheme", [
    ("desktop", 1280, "light"), ("phone", 320, "light"), ("dark", 1280, "dark")])
def test_pictures(name, width, scheme, page, reader, request):
    """Pictures for people, kept as artefacts; what is tested is that they can be taken."""
    reader.read(page, width=width, scheme=scheme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    kind = "big" if page == request.getfixturevalue("big") else "own"
    picture = PICTURES / f"{kind}-{name}.png"
    picture.write_bytes(reader.picture())
    assert picture.stat().st_size > 10_000
