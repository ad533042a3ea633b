//! Meetings and what they lead to, as pages.

use directory::api::PersonName;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates, rich,
    ui::{self, Choice, Column, Field, Files},
};

use super::{
    Action,
    pages::{self, PATH, path},
    public,
    store::{Body, Document, Meeting},
};
use crate::t;

/// What the overview shows.
pub(super) struct Shown {
    pub(super) actions: Vec<Action>,
    pub(super) meetings: Vec<Meeting>,
    pub(super) bodies: Vec<Body>,
    pub(super) is_keeper: bool,
}

/// What a meeting holds.
pub(super) struct Held {
    pub(super) decisions: Vec<String>,
    pub(super) actions: Vec<Action>,
    pub(super) documents: Vec<Document>,
    pub(super) owners: Vec<PersonName>,
    pub(super) is_keeper: bool,
}

pub(super) fn overview(cx: &Cx, form: &Form, shown: &Shown) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let bodies: Vec<Vec<Markup>> = shown
        .bodies
        .iter()
        .map(|body| {
            let kind =
                if body.is_committee { t::body_committee(lang) } else { t::body_partner(lang) };
            vec![html! { (body.name) }, html! { (kind) }, html! { (body.about) }]
        })
        .collect();
    let columns = [
        Column::words(t::body_name(lang)),
        Column::words(t::body_kind(lang)),
        Column::words(t::body_about(lang)),
    ];
    let main = html! {
        (ui::back(crate::home::PATH, t::title(lang)))
        (ui::error_summary(form))
        (ui::title(t::governance(lang), t::governance_help(lang)))
        section.card aria-labelledby="a-faire" {
            h2 id="a-faire" { (t::actions_title(lang)) }
            @if shown.actions.is_empty() { p { (t::actions_none(lang)) } }
            @else { (actions(cx, &shown.actions, false, true)) }
        }
        section.card aria-labelledby="reunions" {
            h2 id="reunions" { (t::meetings_title(lang)) }
            @if shown.meetings.is_empty() { p { (t::meetings_none(lang)) } }
            ul.lines { @for meeting in &shown.meetings {
                li { a href=(path(meeting.id)) {
                    span { (meeting.subject) }
                    small.muted { (meeting.body) " · " (dates::long_day(lang, meeting.day, today)) }
                } }
            } }
            @if shown.is_keeper { (new_meeting(cx, form, &shown.bodies)) }
        }
        section.card aria-labelledby="instances" {
            h2 id="instances" { (t::bodies_title(lang)) }
            @if bodies.is_empty() { p { (t::bodies_none(lang)) } }
            @else { (ui::cards_table(t::bodies_table(lang), &columns, &bodies)) }
            @if shown.is_keeper { (new_body(cx, form)) }
        }
        @if shown.is_keeper { p.actions { a.act href=(public::EDIT) { (ui::icon("pencil")) (t::public_edit(lang)) } } }
    };
    Page::narrow(t::governance(lang), main)
}

fn new_body(cx: &Cx, form: &Form) -> Markup {
    let lang = cx.lang();
    let kinds = [("committee", t::body_committee(lang)), ("partner", t::body_partner(lang))]
        .map(|(value, label)| Choice { value: value.to_owned(), label, hint: "" });
    ui::details(
        t::body_add(lang),
        &html! {
            form.stack method="post" action="/programme/gouvernance/instances" {
                (cx.hidden())
                (ui::choices(form, &Field::new("genre", t::body_kind(lang)), &kinds))
                (ui::text(form, &Field::new("instance", t::body_name(lang))))
                (ui::text(form, &Field::new("role", t::body_about(lang)).optional()))
                button.act.go { (t::save(lang)) }
            }
        },
    )
}

fn new_meeting(cx: &Cx, form: &Form, bodies: &[Body]) -> Markup {
    let lang = cx.lang();
    let committees: Vec<Choice> = bodies
        .iter()
        .filter(|body| body.is_committee)
        .map(|body| Choice { value: body.id.to_string(), label: &body.name, hint: "" })
        .collect();
    if committees.is_empty() {
        return html! { p.muted { (t::meeting_needs_body(lang)) } };
    }
    ui::details(
        t::meeting_add(lang),
        &html! {
            form.stack method="post" action="/programme/gouvernance/reunions" {
                (cx.hidden())
                (ui::select(form, &Field::new("comite", t::body_committee(lang)), &committees))
                (ui::date(form, &Field::new("jour", t::day(lang))))
                (ui::text(form, &Field::new("objet", t::meeting_subject(lang))))
                (ui::textarea(form, &Field::new("notes", t::meeting_notes(lang)).optional(), 5))
                button.act.go { (t::save(lang)) }
            }
        },
    )
}

