"""The page in a real browser: what it lights, hides, sorts and opens, and that nothing in it runs."""

import json
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from browser import Browser, chromium
from conftest import FIXTURES, ROOT

import cleaner
from cleaner.record import Flag, Record, replace
from cleaner.writers import block, document

AXE = ROOT / ".venv/node_modules/axe-core/axe.min.js"
BROKEN = """\
The old pier is rebuilt before winter
Dana Levi|
Published: 03.04.24, 20:37
The council voted nine to four late on Monday to rebuild the old pier, ending a dispute of years.
3 View gallery
\u05d4\u05de\u05d6\u05d7 \u05d4\u05d9\u05e9\u05df
\u05d4\u05de\u05d6\u05d7 \u05d4\u05d9\u05e9\u05df
The old pier
(Photo: AP)
The word on her banner, \u00f9\u00ec\u00e5\u00ed, was painted by schoolchildren, the &quot;keeper&quot; said\u202e.
More stories:
Officials put the cost at 41 million \ufffd\ufffd shekels, about a third more than an estimate made last year.
"""


def page(records: list[Record], path: Path) -> Path:
    made = document("page")
    path.write_bytes(b"".join([made.begin(), *(made.add(block("page", record)) for record in records), made.end()]))
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page([cleaner.clean(BROKEN, name="broken.txt")], tmp_path_factory.mktemp("page") / "one.html")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = sorted((FIXTURES / "articles").glob("*.txt"))
    hosts = ("https://harbor.example/", "https://www.hof.example/", None)
    records = [
        cleaner.clean(path.read_bytes(), name=path.name, url=hosts[at % 3] and f"{hosts[at % 3]}{at}")
        for at, path in enumerate(found)
    ]
    return page(records, tmp_path_factory.mktemp("page") / "many.html")


LIT = "return [...document.querySelectorAll('.lit')].map(e => [e.closest('.side').className, e.dataset.role])"


CHOOSE = """
const chosen = document.querySelector(arguments[0]);
chosen.value = arguments[1];
chosen.dispatchEvent(new Event("change"));
"""


def test_nothing_is_asked_for_and_nothing_complains(browser: Browser, one: Path, many: Path) -> None:
    for path in (one, many):
        browser.open(path)
        assert browser.run("return document.documentElement.dataset.ready") == ""
        assert browser.requests() == [path.absolute().as_uri()]
        assert browser.complaints() == []


def test_texts_have_their_languages_and_directions(browser: Browser, one: Path) -> None:
    browser.open(one)
    found = browser.run(
        "return [...document.querySelectorAll('.reading .caption .text')]"
        ".map(e => [e.lang, getComputedStyle(e).direction])"
    )
    assert found == [["he", "rtl"], ["en", "ltr"]]
    inside = browser.run(
        "return [...document.querySelectorAll('.reading .text bdi')].map(e => [e.lang, e.dir, e.textContent])"
    )
    assert inside == [["he", "rtl", "\u05e9\u05dc\u05d5\u05dd"]]


def test_the_source_shows_every_character_with_its_role(browser: Browser, one: Path) -> None:
    browser.open(one)
    said = browser.run("return document.querySelector('.lines').innerText")
    for line in BROKEN.replace("\u202e", "U+202E").splitlines():
        assert line in said
    struck = (
        "return [...document.querySelectorAll('.lines .removed')]"
        ".map(e => [e.textContent, getComputedStyle(e).textDecorationLine])"
    )
    assert browser.run(struck) == [["More stories:", "line-through"]]
    copies = browser.run("return [...document.querySelectorAll('.lines .copy')].map(e => e.textContent)")
    assert copies == ["\u05d4\u05de\u05d6\u05d7 \u05d4\u05d9\u05e9\u05df"]


