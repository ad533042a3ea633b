//! What surveys look like.

use directory::api::Org;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    device::pages::school_path,
    rights, schools,
    survey::{
        Answer, Kind, Question, Survey,
        answer::{self, Scene},
        known::{Difference, Known},
        pages::{PATH, path},
        results::{self, PER_PAGE, State, Total},
    },
    t,
};

/// The surveys, the answer that waits first.
pub(super) fn list(
    cx: &Cx,
    surveys: &[Survey],
    open: Option<&Survey>,
    own: &[(Org, bool)],
) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let runs = cx.actor().is_ok_and(rights::runs);
    let main = html! {
        (ui::back(schools::PATH, t::title(lang)))
        (ui::title(t::surveys_title(lang), t::surveys_under(lang)))
        @if let Some(survey) = open {
            @for (org, is_sent) in own { (waiting_card(cx, survey, org, *is_sent)) }
        }
        @if runs {
            p.actions { a.act.main href={ (PATH) "/ouvrir" } { (ui::icon("plus")) (t::survey_open(lang)) } }
        }
        @if surveys.is_empty() { (ui::empty("bench", t::surveys_none(lang), &html! {})) }
        @else {
            ul.files { @for survey in surveys {
                li { a href=(path(survey.id)) {
                    (ui::icon("list")) span { (survey.title) }
                    small.muted { (t::survey_until(lang, &dates::long_day(lang, survey.closes, today))) }
                } }
            } }
        }
    };
    Page::narrow(t::surveys_title(lang), main)
}

/// The survey as it waits for a school.
pub(crate) fn waiting_card(cx: &Cx, survey: &Survey, org: &Org, is_sent: bool) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        section.card.stack aria-labelledby={ "enquete-" (org.id) } {
            header {
                h2 id={ "enquete-" (org.id) } { (survey.title) }
                @if is_sent { (ui::tag("done", t::survey_state_sent(lang))) }
                @else { (ui::tag("attention", t::survey_waits(lang))) }
            }
            p { (org.name) " · " (t::survey_until(lang, &dates::long_day(lang, survey.closes, today))) }
            p.actions { a.act.main[!is_sent] href=(answer::path(org.id)) { @if is_sent { (t::survey_read(lang)) } @else { (t::survey_answer(lang)) } } }
        }
    }
}

/// The form of a school, filled in with what is known.
pub(super) fn form(cx: &Cx, scene: &Scene, known: &Known, form: &Form) -> Page {
    let (lang, survey) = (cx.lang(), &scene.survey);
    let action = answer::path(scene.org.id);
    let closes = dates::long_day(lang, survey.closes, cx.today());
    let main = html! {
        (ui::back(&school_path(scene.org.id), &scene.org.name))
        (ui::error_summary(form))
        (ui::title(&survey.title, &t::survey_form_under(lang, &closes)))
        form.form.stack method="post" action=(action) data-autosave={ (action) "/brouillon" } {
            (cx.hidden())
            input type="hidden" id="revision" name="revision" value=(scene.revision());
            div.card.stack {
                @for question in &survey.questions { (field(lang, question, known, form)) }
            }
            div.card.stack {
                p.saved role="status" data-autosave-state data-saving=(t::survey_saving(lang)) data-saved=(t::survey_saved(lang))
                    data-offline=(t::survey_offline(lang)) data-conflict=(t::survey_conflict(lang)) {}
                p.muted { (t::survey_send_hint(lang)) }
                div.actions {
                    button.act.main name="action" value="envoyer" { (ui::icon("check")) (t::survey_send(lang)) }
                    button.act name="action" value="garder" { (t::survey_keep(lang)) }
                }
            }
        }
    };
    Page::narrow(&survey.title, main)
}

