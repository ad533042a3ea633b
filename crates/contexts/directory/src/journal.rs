//! Who did what: the lines of a school for its head, the technical lines for the operator, in plain
//! sentences, and their export. Reading it is itself a line.

use std::collections::HashMap;

use db::journal::{self, Line, Search};
use kernel::{Day, Lang, LocalTime, Role, Target, TargetKind};
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    api::{self, PersonName},
    rights::JOURNAL_SEE,
    sheet::Sheet,
    t,
};

const TECHNICAL: Access = Access::Role(&[Role::Operator]);
/// The operator's page.
pub(crate) const PATH: &str = "/annuaire/journal";

pub(crate) fn routes() -> Vec<Route> {
    let school = Access::Item(&JOURNAL_SEE);
    vec![
        Route::noted("/etablissements/{org}/journal", school, |cx| page(cx, Of::School)),
        Route::noted("/etablissements/{org}/journal/export", school, |cx| export(cx, Of::School)),
        Route::noted(PATH, TECHNICAL, |cx| page(cx, Of::Territory)),
        Route::noted("/annuaire/journal/export", TECHNICAL, |cx| export(cx, Of::Territory)),
    ]
}

/// Whose lines.
#[derive(Clone, Copy)]
enum Of {
    School,
    Territory,
}

/// Lines on one page.
const PER_PAGE: i64 = 50;
/// Lines of one export.
const EXPORT_MAX: i64 = 20_000;

/// What a filter by kind keeps: its word and the beginnings of the actions.
const KINDS: [(&str, &[&str]); 6] = [
    ("eleves", &["directory.pupil.", "directory.guardian."]),
    ("classes", &["directory.class.", "directory.year."]),
    ("missions", &["directory.duty."]),
    ("comptes", &["identity."]),
    ("cours", &["courses."]),
    ("imports", &["directory.%.import"]),
];

/// The sentence of an action of this room, without its subject.
pub(crate) fn what(lang: Lang, action: &str) -> Option<&'static str> {
    if action.starts_with("directory.") && action.ends_with(".import") {
        return Some(t::did_import(lang));
    }
    t::by_key(lang, &web::did_key("directory", action)?)
}

/// Where the lines are from, and the page they are on.
struct Place {
    title: String,
    path: String,
    back: Option<(String, String)>,
    scopes: Vec<Target>,
    own: Target,
}

impl Place {
    fn of(cx: &mut Cx, of: Of) -> Result<Self, Problem> {
        if let Of::Territory = of {
            let (path, own) = (PATH.to_owned(), Target::TERRITORY);
            return Ok(Self { title: String::new(), path, back: None, scopes: vec![own], own });
        }
        let org = cx.id()?;
        let school = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
        let path = format!("/etablissements/{org}");
        Ok(Self {
            title: school.name.clone(),
            back: Some((path.clone(), school.name)),
            path: format!("{path}/journal"),
            scopes: api::scopes_of_org(cx.tx, org)?,
            own: Target::org(org),
        })
    }
}

/// What is asked of the journal: a day, a person, a kind; what makes no sense asks nothing.
struct Asked {
    day: Option<Day>,
    person: Option<i64>,
    kind: Option<&'static (&'static str, &'static [&'static str])>,
    page: i64,
}

impl Asked {
    fn of(cx: &Cx) -> Self {
        let query = |name| cx.incoming.query(name).unwrap_or_default();
        let day = Day::parse_iso(query("jour")).or_else(|| Day::parse_french(query("jour")));
        Self {
            day,
            person: web::parse_id(query("personne")),
            kind: KINDS.iter().find(|(word, _)| *word == query("nature")),
            page: web::parse_id(query("page")).unwrap_or(1),
        }
    }

    fn query(&self) -> String {
        let day = self.day.map(|day| format!("jour={day}&")).unwrap_or_default();
        let person = self.person.map(|id| format!("personne={id}&")).unwrap_or_default();
        let kind = self.kind.map(|(word, _)| format!("nature={word}&")).unwrap_or_default();
        format!("{day}{person}{kind}")
    }