def test_repairs_show_what_stood_there(browser: Browser, one: Path) -> None:
    browser.open(one)
    was = browser.run("return [...document.querySelectorAll('.reading .fix')].map(e => [e.dataset.was, e.textContent])")
    assert ["\u00f9\u00ec\u00e5\u00ed", "\u05e9\u05dc\u05d5\u05dd"] in was
    assert ["&quot;", '"'] in was
    assert ["[U+202E]", ""] in was
    before = "return getComputedStyle(document.querySelector('.reading bdi .fix'), '::before').content"
    assert browser.run(before) == "none"
    browser.run("document.querySelector('.toggle input').click()")
    assert "\u00f9\u00ec\u00e5\u00ed" in browser.run(before)


def test_pointing_lights_both_sides(browser: Browser, one: Path) -> None:
    from selenium.webdriver import ActionChains

    browser.open(one)
    target = browser.driver.find_element("css selector", ".reading figcaption.r-credit")
    ActionChains(browser.driver).move_to_element(target).perform()
    assert browser.run(LIT) == [["side reading", "credit"], ["side source", "credit"]]
    ActionChains(browser.driver).move_to_element(browser.driver.find_element("css selector", ".about")).perform()
    assert browser.run(LIT) == []


def test_the_keyboard_is_enough(browser: Browser, one: Path) -> None:
    from selenium.webdriver import ActionChains, Keys

    browser.open(one)
    press = ActionChains(browser.driver)
    browser.run("document.querySelector('.reading [tabindex=\"0\"]').focus()")
    assert browser.run(LIT) == [["side reading", "headline"], ["side source", "headline"]]
    press.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN).perform()
    assert browser.run(LIT)[0] == ["side reading", "published"]
    press.send_keys(Keys.ENTER).perform()
    focused = "return [document.activeElement.closest('.side').className, document.activeElement.dataset.role]"
    assert browser.run(focused) == ["side source", "published"]
    press.send_keys(Keys.ARROW_UP).perform()
    assert browser.run(focused) == ["side source", "byline"]


def test_roles_can_be_chosen(browser: Browser, one: Path) -> None:
    seen = "return [...document.querySelectorAll('.text')].filter(e => e.offsetParent).map(e => e.dataset.role)"
    browser.open(one)
    everything = browser.run(seen)
    browser.run("document.querySelector('.chip.r-caption').click()")
    assert set(browser.run(seen)) == {"caption"}
    assert browser.run("return document.querySelector('.chip.r-caption').ariaPressed") == "true"
    browser.run("document.querySelector('.chip.r-credit').click()")
    assert set(browser.run(seen)) == {"caption", "credit"}
    browser.run("document.querySelectorAll('[aria-pressed=true]').forEach(e => e.click())")
    assert browser.run(seen) == everything


def test_flags_lead_to_their_places(browser: Browser, one: Path) -> None:
    browser.open(one)
    codes = browser.run("return [...document.querySelectorAll('.flags a')].map(e => e.textContent)")
    assert {"date-in-doubt", "hostile-control", "damaged"} <= set(codes)
    for at, code in enumerate(codes):
        browser.run("document.querySelectorAll('.flags a')[arguments[0]].click()", at)
        where = browser.wait("setTimeout(() => done(document.activeElement.textContent), 50)")
        expected = {
            "date-in-doubt": "Published: 03.04.24, 20:37",
            "hostile-control": "U+202E",
            "damaged": "\ufffd\ufffd",
        }
        assert expected[code] in where


def test_what_is_hidden_can_be_reached(browser: Browser, one: Path) -> None:
    browser.open(one)
    browser.run("document.querySelector('.chip.r-caption').click()")
    entries = browser.run("return [...document.querySelectorAll('[data-t][tabindex=\"0\"]')].map(e => e.dataset.role)")
    assert entries == ["caption", "caption"]
    browser.run("document.querySelectorAll('.flags a')[0].click()")
    where = browser.wait("setTimeout(() => done(document.activeElement.textContent), 50)")
    assert where == "Published: 03.04.24, 20:37"
    assert browser.run("return document.querySelectorAll('.chip[aria-pressed=true]').length") == 0


