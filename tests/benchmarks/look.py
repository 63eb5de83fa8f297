"""The page of `cleaner view` with many articles: how long it takes to build and to open; and pictures of it to look at.

    python tests/benchmarks/look.py FOLDER [--articles 2000]

FOLDER gets the page, a page of one article, and screenshots of both in both themes, wide and narrow. Articles are
those of speed_corpus.py, of all kinds. Takes Debian's chromium and chromium-driver, and selenium.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import speed_corpus

sys.path.insert(0, str(Path(__file__).parent.parent))
from browser import Browser, chromium

SITES = ("https://www.ynetnews.com", "https://harbor.example", "https://nordtal.example", "https://dam.example")
ONE = Path(__file__).parents[2] / "fixtures/articles/gallery.txt"


def run(*arguments: str, out: Path | None = None) -> float:
    """Seconds that a command takes, start to end."""
    start = time.perf_counter()
    with open(out or "/dev/null", "wb") as file:
        subprocess.run([sys.executable, "-m", "cleaner", *arguments], stdout=file, check=True)
    return time.perf_counter() - start


def write(path: Path, count: int) -> None:
    """So many articles as JSON Lines."""
    kinds = list(speed_corpus.KINDS)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = speed_corpus.article(kinds[number % len(kinds)], number).text
            url = f"{SITES[number % len(SITES)]}/{number}"
            file.write(json.dumps({"id": f"story-{number}", "url": url, "text": text}, ensure_ascii=False) + "\n")


def opened(browser: Browser, page: Path) -> float:
    """Seconds from asking for a page to its script having drawn it."""
    start = time.perf_counter()
    browser.open(page)
    while browser.run("return document.documentElement.dataset.ready") is None:
        time.sleep(0.01)
    return time.perf_counter() - start


def main() -> None:
    """Measure, print, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    folder: Path = options.folder
    folder.mkdir(exist_ok=True, parents=True)
    source, records, page, one = (folder / name for name in ("all.jsonl", "records.jsonl", "many.html", "one.html"))
    write(source, options.articles)
    cleaned = run("clean", "-j", "0", str(source), out=records)
    built = run("view", str(records), "-o", str(page))
    run("view", str(ONE), "-o", str(one))
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.1f} MB" for path in (source, records, page))
    print(f"{options.articles} articles: {sizes}")
    print(f"records cleaned in {cleaned:.1f} s (all cores), page built of them in {built:.1f} s (one)")
    with chromium() as browser:
        print("ready in", ", ".join(f"{opened(browser, page):.2f}" for _ in range(5)), "s")
        for theme in ("light", "dark"):
            for width in (1400, 420):
                browser.look(theme, width, 1400)
                for path, place in ((page, ""), (one, "")):
                    browser.open(path, place)
                    time.sleep(0.3)
                    browser.driver.save_screenshot(str(folder / f"{path.stem}-{theme}-{width}.png"))
    print(f"pictures: {folder}/*.png")


if __name__ == "__main__":
    main()
