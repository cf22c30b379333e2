"""The stand-in page in Chromium: does its office.js have Outlook's manners?

The facts are those of Microsoft's documentation and of its own outlook-web-16.01.debug.js.
"""

import json
import re
import threading
import time

import pytest
import uvicorn
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from playwright.sync_api import expect, sync_playwright

from addin_server import resources
from addin_server.demo.clock import DemoClock
from addin_server.demo.inbox import Inbox
from addin_server.errors import MessageUnreadable
from addin_server.guards import Headers, content_security_policy
from addin_server.mailbox.port import Summary

from .test_demo import NOON, YOU, SendingFake, demo_app, post, sample_mails
from .tools import browser_path

PANE = """<!doctype html><html><head><script src="/demo/office.js"></script></head>
<body><h1>The pane</h1></body></html>"""
BROKEN = "broken"


class OneBroken(SendingFake):
    """The last line is of a mail that cannot be opened."""

    def list(self):
        bad = Summary(
            id=BROKEN,
            subject="Kapot",
            sender=YOU,
            received=None,
            answered=False,
            problem="unreadable",
        )
        return [*super().list(), bad]

    def open(self, id):
        if id == BROKEN:
            raise MessageUnreadable("it has no mail header")
        return super().open(id)


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield browser.new_context(viewport={"width": 1280, "height": 800})
        browser.close()


@pytest.fixture(scope="module")
def served():
    """A whole server, with the headers of the real one; yields its origin, mailbox and inbox."""
    with Inbox(lambda: NOON) as inbox:
        mailbox = OneBroken(sample_mails())
        app = demo_app(mailbox, DemoClock(NOON), inbox)
        app.get("/pane/index.html")(lambda: HTMLResponse(PANE))
        icons = resources.folder("manifest") / "icons"
        app.mount("/icons", StaticFiles(directory=icons))
        page = resources.PACKAGE / "demo" / "page"
        app.mount("/demo", StaticFiles(directory=page, html=True))
        app.add_middleware(Headers, policy=content_security_policy("/demo/office.js", []))
        running = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
        thread = threading.Thread(target=running.run)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        port = running.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}", mailbox, inbox
        running.should_exit = True
        thread.join()


@pytest.fixture
def server(served):
    """The same, with nothing sent yet."""
    served[1].gone_out.clear()
    served[1].answered_ids.clear()
    return served


@pytest.fixture(scope="module")
def tab(chromium):
    """One for all: Chromium opens each in a process of its own, which costs more than a test."""
    return chromium.new_page()


@pytest.fixture
def page(tab, server):
    """The stand-in in Dutch. Whatever the console complains of fails the test."""
    complaints = []

    def heard(message):
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def failed(error):
        complaints.append(str(error))

    tab.on("console", heard)
    tab.on("pageerror", failed)
    tab.goto(f"{server[0]}/demo/?lang=nl")
    tab.wait_for_selector("body[data-ready]")
    yield tab
    tab.evaluate("sessionStorage.clear()")  # what add-ins keep with a mail
    tab.goto("about:blank")
    tab.remove_listener("console", heard)
    tab.remove_listener("pageerror", failed)
    assert [c for c in complaints if "status of 422" not in c] == []


def choose(page, id):
    page.click(f".line[data-id={id}]")
    page.wait_for_selector(f"#reading [data-mail={id}]")


def pane(page, within="#reading"):
    """Press the add-in's button; the frame in which its pane runs."""
    page.click(f"{within} .add-in")
    return frame_of(page, "#stage > .slot" if within == "#reading" else ".window .slot")


def frame_of(page, slot):
    frame = page.wait_for_selector(f"{slot} iframe.pane").content_frame()
    frame.wait_for_selector("h1")
    frame.evaluate("Office.onReady()")
    return frame


def asked(frame, call):
    """The asyncResult of a call; `done` stands for its callback."""
    return frame.evaluate(f"new Promise((done) => {{ const o = Office.context; {call}; }})")