    fn search<'s>(&self, cx: &Cx, scopes: &'s [Target]) -> Search<'s> {
        let midnight = |day: Day| cx.app.place.instant(day, LocalTime(0));
        Search {
            scopes,
            from: self.day.map(midnight),
            before: self.day.map(|day| midnight(day.plus(1))),
            person: self.person,
            actions: self.kind.map(|(_, actions)| *actions).unwrap_or_default(),
        }
    }
}

fn page(cx: &mut Cx, of: Of) -> Outcome {
    let (lang, asked) = (cx.lang(), Asked::of(cx));
    let place = Place::of(cx, of)?;
    note_reading(cx, &place)?;
    let search = asked.search(cx, &place.scopes);
    let (lines, count) = journal::read(cx.tx, &search, PER_PAGE, (asked.page - 1) * PER_PAGE)?;
    let authors = journal::authors(cx.tx, &place.scopes)?;
    let told = Told::load(cx, &lines, &authors)?;
    let rows: Vec<Vec<Markup>> = lines.iter().map(|line| told.row(cx, line)).collect();
    let columns = [
        Column::words(t::journal_what(lang)),
        Column::words(t::journal_when(lang)),
        Column::words(t::journal_where(lang)),
    ];
    let query = asked.query();
    let main = html! {
        @if let Some((path, label)) = &place.back { (ui::back(path, label)) }
        (ui::title(t::journal_title(lang), if place.title.is_empty() { t::journal_technical(lang) } else { t::journal_under(lang) }))
        (finder(cx, &place, &asked, &told))
        @if rows.is_empty() { (ui::empty("kite", t::journal_empty(lang), &html! {})) }
        @else {
            (ui::cards_table(t::journal_title(lang), &columns, &rows))
            p { a href={ (place.path) "/export?" (query) } { (t::journal_export(lang)) } }
        }
        (ui::pages(lang, &format!("{}?{query}page=", place.path), asked.page, (count + PER_PAGE - 1) / PER_PAGE))
        p.muted { (t::journal_noted(lang)) }
    };
    Ok(Page::wide(t::journal_title(lang), main).into())
}

fn finder(cx: &Cx, place: &Place, asked: &Asked, told: &Told) -> Markup {
    let lang = cx.lang();
    let shown = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let form = cx
        .blank_form()
        .with("jour", &asked.day.map(|day| day.to_string()).unwrap_or_default())
        .with("personne", &shown(asked.person))
        .with("nature", asked.kind.map(|(word, _)| *word).unwrap_or_default());
    let mut people = vec![(String::new(), t::journal_everyone(lang).to_owned())];
    people.extend(
        told.authors.iter().filter_map(|id| Some((id.to_string(), told.people.get(id)?.formal()))),
    );
    let people: Vec<Choice> = people
        .iter()
        .map(|(value, label)| Choice { value: value.clone(), label, hint: "" })
        .collect();
    let mut kinds =
        vec![Choice { value: String::new(), label: t::journal_everything(lang), hint: "" }];
    kinds.extend(KINDS.iter().filter_map(|(word, _)| {
        let label = t::by_key(lang, &format!("journal-kind-{word}"))?;
        Some(Choice { value: (*word).to_owned(), label, hint: "" })
    }));
    html! {
        form.finder method="get" action=(place.path) {
            (ui::date(&form, &Field::new("jour", t::journal_day(lang)).optional()))
            (ui::select(&form, &Field::new("personne", t::journal_who(lang)), &people))
            (ui::select(&form, &Field::new("nature", t::journal_kind(lang)), &kinds))
            button.act { (t::journal_find(lang)) }
        }
    }
}

/// The first reading of a day by a person is a line.
fn note_reading(cx: &mut Cx, place: &Place) -> Result<(), Problem> {
    let (me, today) = (cx.actor()?.person, cx.today());
    let since = cx.app.place.instant(today, LocalTime(0));
    let action = "directory.journal.read";
    let object = place.own.id;
    if !journal::was_written(cx.tx, (me, action, object), place.own, since)? {
        crate::hand::note(cx, action, object, place.own)?;
    }
    Ok(())
}

/// The names that lines are told with.
struct Told {
    authors: Vec<i64>,
    people: HashMap<i64, PersonName>,
    groups: HashMap<i64, api::Group>,
    teachings: HashMap<i64, api::Teaching>,
}

