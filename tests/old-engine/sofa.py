"""A person on a sofa in front of an old television: answers the samples in QtWebEngine 69 by the keys of a remote control alone.

Called by `cargo xtask lab` with the server's address, its database and a folder for pictures. What is looked at on the page is only
looked at; everything done to it is a key that Qt delivers as the keyboard would. What was answered is then read from the database.
"""

import json
import os
import sqlite3
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# No screen and perhaps no user namespaces: the page is our own.
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --no-sandbox"
# Qt looks for its own files in the language and folder of whoever runs this; both are pinned.
os.environ["LANG"] = "C.UTF-8"

from PyQt5.QtCore import QEvent, QEventLoop, QSize, Qt, QTimer, QUrl  # noqa: E402
from PyQt5.QtGui import QKeyEvent  # noqa: E402
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineView  # noqa: E402
from PyQt5.QtWidgets import QApplication  # noqa: E402

ENGINE = "Chrome/69."
KEYS = {
    "up": Qt.Key_Up,
    "down": Qt.Key_Down,
    "left": Qt.Key_Left,
    "right": Qt.Key_Right,
    "ok": Qt.Key_Return,
    "back": Qt.Key_Escape,
}
# By sample: what is answered, as it is to be stored. What is not named is skipped.
ANSWERS = {
    "tv": {"find": 5, "frozen": False, "watched": "series", "week": 4},
    "installation": {"ease": 6, "friendly": 5, "home": "tv", "improve": ["wifi", "bill"], "on_time": 4, "recommend": 8, "router": 4, "tidy": 5, "visit": 4, "wifi": 3},
    "support": {"channel": "phone", "contacted_on": "2026-01-30", "contacts": 3, "ease": 2, "helper": 4, "missing": "waiting", "resolved": False, "write_back": False},
    "pulse": {"customers": 4, "heard": 3, "help": ["rota", "training"], "learning": 4, "pace": 2, "recommend": 9, "tools": 3},
}
PICTURE = QSize(960, 540)

# What a person sees, as far as it is needed to decide which key is next.
LOOK = """(function () {
  function seen(element) { return element.getClientRects().length > 0; }
  function all(selector) { return [].slice.call(document.querySelectorAll(selector)).filter(seen); }
  return JSON.stringify({
    questions: all('[data-question]').map(function (one) { return one.getAttribute('data-question'); }),
    done: all('.tv-finish, .tv-done, .finish').length > 0 && !all('[data-question]').length,
    title: all('h1').map(function (one) { return one.textContent; }).join(' '),
    focus: document.activeElement && document.activeElement.id
  });
})()"""
WAY = """(function (selector, at) {
  var to = [].slice.call(document.querySelectorAll(selector)).filter(function (one) { return one.getClientRects().length > 0; })[at];
  if (!to) return JSON.stringify({ missing: true });
  var here = document.activeElement || document.body;
  if (here === to) return JSON.stringify({ there: true });
  var from = here.getBoundingClientRect(), box = to.getBoundingClientRect();
  var dx = box.left + box.width / 2 - from.left - from.width / 2, dy = box.top + box.height / 2 - from.top - from.height / 2;
  var across = dx > 0 ? 'right' : 'left', along = dy > 0 ? 'down' : 'up';
  var level = from.top < box.bottom && box.top < from.bottom;
  return JSON.stringify({ name: [from.left, from.top, here.id].join(), keys: level ? [across, along] : [along, across] });
})(%s, %d)"""


KEY = '.tv-keyboard [data-focus="key-%s"]'
# The key that has this letter on it.
CAP = """(function (letter) {
  var found = [].slice.call(document.querySelectorAll('.tv-keyboard [data-focus^="key-"]')).filter(function (one) { return one.textContent === letter; })[0];
  return found ? found.getAttribute('data-focus') : '';
})(%s)"""


class Page(QWebEnginePage):
    """Writes down what the page complains about."""

    def __init__(self, profile, parent):
        super().__init__(profile, parent)
        self.complaints = []

    def javaScriptConsoleMessage(self, _level, message, _line, _source):
        # The policy is written for new engines and names what this one does not know; that is expected, and all that is.
        known = "invalid source: ''wasm-unsafe-eval''" in message or "was preloaded using link preload" in message
        if not known:
            self.complaints.append(message)


