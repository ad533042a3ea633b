//! What the page of a work looks like to each role.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Column, Field, Files},
};

use crate::{
    handin::{self, Handin, State, submit::FILES_LIMIT},
    link, parts, skills, t, teams, voice,
    work::{
        Work,
        fields::{self, Around},
        pages::{Scene, Standing},
        roll::Line,
    },
};

fn head(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    let due = dates::due(lang, scene.work.given.due, cx.today());
    let under = format!("{} · {due}", scene.course.name());
    let (path, label) = match scene.work.lesson {
        Some(lesson) => (format!("/cours/lecons/{lesson}"), t::back_to_lesson(lang)),
        None => (format!("/cours/{}/cahier", scene.course.id), t::cahier(lang)),
    };
    html! { (ui::back(&path, label)) (ui::title(&scene.work.title(), &under)) }
}

/// What is asked, with the files of the lesson.
fn asked(cx: &Cx, scene: &Scene) -> Markup {
    let (lang, given) = (cx.lang(), &scene.work.given);
    html! {
        section.card.stack aria-labelledby="consigne" {
            header {
                h2 #consigne { (t::work_instructions(lang)) }
                @if scene.work.names_pupils() { (ui::tag("quiet", t::work_named(lang))) }
            }
            @if let Some(minutes) = given.minutes { p.muted { (t::minutes_about(lang, minutes.into())) } }
            @if given.instructions_html.is_empty() { p.muted { (t::work_no_instructions(lang)) } }
            @else { (parts::prose(&given.instructions_html)) }
            (parts::files(cx, &scene.files, false))
            (link::views::list(cx.lang(), &scene.links))
        }
    }
}

/// The page of those who only read: guardians with their children, the rest without.
pub(crate) fn read(cx: &Cx, scene: &Scene, children: &[Standing]) -> Page {
    let main = html! {
        (head(cx, scene))
        (asked(cx, scene))
        div.stack { @for child in children { (standing(cx, scene, child, Some(&child.name.first))) } }
    };
    Page::columns(t::work_page(cx.lang()), main)
}

/// Where a child stands: the state, what was handed in, the answer when it is shown.
fn standing(cx: &Cx, scene: &Scene, child: &Standing, title: Option<&str>) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack {
            header {
                h2 { (title.unwrap_or_else(|| t::my_handin(lang))) }
                (child_tag(cx, &scene.work, child))
            }
            @if let Some(handin) = &child.handin {
                (handed(cx, handin, child))
                @if handin.state == State::Published {
                    (answer(cx, scene, handin, child))
                    (handin::views::word(lang, &child.name, &child.word))
                }
                (ui::who_sees(lang, &child.readers))
            } @else if scene.work.is_handed_in() {
                p.muted { (t::nothing_handed_in(lang)) }
                @if !child.with.is_empty() { p { (t::teams_child_with(lang, &parts::first_names(lang, &child.with))) } }
            }
        }
    }
}

fn child_tag(cx: &Cx, work: &Work, child: &Standing) -> Markup {
    let lang = cx.lang();
    match &child.handin {
        Some(handin) if handin.is_asked_again => ui::tag("attention", t::state_again(lang)),
        Some(handin) if handin.state == State::Published => {
            ui::tag("done", t::state_answered(lang))
        }
        Some(handin) if handin.late => ui::tag("attention", t::state_handed_late(lang)),
        Some(_) => ui::tag("done", t::state_handed(lang)),
        None if child.is_done => ui::tag("done", t::state_done(lang)),
        None if work.is_handed_in() && work.given.due < cx.today() => {
            ui::tag("wrong", t::state_missing(lang))
        }
        None => ui::tag("quiet", t::state_to_do(lang)),
    }
}

fn handed(cx: &Cx, handin: &Handin, child: &Standing) -> Markup {
    html! {
        p.muted { (handin::views::when(cx, handin.handed_at, child.by.as_ref())) }
        @if !child.with.is_empty() { p { (t::handed_with(cx.lang(), &parts::first_names(cx.lang(), &child.with))) } }
        @if !handin.text_html.is_empty() { (parts::prose(&handin.text_html)) }
        (parts::files(cx, &child.files, false))
        (handin::views::as_document(cx, handin.id, &child.files))
    }
}

/// The answer to a hand-in.
fn answer(cx: &Cx, scene: &Scene, handin: &Handin, child: &Standing) -> Markup {
    let by = handin.answered_by;
    let author = scene.course.teachers.iter().find(|teacher| Some(teacher.id) == by);
    let who = author.map_or_else(|| scene.course.who(), directory::api::PersonName::formal);
    html! {
        div.stack {
            h3 { (t::answer_of(cx.lang(), &who)) }
            (handin::views::mark(cx.lang(), &handin.mark))
            (skills::views::given(cx.lang(), child.levels.iter()))
            (parts::prose(&handin.answer_html))
            (voice::listen(cx.lang(), &child.voices))
            @if child.is_noted { p { a href={ "/cours/remises/" (handin.id) "#copie" } { (t::answer_on_copy(cx.lang())) } } }
        }
    }
}

