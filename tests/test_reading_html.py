"""HTML to text: what is seen, what is hidden, and the parts that mail programs make."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin_server.reading.visible import plain, visible


def test_lines_lists_and_tables_stay_readable():
    html = (
        "<p>Hallo <b>Jan</b>,</p><p>Kom je<br>langs?</p><ul><li>cv</li><li>diploma</li></ul>"
        "<table><tr><td>Datum:</td><td>12&nbsp;maart</td></tr><tr><td>Tijd:</td>"
        "<td>10 uur</td></tr></table>"
    )
    assert visible(html).text == (
        "Hallo Jan,\n\nKom je\nlangs?\n\n- cv\n- diploma\n\nDatum:\t12 maart\nTijd:\t10 uur"
    )


def test_links_keep_their_words_and_address():
    html = '<p>Kies <a href="https://plan.example/x">een moment</a>.</p>'
    assert visible(html).text == "Kies een moment <https://plan.example/x> ."


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">geheime tekst</div>',
        '<div style="visibility: hidden">geheime tekst</div>',
        '<span style="font-size:0px">geheime tekst</span>',
        '<span style="color:#fff">geheime tekst</span>',
        '<font color="white">geheime tekst</font>',
        '<div style="background:#003366"><span style="color:#036">geheime tekst</span></div>',
        "<div hidden>geheime tekst</div>",
        '<div style="mso-hide:all">geheime tekst</div>',
        '<style>.weg{display:none}</style><p class="weg">geheime tekst</p>',
        "<!-- hier staat een geheime tekst voor machines -->",
    ],
)
def test_hidden_text_is_dropped_and_said(hidden):
    seen = visible(f"<p>Zichtbaar</p>{hidden}")
    assert seen.text == "Zichtbaar"
    assert seen.warnings == ("hidden_text",)


@pytest.mark.parametrize(
    "shown",
    [
        '<td style="background-color:#0066cc"><a style="color:#ffffff">Bevestig</a></td>',
        '<div style="background:url(x.png)"><span style="color:white">Bevestig</span></div>',
        '<div bgcolor="#000000"><font color="#ffffff">Bevestig</font></div>',
        "<!--[if mso]><table><tr><td>vier of meer woorden</td></tr></table><![endif]-->Bevestig",
        "<style>@media (max-width:600px){ .smal{display:none}}</style><p class=smal>Bevestig</p>",
    ],
)
def test_what_can_be_seen_is_kept(shown):
    seen = visible(f"<table><tr>{shown}</tr></table>")
    assert seen.text == "Bevestig"
    assert seen.warnings == ()


def test_characters_without_width_are_dropped_and_said():
    assert visible("inter\u200bview").text == "interview"
    assert visible("inter\u200bview").warnings == ("hidden_text",)
    assert plain("inter\u200bview").text == "inter\u200bview"
    assert plain("inter\u200bview").warnings == ("hidden_text",)
    assert plain("\ufeffHallo 👩‍💻").warnings == ()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p title="a > b">1 &lt; 2 &amp;amp; "3"</p>', '1 < 2 &amp; "3"'),
        ("<p>een<script>if (a<b) '</p></div>'</script> twee</p>", "een twee"),
        ("een<iframe><p>1 &amp; 2</iframe>twee", "een<p>1 &amp; 2twee"),
        ('<p =a b=c"d" e>een<?xml version="1"?><p/>twee', "een\n\ntwee"),
        ("een<svg><style>&lt;/style>&lt;/svg>&lt;/p></style></svg><p>twee", "een\n\ntwee"),
        ("<object><object>een</object>twee</object>drie", "drie"),
    ],
)
def test_signs_of_markup_count_where_they_are_markup(html, text):
    assert visible(html).text == text


def test_what_is_hidden_counts_when_it_has_words():
    assert visible("<div hidden>- <div>1</div></div>een").warnings == ()
    assert visible("<div hidden>- <div>1</div>12</div>een").warnings == ("hidden_text",)
    assert visible("<div hidden><xmp></div>een</xmp></div>een").warnings == ("hidden_text",)


def test_citations_are_marked_and_indents_are_not():
    assert visible("<blockquote type=cite>oud</blockquote>nieuw").text == "> oud\n\nnieuw"
    assert visible("<blockquote style='margin:1em'>plaats</blockquote>").text == "plaats"


def test_too_deep_and_too_long_is_said():
    assert visible("<div>" * 500 + "diep").warnings == ("truncated",)
    assert visible("<div>" * 500 + "diep").text == "diep"
    assert visible("<p>x" * 60_000).warnings == ("truncated",)
    assert plain("x" * 300_000).warnings == ("truncated",)
    assert len(plain("x" * 300_000).text) == 256 * 1024


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div\tstyle='display:none'>",
                "</div>",
                "<td>",
                "<!--",
                "-->",
                "<a\thref=",
                '"',
                "x",
                "<",
                "&nbsp;",
                "<style>",
                "</style>",
                "<svg>",
                "\x00",
                "<br/>",
                "<blockquote\ttype=cite>",
                "</blockquote>",
                "<b>",
                "</b>",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_html_can_be_read(html):
    assert "\0" not in visible(html).text