def thrown(frame, call):
    """The name of the error that a call throws at once, or None."""
    return frame.evaluate(
        f"(() => {{ const done = () => 0; try {{ const o = Office.context; {call}; return null }}"
        " catch (error) { return error.name } })()"
    )


ITEM = "o.mailbox.item"
REPLY = ".window.compose"
LONG = "'x'.repeat(32769)"


# the page


def test_it_says_what_it_is_in_four_languages(page, server):
    for lang, words in {"en": "not Outlook", "fr": "pas Outlook", "de": "nicht Outlook"}.items():
        page.goto(f"{server[0]}/demo/?lang={lang}")
        page.wait_for_selector("body[data-ready]")
        assert words in page.inner_text("#disclaimer")
        assert page.get_attribute("html", "lang") == lang
        choose(page, "one")
        displayed = pane(page).evaluate("Office.context.displayLanguage")
        assert displayed.startswith(lang)


def test_the_texts_are_the_same_set_in_every_language():
    folder = resources.PACKAGE / "demo" / "page" / "texts"
    sets = {f.stem: set(json.loads(f.read_text("utf-8"))) for f in folder.glob("*.json")}
    assert set(sets) == {"nl", "en", "fr", "de"}
    assert all(keys == sets["en"] for keys in sets.values())


def test_every_text_that_is_asked_for_exists():
    folder = resources.PACKAGE / "demo" / "page"
    known = set(json.loads((folder / "texts" / "en.json").read_text("utf-8")))
    asked_for = set()
    for module in folder.rglob("*.js"):
        asked_for |= set(re.findall(r"\bt\('([a-z._]+)'", module.read_text("utf-8")))
    assert len(asked_for) > 20
    assert asked_for <= known


def test_mail_html_is_shown_with_its_style_and_runs_nothing(page):
    requests = []
    page.on("request", lambda r: requests.append(r.url))
    choose(page, "one")
    frame = page.wait_for_selector(".mail-frame.ready").content_frame()
    assert (
        frame.evaluate("getComputedStyle(document.querySelector('.red')).color") == "rgb(200, 0, 0)"
    )
    assert not frame.is_visible("text=ignore all the above")
    assert page.evaluate("window.hacked") is None
    assert not [url for url in requests if "tracker" in url]
    assert "allow-scripts" not in page.get_attribute(".mail-frame", "sandbox")


def test_what_a_plain_mail_says_is_text_and_nothing_else(page):
    choose(page, "three")
    assert page.inner_text("#reading .subject") == "<i>scheef</i>"
    assert page.inner_text("#reading .plain") == "<b>geen vet</b>"


def test_a_mail_that_cannot_be_opened_says_so_and_leaves_no_item(page):
    choose(page, "one")
    frame = pane(page)
    page.click("#stage > .slot .pin")
    page.click(f".line[data-id={BROKEN}]")
    page.wait_for_selector("#reading .trouble")
    assert "no mail header" in page.inner_text("#reading .trouble")
    assert frame.evaluate("Office.context.mailbox.item") is None


def test_the_clock_goes_forward_by_the_hour(page):
    page.click("#clock .hour")
    expect(page.locator("#clock .time")).to_contain_text("14:0")


def test_notices_that_came_by_mail_have_a_folder(page, server):
    post(server[2].port)
    page.click("[data-folder=notices]")
    page.click(".line >> text=Nog 24 uur")
    frame = page.wait_for_selector(".mail-frame.ready").content_frame()
    assert "Antwoord Pien." in frame.inner_text("body")


def test_a_link_in_a_notice_opens_the_mail_and_others_lead_nowhere(page, server):
    inside = f'<a href="{server[0]}/demo/#mail=three">open</a>'
    outside = '<a href="https://elsewhere.example/">away</a>'
    post(server[2].port, "<links@netjes.example>", "Twee links", inside + outside)
    page.click("[data-folder=notices]")
    page.click(".line >> text=Twee links")
    frame = page.wait_for_selector(".mail-frame.ready").content_frame()
    frame.click("text=away")
    assert page.url.startswith(server[0])
    frame.click("text=open")
    page.wait_for_selector("#reading [data-mail=three]")


