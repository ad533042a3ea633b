//! The calendar as those who run the territory see it: what is known, the zone, and the file of the
//! ministry, looked at before it counts.

use std::io::Read;

use db::{DbError, Tx, journal};
use files::Hash;
use kernel::{Day, Lang, Role, SchoolYear, Target, Zone};
use maud::{Markup, html};
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task, dates,
    ui::{self, Choice, Field, Files},
};

use super::{
    Ahead, Break, Year,
    read::{self, Bad, Refusal, Said, Why},
    store, unknown,
};
use crate::t;

/// Where the calendar of the territory is.
pub(crate) const PATH: &str = "/annuaire/calendrier";
/// Who gives it.
pub(crate) const ROLES: &[Role] = &[Role::TerritoryManager, Role::Operator];

/// The largest file: the whole dataset since 2009 is ten times smaller.
const LARGEST: u64 = 4 << 20;
/// The longest name of a file that is kept.
const NAME_MAX: usize = 120;

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Role(ROLES);
    vec![
        Route::get(PATH, who, page),
        Route::task(PATH, who, receive).accepting(upload_limit()),
        Route::post("/annuaire/calendrier/zone", who, choose_zone),
        Route::get("/annuaire/calendrier/{calendrier}", who, show),
        Route::post("/annuaire/calendrier/{calendrier}/appliquer", who, apply),
    ]
}

/// A file with the form around it.
const fn upload_limit() -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "a few megabytes")]
    let largest = LARGEST as usize;
    largest + (1 << 16)
}

/// Says that the vacations of a year are not known where lessons are planned or classes prepared;
/// nothing when they are.
///
/// # Errors
/// When the database fails.
pub fn warning(cx: &mut Cx, ahead: Ahead) -> Result<Markup, DbError> {
    let Some(year) = unknown(cx, ahead)? else { return Ok(html! {}) };
    let lang = cx.lang();
    let gives = cx.visitor.as_ref().is_some_and(|actor| ROLES.iter().any(|role| actor.is(*role)));
    Ok(html! { div.wide { (ui::note(&html! {
        p { (ui::icon("triangle-alert")) " " (t::calendar_unknown(lang, &years(year))) }
        @if gives { p { a href=(PATH) { (t::calendar_give(lang)) } } }
        @else { p { (t::calendar_ask(lang)) } }
    })) } })
}

/// « 2027-2028 ».
fn years(starts_in: i16) -> String {
    format!("{starts_in}-{}", starts_in + 1)
}

fn page(cx: &mut Cx) -> Outcome {
    let zone = store::zone(cx.tx, cx.app.zone)?;
    let form = cx.blank_form().with("zone", zone.letter());
    Ok(whole(cx, &form)?.into())
}

fn whole(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let zone = store::zone(cx.tx, cx.app.zone)?;
    let known = known(cx.tx, zone, SchoolYear::starting(today))?;
    let missing = unknown(cx, Ahead::Preparing)?;
    let main = html! {
        (ui::error_summary(form))
        (ui::title(t::calendar_title(lang), &t::calendar_under(lang, zone.letter())))
        @if let Some(year) = missing { div.wide { (ui::note(&html! {
            p { (ui::icon("triangle-alert")) " " (t::calendar_unknown(lang, &years(year))) }
        })) } }
        @for year in &known { (year_card(lang, year, today)) }
        form.form.card method="post" action=(PATH) enctype="multipart/form-data" {
            (cx.hidden())
            h2 { (t::calendar_new(lang)) }
            p { (t::calendar_new_says(lang)) }
            (ui::files(
                form,
                &Field::new("fichier", t::calendar_file(lang)).hint(t::calendar_file_hint(lang)),
                &Files::of(".csv,.xlsx,.ods", upload_limit()),
            ))
            div.actions { button.act.main { (t::calendar_look(lang)) } }
        }
        form.form.card method="post" action={ (PATH) "/zone" } {
            (cx.hidden())
            (ui::choices(form, &Field::new("zone", t::calendar_zone(lang)).hint(t::calendar_zone_hint(lang)), &zones(lang)))
            div.actions { button.act { (t::calendar_zone_choose(lang)) } }
        }
    };
    Ok(Page::narrow(t::calendar_title(lang), main))
}

