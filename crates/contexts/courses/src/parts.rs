//! What several pages of the room show: files, dates of lessons, forms that save themselves.

use directory::api::PersonName;
use kernel::{Day, Instant, Lang, LocalTime};
use maud::{Markup, html};
use today::api::place_said;
use web::{
    App, Cx, Form, dates, rich,
    ui::{self, Field},
};

use crate::{attachment::Attachment, course::Course, lesson::Lesson, t};

/// « Jeudi 11 mars, 9 h 00 à 9 h 55, salle 7 ».
pub(crate) fn lesson_when(lang: Lang, lesson: &Lesson, today: Day) -> String {
    let mut words = dates::capital(&dates::long_day(lang, lesson.day, today));
    if let Some(hours) = hours(lang, lesson.starts, lesson.ends) {
        words = format!("{words}, {hours}");
    }
    if !lesson.room.is_empty() {
        words = format!("{words}, {}", place_said(lang, &lesson.room));
    }
    words
}

/// « 9 h 00 à 9 h 55 »; nothing for a moment without hours.
pub(crate) fn hours(
    lang: Lang,
    starts: Option<LocalTime>,
    ends: Option<LocalTime>,
) -> Option<String> {
    let starts = dates::time(lang, starts?);
    Some(match ends {
        Some(ends) => t::hours_from_to(lang, &starts, &dates::time(lang, ends)),
        None => starts,
    })
}

/// « Histoire-géographie, 5e B », or the moment and the class in an école.
pub(crate) fn lesson_name(course: &Course, lesson: &Lesson) -> String {
    format!("{}, {}", lesson.subject(course), course.group.name)
}

/// « Lina, Noé et Zoé ».
pub(crate) fn first_names(lang: Lang, names: &[PersonName]) -> String {
    let mut firsts: Vec<&str> = names.iter().map(|name| name.first.as_str()).collect();
    match firsts.pop() {
        Some(last) if !firsts.is_empty() => t::names_and(lang, &firsts.join(", "), last),
        last => last.unwrap_or_default().to_owned(),
    }
}

/// « Lina Moreau, Noé Petit ».
pub(crate) fn full_names<'n>(names: impl Iterator<Item = &'n PersonName>) -> String {
    names.map(PersonName::full).collect::<Vec<_>>().join(", ")
}

/// « hier à 8 h 30 ».
pub(crate) fn when(cx: &Cx, at: Instant) -> String {
    dates::when(cx.lang(), at, cx.now, &cx.app.place)
}

/// « Enregistré à 9 h 14 ».
pub(crate) fn saved_at(app: &App, lang: Lang, now: Instant) -> String {
    t::saved_at(lang, &dates::time(lang, app.place.local(now).1))
}

/// A stored rich text.
pub(crate) fn prose(stored: &str) -> Markup {
    html! { div.prose dir="auto" { (rich::show(stored)) } }
}

/// « 240 ko ».
pub(crate) fn weight(lang: Lang, bytes: i64) -> String {
    let (value, unit) = if bytes < 1_000_000 {
        (((bytes + 999) / 1_000).to_string(), t::kilobytes(lang))
    } else {
        let tenths = (bytes + 50_000) / 100_000;
        let point = if lang == Lang::En { '.' } else { ',' };
        (format!("{}{point}{}", tenths / 10, tenths % 10), t::megabytes(lang))
    };
    format!("{value}\u{a0}{unit}")
}

/// Files: photos shown, the others named; each with its way out when it may be taken back.
pub(crate) fn files(cx: &Cx, files: &[Attachment], can_delete: bool) -> Markup {
    let lang = cx.lang();
    let (photos, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.is_picture());
    html! {
        @if !photos.is_empty() {
            ul.photos {
                @for (at, file) in (1_i64..).zip(&photos) {
                    li { a href=(file.path()) { img src=(file.path()) alt=(t::photo_number(lang, at)) loading="lazy"; } }
                }
            }
        }
        @if !others.is_empty() {
            ul.files {
                @for file in &others {
                    li {
                        a href=(file.path()) {
                            (ui::icon("paperclip")) span { (file.name) }
                            small.muted { (weight(lang, file.size)) }
                        }
                        @if file.is_sound() {
                            audio controls preload="none" src=(file.path()) aria-label=(t::listen_to(lang, &file.name)) {}
                        }
                    }
                }
            }
        }
        @if can_delete && !files.is_empty() { (deletions(cx, files)) }
    }
}

/// Files one may take back, closed until asked for.
pub(crate) fn deletions(cx: &Cx, files: &[Attachment]) -> Markup {
    let lang = cx.lang();
    let list = html! {
        ul.todo {
            @for (at, file) in files.iter().enumerate() {
                li {
                    span { b { (file.name) } small { (weight(lang, file.size)) } }
                    div.row {
                        @if at > 0 {
                            form method="post" action={ (file.path()) "/avancer" } {
                                (cx.hidden())
                                button.act.quiet aria-label=(t::file_move_named(lang, &file.name)) {
                                    (ui::icon("arrow-up")) (t::file_move(lang))
                                }
                            }
                        }
                        form method="post" action={ (file.path()) "/supprimer" } {
                            (cx.hidden())
                            button.act.quiet { (ui::icon("trash-2")) (t::delete(lang)) }
                        }
                    }
                }
            }
        }
    };
    ui::details(t::files_delete(lang), &list)
}

/// The field of an address that holds the id after which a page of a long list begins.
pub(crate) const AFTER: &str = "apres";

/// Keeps one page of what was read, one line more than a page; whether there was more.
pub(crate) fn cut<T>(lines: &mut Vec<T>, page: i64) -> bool {
    let page = usize::try_from(page).unwrap_or(usize::MAX);
    let has_more = lines.len() > page;
    lines.truncate(page);
    has_more
}