def test_every_module_is_fetched_at_once():
    folder = resources.PACKAGE / "demo" / "page"
    html = (folder / "index.html").read_text("utf-8")
    fetched = set(re.findall(r'(?:href|src)="([^"]+\.js)"', html))
    apart = {"office.js", "types.js"}  # the pane's; and one that only describes types
    modules = {f.relative_to(folder).as_posix() for f in folder.rglob("*.js")}
    assert fetched == modules - apart


def test_the_list_is_walked_with_the_arrow_keys(page):
    page.focus(".line[data-id=one]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reading [data-mail=two]")


def test_the_pane_is_made_wider_by_key_and_stays_in_bounds(page):
    choose(page, "one")
    pane(page)
    edge = page.locator("#stage > .slot .edge")
    edge.press("ArrowLeft")
    assert edge.get_attribute("aria-valuenow") == "396"
    for _ in range(20):
        edge.press("ArrowRight")
    assert edge.get_attribute("aria-valuenow") == "320"


# office.js: the host


def test_outside_the_stand_in_there_is_no_host(chromium, server):
    page = chromium.new_page()
    page.goto(f"{server[0]}/pane/index.html")
    assert page.evaluate("Office.onReady()") == {"host": None, "platform": None}
    assert page.evaluate("Office.context.mailbox") is None
    page.close()


def test_on_ready_answers_promise_and_callback_later(page):
    choose(page, "one")
    frame = pane(page)
    told = frame.evaluate(
        "new Promise((r) => { let now = true; Office.onReady((i) => r([i, now])); now = false })"
    )
    assert told == [{"host": "Outlook", "platform": "OfficeOnline"}, False]


def test_requirement_sets_up_to_mailbox_1_15(page):
    choose(page, "one")
    known = pane(page).evaluate(
        "[['Mailbox','1.1'],['Mailbox','1.15'],['Mailbox','1.16'],['NestedAppAuth','1.1']]"
        ".map((set) => Office.context.requirements.isSetSupported(...set))"
    )
    assert known == [True, True, False, False]


def test_the_user_and_the_zone_are_told_as_outlook_does(page):
    choose(page, "one")
    profile = pane(page).evaluate("Office.context.mailbox.userProfile")
    assert profile["emailAddress"] == YOU.email
    assert profile["timeZone"] == "W. Europe Standard Time"


def test_there_are_no_accounts(page):
    choose(page, "one")
    code = pane(page).evaluate("Office.auth.getAccessToken().catch((error) => error.code)")
    assert code == 13012


def test_settings_are_kept_up_to_32_kb(page):
    choose(page, "one")
    frame = pane(page)
    asked(frame, "o.roamingSettings.set('tone', 'warm'); o.roamingSettings.saveAsync(done)")
    page.click("#stage > .slot .close")
    frame = pane(page)
    assert frame.evaluate("Office.context.roamingSettings.get('tone')") == "warm"
    big = "o.roamingSettings.set('x', 'x'.repeat(33000)); o.roamingSettings.saveAsync(done)"
    assert asked(frame, big)["status"] == "failed"


# office.js: reading


def test_the_item_has_what_the_mail_has(page):
    choose(page, "one")
    item = pane(page).evaluate(
        "(({ itemId, itemType, itemClass, subject, internetMessageId, conversationId, from, to,"
        " attachments }) => ({ itemId, itemType, itemClass, subject, internetMessageId,"
        " conversationId, from: from.emailAddress, to: to[0].displayName,"
        " attached: attachments[0].name }))(Office.context.mailbox.item)"
    )
    assert item == {
        "itemId": "one",
        "itemType": "message",
        "itemClass": "IPM.Note",
        "subject": "Uitnodiging voor een gesprek",
        "internetMessageId": "<one@acme.example>",
        "conversationId": "thread-one",
        "from": "pien@acme.example",
        "to": YOU.name,
        "attached": "route.pdf",
    }