/// The page of a pupil.
pub(crate) fn pupil(
    cx: &Cx,
    scene: &Scene,
    (mine, group): (&Standing, &Markup),
    form: &Form,
) -> Page {
    let main = html! {
        (head(cx, scene))
        (asked(cx, scene))
        div.stack {
            (group)
            @if mine.handin.is_some() || mine.is_done { (standing(cx, scene, mine, None)) }
            @if scene.work.is_handed_in() { (hand_in(cx, scene, mine, form)) }
            @else { (mark(cx, scene, mine.is_done)) }
        }
    };
    Page::columns(t::work_page(cx.lang()), main)
}

fn hand_in(cx: &Cx, scene: &Scene, mine: &Standing, form: &Form) -> Markup {
    let (lang, id) = (cx.lang(), scene.work.id);
    let draft = parts::draft_words(lang);
    let revision = mine.handin.as_ref().map_or(0, |handin| handin.revision + 1);
    if mine.handin.as_ref().is_some_and(|handin| !handin.is_open()) {
        return html! {};
    }
    let again = mine.handin.is_some();
    let is_asked = mine.handin.as_ref().is_some_and(|handin| handin.is_asked_again);
    let fields = html! {
        @if scene.work.given.due < cx.today() { p { (ui::tag("attention", t::hand_in_late(lang))) } }
        p.muted { (t::work_expects_handin_hint(lang)) }
        form.form method="post" action={ (scene.path()) "/remise" } enctype="multipart/form-data"
            data-keep data-draft={ "remise-" (id) } data-draft-revision=(revision) data-draft-restored=(draft.restored)
            data-draft-discard=(draft.discard) data-draft-newer=(draft.newer) data-draft-use=(draft.take) {
            (cx.hidden())
            input type="hidden" name="apres" value=(mine.handin.as_ref().map_or(0, |handin| handin.handed_at.0));
            input type="hidden" name="copie" value=(mine.handin.as_ref().map_or(0, |handin| handin.id));
            (ui::error_summary(form))
            (ui::files(form, &Field::new("photos", t::hand_in_photos(lang)).hint(t::hand_in_photos_hint(lang)), &Files::with_photos("image/*", FILES_LIMIT)))
            (parts::lines(form, &Field::new("texte", t::hand_in_text(lang)), 5))
            (voice::field(form, t::voice_kept(lang), FILES_LIMIT))
            (ui::files(form, &Field::new("fichiers", t::hand_in_files(lang)), &Files::of("", FILES_LIMIT)))
            div.actions {
                button.act.main.block { (ui::icon("send")) (if again { t::hand_in_replace(lang) } else { t::hand_in_act(lang) }) }
            }
        }
        @if again && !is_asked && !mine.files.is_empty() { (parts::deletions(cx, &mine.files)) }
    };
    html! {
        @if again {
            details.details open[is_asked || !form.is_valid()] { summary { (t::hand_in_again(lang)) } div.stack { (fields) } }
        } @else {
            section.card.stack aria-labelledby="rendre" { header { h2 #rendre { (t::hand_in(lang)) } } (fields) }
        }
    }
}

fn mark(cx: &Cx, scene: &Scene, is_done: bool) -> Markup {
    let lang = cx.lang();
    let (value, act) =
        if is_done { ("non", t::mark_not_done(lang)) } else { ("oui", t::mark_done(lang)) };
    html! {
        section.card.stack {
            p.muted { (t::nothing_to_hand_in(lang)) }
            form method="post" action={ (scene.path()) "/fait" } data-keep {
                (cx.hidden())
                input type="hidden" name="fait" value=(value);
                button.act.block.main[!is_done] { (ui::icon(if is_done { "undo-2" } else { "check" })) (act) }
            }
        }
    }
}

/// The page of those who teach it: who handed in, what waits, what to publish.
pub(crate) fn class(cx: &Cx, scene: &Scene, lines: &[Line]) -> Page {
    let lang = cx.lang();
    let main = html! {
        (head(cx, scene))
        div.stack {
            @if scene.work.is_handed_in() { (handins(cx, scene, lines)) } @else { (doers(cx, lines)) }
        }
        div.stack {
            (asked(cx, scene))
            section.card.stack {
                @if scene.work.is_handed_in() {
                    @if scene.work.published_at.is_some() {
                        a.act href={ (scene.path()) "/papier" } { (ui::icon("printer")) (t::sheets(lang)) }
                    }
                    a.act href=(teams::pages::path(scene.work.id)) { (ui::icon("users")) (t::teams(lang)) }
                    a.act href={ (scene.path()) "/evaluer" } { (ui::icon("graduation-cap")) (t::marking(lang)) }
                }
                a.act href={ (scene.path()) "/modifier" } { (ui::icon("pencil")) (t::work_edit(lang)) }
                (ui::confirm(t::work_delete(lang), t::work_delete_question(lang), &html! {
                    form method="post" action={ (scene.path()) "/supprimer" } {
                        (cx.hidden())
                        button.act.danger { (ui::icon("trash-2")) (t::work_delete(lang)) }
                    }
                }))
            }
        }
    };
    Page::columns(t::work_page(lang), main)
}

fn count(lines: &[Line], of: impl Fn(&Line) -> bool) -> i64 {
    i64::try_from(lines.iter().filter(|line| of(line)).count()).unwrap_or(i64::MAX)
}

fn handins(cx: &Cx, scene: &Scene, lines: &[Line]) -> Markup {
    let lang = cx.lang();
    let state = |line: &Line| line.handin.as_ref().map(|handin| handin.state);
    let (handed, all) = (count(lines, |line| line.handin.is_some()), count(lines, |_| true));
    let ready = count(lines, |line| state(line) == Some(State::Answered));
    let next =
        lines.iter().filter_map(|line| line.handin.as_ref()).find(|h| h.state == State::Handed);
    html! {
        section.card.stack aria-labelledby="remises" {
            header { h2 #remises { (t::handins(lang)) } }
            (ui::progress(handed, all, &t::handins_of(lang, handed, all)))
            div.row {
                @if let Some(next) = next {
                    a.act.main href={ "/cours/remises/" (next.id) } { (ui::icon("eye")) (t::read_next(lang)) }
                }
                @if ready > 0 {
                    form method="post" action={ (scene.path()) "/publier" } {
                        (cx.hidden())
                        button.act.main[next.is_none()] { (ui::icon("send")) (t::publish_answers(lang, ready)) }
                    }
                }
            }
            @if lines.is_empty() { (ui::empty("bench", t::class_empty(lang), &html! {})) }
            @else { (table(cx, scene, lines)) }
        }
    }
}

fn table(cx: &Cx, scene: &Scene, lines: &[Line]) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::pupil(lang)),
        Column::words(t::handed_in(lang)),
        Column::words(t::answer(lang)),
    ];
    let rows: Vec<_> = lines
        .iter()
        .map(|line| vec![who(lang, line), arrival(cx, scene, line), reply(cx, line)])
        .collect();
    ui::cards_table(t::handins_table(lang), &columns, &rows)
}

