import pytest

from addin_server.errors import SettingsError
from addin_server.settings import Settings


def test_defaults_are_complete():
    settings = Settings.from_environ({})
    assert settings.tick_seconds == 15
    assert settings.zone.key == "Europe/Amsterdam"


def test_other_variables_are_not_ours():
    assert Settings.from_environ({"PATH": "/bin"}) == Settings.from_environ({})


def test_an_empty_variable_is_unset():
    assert Settings.from_environ({"ADDIN_PORT": ""}).port == 8025


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDIN_TIK_SECONDS", "5"),
        ("ADDIN_PORT", "0"),
        ("ADDIN_PORT", "web"),
        ("ADDIN_TIMEZONE", "Amsterdam"),
        ("ADDIN_PUBLIC_URL", "netjes.example.org"),
        ("ADDIN_PUBLIC_URL", "http://netjes.example.org"),
        ("ADDIN_PUBLIC_URL", "https://netjes.example.org/pane"),
        ("ADDIN_MAILBOX", "imap"),
        ("ADDIN_COUNTRY", "nederland"),
        ("ADDIN_RETENTION_DAYS", "181"),
    ],
)
def test_a_mistake_is_named(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environ({name: value})


def test_all_mistakes_are_named_at_once():
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ({"ADDIN_PORT": "x", "ADDIN_NOPE": "y"})
    assert "ADDIN_PORT" in str(caught.value)
    assert "ADDIN_NOPE is not a setting" in str(caught.value)


def test_nothing_can_be_changed_later():
    with pytest.raises(ValueError, match="frozen"):
        Settings.from_environ({}).port = 1


def test_lists_are_written_with_commas_or_spaces():
    for written in ("a.example,b.example", "a.example, b.example", "a.example b.example"):
        settings = Settings.from_environ({"ADDIN_MAIL_DOMAINS": written})
        assert settings.mail_domains == ("a.example", "b.example")


def test_serving_needs_to_know_its_users():
    assert "ADDIN_IDENTITY" in Settings.from_environ({}).serving_mistakes()[0]
    complete = {
        "ADDIN_IDENTITY": "entra",
        "ADDIN_ENTRA_CLIENT_ID": "11111111-2222-3333-4444-555555555555",
        "ADDIN_ENTRA_TENANTS": "99999999-2222-3333-4444-555555555555",
    }
    assert Settings.from_environ(complete).serving_mistakes() == []
    for name in complete:
        assert Settings.from_environ(complete | {name: ""}).serving_mistakes()
    relay = complete | {"ADDIN_SMTP_HOST": "mail.example.org"}
    assert "ADDIN_MAIL_FROM" in Settings.from_environ(relay).serving_mistakes()[0]


def test_secrets_are_masked():
    environ = {"ADDIN_SMTP_PASSWORD": "hunter2"}
    settings = Settings.from_environ(environ)
    assert "hunter2" not in repr(settings)
    rows = {row["name"]: row for row in settings.listing(environ)}
    assert rows["ADDIN_SMTP_PASSWORD"]["value"] == "********"
    assert rows["ADDIN_SMTP_PASSWORD"]["from"] == "environment"
    assert rows["ADDIN_PORT"]["from"] == "default"


def test_the_password_may_lie_in_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text("hunter2\n")
    assert Settings(smtp_password_file=file).relay_password() == "hunter2"
    with pytest.raises(SettingsError, match="ADDIN_SMTP_PASSWORD_FILE"):
        Settings(smtp_password_file=tmp_path / "none").relay_password()


def test_every_field_is_described_and_has_its_unit():
    for name, field in Settings.model_fields.items():
        assert field.description, name
        if "seconds" in name:
            assert "seconds" in field.description or "How" in field.description, name
        if "bytes" in name:
            assert "bytes" in field.description, name