def test_the_date_is_a_date_and_the_subject_is_stripped(page):
    choose(page, "two")
    frame = pane(page)
    assert frame.evaluate("Office.context.mailbox.item.normalizedSubject") == "gesprek"
    iso = "Office.context.mailbox.item.dateTimeCreated.toISOString()"
    assert frame.evaluate(iso) == "2026-03-10T09:00:00.000Z"


def test_the_body_comes_later_and_brings_its_context(page):
    choose(page, "one")
    frame = pane(page)
    html = asked(frame, f"{ITEM}.body.getAsync('html', {{ asyncContext: 7 }}, done)")
    assert (html["status"], html["asyncContext"]) == ("succeeded", 7)
    assert "<script>" in html["value"]  # untouched: the server is the one to be careful
    text = asked(frame, f"{ITEM}.body.getAsync('text', done)")["value"]
    assert text.split() == [
        "Beste",
        "Noor,",
        "Graag",
        "nodigen",
        "we",
        "je",
        "uit.",
        "Tot",
        "dan,",
        "Pien",
    ]
    late = "let now = true; o.mailbox.item.body.getAsync('text', () => done(now)); now = false"
    assert asked(frame, late) is False


def test_reading_has_no_way_to_write(page):
    choose(page, "one")
    offered = pane(page).evaluate("Object.keys(Office.context.mailbox.item.body)")
    assert offered == ["getAsync"]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (f"{ITEM}.body.getAsync('rtf', () => 0)", "Sys.ArgumentException"),
        (f"{ITEM}.body.getAsync('text')", "Sys.ArgumentNullException"),
        (f"{ITEM}.body.getAsync('text', 7)", "Sys.ArgumentTypeException"),
        (f"{ITEM}.displayReplyForm({LONG})", "Sys.ArgumentOutOfRangeException"),
        (f"{ITEM}.displayReplyFormAsync({{htmlBody: {LONG}}})", "Sys.ArgumentOutOfRangeException"),
        (f"{ITEM}.displayReplyFormAsync({{htmlBody: 7}})", "Sys.ArgumentTypeException"),
        ("o.mailbox.addHandlerAsync('nonsense', () => 0)", "Sys.ArgumentException"),
        (f"{ITEM}.notificationMessages.addAsync('', {{}})", "Sys.ArgumentNullException"),
    ],
)  # fmt: skip
def test_wrong_arguments_throw_at_once(page, call, name):
    choose(page, "one")
    assert thrown(pane(page), call) == name


def test_five_notifications_of_150_characters(page):
    choose(page, "one")
    frame = pane(page)
    add = (
        ITEM + ".notificationMessages.addAsync('{}', {{type: 'errorMessage', message: '{}'}}, done)"
    )
    for number in range(5):
        assert asked(frame, add.format(number, "x" * 150))["status"] == "succeeded"
    assert asked(frame, add.format(1, "x"))["error"]["code"] == 9023
    assert asked(frame, add.format(6, "x"))["error"]["code"] == 9025
    assert thrown(frame, add.format(1, "x" * 151)) == "Sys.ArgumentOutOfRangeException"
    assert thrown(frame, add.format("k" * 33, "x")) == "Sys.ArgumentOutOfRangeException"
    assert page.locator("#reading .bar").count() == 5
    asked(frame, f"{ITEM}.notificationMessages.removeAsync('1', done)")
    replace = add.replace("addAsync", "replaceAsync")
    assert asked(frame, replace.format("new", "now there"))["status"] == "succeeded"
    kept = asked(frame, f"{ITEM}.notificationMessages.getAllAsync(done)")["value"]
    assert [bar["key"] for bar in kept] == ["0", "2", "3", "4", "new"]


