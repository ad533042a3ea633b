"""What an independent library says of the samples and of drawn rules.

pip install recurring-ical-events==3.8.2, then: python answers.py
Each line of answers.txt is: sample, day, beginning, end, title, in the time of Paris.
Each line of rules.txt is: first date, rule, then its dates in the school year.
"""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

HERE = Path(__file__).parent
PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2026, 9, 1), date(2027, 7, 3)


def here(moment):
    return moment.replace(tzinfo=PARIS) if moment.tzinfo is None else moment.astimezone(PARIS)


def answers():
    for sample in sorted(HERE.glob("*.ics")):
        calendar = icalendar.Calendar.from_ical(sample.read_bytes())
        for event in recurring_ical_events.of(calendar).between(FIRST, LAST):
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            if isinstance(start, datetime) and event.get("STATUS") != "CANCELLED":
                start, end = here(start), here(end)
                yield f"{sample.stem}|{start:%Y-%m-%d|%H:%M}|{end:%H:%M}|{event['SUMMARY']}"


def rule(draw):
    freq = draw.choice(["DAILY", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={freq}"]
    if draw.random() < 0.5:
        parts.append(f"INTERVAL={draw.randint(1, 4)}")
    days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    chosen = ",".join(draw.sample(days, draw.randint(1, 3)))
    if freq == "MONTHLY":
        if draw.random() < 0.5:
            parts.append(f"BYDAY={draw.choice([1, 2, 3, -1, -2])}{draw.choice(days)}")
        else:
            parts.append(f"BYMONTHDAY={draw.choice([1, 13, 28, 31, -1])}")
    elif freq == "YEARLY":
        if draw.random() < 0.5:
            parts.append(f"BYWEEKNO={draw.choice([1, 10, 13, 40, 53])};BYDAY={chosen}")
        else:
            parts.append(f"BYMONTH={draw.randint(1, 12)};BYDAY={chosen}")
    elif draw.random() < 0.7:
        parts.append(f"BYDAY={chosen}")
    if draw.random() < 0.2:
        parts.append(f"WKST={draw.choice(['MO', 'SU'])}")
    ending = draw.random()
    if ending < 0.3:
        parts.append(f"COUNT={draw.randint(1, 60)}")
    elif ending < 0.6:
        until = datetime(2026, 9, 1, 10) + timedelta(days=draw.randint(0, 300))
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def rules():
    draw = random.Random(4)
    while True:
        first = datetime(2025, 9, 1) + timedelta(days=draw.randint(0, 560))
        first = first.replace(hour=draw.randint(7, 17), minute=draw.choice([0, 5, 30, 55]))
        said = rule(draw)
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\nBEGIN:VEVENT\r\nUID:a\r\n"
            f"DTSTART;TZID=Europe/Paris:{first:%Y%m%dT%H%M%S}\r\nDURATION:PT55M\r\nRRULE:{said}\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(FIRST, LAST)
        dates = sorted(here(event["DTSTART"].dt) for event in found)
        yield f"{first:%Y%m%dT%H%M%S}|{said}|" + " ".join(f"{at:%Y-%m-%dT%H:%M}" for at in dates)


if __name__ == "__main__":
    (HERE / "answers.txt").write_text("\n".join(sorted(answers())) + "\n")
    drawn = rules()
    (HERE / "rules.txt").write_text("\n".join(next(drawn) for _ in range(150)) + "\n")
