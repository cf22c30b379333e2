"""Around the letter, in Chromium: thinking it over, wording, paper, promises, moments, hints.

Against the real application over the sample mailbox, one server for all.
"""

import re
import zipfile
from io import BytesIO

import pytest
from playwright.sync_api import expect

from . import stage
from .stage import open_mail, open_pane

INVITATION = "Uitnodiging gesprek coördinator personeelszaken"
APPLICATION = "Sollicitatie productieplanner"
WORD = "word/document.xml"
HINT = "Ik plande drie lijnen"


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    with stage.served(tmp_path_factory.mktemp("demo")) as origin:
        yield origin


@pytest.fixture(scope="module")
def trouble():
    """What the browser complained of."""
    return []


@pytest.fixture(scope="module")
def browser_window(origin, trouble):
    with stage.window(trouble) as page:
        yield page


@pytest.fixture
def page(browser_window, origin, trouble):
    """The window at its beginning; a console error or a failed script fails the test."""
    browser_window.goto("about:blank")
    browser_window.goto(origin)
    yield browser_window
    browser_window.unroute_all(behavior="wait")
    assert trouble == []


def asked(page):
    """What is sent to the server from now on, but for the pane's own look at the clock."""
    sent = []

    def note(request):
        if "/api/" in request.url and not request.url.endswith("/api/deadlines"):
            sent.append((request.method, request.url.partition("/api/")[2]))
        elif request.method != "GET":
            sent.append((request.method, "deadlines"))

    page.on("request", note)
    return sent


def stored(pane):
    keep = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    return pane.locator("main").evaluate(f"() => {keep}")


def close_windows(page):
    page.evaluate("document.getElementById('windows').replaceChildren()")


def choose_language(pane, lang):
    choice = pane.get_by_label("Taal van de brief")
    choice.focus()
    choice.select_option(lang)


def write_rejection(pane, strength="de heldere opbouw van uw brief"):
    """Up to the talent pool's letter, which takes a date by itself."""
    pane.get_by_role("button", name="Nu niet, later graag").first.click()
    pane.get_by_label(re.compile("^Organisatie")).fill("De Linde")
    pane.get_by_label(re.compile("^Waarom nu niet")).fill("ervaring met het leiden van een team")
    pane.get_by_label(re.compile("^Een concreet")).fill(strength)


def test_who_sleeps_on_it_without_a_reminder_gets_one(page):
    """As for a user who does not want to be reminded by itself."""

    def unreminded(route):
        me = route.fetch().json()
        me["preferences"]["remind"] = False
        route.fulfill(json=me)

    page.route("**/api/me", unreminded)
    open_mail(page, INVITATION)
    pane = open_pane(page)
    expect(pane.get_by_role("button", name="Herinner mij")).to_be_visible()
    sent = asked(page)
    pane.get_by_role("button", name="Vijf vragen vooraf").click()
    pane.get_by_role("button", name="Ik slaap er een nachtje over").click()
    expect(pane.get_by_role("heading", level=1)).to_have_text("Slaap er een nachtje over")
    assert sent[0] == ("POST", "deadlines")


def test_who_is_too_late_cannot_sleep_on_it(page):
    open_mail(page, "Uitnodiging voor een gesprek: HR-adviseur verzuim")
    pane = open_pane(page)
    pane.get_by_role("button", name="Vijf vragen vooraf").click()
    expect(pane.locator("main")).to_contain_text("De tijd om te antwoorden is al voorbij.")
    expect(pane.get_by_role("button", name="Ik zeg af")).to_be_visible()
    expect(pane.get_by_role("button", name="Ik slaap er een nachtje over")).to_have_count(0)