def test_custom_properties_stay_with_the_item(page):
    choose(page, "one")
    frame = pane(page)
    asked(frame, f"{ITEM}.loadCustomPropertiesAsync(({{value}}) => {{"
                 "value.set('used', 'general'); value.saveAsync(done) })")  # fmt: skip
    page.click("#stage > .slot .close")
    used = f"{ITEM}.loadCustomPropertiesAsync(({{value}}) => done(value.get('used') ?? null))"
    assert asked(pane(page), used) == "general"
    choose(page, "two")
    assert asked(pane(page), used) is None


# office.js: another item


def test_another_mail_closes_the_pane_unless_it_is_pinned(page):
    choose(page, "one")
    pane(page)
    choose(page, "two")
    assert page.locator("iframe.pane").count() == 0


def test_a_pinned_pane_is_told_of_the_next_item(page):
    choose(page, "one")
    frame = pane(page)
    page.click("#stage > .slot .pin")
    frame.evaluate(
        "void (window.seen = new Promise((tell) => Office.context.mailbox.addHandlerAsync("
        "Office.EventType.ItemChanged, () => tell(Office.context.mailbox.item.itemId))))"
    )
    old = frame.evaluate_handle("Office.context.mailbox.item")
    choose(page, "two")
    assert frame.evaluate("window.seen") == "two"
    late = old.evaluate("(item) => new Promise((done) => item.body.getAsync('text', done))")
    assert late["error"]["code"] == 9030


def test_a_handler_that_was_taken_off_hears_nothing(page):
    choose(page, "one")
    frame = pane(page)
    page.click("#stage > .slot .pin")
    event = "Office.EventType.ItemChanged"
    asked(frame, f"o.mailbox.addHandlerAsync({event}, () => {{ window.seen = true }}, done)")
    asked(frame, f"o.mailbox.removeHandlerAsync({event}, done)")
    choose(page, "two")
    frame.wait_for_timeout(100)
    assert frame.evaluate("window.seen") is None


def test_display_message_form_opens_a_window_and_leaves_the_pane(page):
    choose(page, "one")
    frame = pane(page)
    frame.evaluate("Office.context.mailbox.displayMessageForm('three')")
    page.wait_for_selector(".window.alone [data-mail=three]")
    assert frame.evaluate("Office.context.mailbox.item.itemId") == "one"
    other = pane(page, ".window.alone")
    assert other.evaluate("Office.context.mailbox.item.itemId") == "three"


# office.js: writing


def test_a_reply_form_holds_the_letter_above_the_thread_without_signature(page):
    choose(page, "one")
    result = asked(
        pane(page), f"{ITEM}.displayReplyFormAsync({{htmlBody: '<p>Beste Pien</p>'}}, done)"
    )
    assert result["status"] == "succeeded"
    written = page.inner_text(f"{REPLY} .editor")
    assert written.index("Beste Pien") < written.index("Van: Pien Postma") < written.index("Graag")
    assert page.locator(f"{REPLY} #Signature").count() == 0
    assert (
        page.input_value(f"{REPLY} .fields label:nth-child(2) input")
        == "RE: Uitnodiging voor een gesprek"
    )
    assert "ignore all" not in written


def test_reply_has_a_signature_and_prefixes_are_not_doubled(page):
    choose(page, "one")
    page.click("#reading .reply")
    assert page.inner_text(f"{REPLY} #Signature") == YOU.name
    page.click(f"{REPLY} .discard")
    choose(page, "two")
    page.click("#reading .reply")
    assert page.input_value(f"{REPLY} .fields label:nth-child(2) input") == "RE: gesprek"


def test_text_is_inserted_at_the_caret_without_style(page):
    choose(page, "one")
    page.click("#reading .reply")
    page.keyboard.type("Eerst.")
    frame = pane(page, REPLY)
    letter = '<p style="color:red" onclick="x()">Dan<script>1</script></p>'
    put = f"{ITEM}.body.setSelectedDataAsync('{letter}', {{coercionType: 'html'}}, done)"
    assert asked(frame, put)["status"] == "succeeded"
    html = page.inner_html(f"{REPLY} .editor")
    assert html.index("Eerst.") < html.index("<p>Dan</p>") < html.index("Signature")