/// A pupil, or a group with its number.
pub(crate) fn who(lang: Lang, line: &Line) -> Markup {
    html! {
        span {
            @if let Some(number) = line.team { small.muted { (t::team_number(lang, &number.to_string())) } " " }
            (line.names())
            @if line.is_left_out { " " (ui::tag("attention", t::team_none(lang))) }
        }
    }
}

fn arrival(cx: &Cx, scene: &Scene, line: &Line) -> Markup {
    let lang = cx.lang();
    match &line.handin {
        Some(handin) => html! {
            a href={ "/cours/remises/" (handin.id) } { (parts::when(cx, handin.handed_at)) }
            @if handin.late { " " (ui::tag("attention", t::late(lang))) }
        },
        None if scene.work.given.due < cx.today() => ui::tag("wrong", t::state_missing(lang)),
        None => html! { span.muted { (t::not_yet(lang)) } },
    }
}

fn reply(cx: &Cx, line: &Line) -> Markup {
    let lang = cx.lang();
    if line.handin.as_ref().is_some_and(|handin| handin.is_asked_again) {
        return ui::tag("quiet", t::state_again(lang));
    }
    match line.handin.as_ref().map(|handin| handin.state) {
        None => html! { span.muted { "–" } },
        Some(State::Handed) => ui::tag("attention", t::to_read(lang)),
        Some(State::Answered) => ui::tag("quiet", t::answer_ready(lang)),
        Some(State::Published) => ui::tag("done", t::answer_published(lang)),
    }
}

fn doers(cx: &Cx, lines: &[Line]) -> Markup {
    let lang = cx.lang();
    let (done, all) = (count(lines, |line| line.is_done), count(lines, |_| true));
    let columns = [Column::words(t::pupil(lang)), Column::words(t::state_done(lang))];
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let state = if line.is_done {
                ui::tag("done", t::state_done(lang))
            } else {
                html! { span.muted { (t::not_yet(lang)) } }
            };
            vec![html! { (line.name.full()) }, state]
        })
        .collect();
    html! {
        section.card.stack aria-labelledby="faits" {
            header { h2 #faits { (t::done_title(lang)) } }
            (ui::progress(done, all, &t::done_of(lang, done, all)))
            @if lines.is_empty() { (ui::empty("bench", t::class_empty(lang), &html! {})) }
            @else { (ui::cards_table(t::handins_table(lang), &columns, &rows)) }
        }
    }
}

/// The form that changes a work.
pub(crate) fn edit(cx: &Cx, scene: &Scene, around: &Around, form: &Form) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back(&scene.path(), &scene.work.title()))
        (ui::title(t::work_edit(lang), &scene.course.name()))
        form.form.card.stack method="post" action={ (scene.path()) "/modifier" } {
            (cx.hidden())
            (ui::error_summary(form))
            (fields::show(form, &scene.course, around, &scene.work.given))
            div.actions {
                button.act.main { (t::save(lang)) }
                a.act href=(scene.path()) { (t::cancel(lang)) }
            }
        }
    };
    Page::narrow(t::work_edit(lang), main)
}