/// The zones with the académies they hold.
fn zones(lang: Lang) -> [Choice<'static>; 3] {
    Zone::ALL.map(|zone| Choice {
        value: zone.letter().to_owned(),
        label: match zone {
            Zone::A => t::calendar_zone_a(lang),
            Zone::B => t::calendar_zone_b(lang),
            Zone::C => t::calendar_zone_c(lang),
        },
        hint: match zone {
            Zone::A => t::calendar_zone_a_holds(lang),
            Zone::B => t::calendar_zone_b_holds(lang),
            Zone::C => t::calendar_zone_c_holds(lang),
        },
    })
}

/// The years of a zone whose vacations are known, from one on.
fn known(tx: &mut Tx, zone: Zone, from: i16) -> Result<Vec<Year>, DbError> {
    let mut known = store::years(tx, zone, from)?;
    if known.iter().all(|year| year.starts_in != from) {
        let by_itself = Year::by_itself(zone, from);
        if !by_itself.breaks.is_empty() {
            known.insert(0, by_itself);
        }
    }
    Ok(known)
}

fn year_card(lang: Lang, year: &Year, today: Day) -> Markup {
    let id = format!("annee-{}", year.starts_in);
    html! {
        section.card aria-labelledby=(id) {
            header { h2 id=(id) { (t::calendar_year(lang, &years(year.starts_in))) } }
            p.muted { (ends_of(lang, year, today)) }
            ul.stack { @for one in &year.breaks { li { (break_words(lang, one, today)) } } }
        }
    }
}

/// « Du mercredi 1er septembre au vendredi 7 juillet 2028 ».
fn ends_of(lang: Lang, year: &Year, today: Day) -> String {
    let day = |day| dates::long_day(lang, day, today);
    t::calendar_ends(lang, &day(year.first), &day(year.last))
}

fn break_words(lang: Lang, one: &Break, today: Day) -> String {
    let name = if one.name.is_empty() { t::calendar_vacation(lang) } else { one.name.as_str() };
    let (from, to) = (one.days.from, one.days.to);
    let first = dates::long_day(lang, from, today);
    if from == to {
        return t::calendar_day(lang, name, &first);
    }
    t::calendar_days(lang, name, &first, &dates::long_day(lang, to, today))
}

fn choose_zone(cx: &mut Cx) -> Outcome {
    let mut form = cx.form();
    let Some(zone) = form.choice("zone", Zone::from_letter) else {
        return Ok(Reply::to_correct(whole(cx, &form)?));
    };
    if zone != store::zone(cx.tx, cx.app.zone)? {
        store::set_zone(cx.tx, zone)?;
        note(cx, "directory.zone.change", 0)?;
    }
    let says = t::calendar_zone_chosen(cx.lang(), zone.letter());
    Ok(Reply::see_other(PATH).saying(says))
}

fn note(cx: &mut Cx, action: &str, object: i64) -> Result<(), Problem> {
    let person = Some(cx.actor()?.person);
    let entry = journal::Entry { at: cx.now, person, action, object, scope: Target::TERRITORY };
    Ok(journal::write(cx.tx, &entry)?)
}

/// What was sent: its name and where it is.
type Sent = Option<(String, Hash)>;

fn receive(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let sent: Sent = app.read(&incoming, sent).await?;
        let (name, said) = match sent {
            None => (String::new(), None),
            Some((name, hash)) => (name, Some(read_file(&app, hash).await)),
        };
        app.write(&incoming, move |cx| keep(cx, &name, said.as_ref())).await
    })
}

fn sent(cx: &mut Cx) -> Result<Sent, Problem> {
    let actor = cx.actor()?;
    if !ROLES.iter().any(|role| actor.is(*role)) {
        return Err(Problem::forbidden());
    }
    let form = cx.form();
    let sent = form.files("fichier").next();
    Ok(sent.map(|file| (file.name.chars().take(NAME_MAX).collect(), file.blob.hash)))
}