def test_without_a_coercion_type_tags_are_text(page):
    choose(page, "one")
    page.click("#reading .reply")
    frame = pane(page, REPLY)
    asked(frame, f"{ITEM}.body.setSelectedDataAsync('<b>x</b>', done)")
    assert "<b>x</b>" in page.inner_text(f"{REPLY} .editor")
    failed = asked(frame, f"{ITEM}.body.setSelectedDataAsync('x', {{coercionType: 'rtf'}}, done)")
    assert failed["error"]["code"] == 1000


def test_html_into_a_plain_body_fails_and_text_goes_in(page):
    choose(page, "two")
    page.click("#reading .reply")
    frame = pane(page, REPLY)
    assert asked(frame, f"{ITEM}.body.getTypeAsync(done)")["value"] == "text"
    put = ITEM + ".body.setSelectedDataAsync('Beste Pien\\n', {{coercionType: '{}'}}, done)"
    assert asked(frame, put.format("html"))["error"]["name"] == "InvalidFormatError"
    assert asked(frame, put.format("text"))["status"] == "succeeded"
    written = page.input_value(f"{REPLY} .editor")
    assert written.startswith("Beste Pien\n")
    assert "Kun je dinsdag?" in written


def test_prepend_set_and_sign(page):
    choose(page, "one")
    page.click("#reading .reply")
    frame = pane(page, REPLY)
    html = "{coercionType: 'html'}, done"
    asked(frame, f"{ITEM}.body.setSignatureAsync('<p>Groet, N.</p>', {html})")
    asked(frame, f"{ITEM}.body.prependAsync('<p>Boven</p>', {html})")
    written = page.inner_text(f"{REPLY} .editor")
    assert written.index("Boven") < written.index("Groet, N.") < written.index("Van:")
    assert YOU.name not in written.split("Van:")[0]
    asked(frame, f"{ITEM}.body.setAsync('<p>Alleen dit</p>', {html})")
    assert page.inner_text(f"{REPLY} .editor").strip() == "Alleen dit"
    too_long = f"{ITEM}.body.setAsync('x'.repeat(1000001))"
    assert thrown(frame, too_long) == "Sys.ArgumentOutOfRangeException"


def test_subject_recipient_and_thread_of_what_is_written(page):
    choose(page, "one")
    page.click("#reading .reply")
    frame = pane(page, REPLY)
    assert (
        asked(frame, f"{ITEM}.subject.getAsync(done)")["value"]
        == "RE: Uitnodiging voor een gesprek"
    )
    asked(frame, f"{ITEM}.subject.setAsync('Anders', done)")
    assert asked(frame, f"{ITEM}.subject.getAsync(done)")["value"] == "Anders"
    to = asked(frame, f"{ITEM}.to.getAsync(done)")["value"]
    assert (to[0]["displayName"], to[0]["emailAddress"]) == ("Pien Postma", "pien@acme.example")
    assert frame.evaluate("Office.context.mailbox.item.conversationId") == "thread-one"
    assert frame.evaluate("'displayReplyForm' in Office.context.mailbox.item") is False


def test_what_is_sent_answers_the_mail_and_marks_it(page, server):
    choose(page, "two")
    page.click("#reading .reply")
    page.keyboard.type("Helaas.")
    page.click(f"{REPLY} .send")
    page.wait_for_selector(".line[data-id=two] >> text=Beantwoord")
    assert page.locator(REPLY).count() == 0
    (mail,) = server[1].gone_out
    assert mail["In-Reply-To"] == "<two@acme.example>"
    assert mail.get_content().startswith("Helaas.")
    page.click("[data-folder=sent]")
    page.wait_for_selector(".line >> text=RE: gesprek")


def test_a_refused_address_keeps_the_draft_open(page, server):
    page.click(".new")
    page.keyboard.type("nobody")
    page.click(f"{REPLY} .send")
    page.wait_for_selector(f"{REPLY} .trouble")
    assert not server[1].gone_out
