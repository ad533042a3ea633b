//! How calendars of other programs are shown.

use std::collections::BTreeMap;

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Field, Files},
};

use crate::{
    calendar::{
        Guesser, Left, Of, Refusal, Unclear, columns,
        pages::{PATH, path, upload_limit},
        plan::Planned,
        store::{Calendar, Title},
    },
    course::Course,
    lesson::Lesson,
    parts, t,
};

/// For whom a calendar may be given.
pub(crate) struct Owner {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) of: Of,
}

/// The calendars one keeps, and how to give another.
pub(crate) fn list(
    cx: &Cx,
    form: &Form,
    warning: &Markup,
    (calendars, owners): (&[Calendar], &[Owner]),
) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::calendars(lang), t::calendars_under(lang)))
        (ui::error_summary(form))
        (warning)
        section.stack aria-labelledby="calendriers" {
            h2 #calendriers { (t::calendars_mine(lang)) }
            @if calendars.is_empty() {
                div.card { (ui::empty("kite", t::calendars_none(lang), &html! {})) }
            } @else {
                ul.files {
                    @for calendar in calendars {
                        li { a href=(path(calendar.id)) {
                            (ui::icon("calendar-days"))
                            span {
                                b { (calendar.name) }
                                @if let Some(owner) = owners.iter().find(|one| one.of == calendar.of && one.of != Of::Person) {
                                    " " (owner.label)
                                }
                            }
                            small.muted { (state(cx, calendar)) }
                            @if calendar.refusal.is_some() { (ui::tag("attention", t::calendar_unread(lang))) }
                        } }
                    }
                }
            }
        }
        div.stack { (file_form(cx, form, owners)) (address_form(cx, form, owners)) }
    };
    Page::columns(t::calendars(lang), main)
}

fn file_form(cx: &Cx, form: &Form, owners: &[Owner]) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="donner-fichier" {
            header { h2 #donner-fichier { (t::calendar_file(lang)) } }
            form.form method="post" action={ (PATH) "/fichier" } enctype="multipart/form-data" {
                (cx.hidden())
                (owner_field(form, "pour-fichier", owners))
                (file_field(form))
                div.actions { button.act.main { (ui::icon("plus")) (t::calendar_file_act(lang)) } }
            }
        }
    }
}

fn file_field(form: &Form) -> Markup {
    let lang = form.lang();
    let field =
        Field::new("fichier", t::calendar_file_field(lang)).hint(t::calendar_file_hint(lang));
    ui::files(
        form,
        &field,
        &Files::of(".ics,.csv,.txt,.tsv,.xml,.xlsx,.ods,.zip,text/calendar", upload_limit()),
    )
}

fn address_form(cx: &Cx, form: &Form, owners: &[Owner]) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="donner-adresse" {
            header { h2 #donner-adresse { (t::calendar_address(lang)) } }
            form.form method="post" action={ (PATH) "/adresse" } {
                (cx.hidden())
                (owner_field(form, "pour-adresse", owners))
                (ui::text(form, &Field::new("adresse", t::calendar_address_field(lang))
                    .hint(t::calendar_address_hint(lang)).autocomplete("off")))
                div.actions { button.act { (ui::icon("plus")) (t::calendar_address_act(lang)) } }
            }
        }
    }
}

fn owner_field(form: &Form, name: &str, owners: &[Owner]) -> Markup {
    let answers: Vec<Choice> = owners
        .iter()
        .map(|owner| Choice { value: owner.value.clone(), label: &owner.label, hint: "" })
        .collect();
    html! {
        @if owners.len() > 1 {
            (ui::select(form, &Field::new(name, t::calendar_for(form.lang())), &answers))
        }
    }
}

/// « lu aujourd’hui à 9 h 12 ».
fn state(cx: &Cx, calendar: &Calendar) -> String {
    match calendar.read_at {
        Some(at) => t::calendar_read(cx.lang(), &parts::when(cx, at)),
        None => t::calendar_reading(cx.lang()).to_owned(),
    }
}

/// Everything the page of one calendar shows.
pub(crate) struct Scene {
    pub(crate) calendar: Calendar,
    pub(crate) courses: Vec<Course>,
    /// The titles to say.
    pub(crate) asked: Vec<Title>,
    /// The others.
    pub(crate) rest: Vec<Title>,
    /// Written lessons it does not say any more.
    pub(crate) orphans: Vec<(Lesson, Course)>,
    /// Whether someone said what its titles are.
    pub(crate) is_decided: bool,
}

/// The field of a title.
pub(crate) fn field(title: &Title) -> String {
    format!("titre-{}", title.id)
}

