// The dates that ical.js gives the events of calendars. Read: a JSON list of {calendar, until}, `until`
// being the last day looked at; written: for each, its dates as {own, paris}: the day where the event is
// written, and the day and hour in Paris.
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});

const wall = (time) => time.toString().slice(0, 16);
const inParis = (time) => (time.zone === ICAL.Timezone.utcTimezone ? clock.format(time.toJSDate()).replace(' ', 'T') : wall(time));

function dates({ calendar, until }) {
  const component = new ICAL.Component(ICAL.parse(calendar));
  for (const zone of component.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const found = [];
  for (const part of component.getAllSubcomponents('vevent')) {
    const each = new ICAL.Event(part).iterator();
    for (let time = each.next(); time && wall(time).slice(0, 10) <= until; time = each.next()) {
      found.push({ own: wall(time).slice(0, 10), paris: inParis(time) });
    }
  }
  return found;
}

process.stdout.write(JSON.stringify(JSON.parse(await text(process.stdin)).map(dates)));
