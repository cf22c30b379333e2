"""The manifest is one Outlook accepts, wherever it is served from; its check misses nothing."""

import importlib.util
import re
import zlib
from pathlib import Path

import pytest

from addin_server import manifest, version
from addin_server.errors import SettingsError

FOLDER = Path(__file__).parent.parent / "manifest"
ICONS = FOLDER / "icons"
APP = "0f9d2c1e-6a3b-4c55-8d7e-2b1a90c4e6f8"


def picture(name):
    path = ICONS / name
    return path.read_bytes() if path.is_file() else None


def problems(xml, **options):
    return manifest.problems(xml, picture, **options)


def pixels(png):
    """Size and rows of one of our PNGs: one IDAT, 8-bit RGBA, filter 0 in every row."""
    start = png.index(b"IDAT")
    length = int.from_bytes(png[start - 4 : start], "big")
    return png[16:29], zlib.decompress(png[start + 4 : start + 4 + length])


@pytest.fixture(scope="module")
def painter():
    spec = importlib.util.spec_from_file_location("draw_icons", FOLDER / "draw_icons.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_ours_has_no_problems():
    assert problems(manifest.load()) == []


def test_the_written_version_is_that_of_the_package():
    written = re.search(r"<Version>(.*)</Version>", manifest.load())[1]
    assert written == manifest.version_number(version.__version__)


# What is changed in our manifest -> what the check must say of it.
MUTATIONS = {
    "not closed": ("</OfficeApp>", "", "not XML"),
    "a task pane app": ('xsi:type="MailApp"', 'xsi:type="TaskPaneApp"', "MailApp"),
    "not a GUID": ("<Id>56d81aa2", "<Id>56d81aa", "Id: not a GUID"),
    "no version": ("<Version>1.0.1.0</Version>", "<Version>1.0rc1</Version>", "Version"),
    "five parts": ("<Version>1.0", "<Version>1.0.0.0", "Version"),
    "below 1.0": ("<Version>1.", "<Version>0.", "Version"),
    "no provider": ("<ProviderName>Netjes<", "<ProviderName><", "ProviderName"),
    "other default language": (">nl-NL<", ">en-US<", "DefaultLocale"),
    "mailbox wide": (">ReadWriteItem<", ">ReadWriteMailbox<", "Permissions"),
    "too little": (">ReadWriteItem<", ">ReadItem<", "Permissions"),
    "needs 1.8": ('MinVersion="1.5"/>', 'MinVersion="1.8"/>', "1.8"),
    "needs 1.13": ('DefaultMinVersion="1.5"', 'DefaultMinVersion="1.13"', "1.13"),
    "needs Word": ('<Set Name="Mailbox"', '<Set Name="WordApi"', "WordApi"),
    "in Word": ('<Host Name="Mailbox"', '<Host Name="Document"', "Document"),
    "no host": ("<Host Name=", "<Hoast Name=", "o:Hosts holds"),
    "id after version": (
        "<Id>56d81aa2-ed76-40d6-8309-29ebbc28fcfb</Id>\n  <Version>1.0.1.0</Version>",
        "<Version>1.0.1.0</Version>\n  <Id>56d81aa2-ed76-40d6-8309-29ebbc28fcfb</Id>",
        "o:OfficeApp holds",
    ),
    "no support page": ("<SupportUrl ", "<Supporturl ", "o:OfficeApp holds"),
    "rule gone": ('<Rule xsi:type="ItemIs" ItemType="Message" FormType="Edit"/>', "", "Rule"),
    "also appointments": ('ItemType="Message"', 'ItemType="Appointment"', "Rule"),
    "both rules at once": ('Mode="Or"', 'Mode="And"', "Rule"),
    "no compose form": ('xsi:type="ItemEdit"', 'xsi:type="ItemRead"', "FormSettings"),
    "plain http": (
        '<SupportUrl DefaultValue="https:',
        '<SupportUrl DefaultValue="http:',
        "not an https origin",
    ),
    "another origin": (
        'bt:Url id="pane.url" DefaultValue="https://localhost:8025',
        'bt:Url id="pane.url" DefaultValue="https://example.org',
        "more than one origin",
    ),
    "another domain": (
        "<AppDomain>https://localhost:8025",
        "<AppDomain>https://x.org",
        "more than",
    ),
    "endless address": ("/pane/index.html", "/pane/" + "x" * 2048, "2048"),
    "long name": ('DisplayName DefaultValue="', 'DisplayName DefaultValue="' + "x" * 126, "125"),
    "long description": (
        'Description DefaultValue="',
        f'Description DefaultValue="{"x" * 99}',
        "250",
    ),
    "long label": ('Value="Say no kindly"', f'Value="{"x" * 126}"', "read.label: a text"),
    "empty label": ('Value="Dire non avec tact"', 'Value=" "', "read.label: a text"),
    "German gone": (
        '<bt:Override Locale="de-DE" Value="Freundlich absagen"/>',
        "",
        "read.label: not",
    ),
    "French twice": (
        '<Override Locale="en-US"',
        '<Override Locale="fr-FR"',
        "DisplayName: not one",
    ),
    "long resource id": ('bt:Url id="pane.url"', f'bt:Url id="{"p" * 33}"', "longer than 32"),
    "undefined": (
        '<Label resid="read.label"',
        '<Label resid="red.label"',
        "red.label: not defined",
    ),
    "wrong kind": (
        '<Title resid="read.label"',
        '<Title resid="read.text"',
        "read.text: not defined",
    ),
    "never used": ('bt:Image id="icon.80"', 'bt:Image id="icon.81"', "icon.81: defined in Images"),
    "defined twice": ('bt:String id="compose.text"', 'bt:String id="read.text"', "used twice"),
    "same button twice": ('id="compose.button"', 'id="read.button"', "used twice"),
    "no 80 pixels": ('size="80"', 'size="64"', "not the sizes 16, 32, 80"),
    "wrong picture": ("netjes-32.png", "netjes-48.png", "netjes-48.png: not a PNG of 32"),
    "no picture": ("netjes-16.png", "netjes-17.png", "netjes-17.png: there is no"),
    "small store icon": ("netjes-128.png", "netjes-80.png", "netjes-80.png: not a PNG of 128"),
    "appointments": (
        "MessageComposeCommandSurface",
        "AppointmentOrganizerCommandSurface",
        "ExtensionPoint",
    ),
    "own tab": ('id="TabDefault"', 'id="TabNetjes"', "OfficeTab"),
    "a function": ('xsi:type="ShowTaskpane"', 'xsi:type="ExecuteFunction"', "ShowTaskpane"),
    "label after control": ('<Label resid="group.label"/>', "", "v0:Group holds"),
    "pin in 1.0": (
        '<SourceLocation resid="pane.url"/>',
        '<SourceLocation resid="pane.url"/><SupportsPinning>true</SupportsPinning>',
        "v0:Action holds",
    ),
    "no pin": ("<SupportsPinning>true</SupportsPinning>", "", "SupportsPinning"),
    "pin off": ("<SupportsPinning>true<", "<SupportsPinning>false<", "SupportsPinning"),
    "1.1 called 1.0": ('"VersionOverridesV1_1"', '"VersionOverridesV1_0"', "VersionOverridesV1_1"),
    "strange namespace": ("mailappversionoverrides/1.1", "mailappversionoverrides/1.2", "holds"),
    "no mail host": ('xsi:type="MailHost"', 'xsi:type="Document"', "Host: not MailHost"),
}


@pytest.mark.parametrize(("old", "new", "said"), MUTATIONS.values(), ids=MUTATIONS.keys())
def test_the_check_says_what_is_wrong(old, new, said):
    xml = manifest.load()
    assert old in xml
    found = problems(xml.replace(old, new, 1))
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize(
    "origin",
    ["https://netjes.example.org", "https://[::1]:8443", "http://127.0.0.1:8025"],
)
def test_rendered_for_an_origin_it_names_no_other(origin):
    xml = manifest.render(manifest.load(), origin, "0.1.0", APP)
    assert problems(xml, loopback=True) == []
    body = re.sub(r'xmlns(:\w+)?="[^"]*"', "", xml)
    assert set(re.findall(r"https?://[^/\"<]+", body)) == {origin}


def test_plain_http_is_a_problem_outside_the_demonstration():
    xml = manifest.render(manifest.load(), "http://127.0.0.1:8025", "0.1.0")
    assert any("https" in problem for problem in problems(xml))


@pytest.mark.parametrize(
    "origin",
    [
        "http://netjes.example.org",
        "http://127.0.0.1.example.org",
        "https://netjes.example.org/",
        "https://netjes.example.org/x",
        "https://a@netjes.example.org",
        'https://x"/><Id>',
        "https://",
        "netjes.example.org",
        "",
    ],
)
def test_an_origin_outlook_cannot_use_is_refused(origin):
    with pytest.raises(SettingsError, match="origin"):
        manifest.render(manifest.load(), origin, "0.1.0")


def test_only_addresses_are_changed():
    text = f"see {manifest.ORIGIN}/x"
    xml = manifest.load().replace("Say no kindly", text)
    rendered = manifest.render(xml, "https://netjes.example.org", "0.1.0")
    assert rendered.count(manifest.ORIGIN) == xml.count(text) == 2


@pytest.mark.parametrize(
    ("package", "written"),
    [("0.1.0", "1.0.1.0"), ("1.2.3", "1.1.2.3"), ("1", "1.1.0.0"), ("0.2.0rc1", "1.0.2.0")],
)
def test_version_numbers(package, written):
    assert manifest.version_number(package) == written
    assert f"<Version>{written}<" in manifest.render(manifest.load(), manifest.ORIGIN, package)


@pytest.mark.parametrize("package", ["", "dev", "123456.0"])
def test_a_version_without_a_number_is_refused(package):
    with pytest.raises(SettingsError, match="number"):
        manifest.version_number(package)


def test_registration_stands_in_the_newest_overrides_alone():
    xml = manifest.render(manifest.load(), "https://netjes.example.org:444", "0.1.0", APP)
    assert xml.count("<WebApplicationInfo>") == 1
    assert f"<Resource>api://netjes.example.org:444/{APP}</Resource>" in xml
    assert "WebApplicationInfo" not in manifest.render(manifest.load(), manifest.ORIGIN, "0.1.0")
    with pytest.raises(SettingsError, match="GUID"):
        manifest.render(manifest.load(), manifest.ORIGIN, "0.1.0", "<Id>")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"<Id>{APP}", "<Id>x", "Id is not a GUID"),
        ("<Resource>api://", "<Resource>https://", "Resource"),
        ("<Scopes>", "<Scope/><Scopes>", "v1:WebApplicationInfo holds"),
    ],
)
def test_a_wrong_registration_is_found(old, new, said):
    xml = manifest.render(manifest.load(), manifest.ORIGIN, "0.1.0", APP)
    assert old in xml
    assert any(said in problem for problem in problems(xml.replace(old, new, 1)))