/// Actions by their day, the late ones first.
fn actions(cx: &Cx, actions: &[Action], is_keeper: bool, leads: bool) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
            ul.lines { @for action in actions {
    @let state = pages::state(action, today);
                @let tag = ui::tag(state, t::by_key(lang, &format!("action-{state}")).unwrap_or_default());
                @let who = t::action_who(lang, &action.owner, &dates::long_day(lang, action.due, today));
                li {
                    @if leads {
                        a href=(path(action.meeting)) { span { (action.says) } (tag) small.muted { (who) } }
                    } @else {
                        div.stack {
                            p { (action.says) " " (tag) }
                            p.muted { (who) }
                            @if is_keeper && action.done.is_none() {
                                form method="post" action={ (PATH) "/actions/" (action.id) } {
                                    (cx.hidden())
                                    button.act aria-label=(t::action_done_of(lang, &action.says)) { (t::action_say_done(lang)) }
                                }
                            }
                        }
                    }
                }
            } }
        }
}

pub(super) fn meeting(cx: &Cx, form: &Form, meeting: &Meeting, held: &Held) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let action = |end: &str| format!("{}/{end}", path(meeting.id));
    let under = format!("{} · {}", meeting.body, dates::long_day(lang, meeting.day, today));
    let main = html! {
        (ui::back(PATH, t::governance(lang)))
        (ui::error_summary(form))
        (ui::title(&meeting.subject, &under))
        @if !meeting.notes.is_empty() { section.card { (rich::show(&rich::from_plain(&meeting.notes))) } }
        section.card aria-labelledby="decisions" {
            h2 id="decisions" { (t::decisions_title(lang)) }
            @if held.decisions.is_empty() { p { (t::decisions_none(lang)) } }
            @else { ol { @for says in &held.decisions { li { (says) } } } }
            @if held.is_keeper { (ui::details(t::decision_add(lang), &html! {
                form.stack method="post" action=(action("decisions")) {
                    (cx.hidden())
                    (ui::textarea(form, &Field::new("decision", t::decided(lang)), 3))
                    button.act.go { (t::save(lang)) }
                }
            })) }
        }
        section.card aria-labelledby="actions" {
            h2 id="actions" { (t::actions_title(lang)) }
            @if held.actions.is_empty() { p { (t::actions_none(lang)) } }
            @else { (actions(cx, &held.actions, held.is_keeper, false)) }
            @if held.is_keeper { (new_action(cx, form, &action("actions"), &held.owners)) }
        }
        section.card aria-labelledby="documents-titre" {
            h2 id="documents-titre" { (t::documents_title(lang)) }
            @if held.documents.is_empty() { p { (t::documents_none(lang)) } }
            @else {
                ul.files { @for document in &held.documents {
                    li { a href={ (PATH) "/documents/" (document.id) } { (ui::icon("file-text")) span { (document.name) } } }
                } }
            }
            @if held.is_keeper {
                form.stack method="post" action=(action("documents")) enctype="multipart/form-data" {
                    (cx.hidden())
                    (ui::files(form, &Field::new("documents", t::document_add(lang)).hint(t::document_hint(lang)), &Files::of(".pdf,.odt,.docx,.ods,.xlsx,.png,.jpg", pages::LARGEST)))
                    button.act { (t::document_send(lang)) }
                }
            }
        }
    };
    Page::narrow(&meeting.subject, main)
}

fn new_action(cx: &Cx, form: &Form, to: &str, owners: &[PersonName]) -> Markup {
    let lang = cx.lang();
    let names: Vec<String> = owners.iter().map(PersonName::full).collect();
    let nobody = Choice { value: String::new(), label: t::action_other(lang), hint: "" };
    let people: Vec<Choice> = owners
        .iter()
        .zip(&names)
        .map(|(owner, label)| Choice { value: owner.id.to_string(), label, hint: "" })
        .chain([nobody])
        .collect();
    ui::details(
        t::action_add(lang),
        &html! {
            form.stack method="post" action=(to) {
                (cx.hidden())
                (ui::textarea(form, &Field::new("action", t::action(lang)), 2))
                (ui::select(form, &Field::new("qui", t::action_owner(lang)), &people))
                (ui::text(form, &Field::new("autre", t::action_other_name(lang)).optional()))
                (ui::date(form, &Field::new("echeance", t::action_due(lang))))
                button.act.go { (t::save(lang)) }
            }
        },
    )
}