fn field(lang: Lang, question: &Question, known: &Known, form: &Form) -> Markup {
    let name = question.field();
    let hint = known.get(&question.code).map(|(value, from)| {
        if question.kind == Kind::Words {
            from.says(lang).to_owned()
        } else {
            t::known_says(lang, from.says(lang), &question.answer_says(lang, value))
        }
    });
    let hint = hint.unwrap_or_default();
    let field = Field::new(&name, question.says(lang)).hint(&hint);
    match question.kind {
        Kind::Number => ui::text(form, &field.kind("number").class("short")),
        Kind::Words => ui::textarea(form, &field.optional(), 4),
        Kind::YesNo | Kind::Coverage => ui::choices(form, &field, &answers(lang, question)),
        Kind::Broadband => {
            let mut all = answers(lang, question);
            all.insert(0, Choice { value: String::new(), label: t::answer_choose(lang), hint: "" });
            ui::select(form, &field, &all)
        }
    }
}

fn answers(lang: Lang, question: &Question) -> Vec<Choice<'static>> {
    let choice = |(code, label): (&str, _)| Choice { value: code.to_owned(), label, hint: "" };
    question.choices(lang).into_iter().map(choice).collect()
}

/// What a school sent, and what of it differs from the inventory.
pub(super) fn sent(
    cx: &Cx,
    scene: &Scene,
    (answer, by): (&Answer, Option<&str>),
    differences: &[Difference],
) -> Page {
    let (lang, today, survey) = (cx.lang(), cx.today(), &scene.survey);
    let closes = dates::long_day(lang, survey.closes, today);
    let facts: Vec<(&str, Markup)> = survey
        .questions
        .iter()
        .map(|question| {
            let said = answer.answers.get(&question.code).map(String::as_str).unwrap_or_default();
            let said = question.answer_says(lang, said);
            let lines: Vec<&str> = said.lines().collect();
            (
                question.says(lang),
                html! { @for (at, line) in lines.iter().enumerate() { @if at > 0 { br; } (line) } },
            )
        })
        .collect();
    let is_readable = answer.sent.is_some();
    let main = html! {
        (ui::back(&school_path(scene.org.id), &scene.org.name))
        (ui::title(&survey.title, &scene.org.name))
        section.card.stack aria-labelledby="reponse" {
            header {
                h2 id="reponse" { (t::survey_our_answer(lang)) }
                @if is_readable { (ui::tag("done", t::survey_state_sent(lang))) }
                @else { (ui::tag("quiet", t::survey_state_nothing(lang))) }
            }
            @if let Some(sent) = answer.sent {
                p.muted {
                    (dates::capital(&dates::when(lang, sent, cx.now, &cx.app.place)))
                    @if let Some(by) = by { " · " (by) }
                }
                (ui::facts(&facts))
            } @else { p { (t::survey_not_yet(lang)) } }
            @if is_readable && scene.may_answer {
                form method="post" action={ (answer::path(scene.org.id)) "/rouvrir" } {
                    (cx.hidden())
                    p.muted { (t::survey_until(lang, &closes)) }
                    button.act { (ui::icon("pencil")) (t::survey_reopen(lang)) }
                }
            }
            @if survey.closes < today { p.muted { (t::survey_closed(lang)) } }
        }
        @if is_readable && !differences.is_empty() {
            section.card.stack aria-labelledby="ecarts" {
                header { h2 id="ecarts" { (t::survey_differences(lang)) } }
                p { (t::survey_differences_say(lang)) }
                ul.stack data-size="sm" { @for one in differences {
                    li { (t::survey_difference(lang, one.topic.says(lang), one.answered, one.counted)) }
                } }
                p.actions { a.act href=(school_path(scene.org.id)) { (ui::icon("tablet")) (t::survey_to_inventory(lang)) } }
            }
        }
    };
    Page::narrow(&survey.title, main)
}

fn state_tag(lang: Lang, state: State) -> Markup {
    let kind = match state {
        State::Sent => "done",
        State::Begun => "attention",
        State::Nothing => "quiet",
    };
    ui::tag(kind, state.says(lang))
}