/// One calendar: what it says, what each title is, and what became of it.
pub(crate) fn show(cx: &Cx, form: &Form, scene: &Scene) -> Page {
    let lang = cx.lang();
    let calendar = &scene.calendar;
    let main = html! {
        (ui::back(PATH, t::calendars(lang)))
        (ui::title(&calendar.name, &state(cx, calendar)))
        @if let Some(refusal) = calendar.refusal { (ui::note(&html! { p { (refusal_words(lang, refusal)) } })) }
        @if let Some(sample) = &calendar.sample { (columns::card(cx, form, calendar, sample)) }
        @else {
            section.card.stack.wide aria-labelledby="titres" {
                header { h2 #titres { (t::calendar_titles(lang)) } }
                @if scene.asked.is_empty() && scene.rest.is_empty() { p.muted { (t::calendar_titles_none(lang)) } }
                @else { (titles_form(cx, form, scene)) }
                (left(lang, calendar.left))
                (unclear(lang, &calendar.unclear))
            }
            @if !scene.rest.is_empty() { (recognised(cx, scene)) }
        }
        @if !scene.orphans.is_empty() { (orphans(cx, scene)) }
        (beside(cx, form, calendar))
    };
    Page::columns(t::calendar_page(lang), main)
}

fn titles_form(cx: &Cx, form: &Form, scene: &Scene) -> Markup {
    let lang = cx.lang();
    let names: Vec<String> = scene.courses.iter().map(Course::name).collect();
    let guesser = Guesser::new(&scene.courses);
    let answers = |title: &Title| {
        let mut answers =
            vec![Choice { value: String::new(), label: t::calendar_not_taken(lang), hint: "" }];
        let near = near(scene, &guesser, title);
        answers.extend(near.into_iter().map(|at| Choice {
            value: scene.courses[at].id.to_string(),
            label: &names[at],
            hint: "",
        }));
        answers
    };
    let are_few = scene.rest.is_empty();
    let hint = match (scene.is_decided, are_few, scene.asked.is_empty()) {
        (true, true, _) | (true, _, true) => t::calendar_decided(lang),
        (false, true, _) => t::calendar_titles_hint(lang),
        (false, false, true) => t::calendar_all_known(lang),
        (_, false, false) => t::calendar_some_unknown(lang),
    };
    html! {
        p { (hint) }
        form.form method="post" action=(path(scene.calendar.id)) {
            (cx.hidden())
            @for title in &scene.asked {
                @let (name, said, count) = (field(title), said(lang, title), count(cx, title));
                (ui::select(form, &Field::new(&name, &said).hint(&count), &answers(title)))
            }
            div.actions { button.act.main { (ui::icon("calendar-days")) (t::calendar_plan(lang)) } }
        }
    }
}

/// The courses to choose from for a title: those of the classes it names, or all.
fn near(scene: &Scene, guesser: &Guesser, title: &Title) -> Vec<usize> {
    let all = || scene.courses.iter().enumerate();
    let chosen = scene.courses.iter().find(|course| Some(course.id) == title.teaching);
    let class = guesser.class_of(&title.class);
    let class = chosen.map(|course| course.group.name.as_str()).or(class);
    // A group of several classes may be what is meant.
    let is_near = |course: &Course| {
        class.is_none_or(|class| course.group.name == class || !course.group.is_class)
    };
    all().filter(|(_, course)| is_near(course)).map(|(at, _)| at).collect()
}

/// The titles that are known, by class: each leads to its change.
fn recognised(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    let mut classes: BTreeMap<(bool, &str), Vec<(&Title, String)>> = BTreeMap::new();
    for title in &scene.rest {
        let course = scene.courses.iter().find(|course| Some(course.id) == title.teaching);
        let (class, is) = match course {
            Some(course) => ((false, course.group.name.as_str()), course.name()),
            None => ((true, t::calendar_not_taken(lang)), String::new()),
        };
        classes.entry(class).or_default().push((title, is));
    }
    let link = |title: &Title| format!("{}?titre={}#titres", path(scene.calendar.id), title.id);
    html! {
        section.card.stack.wide aria-labelledby="reconnus" {
            header { h2 #reconnus { (t::calendar_known(lang)) } }
            @for ((_, class), titles) in &classes {
                (ui::details(&t::calendar_known_class(lang, class, i64::try_from(titles.len()).unwrap_or(i64::MAX)), &html! {
                    ul.todo {
                        @for (title, is) in titles {
                            li { span {
                                a href=(link(title)) { (said(lang, title)) }
                                small { (is) @if !is.is_empty() { " · " } (count(cx, title)) }
                            } }
                        }
                    }
                }))
            }
        }
    }
}

/// « HISTOIRE-GEO, 5e B ».
fn said(lang: Lang, title: &Title) -> String {
    let name = if title.title.is_empty() { t::calendar_other_titles(lang) } else { &title.title };
    if title.class.is_empty() || title.title.contains(&title.class) {
        name.to_owned()
    } else {
        format!("{name}, {}", title.class)
    }
}

/// « 34 fois, du 12 mars au 2 juillet ».
fn count(cx: &Cx, title: &Title) -> String {
    let (lang, today) = (cx.lang(), cx.today());
    let day = |day: kernel::Day| dates::long_day(lang, day, today);
    match title.days {
        (Some(first), Some(last)) if first != last => {
            t::calendar_title_count(lang, title.count, &day(first), &day(last))
        }
        (Some(first), _) => t::calendar_title_once(lang, &day(first)),
        _ => t::calendar_title_gone(lang).to_owned(),
    }
}

/// What is not taken, and why.
fn left(lang: Lang, left: Left) -> Markup {
    let lines = [
        (left.without_class, t::calendar_left_without_class as fn(Lang, i64) -> String),
        (left.whole_days, t::calendar_left_whole_days),
        (left.cancelled, t::calendar_left_cancelled),
        (left.unreadable, t::calendar_left_unreadable),
    ];
    let lines: Vec<_> = lines.into_iter().filter(|(count, _)| *count > 0).collect();
    html! {
        @if !lines.is_empty() {
            p.muted { (t::calendar_left(lang)) }
            ul { @for (count, words) in lines { li.muted { (words(lang, count)) } } }
        }
    }
}

/// Lines of a table that are not understood, with what they say.
fn unclear(lang: Lang, lines: &[Unclear]) -> Markup {
    html! {
        @if !lines.is_empty() {
            (ui::details(t::calendar_unclear(lang), &html! {
                ul {
                    @for line in lines {
                        @let key = format!("calendar-unclear-{}", line.what.code());
                        li.muted {
                            (t::calendar_unread_line(lang, i64::try_from(line.line).unwrap_or(i64::MAX)))
                            " " (t::by_key(lang, &key).unwrap_or_default())
                            @if !line.said.is_empty() { " " b { (line.said) } }
                        }
                    }
                }
            }))
        }
    }
}

fn orphans(cx: &Cx, scene: &Scene) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        section.card.stack.wide aria-labelledby="gardees" {
            header { h2 #gardees { (t::calendar_kept_title(lang)) } }
            p { (t::calendar_kept_hint(lang)) }
            ul.files {
                @for (lesson, course) in &scene.orphans {
                    li { a href={ "/cours/lecons/" (lesson.id) } {
                        (ui::icon("pencil"))
                        span { b { (parts::lesson_name(course, lesson)) } " " (parts::lesson_when(lang, lesson, today)) }
                    } }
                }
            }
        }
    }
}

fn beside(cx: &Cx, form: &Form, calendar: &Calendar) -> Markup {
    let lang = cx.lang();
    let forget = html! {
        form method="post" action={ (path(calendar.id)) "/oublier" } {
            (cx.hidden())
            button.act { (ui::icon("trash-2")) (t::calendar_forget_act(lang)) }
        }
    };
    html! {
        section.card.stack aria-labelledby="suite" {
            header { h2 #suite { (t::calendar_newer(lang)) } }
            @if calendar.address.is_some() {
                p { (t::calendar_newer_address(lang)) }
                form method="post" action={ (path(calendar.id)) "/relire" } {
                    (cx.hidden())
                    button.act { (ui::icon("rotate-ccw")) (t::calendar_read_again(lang)) }
                }
            } @else {
                form.form method="post" action={ (path(calendar.id)) "/fichier" } enctype="multipart/form-data" {
                    (cx.hidden())
                    (file_field(form))
                    div.actions { button.act { (ui::icon("plus")) (t::calendar_newer_act(lang)) } }
                }
            }
        }
        section.card {
            (ui::confirm(t::calendar_forget(lang), t::calendar_forget_hint(lang), &forget))
        }
    }
}

fn refusal_words(lang: Lang, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotOne => t::calendar_refused_not_one(lang),
        Refusal::Damaged => t::calendar_refused_damaged(lang),
        Refusal::Sealed => t::calendar_refused_sealed(lang),
        Refusal::Columns => t::calendar_refused_columns(lang),
        Refusal::TooMany => t::calendar_refused_too_many(lang),
        Refusal::Address => t::calendar_refused_address(lang),
        Refusal::Silent => t::calendar_refused_silent(lang),
        Refusal::Refused => t::calendar_refused_server(lang),
        Refusal::TooLarge => t::calendar_refused_too_large(lang),
    }
}

/// What planning did, in one sentence; nothing when it did nothing.
pub(crate) fn planned(lang: Lang, planned: &Planned) -> String {
    let parts = [
        (planned.added, t::calendar_did_add as fn(Lang, i64) -> String),
        (planned.moved, t::calendar_did_move),
        (planned.removed, t::calendar_did_remove),
        (planned.kept, t::calendar_did_keep),
    ];
    let did: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| words(lang, count))
        .collect();
    let said =
        if did.is_empty() { t::calendar_did_nothing(lang).to_owned() } else { did.join(" ") };
    if planned.goes_on { format!("{said} {}", t::calendar_goes_on(lang)) } else { said }
}