def test_five_questions_are_asked_of_nobody_but_the_user(page):
    open_mail(page, INVITATION)
    pane = open_pane(page)
    expect(pane.locator("main")).to_contain_text("We herinneren u op tijd.")
    before, sent = stored(pane), asked(page)
    pane.get_by_role("button", name="Vijf vragen vooraf").click()
    expect(pane.get_by_role("heading", level=1)).to_be_focused()
    boxes = pane.get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    for box in boxes.all():
        box.check()
    assert (sent, stored(pane)) == ([], before)

    pane.get_by_role("button", name="Ik slaap er een nachtje over").click()
    expect(pane.locator("main")).to_contain_text("Morgenochtend herinneren we u eraan.")
    expect(pane.locator("main")).to_contain_text(re.compile(r"U hebt tijd tot .+ \(nog .+\)"))
    assert [path for _, path in sent] == [sent[0][1]]
    assert sent[0][1].endswith("/snooze")
    assert stored(pane) == before

    pane.get_by_role("button", name="Terug naar de mail").click()
    for way_out, then in (
        ("Terug", "Uitnodiging voor een gesprek"),
        ("Ik zeg af", "Passende brieven"),
        ("Ik vraag een ander moment", "Ander moment vragen"),
    ):
        pane.get_by_role("button", name="Vijf vragen vooraf").click()
        expect(pane.get_by_role("checkbox", checked=True)).to_have_count(0)
        boxes.first.check()
        pane.get_by_role("button", name=way_out, exact=True).click()
        expect(pane.get_by_role("heading", name=then)).to_be_focused()
    page.keyboard.press("Escape")
    pane.get_by_role("button", name="Vijf vragen vooraf").click()
    expect(pane.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_a_letter_is_read_through_and_goes_onto_paper(page):
    open_mail(page, INVITATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Afzeggen zonder reden").click()
    with page.expect_request("**/api/wording") as checked:
        pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.locator("main").get_by_text("Nagelezen: geen opmerkingen.")).to_be_visible()
    asked_for = checked.value.post_data_json
    assert asked_for["side"] == "decline"
    assert asked_for["context"]["situation"] == "general"
    assert asked_for["context"]["contact_name"] == "Marloes van der Wal"

    pane.get_by_role("button", name="Als Word-bestand").click()
    pane.get_by_label("Uw adres").fill("Lindelaan 8\n3512 AB Utrecht")
    pane.get_by_label("Plaats, voor bij de datum").fill("Utrecht")
    with page.expect_download() as download:
        pane.get_by_role("button", name="Word-bestand opslaan").click()
    assert download.value.suggested_filename == "brief.docx"
    written = zipfile.ZipFile(BytesIO(download.value.path().read_bytes())).read(WORD).decode()
    assert all(words in written for words in ("Lindelaan 8", "Utrecht, ", "Marloes"))

    frame = next(frame for frame in page.frames if "/pane/" in frame.url)
    frame.evaluate("window.print = () => document.title = 'printed'")
    pane.get_by_role("button", name="Afdrukken").click()
    assert frame.title() == "printed"
    page.emulate_media(media="print")
    shown = frame.evaluate(
        "[...document.querySelectorAll('main > *, body > *')].filter((e) => e.checkVisibility())"
        ".map((e) => e.className || e.localName)"
    )
    page.emulate_media(media="screen")
    assert shown == ["main", "subject", "letter"]


def test_what_one_writes_oneself_is_read_through_and_can_be_sent(page):
    open_mail(page, INVITATION)
    page.get_by_role("button", name="Beantwoorden").first.click()
    editor = page.locator(".window [role=textbox], .window textarea").last
    editor.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Beste, misschien kom ik, ik zie nog wel.")
    page.get_by_role("button", name="Brief invoegen").click()
    pane = page.frame_locator(".window iframe[src*='/pane/']")
    with page.expect_request("**/api/wording") as checked:
        pane.get_by_role("button", name="Controleer mijn tekst").click()
    findings = pane.locator(".findings li")
    expect(findings.first).to_be_visible()
    expect(pane.locator(".findings")).to_contain_text("dank")
    assert "misschien kom ik" in checked.value.post_data_json["text"]
    assert checked.value.post_data_json["context"]["situation"] == ""
    expect(page.get_by_role("button", name="Verzenden")).to_be_enabled()


def test_a_check_that_fails_is_one_line_and_nothing_else(page):
    page.route("**/api/wording", lambda route: route.fulfill(body="not JSON"))
    open_mail(page, INVITATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Afzeggen zonder reden").click()
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.get_by_text("De tekst kon nu niet worden nagelezen.")).to_be_visible()
    expect(pane.get_by_role("button", name="Open als antwoord")).to_be_enabled()
    expect(pane.get_by_role("button", name="Opnieuw proberen")).to_have_count(0)


def test_a_promise_is_kept_listed_exported_and_ended(page):
    open_mail(page, APPLICATION)
    pane = open_pane(page)
    write_rejection(pane)
    words, date = pane.get_by_label(re.compile("^Gegevens bewaren")), pane.locator("#pool-date")
    keep = pane.get_by_role("checkbox", name="Herinner mij aan deze belofte")
    expect(keep).to_be_checked()
    four_weeks = date.input_value()
    pane.get_by_role("checkbox", name="toestemming").check()
    assert date.input_value() > four_weeks
    words.fill("ooit")
    expect(keep).to_be_disabled()
    expect(keep).not_to_be_checked()
    words.fill("5 maart 2028")
    assert date.input_value() == "2028-03-05"
    choose_language(pane, "en")
    expect(words).to_have_value("5 March 2028")
    choose_language(pane, "nl")

    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.locator(".letter")).to_contain_text("5 maart 2028")
    with page.expect_request("**/api/promises") as promised:
        pane.get_by_role("button", name="Open als antwoord").click()
    body = promised.value.post_data_json
    assert (body["until"], body["consent"], body["company"]) == ("2028-03-05", True, "De Linde")
    close_windows(page)

    pane.get_by_role("button", name=re.compile("^Herinneringen")).click()
    agreed = pane.get_by_role("checkbox", name="Heeft toestemming gegeven")
    expect(pane.get_by_text("Beloofd tot 5 maart 2028")).to_be_visible()
    with page.expect_response(re.compile("/api/promises/")) as changed:
        agreed.uncheck()
    assert changed.value.json()["consent"] is False
    with page.expect_download() as table:
        pane.get_by_role("button", name="Lijst downloaden (CSV)").click()
    assert "Joris Van Hove" in table.value.path().read_text("utf-8-sig")
    pane.get_by_role("button", name="Beëindigen").click()
    expect(pane.get_by_role("heading", name="Talentpool")).to_have_count(0)