class Television:
    """The browser, its remote control, and eyes."""

    def __init__(self):
        self.profile = QWebEngineProfile()
        self.view = QWebEngineView()
        self.page = Page(self.profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(1280, 720)
        self.view.show()

    def rest(self, millis):
        loop = QEventLoop()
        QTimer.singleShot(millis, loop.quit)
        loop.exec_()

    def evaluate(self, script):
        loop, answers = QEventLoop(), []

        def answered(value):
            answers.append(value)
            loop.quit()

        self.page.runJavaScript(script, answered)
        QTimer.singleShot(10_000, loop.quit)
        if not answers:
            loop.exec_()
        if not answers:
            raise SystemExit("the page does not answer any more")
        return answers[0]

    def look(self):
        return json.loads(self.evaluate(LOOK))

    def until(self, what, holds, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = holds()
            if found:
                return found
            self.rest(50)
        raise SystemExit(f"never: {what}; on the screen: {self.evaluate('document.body.innerText')!r}")

    def press(self, key):
        target = self.view.focusProxy()
        for kind in (QEvent.KeyPress, QEvent.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, KEYS[key], Qt.NoModifier))
        # Until the page has taken it: the next look must see what came of it.
        self.rest(30)

    def reach(self, selector, at=0):
        tried = set()
        for _ in range(80):
            way = json.loads(self.evaluate(WAY % (json.dumps(selector), at)))
            if way.get("missing"):
                raise SystemExit(f"not on the screen: {selector}")
            if way.get("there"):
                return
            key = next((one for one in way["keys"] if (way["name"], one) not in tried), way["keys"][0])
            tried.add((way["name"], key))
            self.press(key)
        raise SystemExit(f"the arrows never reach {selector} {at}")

    def choose(self, selector, at=0):
        self.reach(selector, at)
        self.press("ok")

    def count(self, selector):
        return self.evaluate(f"document.querySelectorAll({json.dumps(selector)}).length")

    def picture(self, path):
        self.rest(400)
        small = self.view.grab().toImage().scaled(PICTURE, Qt.KeepAspectRatio, Qt.SmoothTransformation)
        if not small.save(str(path), "WEBP", 75):
            raise SystemExit(f"the picture {path} cannot be written")


def options(form, name):
    """The values a person can choose from, in their order."""
    question = find(form["pages"], name)
    kind = question["type"]
    if kind == "boolean":
        return [True, False]
    if kind == "rating":
        values = question.get("rateValues")
        if values:
            return [one["value"] if isinstance(one, dict) else one for one in values]
        return list(range(question.get("rateMin", 1), question.get("rateMax", 5) + 1))
    return [one["value"] if isinstance(one, dict) else one for one in question.get("choices", [])]


def find(elements, name):
    for element in elements:
        if element.get("name") == name and "type" in element:
            return element
        found = find(element.get("elements", []), name)
        if found:
            return found
    return None


def answer(tv, form, name, value):
    here = f'[data-question="{name}"]'
    kind = find(form["pages"], name)["type"]
    if kind == "checkbox":
        for one in value:
            tv.choose(f"{here} [role=checkbox]", options(form, name).index(one))
    elif kind in ("radiogroup", "boolean", "rating"):
        tv.choose(f"{here} [role=radio]", options(form, name).index(value))
    elif tv.count(f"{here} [role=spinbutton]"):
        turn(tv, here, str(value))
    elif tv.count(f"{here} [role=slider]"):
        slide(tv, f"{here} [role=slider]", value)
    else:
        write(tv, here, str(value))


def write(tv, here, text):
    """On the keyboard on the screen."""
    tv.choose(f"{here} [data-focus]")
    tv.until("a keyboard on the screen", lambda: tv.count(".tv-keyboard"))
    for letter in text:
        # Capitals, small letters, signs: at most each of them once.
        for other in ("shift", "shift", "signs", "shift", "shift"):
            if tv.evaluate(CAP % json.dumps(letter)):
                break
            if tv.count(KEY % other):
                tv.choose(KEY % other)
        tv.choose(KEY % tv.evaluate(CAP % json.dumps(letter))[len("key-"):])
    tv.choose(KEY % "done")
    tv.until("the keyboard is away", lambda: not tv.count(".tv-keyboard"))


def turn(tv, here, value):
    """Each wheel to its part of a day."""
    parts = dict(zip(("year", "month", "day"), (int(part) for part in value.split("-"))))
    wheels = f"{here} [role=spinbutton]"
    for at in range(tv.count(wheels)):

        def says(attribute):
            return tv.evaluate(f"document.querySelectorAll({json.dumps(wheels)})[{at}].getAttribute('{attribute}')")

        wanted = parts[says("aria-label").lower()]
        tv.reach(wheels, at)
        if says("aria-valuenow") is None:
            tv.press("up")
        for _ in range(120):
            now = int(says("aria-valuenow"))
            if now == wanted:
                break
            tv.press("up" if now < wanted else "down")
        # Up and down belong to the wheel; OK goes on to the next one, and from the last to the button.
        tv.press("ok")


def slide(tv, slider, wanted):

    def now():
        return float(tv.evaluate(f"document.querySelector({json.dumps(slider)}).getAttribute('aria-valuenow')") or "nan")

    tv.choose(slider)
    tv.press("right")
    for _ in range(120):
        if now() == wanted:
            break
        tv.press("right" if now() < wanted else "left")
    tv.press("ok")


def survey(tv, url, slug, form, wanted, pictures):
    """From the first screen to the last. How many screens there were."""
    tv.page.load(QUrl(f"{url}/s/{slug}?layout=tv&lang=en"))
    screens, gone_back = 0, False
    seen = tv.until("the first question", lambda: tv.look() if tv.look()["questions"] else None)
    while True:
        screens += 1
        tv.until("something has the focus", lambda: tv.look()["focus"])
        for name in seen["questions"]:
            if name in wanted:
                answer(tv, form, name, wanted[name])
        if screens <= 2:
            tv.picture(pictures / f"{slug}-{screens}.webp")
        if screens == 2 and not gone_back:
            # Back is one step, and what was answered is still there.
            gone_back = True
            tv.press("back")
            tv.until("the first question again", lambda: tv.look()["questions"] != seen["questions"])
            if not tv.count("[aria-checked=true], [aria-valuenow]"):
                raise SystemExit(f"{slug}: Back lost an answer")
            before = tv.look()["questions"]
            tv.choose(".tv-next")
            tv.until("the second question again", lambda: tv.look()["questions"] not in ([], before))
        before = tv.look()["questions"]
        tv.choose(".tv-next")
        seen = tv.until("the next screen", lambda: (lambda now: now if now["questions"] != before else None)(tv.look()))
        if not seen["questions"]:
            break
        if screens > 40:
            raise SystemExit(f"{slug}: forty screens and no end")
    tv.rest(500)
    tv.picture(pictures / f"{slug}-end.webp")
    return screens


def stored(database, slug):
    """What the server kept of the finished responses to a form."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    query = "SELECT answers FROM response JOIN form USING (workspace_id, form_id) WHERE slug = ? AND completed = 1"
    rows = [json.loads(answers) for (answers,) in connection.execute(query, (slug,))]
    finished = connection.execute("SELECT finished FROM form WHERE slug = ?", (slug,)).fetchone()[0]
    connection.close()
    return rows, finished


def main(url, database, samples, pictures):
    application = QApplication(["sofa"])
    application.setQuitOnLastWindowClosed(False)
    tv = Television()
    tv.page.setHtml("<p>warming up</p>")
    tv.rest(500)
    engine = tv.evaluate("navigator.userAgent")
    if ENGINE not in engine:
        raise SystemExit(f"not the engine this is about: {engine}")
    failed = 0
    for slug, wanted in ANSWERS.items():
        form = json.loads((Path(samples) / f"{slug}.json").read_text(encoding="utf-8"))
        start = time.monotonic()
        screens = survey(tv, url, slug, form, wanted, Path(pictures))
        rows = tv.until(f"the server has the answers to {slug}", lambda: stored(database, slug)[0])
        finished = stored(database, slug)[1]
        # Of employees whole groups are counted, and one answer is none.
        held = rows == [wanted] and not tv.page.complaints
        failed += not held
        print(f"{slug}: {screens} screens in {time.monotonic() - start:.0f} s, {finished} finished: {'as answered' if held else 'WRONG'}")
        if not held:
            print(f"  wanted {wanted}\n  stored {rows}\n  the page said {tv.page.complaints}")
    # Qt's browser of these years crashes when it is taken apart in the order Python has; nothing is left to be done, so it is not.
    sys.stdout.flush()
    os._exit(failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
