"""Dates as pages write them."""

from __future__ import annotations

import pytest

from dprk_events.article.dates import Order, date_in_url, date_near, find_date, normal_date

SEOUL = "Asia/Seoul"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 4, 2031May 4, 2031", "2031-05-04"),
        ("Jane Doe May 4, 2031", "2031-05-04"),
        ("09:31 May 4, 2031", "2031-05-04T09:31:00+09:00"),
        ("Posted May. 4, 2031 06:31,", "2031-05-04T06:31:00+09:00"),
        ("Posted on : May.4,2031 17:03 KST", "2031-05-04T17:03:00+09:00"),
        ("May 4, 20317:55 AM UTC", "2031-05-04T07:55:00+00:00"),
        ("Written: 2031-05-04 15:03:30 / Updated: 2031-05-05 10:00:00", "2031-05-04T15:03:30+09:00"),
        ("Published : May 4, 2031 - 16:41   Updated : May 5, 2031", "2031-05-04T16:41:00+09:00"),
        ("May 4, 2031 at 10:15 p.m. ET", "2031-05-04T22:15:00-04:00"),
        ("2031.5.4.", "2031-05-04"),
        ("[2031.5.4.]", "2031-05-04"),
        ("www.kcna.kp (Juche120.5.4.)", "2031-05-04"),
        ("4 May 2031", "2031-05-04"),
        ("May 4, 2031 Sunday [Photo]", "2031-05-04"),
        ("13/05/2031", "2031-05-13"),
        ("Updated [hour]:[minute] [AMPM] [timezone], [monthFull] [day], [year]", None),
        ("1 day ago", None),
        ("2031-02-30", None),
    ],
)
def test_written_dates(text: str, found: str | None) -> None:
    assert find_date(text, zone=SEOUL) == found


@pytest.mark.parametrize(("order", "found"), [("dmy", "2031-04-05"), ("mdy", "2031-05-04"), (None, "2031-05-04")])
def test_the_order_of_day_and_month_is_the_sites(order: Order | None, found: str) -> None:
    assert find_date("05/04/2031", order=order) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2031-05-04 07:00:00Z", "2031-05-04T07:00:00+00:00"),
        ("2031-05-04T09:31:01+0900", "2031-05-04T09:31:01+09:00"),
        ("2031-05-04T09:31", "2031-05-04T09:31:00+09:00"),
        ("2031-05-04", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("1935651600", "2031-05-04T09:00:00+00:00"),
        ("2031-05-04T09:31:00+90:00", "2031-05-04T09:31:00+09:00"),
        ("0001-01-01T00:00:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("soon", None),
    ],
)
def test_machine_dates(value: str, found: str | None) -> None:
    assert normal_date(value, zone=SEOUL) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://news.example/view/AEN20310504002300325?section=nk", "2031-05-04"),
        ("https://news.example/2031/05/04/slug/", "2031-05-04"),
        ("https://news.example/2031/05/slug/", None),
        ("https://news.example/slug-05042021163718.html", "2021-05-04"),
        ("https://news.example/index.php?newsID=2031-05-04-0001", "2031-05-04"),
        ("https://news.example/newstream/1935651600-123456/slug/", None),
    ],
)
def test_dates_in_addresses(url: str, found: str | None) -> None:
    assert date_in_url(url) == found


def test_a_dateline_without_a_year_takes_that_of_the_capture_or_the_year_before() -> None:
    assert date_near("Pyongyang, May 3 (KCNA)", "2031-05-04T00:00:00+00:00") == "2031-05-03"
    assert date_near("Pyongyang, December 30 (KCNA)", "2031-01-02") == "2030-12-30"
    assert date_near("Pyongyang", "2031-01-02") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5. März 2031", "2031-03-05"),
        ("Publié le 1er mars 2031", "2031-03-01"),
        ("5 de mayo de 2031", "2031-05-05"),
        ("5 мая 2031", "2031-05-05"),
        ("Tue Jun 12 14:10:33 PDT 2001", "2001-06-12T14:10:33-07:00"),
        ("4. května 2031", "2031-05-04"),
        ("4 травня 2031", "2031-05-04"),
        ("2031. 5. 4. 오후 6:30", "2031-05-04T18:30:00"),
        ("2031年05月04日06时30分", "2031-05-04T06:30:00"),
        ("mardi 4 mai 2031 à 6 h 30", "2031-05-04T06:30:00"),
        ("5 marche 2031", None),
    ],
)
def test_months_of_other_languages_and_of_mail_programs(text: str, day: str | None) -> None:
    assert find_date(text) == day