def test_places_of_the_page_are_no_articles(browser: Browser, many: Path) -> None:
    title = "setTimeout(() => done(document.title), 50)"
    browser.open(many, "#a3")
    name = browser.wait(title)
    for place in ("#main", "#a3-f0", "#a999", "#nonsense"):
        browser.run("location.hash = arguments[0]", place)
        assert browser.wait(title) == name
    browser.run("location.hash = ''")
    assert browser.wait(title).endswith("articles")
    browser.open(many, "#a999")
    assert browser.wait(title).endswith("articles")


def test_odd_records_are_shown(browser: Browser, tmp_path: Path) -> None:
    record = cleaner.clean(BROKEN)
    image = record.images[0]
    odd = [
        replace(record, headline=None, body=(), id=""),
        replace(record, images=(replace(image, position=99),), language=""),
        replace(record, url="https://constructor/", flags=(Flag("", (99, 99), "\u202emessage"),)),
        replace(record, id="__proto__", headline=record.headline and replace(record.headline, value="")),
    ]
    browser.open(page(odd, tmp_path / "odd.html"))
    names = browser.run("return [...document.querySelectorAll('.articles tbody a')].map(e => e.textContent)")
    assert len(names) == 4
    assert all(names)
    seen = "setTimeout(() => done(document.querySelectorAll('.reading .picture').length), 50)"
    browser.run("location.hash = '#a1'")
    assert browser.wait(seen) == 1
    browser.run("location.hash = '#a2'")
    assert "U+202E" in browser.wait("setTimeout(() => done(document.querySelector('.flags').innerText), 50)")
    assert browser.complaints() == []


def test_many_are_sorted_filtered_and_opened(browser: Browser, many: Path) -> None:
    browser.open(many)
    status = "return document.querySelector('.status').textContent"
    count = len(list((FIXTURES / "articles").glob("*.txt")))
    assert browser.run(status) == f"{count} of {count} articles"
    column = "return [...document.querySelectorAll('.articles tbody tr')].map(e => e.cells[arguments[0]].textContent)"
    browser.run(
        "[...document.querySelectorAll('.articles thead button')].find(e => e.textContent === 'Pictures').click()"
    )
    pictures = [int(number) for number in browser.run(column, 6)]
    assert pictures == sorted(pictures, reverse=True)
    assert browser.run("return document.querySelector('[aria-sort=descending]').textContent") == "Pictures"
    browser.run(
        "const s = document.querySelector('.tools select');"
        "s.selectedIndex = [...s.options].findIndex(o => o.text.startsWith('hof.example'));"
        "s.dispatchEvent(new Event('change'))"
    )
    assert set(browser.run(column, 1)) == {"hof.example"}
    browser.run(
        "const i = document.querySelector('[type=search]'); i.value = 'zzz'; i.dispatchEvent(new Event('input'))"
    )
    assert browser.run(status) == f"0 of {count} articles"
    browser.open(many)
    browser.look("light", 1400, 500)
    browser.run("scrollTo(0, 120)")
    name = browser.run("const a = document.querySelector('.articles tbody a'); a.click(); return a.textContent")
    assert browser.wait("setTimeout(() => done(document.title), 50)") == name
    browser.run("scrollTo(0, 50)")
    browser.run("history.back()")
    there = "setTimeout(() => done([document.activeElement.textContent, scrollY]), 100)"
    assert browser.wait(there) == [name, 120]
    assert browser.wait("setTimeout(() => done(document.querySelector('.status').textContent), 100)").startswith(
        str(count)
    )
    assert browser.complaints() == []