impl Told {
    fn load(cx: &mut Cx, lines: &[Line], authors: &[i64]) -> Result<Self, Problem> {
        let scoped = |kind: TargetKind| -> Vec<i64> {
            lines.iter().filter(|line| line.scope.kind == kind).map(|line| line.scope.id).collect()
        };
        let teachings = api::teachings(cx.tx, &scoped(TargetKind::Teaching))?;
        let mut groups = scoped(TargetKind::Group);
        groups.extend(teachings.values().map(|teaching| teaching.group));
        let mut people: Vec<i64> = lines.iter().filter_map(|line| line.person).collect();
        people.extend(lines.iter().filter(|line| is_about_a_person(line)).map(|line| line.object));
        people.extend(authors);
        Ok(Self {
            authors: authors.to_vec(),
            people: api::names(cx.tx, &people)?,
            groups: api::groups(cx.tx, &groups)?,
            teachings,
        })
    }

    /// « Mme Roux a ajouté un élève ».
    fn sentence(&self, cx: &Cx, line: &Line) -> String {
        let lang = cx.lang();
        let who = match line.person {
            None => t::journal_program(lang).to_owned(),
            Some(id) => self
                .people
                .get(&id)
                .map_or_else(|| t::journal_unknown(lang).to_owned(), PersonName::formal),
        };
        let says = cx.app.modules.iter().find_map(|module| (module.journal?)(lang, &line.action));
        match says {
            Some(says) => format!("{who} {says}"),
            None => t::journal_other(lang, &who, &line.action),
        }
    }

    /// Whom or what it is about: the person, the class, the lesson.
    fn about(&self, line: &Line) -> String {
        if is_about_a_person(line)
            && let Some(name) = self.people.get(&line.object)
        {
            return name.full();
        }
        match line.scope.kind {
            TargetKind::Group => self.groups.get(&line.scope.id).map(|group| group.name.clone()),
            TargetKind::Teaching => self.teachings.get(&line.scope.id).map(|teaching| {
                let group = self.groups.get(&teaching.group).map(|group| group.name.as_str());
                format!("{}, {}", teaching.label, group.unwrap_or_default())
            }),
            _ => None,
        }
        .unwrap_or_default()
    }

    fn row(&self, cx: &Cx, line: &Line) -> Vec<Markup> {
        let when = dates::when(cx.lang(), line.at, cx.now, &cx.app.place);
        vec![
            html! { (self.sentence(cx, line)) },
            html! { (dates::capital(&when)) },
            html! { (self.about(line)) },
        ]
    }
}

/// Lines of the directory about people carry the person as their object.
fn is_about_a_person(line: &Line) -> bool {
    ["directory.pupil.", "directory.guardian.", "directory.duty."]
        .iter()
        .any(|begin| line.action.starts_with(begin))
}

/// The same lines as a spreadsheet; taking them away is always a line.
fn export(cx: &mut Cx, of: Of) -> Outcome {
    let (lang, asked) = (cx.lang(), Asked::of(cx));
    let place = Place::of(cx, of)?;
    crate::hand::note(cx, "directory.journal.export", place.own.id, place.own)?;
    let search = asked.search(cx, &place.scopes);
    let (lines, _) = journal::read(cx.tx, &search, EXPORT_MAX, 0)?;
    let told = Told::load(cx, &lines, &[])?;
    let mut sheet = Sheet::new();
    let heads = [
        t::journal_day(lang),
        t::journal_hour(lang),
        t::journal_what(lang),
        t::journal_where(lang),
    ];
    sheet.row(&heads)?;
    for line in &lines {
        let (day, time) = cx.app.place.local(line.at);
        let (hour, minute) = time.hm();
        let (sentence, about) = (told.sentence(cx, line), told.about(line));
        sheet.row(&[&day.to_string(), &format!("{hour:02}:{minute:02}"), &sentence, &about])?;
    }
    let bytes = sheet.finish()?;
    let disposition = Some("attachment; filename=\"journal.csv\"".to_owned());
    Ok(Reply::data("text/csv; charset=utf-8", disposition, bytes))
}
