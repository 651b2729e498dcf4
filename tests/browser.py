"""A real browser without a window: what a page looks like, and what it tells of itself."""

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or ""
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--enable-logging=stderr", "--virtual-time-budget=2000"),
)
needs_browser = pytest.mark.skipif(
    not CHROMIUM, reason="Chromium is not installed: apt-get install chromium"
)

# The least contrast of any text with its ground, as WCAG reckons it.
CONTRAST = """
(() => {
  const parts = colour => {
    const context = document.createElement('canvas').getContext('2d');
    context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = colour => {
    const [r, g, b] = parts(colour).map(it => it / 255)
      .map(it => it <= 0.03928 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (parts(colour)[3]) return colour;
    }
    return 'white';
  };
  let worst = 21;
  for (const node of document.body.querySelectorAll('*')) {
    if (![...node.childNodes].some(it => it.nodeType === 3 && it.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))];
    worst = Math.min(worst, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return worst;
})()
"""


def run_browser(address: str, *flags: str, size: str = "1000,1400") -> tuple[str, str]:
    """What Chromium prints and what its console says."""
    with tempfile.TemporaryDirectory() as profile:
        places = (f"--user-data-dir={profile}", f"--window-size={size}")
        done = subprocess.run(
            [CHROMIUM, *_QUIET, *places, *flags, address],
            capture_output=True,
            text=True,
            timeout=100,
            check=True,
        )
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, "\n".join(said)


def measured(page: Path, script: str, *, size: str = "1000,1400") -> str:
    """What a script says of a page; the page is copied, because its own policy allows none."""
    text = page.read_text(encoding="utf-8").replace(
        "default-src 'none'", "default-src * 'unsafe-inline'"
    )
    written = f"<script>document.title = String({script})</script></body>"
    copy = page.with_suffix(".measured.html")
    copy.write_text(text.replace("</body>", written), encoding="utf-8")
    shown, _ = run_browser(copy.as_uri(), "--dump-dom", size=size)
    return html.unescape(shown.partition("<title>")[2].partition("</title>")[0])