def test_every_address_is_one_the_server_answers():
    paths = set(re.findall(rf'{manifest.ORIGIN}([^"<]*)', manifest.load()))
    pictures = {f"/icons/{path.name}" for path in ICONS.glob("*.png")}
    assert paths - pictures == {"", "/pane/index.html"}


@pytest.mark.parametrize("size", [16, 32, 48, 64, 80, 128])
def test_the_drawing_gives_the_committed_picture(painter, size):
    # Compared unpacked: another zlib packs the same pixels differently.
    committed = pixels(picture(f"netjes-{size}.png"))
    assert pixels(painter.draw(size)) == committed
    assert painter.png(size, committed[1])[:33] == picture(f"netjes-{size}.png")[:33]


@pytest.mark.parametrize("size", [16, 32, 48, 64, 80, 128])
def test_a_picture_is_neither_empty_nor_full(size):
    header, rows = pixels(picture(f"netjes-{size}.png"))
    assert header == size.to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
    alpha = [rows[y * (4 * size + 1) + 1 + 4 * x + 3] for y in range(size) for x in range(size)]
    assert 0.6 < sum(alpha) / 255 / len(alpha) < 0.8
    assert {0, 255} <= set(alpha)


def test_no_picture_lies_there_that_is_not_drawn(painter):
    assert {path.name for path in ICONS.glob("*.png")} == {f"netjes-{s}.png" for s in painter.SIZES}


def test_another_file_is_no_picture():
    xml = manifest.load()
    for junk in (b"", b"GIF89a" + b"\0" * 40, picture("netjes-16.png")[:20]):
        found = manifest.problems(xml, lambda _, junk=junk: junk)
        assert any("not a PNG of 16" in problem for problem in found)