async fn read_file(app: &App, hash: Hash) -> Result<Said, Refusal> {
    let (files, place) = (app.files.clone(), app.place.clone());
    let today = app.place.local(app.clock.now()).0;
    let reading = tokio::task::spawn_blocking(move || {
        let (file, length) = files.get(&hash).ok().flatten().ok_or(Refusal::Damaged)?;
        if length > LARGEST {
            return Err(Refusal::Damaged);
        }
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|_unreadable| Refusal::Damaged)?;
        read::read(bytes, today, &place)
    });
    reading.await.unwrap_or(Err(Refusal::Damaged))
}

/// Keeps what was read for someone to look at, or says why it was not.
fn keep(cx: &mut Cx, name: &str, said: Option<&Result<Said, Refusal>>) -> Outcome {
    let lang = cx.lang();
    let refusal = match said {
        Some(Ok(said)) => {
            let id = store::add_file(cx.tx, name, said, cx.now)?;
            return Ok(Reply::see_other(format!("{PATH}/{id}")));
        }
        Some(Err(refusal)) => refused(lang, refusal),
        None => t::calendar_no_file(lang).to_owned(),
    };
    let mut form = cx.form();
    form.refuse("fichier", refusal);
    Ok(Reply::to_correct(whole(cx, &form)?))
}

fn refused(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoTable => t::calendar_no_table(lang).to_owned(),
        Refusal::Damaged => t::calendar_damaged(lang).to_owned(),
        Refusal::TwiceEncoded => t::import_error_twice_encoded(lang).to_owned(),
        Refusal::Columns(names) => t::calendar_columns(lang, &names.join(", ")),
        Refusal::NothingToCome => t::calendar_nothing(lang).to_owned(),
    }
}

/// A year of a file beside what was known of it.
struct Compared {
    year: Year,
    before: Year,
}

impl Compared {
    fn changes(&self) -> bool {
        !self.year.has_the_days_of(&self.before)
    }

    /// Whether these days were known already.
    fn knew(&self, one: &Break) -> bool {
        self.before.breaks.iter().any(|before| before.days == one.days)
    }

    /// What was known and the file does not say.
    fn gone(&self) -> impl Iterator<Item = &Break> {
        let says = |gone: &&Break| self.year.breaks.iter().any(|one| one.days == gone.days);
        self.before.breaks.iter().filter(move |one| !says(one))
    }
}

/// What a file says beside what is known, the territory's own zone first.
fn compared(cx: &mut Cx, years: Vec<Year>) -> Result<Vec<Compared>, DbError> {
    let own = store::zone(cx.tx, cx.app.zone)?;
    let from = SchoolYear::starting(cx.today());
    let mut known = Vec::new();
    for zone in Zone::ALL {
        known.extend(store::years(cx.tx, zone, from)?);
    }
    let beside = |year: Year| {
        let which = (year.zone, year.starts_in);
        let before = known.iter().find(|one| (one.zone, one.starts_in) == which).cloned();
        Compared { before: before.unwrap_or_else(|| Year::by_itself(which.0, which.1)), year }
    };
    let mut all: Vec<Compared> = years.into_iter().map(beside).collect();
    all.sort_by_key(|one| one.year.zone != own);
    Ok(all)
}