/// What schools answered.
pub(super) fn results(cx: &Cx, scene: &results::Scene) -> Page {
    let (lang, today, survey) = (cx.lang(), cx.today(), &scene.survey);
    let asked = &scene.asked;
    let state = asked.state.map(State::code).unwrap_or_default();
    let form = cx.blank_form().with("q", &asked.words).with("etat", state);
    let query = crate::query(&[("q", &asked.words), ("etat", state)]);
    let action = path(survey.id);
    let count = i64::try_from(scene.lines.len()).unwrap_or(i64::MAX);
    let mut states = vec![Choice { value: String::new(), label: t::all(lang), hint: "" }];
    states.extend(State::ALL.map(|one| Choice {
        value: one.code().to_owned(),
        label: one.says(lang),
        hint: "",
    }));
    let main = html! {
        (ui::back(PATH, t::surveys_title(lang)))
        (ui::title(&survey.title, &t::survey_until(lang, &dates::long_day(lang, survey.closes, today))))
        section.card.stack aria-labelledby="qui" {
            h2 id="qui" { (t::survey_who(lang)) }
            (ui::progress(scene.sent, scene.all, &t::survey_count(lang, scene.sent, scene.all)))
            @if scene.runs && survey.closes >= today && scene.sent < scene.all {
                form method="post" action={ (action) "/relancer" } {
                    (cx.hidden())
                    button.act { (ui::icon("bell")) (t::survey_remind(lang)) }
                }
                @if let Some(reminded) = survey.reminded {
                    p.muted { (t::survey_last_reminder(lang, &dates::near_day(lang, reminded, today))) }
                }
            }
        }
        (totals(lang, scene))
        form.finder method="get" action=(action) role="search" {
            (ui::text(&form, &Field::new("q", t::gap_search(lang)).kind("search").optional()))
            (ui::select(&form, &Field::new("etat", t::survey_state(lang)), &states))
            button.act { (t::find(lang)) }
        }
        @if scene.lines.is_empty() { (ui::empty("yard", t::schools_none(lang), &html! {})) }
        @else { (table(lang, scene)) }
        (ui::pages(lang, &format!("{action}?{query}page="), asked.page, (count + PER_PAGE - 1) / PER_PAGE))
        p.actions {
            a.act href={ (action) "/export?" (query) "format=xlsx" } { (ui::icon("download")) (t::export_xlsx(lang)) }
            a.act href={ (action) "/export?" (query) "format=csv" } { (ui::icon("download")) (t::export_csv(lang)) }
        }
    };
    Page::wide(&survey.title, main)
}

fn totals(lang: Lang, scene: &results::Scene) -> Markup {
    let rows: Vec<Vec<Markup>> = scene
        .survey
        .questions
        .iter()
        .map(|question| {
            let said = match results::total(lang, question, &scene.lines) {
                Total::Sum(sum) => t::survey_sum(lang, sum),
                Total::Said(count) => t::survey_said(lang, count),
                Total::Chosen(chosen) => {
                    let each = chosen.iter().filter(|(_, count)| *count > 0);
                    let each: Vec<String> =
                        each.map(|(words, count)| t::gap_one(lang, words, *count)).collect();
                    each.join(", ")
                }
            };
            vec![html! { (question.says(lang)) }, html! { (said) }]
        })
        .collect();
    let columns =
        [Column::words(t::survey_question(lang)), Column::words(t::survey_together(lang))];
    ui::cards_table(t::survey_totals(lang), &columns, &rows)
}

fn table(lang: Lang, scene: &results::Scene) -> Markup {
    let from = usize::try_from((scene.asked.page - 1).max(0) * PER_PAGE).unwrap_or(usize::MAX);
    let columns = [
        Column::words(t::school_name(lang)),
        Column::words(t::school_commune(lang)),
        Column::words(t::survey_state(lang)),
        Column::numbers(t::survey_differences(lang)),
    ];
    let rows: Vec<Vec<Markup>> = scene
        .lines
        .iter()
        .skip(from)
        .take(usize::try_from(PER_PAGE).unwrap_or_default())
        .map(|line| {
            let org = &line.school.org;
            vec![
                html! {
                    @if scene.is_current && line.state == State::Sent { a href=(answer::path(org.id)) { (org.name) } }
                    @else { (org.name) }
                },
                html! { (org.commune) },
                state_tag(lang, line.state),
                html! { (line.differences) },
            ]
        })
        .collect();
    ui::cards_table(t::schools(lang), &columns, &rows)
}
