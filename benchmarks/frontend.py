"""What Lighthouse says of five public pages in both languages, as a telephone on a slow line meets them.

Lighthouse is of npm, pinned in `benchmarks/tools` and installed there by the first run. It slows line and processor
down by its own model of a middling telephone (1.6 Mbit/s, 150 ms, a quarter of the speed). Each page is measured three
times, and the middle figure counts. The first view is measured besides, in a Chromium whose line is that of a village:
400 kbit/s, 400 ms there and back, nothing kept from before.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from benchmarks.live import served
from benchmarks.runner import Benchmark, Figure

TOOLS = Path(__file__).resolve().parent / "tools"
CATEGORIES = {"performance": ">= 95", "accessibility": "== 100", "best-practices": "== 100", "seo": "== 100"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TURNS, ATTEMPTS = 3, 4
BYTES_A_SECOND, LATENCY_MS = 400_000 / 8, 400
FIRST_VIEW = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
LANGUAGES = ("kk", "ru")


def install_lighthouse():
    """Install what the lock of `benchmarks/tools` pins, unless it is there."""
    if not (TOOLS / "node_modules" / "lighthouse").is_dir():
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=TOOLS, check=True)


def measured_pages():
    """{name: address after the language} of the demonstration's pages: a question that is open, and its form."""
    from django.utils import timezone

    from council_pages.models import Consultation

    now = timezone.now()
    question = Consultation.objects.filter(opens_at__lte=now, closes_at__gt=now, form__isnull=False, halted="").first()
    council = f"councils/{question.council.slug}/"
    page = f"{council}questions/{question.slug}/"
    return {"home": "", "council": council, "question": page, "form": f"{page}propose/", "results": "search/?q=кеңес"}


@contextmanager
def data():
    """The demonstration behind the product's own server: its address, and the pages that are measured."""
    from django.core.management import call_command
    from django.db import connections

    install_lighthouse()
    call_command("load_demonstration", verbosity=0)
    call_command("rebuild_search", verbosity=0)
    pages = measured_pages()
    connections.close_all()
    # A search engine may read it, or Lighthouse would count against the page that none may.
    with served({"KENES_INDEXABLE": "1"}) as server:
        yield f"http://localhost:{server.port}", pages


def counts(_measured):
    """Nothing here is a count."""
    return ()


def times(measured):
    """The four scores of each page in each language, and the worst of each score."""
    address, pages = measured
    found = {category: [] for category in CATEGORIES}
    for language in LANGUAGES:
        for name, path in pages.items():
            for category, score in scores(f"{address}/{language}/{path}").items():
                found[category].append(score)
                yield Figure(f"frontend.{name}.{language}.{category}", score, "of 100", CATEGORIES[category])
    for category, target in CATEGORIES.items():
        yield Figure(f"frontend.{category}", min(found[category]), "of 100", target)
    views = first_views([f"{address}/{language}/{path}" for language in LANGUAGES for path in pages.values()])
    yield Figure("frontend.first_view_s", round(max(views), 2), "s", "<= 5")


def scores(url):
    """The middle of the turns for each category; what cost points is told on standard error."""
    turns = [run(url) for _turn in range(TURNS)]
    for category, refs in ((name, part["auditRefs"]) for name, part in turns[-1]["categories"].items()):
        for audit in (turns[-1]["audits"][ref["id"]] for ref in refs if ref["weight"]):
            if audit["score"] is not None and audit["score"] < 0.9:
                print(f"{url}: {category}: {audit['id']}: {audit.get('displayValue', '')}", file=sys.stderr)
    return {
        name: round(statistics.median(turn["categories"][name]["score"] for turn in turns) * 100) for name in CATEGORIES
    }


def run(url):
    """Lighthouse's report of one visit. One whose recording went wrong is no visit, and is made again."""
    command = ["node", str(TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"), url, "--quiet"]
    flags = "--headless=new --disable-gpu" + (" --no-sandbox" if os.geteuid() == 0 else "")
    command += ["--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium()}, capture_output=True)
        if not done.returncode:
            break
    else:
        raise RuntimeError(f"Lighthouse could not measure {url}: {done.stderr.decode()[-2000:]}")
    return json.loads(done.stdout)


def first_views(urls):
    """Seconds until something of each page is seen on the line of a village, each visit the first."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        for url in urls:
            page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
            line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND}
            debugger = page.context.new_cdp_session(page)
            debugger.send("Network.emulateNetworkConditions", line | {"uploadThroughput": BYTES_A_SECOND})
            page.goto(url, timeout=120_000)
            yield page.wait_for_function(FIRST_VIEW).json_value() / 1000
            page.context.close()
        browser.close()


def chromium():
    """The machine's own Chromium."""
    return next(path for name in CHROMIUM_NAMES if (path := shutil.which(name)))


BENCHMARK = Benchmark(
    "frontend",
    "Lighthouse's four scores of five public pages in both languages",
    data,
    counts,
    times,
)