fn file_of(cx: &mut Cx) -> Result<(i64, String, Said), Problem> {
    let id = cx.id()?;
    let (name, said) = store::file(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    Ok((id, name, said))
}

fn show(cx: &mut Cx) -> Outcome {
    let (id, name, said) = file_of(cx)?;
    let (lang, today) = (cx.lang(), cx.today());
    let own = store::zone(cx.tx, cx.app.zone)?;
    let all = compared(cx, said.years)?;
    let changes = all.iter().any(Compared::changes);
    let (mine, others): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.year.zone == own);
    let main = html! {
        (ui::back(PATH, t::calendar_title(lang)))
        (ui::title(t::calendar_preview(lang), &name))
        @if mine.is_empty() { (ui::note(&html! { p { (t::calendar_not_mine(lang, own.letter())) } })) }
        @for one in &mine { (compared_card(lang, one, today)) }
        @if !others.is_empty() {
            (ui::details(t::calendar_others(lang), &html! {
                @for one in &others { (compared_card(lang, one, today)) }
            }))
        }
        @if said.bad_count > 0 { (bad_card(lang, &said.bad, said.bad_count)) }
        @if changes {
            form.form.card method="post" action={ (PATH) "/" (id) "/appliquer" } {
                (cx.hidden())
                p { (t::calendar_apply_says(lang)) }
                div.actions {
                    button.act.main { (t::calendar_apply(lang)) }
                    a.act href=(PATH) { (t::calendar_leave(lang)) }
                }
            }
        } @else { (ui::note(&html! { p { (t::calendar_same(lang)) } })) }
    };
    Ok(Page::narrow(t::calendar_preview(lang), main).into())
}

fn compared_card(lang: Lang, one: &Compared, today: Day) -> Markup {
    let Compared { year, before } = one;
    let id = format!("annee-{}-{}", year.zone.letter(), year.starts_in);
    let (look, state) = match (one.changes(), before.breaks.is_empty()) {
        (false, _) => ("quiet", t::calendar_state_same(lang)),
        (true, true) => ("done", t::calendar_state_new(lang)),
        (true, false) => ("attention", t::calendar_state_changed(lang)),
    };
    let was_known = !before.breaks.is_empty();
    html! {
        section.card aria-labelledby=(id) {
            header {
                h2 id=(id) { (t::calendar_year_zone(lang, &years(year.starts_in), year.zone.letter())) }
                (ui::tag(look, state))
            }
            p.muted { (ends_of(lang, year, today)) }
            @if was_known && (before.first, before.last) != (year.first, year.last) {
                p { (t::calendar_before(lang)) " " (ends_of(lang, before, today)) }
            }
            ul.stack {
                @for day in &year.breaks {
                    li.row { (break_words(lang, day, today))
                        @if was_known && !one.knew(day) { (ui::tag("attention", t::calendar_added(lang))) } }
                }
                @for day in one.gone() {
                    li.row { (break_words(lang, day, today)) (ui::tag("wrong", t::calendar_gone(lang))) }
                }
            }
        }
    }
}

fn bad_card(lang: Lang, bad: &[Bad], count: usize) -> Markup {
    let more = i64::try_from(count.saturating_sub(bad.len())).unwrap_or(i64::MAX);
    html! {
        section.card aria-labelledby="ecartees" {
            header { h2 id="ecartees" { (t::calendar_bad(lang, i64::try_from(count).unwrap_or(i64::MAX))) } }
            ul.stack { @for one in bad { li { (bad_words(lang, one)) } } }
            @if more > 0 { p.muted { (t::calendar_bad_more(lang, more)) } }
        }
    }
}

fn bad_words(lang: Lang, bad: &Bad) -> String {
    let number = |line: u64| i64::try_from(line).unwrap_or(i64::MAX);
    let line = number(bad.line);
    match bad.why {
        Why::Year => t::calendar_bad_year(lang, line),
        Why::Day => t::calendar_bad_day(lang, line),
        Why::Backwards => t::calendar_bad_backwards(lang, line),
        Why::Outside => t::calendar_bad_outside(lang, line),
        Why::Differs(other) => t::calendar_bad_differs(lang, line, number(other)),
        Why::Overlaps(other) => t::calendar_bad_overlaps(lang, line, number(other)),
    }
}

/// Applies a file; what says nothing new changes nothing.
fn apply(cx: &mut Cx) -> Outcome {
    let (id, _, said) = file_of(cx)?;
    let lang = cx.lang();
    let all = compared(cx, said.years)?;
    if !all.iter().any(Compared::changes) {
        return Ok(Reply::see_other(PATH).saying(t::calendar_same(lang)));
    }
    for one in &all {
        store::put(cx.tx, &one.year)?;
    }
    note(cx, "directory.calendar.change", id)?;
    Ok(Reply::see_other(PATH).saying(t::calendar_applied(lang)))
}