def test_charts_say_what_they_show(browser: Browser, many: Path) -> None:
    browser.open(many)
    rows = browser.run("return [...document.querySelectorAll('.charts tbody th')].map(e => e.textContent)")
    assert rows[0] == "all"
    assert set(rows[1:]) == {"harbor.example", "hof.example", "unknown"}
    said = browser.run("return [...document.querySelectorAll('.charts .stack')].map(e => e.ariaLabel)")
    assert all(said)
    assert "body" in said[0]
    assert "English" in said[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, one: Path, many: Path, theme: str) -> None:
    if not AXE.exists():
        pytest.skip("takes axe-core: npm install --prefix .venv axe-core")
    for path, place, width in ((one, "", 1400), (one, "", 400), (many, "", 1400), (many, "#a3", 1400)):
        browser.look(theme, width)
        browser.open(path, place)
        browser.run(AXE.read_text("utf-8"))
        found, passed = browser.wait(
            "axe.run().then(r => done([r.violations, r.passes.length]), e => done([String(e), 0]))"
        )
        assert [(fault["id"], fault["impact"], fault["nodes"][0]["html"]) for fault in found] == []
        assert passed > 30


def test_themes_differ_and_can_be_chosen(browser: Browser, one: Path) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    seen = {}
    for theme in ("light", "dark"):
        browser.look(theme)
        browser.open(one)
        seen[theme] = browser.run(ground)
    choose = (
        "const s = document.querySelector('.theme select'); s.value = 'light'; s.dispatchEvent(new Event('change'))"
    )
    browser.run(choose)
    assert seen["light"] != seen["dark"]
    assert browser.run(ground) == seen["light"]


ALL = """
const seen = {tags: new Set(), attributes: new Set(), links: new Set(), wrong: []};
const elements = () => {
  for (const element of document.querySelectorAll("main *")) {
    seen.tags.add(element.localName);
    for (const attribute of element.attributes) seen.attributes.add(attribute.name);
    if (element.href) seen.links.add(element.protocol);
  }
};
const go = (at) => new Promise((next) => {
  addEventListener("hashchange", () => setTimeout(next), {once: true});
  location.hash = at < 0 ? "" : `#a${at}`;
});
(async () => {
  const count = document.querySelectorAll('script[type="application/json"]').length - 1;
  elements();
  for (let at = 0; at < count; at += 1) {
    await go(at);
    elements();
    const held = JSON.parse(document.getElementById(`article-${at}`).textContent);
    for (const shown of document.querySelectorAll(".reading [data-t]")) {
      const parts = [held.texts[shown.dataset.t][1]].flat();
      const said = parts.map((part) => typeof part === "string" ? part : part[0]).join("");
      if (shown.textContent !== said) seen.wrong.push([at, said, shown.textContent]);
    }
  }
  const { tags, attributes, links, wrong } = seen;
  return [count, [...tags], [...attributes], [...links], wrong, typeof pwned, document.scripts.length];
})().then(done, (error) => done(String(error)));
"""
TAGS = """
a article b bdi button code dd div dl dt fieldset figcaption figure h1 h2 input label legend li mark ol option p section
select span table tbody td th thead time tr ul
"""
ATTRIBUTES = """
accesskey aria-label aria-pressed aria-sort class data-change data-role data-roles data-t data-was datetime dir hidden
href id lang rel role scope style tabindex title type value
"""


def test_no_hostile_article_makes_an_element(browser: Browser, tmp_path: Path) -> None:
    path = page(list(hostile.records()), tmp_path / "hostile.html")
    browser.look()
    browser.open(path)
    count, tags, attributes, links, wrong, pwned, scripts = browser.wait(ALL)
    assert count == 500
    assert set(tags) <= set(TAGS.split())
    assert set(attributes) <= set(ATTRIBUTES.split())
    assert set(links) <= {"file:", "https:"}
    assert wrong == []
    assert pwned == "undefined"
    assert scripts == count + 2
    assert browser.complaints() == []
    assert browser.requests() == [path.absolute().as_uri()]


def test_hostile_values_are_data(tmp_path: Path) -> None:
    """Without a browser: the only markup is the page's own."""
    path = page(list(hostile.records()), tmp_path / "hostile.html")
    text = path.read_text("utf-8")
    blocks = text.split('<script type="application/json" id="')[1:]
    for held in blocks:
        data = held[held.index(">") + 1 : held.index("</script>")]
        assert "<" not in data
        assert json.loads(data)
    assert text.count("</script>") == len(blocks) + 1