def test_a_promise_that_fails_is_tried_again_without_a_second_letter(page):
    fails = iter((True, False))

    def once(route):
        if route.request.method == "POST" and next(fails):
            return route.fulfill(content_type="text/plain", body="")
        return route.continue_()

    page.route("**/api/promises", once)
    open_mail(page, APPLICATION)
    pane = open_pane(page)
    write_rejection(pane)
    pane.get_by_role("button", name="Bekijk de brief").click()
    pane.get_by_role("button", name="Open als antwoord").click()
    again = pane.get_by_role("button", name="Opnieuw proberen")
    expect(again).to_be_visible()
    expect(page.locator(".window")).to_have_count(1)
    with page.expect_response("**/api/promises"):
        again.click()
    expect(again).to_have_count(0)
    expect(page.locator(".window")).to_have_count(1)
    expect(pane.get_by_role("heading", level=1)).to_have_text("De brief staat klaar")


def test_nothing_is_promised_unless_the_user_says_until_when(page):
    open_mail(page, APPLICATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Na een gesprek").first.click()
    expect(pane.get_by_label(re.compile("^Voor later bewaren"))).to_have_value("")
    expect(pane.get_by_role("checkbox", name="Herinner mij aan deze belofte")).to_be_hidden()
    pane.get_by_role("button", name="Gangbare termijn").click()
    expect(pane.get_by_role("checkbox", name="Herinner mij aan deze belofte")).to_be_checked()
    expect(pane.get_by_label(re.compile("^Voor later bewaren"))).to_have_value(
        re.compile(r"20\d\d")
    )


def test_the_candidates_own_words_begin_a_field(page):
    def hinted(route):
        answer = route.fetch().json()
        for letter in answer["letters"]:
            for field in letter["fields"]:
                field["hints"] = [HINT] if field["name"] in ("strength", "strength_two") else []
        route.fulfill(json=answer)

    page.route("**/api/readings", hinted)
    open_mail(page, APPLICATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Na een gesprek").first.click()
    strength = pane.get_by_label(re.compile("^Een concreet"))
    offers = pane.get_by_role("button", name=HINT)
    expect(offers).to_have_count(1)  # those of the second field wait behind their heading
    offers.first.click()
    expect(strength).to_have_value(f"‘{HINT}’")
    expect(strength).to_be_focused()
    page.keyboard.type(", en hoe rustig u dat vertelt")
    expect(strength).to_have_value(f"‘{HINT}’, en hoe rustig u dat vertelt")


def test_moments_of_ones_own_are_written_out(page):
    open_mail(page, INVITATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    words = pane.get_by_label(re.compile("^Momenten die u wel passen"))
    words.fill("vrijdag de hele dag")
    pane.get_by_text("Momenten kiezen").click()
    for label, clock in (("Moment 1", "2027-03-04T15:30"), ("Moment 2", "2027-03-02T10:00")):
        pane.get_by_label(label).fill(clock)
        pane.get_by_label(label).blur()
    tuesday, thursday = "dinsdag 2 maart om 10.00 uur", "donderdag 4 maart om 15.30 uur"
    expect(words).to_have_value(f"vrijdag de hele dag of {tuesday} of {thursday}")
    pane.get_by_label("Moment 1").fill("")
    pane.get_by_label("Moment 1").blur()
    expect(words).to_have_value(f"vrijdag de hele dag of {tuesday}")
    choose_language(pane, "de")
    expect(words).to_have_value(re.compile("Dienstag, den 2. März um 10:00 Uhr"))
