"""Of a mail that names no employer: what its sender's display name tells of house and person."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from addin_server import reading
from addin_server.model import Address, Kind, Message

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
INVITES = "We would like to invite you to a job interview on Tuesday 1 December at 10 am."
NAMES = "We would like to invite you to a job interview at Kettle Foods on Tuesday at 10 am."
ASKS = "I would like to apply for the post of welder. My CV is attached.\n\nAnna Poe"


def read(text, name, email):
    message = Message(subject="", body=text, sender=Address(name=name, email=email), received=NOW)
    return reading.read(message, NOW, ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("name", "email", "company", "contact"),
    [
        ("Hydrotech via Recruitee", "reply-1@mail.recruitee.com", "Hydrotech", None),
        ("Hydrotech Recruitment", "no-reply@greenhouse.io", "Hydrotech", None),
        ("Recrutement Hydrotech", "x@flatchr.io", "Hydrotech", None),
        ("Talent Team @ Hydrotech", "x@hire.lever.co", "Hydrotech", None),
        ("Hydrotech HR", "hr@hydrotech.example", "Hydrotech", None),
        ("Solvent Group Jobs", "jobs@solvent-group.example", "Solvent Group", None),
        ("Bakkerij Peeters", "info@bakkerijpeeters.example", "Bakkerij Peeters", None),
        ("Anna Poe (Hydrotech)", "notification@smartrecruiters.com", "Hydrotech", "Anna Poe"),
        ("Anna Poe at Hydrotech", "mail@jobs.example", "Hydrotech", "Anna Poe"),
        ("Anna Poe | Hydrotech", "anna@hydrotech.example", "Hydrotech", "Anna Poe"),
        ("Anna Poe, Hydrotech", "anna@hydrotech.example", "Hydrotech", "Anna Poe"),
        ("Anna Poe von Hydrotech", "anna@hydrotech.example", "Hydrotech", "Anna Poe"),
        ("Kettle Foods Careers", "mail@portal.example", "Kettle Foods", None),
        ("Linde Metaal (HR)", "hr@lindemetaal.example", "Linde Metaal", None),
        # A person, a department, a word, an address, or what it is sent with, is no house.
        ("Anna Poe", "office@agency.example", None, None),
        ("Poe, Anna", "anna.poe@hydrotech.example", None, "Anna Poe"),
        ("Anna Poe (HR)", "x@jobs.example", None, None),
        ("'Anna Poe' via HR", "hr@hydrotech.example", None, "Anna Poe"),
        ("Hydrotech", "mail@other.example", None, None),
        ("Invitation", "no-reply@invitation.example", None, None),
        ("Atelier", "info@atelier.example", None, None),
        ("Company Group", "hr@companygroup.example", None, None),
        ("No Reply", "noreply@noreply.example", None, None),
        ("Hydrotech (Gent)", "x@mail.recruitee.com", None, None),  # `Wendy (HR)`?
        ("Personalteam", "no-reply@personalteam.example", None, None),
        ("Planner", "no-reply@planner.example", None, None),
        ("Recruiting Coordination", "rc@hydrotech.example", None, None),
        ("no.reply@hydrotech.example", "no.reply@hydrotech.example", None, None),
        ("TalentFlow", "no-reply@talentflow.example", None, None),
        ("Indeed", "no-reply@indeed.com", None, None),
    ],
)
def test_what_a_display_name_tells_alone(name, email, company, contact):
    found = read(INVITES, name, email)
    assert (found.kind, found.company, found.contact_name) == (
        Kind.INTERVIEW_INVITATION,
        company,
        contact,
    )


def test_no_words_of_the_mail_are_shown_for_it():
    found = read(INVITES, "Hydrotech HR", "hr@hydrotech.example")
    assert "company" not in {each.field for each in found.evidence}


def test_a_house_that_the_mail_names_comes_first():
    assert read(NAMES, "Hydrotech HR", "hr@hydrotech.example").company == "Kettle Foods"


def test_who_applies_is_no_house():
    found = read(ASKS, "Poe Welding", "anna@poewelding.example")
    assert (found.kind, found.company) == (Kind.APPLICATION, None)


def test_a_loan_comes_from_no_employer():
    text = "We regret that your application for a loan was not approved. Please call us."
    assert read(text, "Hydrotech Bank", "info@hydrotechbank.example").company is None