/// The ways on in a long list, newest first: back to its beginning, on to what is older than its
/// last line.
pub(crate) fn further(lang: Lang, path: &str, is_further: bool, last: Option<i64>) -> Markup {
    ways(lang, (t::list_newest(lang), t::list_older(lang)), path, is_further, last)
}

/// The same for a list in another order: what its beginning and what follows are called.
pub(crate) fn ways(
    lang: Lang,
    (first, next): (&str, &str),
    path: &str,
    is_further: bool,
    last: Option<i64>,
) -> Markup {
    html! {
        @if is_further || last.is_some() {
            nav aria-label=(t::list_ways(lang)) {
                ul.pages {
                    @if is_further { li { a href=(path) { (first) } } }
                    @if let Some(last) = last {
                        li { a href={ (path) "?" (AFTER) "=" (last) } rel="next" { (next) } }
                    }
                }
            }
        }
    }
}

/// The line that says whether a form that saves itself is saved.
pub(crate) fn saved_line(lang: Lang) -> Markup {
    html! {
        p.saved role="status" data-autosave-state data-saving=(t::saving(lang)) data-saved=(t::saved(lang))
            data-offline=(t::saved_offline(lang)) data-conflict=(t::saved_conflict(lang)) {}
    }
}

/// The words of a draft that is found again on the device.
pub(crate) struct DraftWords {
    pub(crate) restored: &'static str,
    pub(crate) discard: &'static str,
    pub(crate) newer: &'static str,
    pub(crate) take: &'static str,
}

/// The words of a draft, in a language.
pub(crate) fn draft_words(lang: Lang) -> DraftWords {
    DraftWords {
        restored: t::draft_restored(lang),
        discard: t::draft_discard(lang),
        newer: t::draft_newer(lang),
        take: t::draft_use(lang),
    }
}

/// A rich text with the editor. What was typed with it comes back as it was typed.
pub(crate) fn editor(form: &Form, field: &Field, stored: &str, rows: u8) -> Markup {
    let shown = shown_rich(form, field.name, stored);
    ui::editor(form, field, &shown, rows)
}

/// The same, in which the pictures among some files may be placed.
pub(crate) fn editor_with(
    form: &Form,
    field: &Field,
    stored: &str,
    rows: u8,
    files: &[Attachment],
) -> Markup {
    let shown = shown_rich(form, field.name, stored);
    let pictures = files.iter().filter(|file| file.is_picture());
    let list: Vec<_> = pictures.map(|file| (file.path(), file.name.as_str())).collect();
    ui::editor_with(form, field, &shown, rows, Some(&list))
}

fn shown_rich(form: &Form, field: &str, stored: &str) -> String {
    if is_typed_with_editor(form, field) {
        rich::clean(form.shown(field))
    } else {
        stored.to_owned()
    }
}

fn is_typed_with_editor(form: &Form, field: &str) -> bool {
    form.shown(&format!("{field}-format")) == "html"
}

/// A field of one line that may stay empty without saying so: what must be there depends on the
/// rest of the form.
pub(crate) fn line(form: &Form, field: &Field) -> Markup {
    around(form, field, &|described| {
        let kind = if field.kind.is_empty() { "text" } else { field.kind };
        html! {
            input type=(kind) id=(field.name) name=(field.name) value=(form.shown(field.name))
                aria-invalid=[form.error_of(field.name).map(|_| "true")] aria-describedby=[described];
        }
    })
}

/// The same, for several lines.
pub(crate) fn lines(form: &Form, field: &Field, rows: u8) -> Markup {
    around(form, field, &|described| {
        html! {
            textarea id=(field.name) name=(field.name) rows=(rows)
                aria-invalid=[form.error_of(field.name).map(|_| "true")] aria-describedby=[described] {
                (form.shown(field.name))
            }
        }
    })
}

fn around(form: &Form, field: &Field, control: &dyn Fn(Option<String>) -> Markup) -> Markup {
    let error = form.error_of(field.name);
    let hint = (!field.hint.is_empty()).then(|| format!("{}-aide", field.name));
    let wrong = error.map(|_| format!("{}-erreur", field.name));
    let described: Vec<_> = hint.iter().chain(&wrong).cloned().collect();
    html! {
        div class={ "field " (field.class) @if error.is_some() { " bad" } } {
            label for=(field.name) { (field.label) }
            @if let Some(id) = &hint { p.hint id=(id) { (field.hint) } }
            @if let (Some(id), Some(error)) = (&wrong, error) {
                p.error id=(id) { (ui::icon("circle-alert")) span { (error) } }
            }
            (control((!described.is_empty()).then(|| described.join(" "))))
        }
    }
}

/// Reads a rich text. Sent untouched from a browser without the editor, what was shown stays as
/// rich as it was.
pub(crate) fn read_rich(form: &mut Form, field: &str, max: usize, shown: &str) -> String {
    let typed = form.shown(field).replace("\r\n", "\n");
    if !is_typed_with_editor(form, field) && typed.trim() == rich::to_lines(shown) {
        return shown.to_owned();
    }
    form.rich(field, max)
}

/// The revision a form was opened on.
pub(crate) fn revision(form: &Form) -> i64 {
    form.shown("revision").parse().unwrap_or(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_said_in_the_unit_people_know() {
        assert_eq!(weight(Lang::Fr, 120), "1\u{a0}ko");
        assert_eq!(weight(Lang::Fr, 240_000), "240\u{a0}ko");
        assert_eq!(weight(Lang::Fr, 1_250_000), "1,3\u{a0}Mo");
        assert_eq!(weight(Lang::En, 1_250_000), "1.3\u{a0}MB");
    }
}
