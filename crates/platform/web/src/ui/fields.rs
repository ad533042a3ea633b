//! Fields of forms: label, hint, error and what was typed, always tied together.

use kernel::Lang;
use maud::{Markup, html};
use serde_json::json;

use crate::{Form, rich, t, ui::icon};

/// What a field is called, hinted and limited to.
#[derive(Clone, Copy, Default)]
pub struct Field<'a> {
    /// Its name in the form, also its id.
    pub name: &'a str,
    /// Its label.
    pub label: &'a str,
    /// What helps to fill it in.
    pub hint: &'a str,
    /// Its HTML type; `text` when empty.
    pub kind: &'a str,
    /// What the browser may fill in (HTML autocomplete).
    pub autocomplete: &'a str,
    /// Whether it must be filled in. Said in words in the label of the optional ones.
    pub optional: bool,
    /// A class of its own: `short` or `code`.
    pub class: &'a str,
    /// Whether it is where one types as the page opens: for a page that is a question.
    pub focused: bool,
}

impl<'a> Field<'a> {
    /// A field that must be filled in.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { name, label, ..Self::default() }
    }

    /// The same with a hint.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The same with an HTML type.
    #[must_use]
    pub const fn kind(mut self, kind: &'a str) -> Self {
        self.kind = kind;
        self
    }

    /// The same with what the browser may fill in.
    #[must_use]
    pub const fn autocomplete(mut self, autocomplete: &'a str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// The same, but it may stay empty.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same with a class: `short` or `code`.
    #[must_use]
    pub const fn class(mut self, class: &'a str) -> Self {
        self.class = class;
        self
    }

    /// The same, where one types as the page opens.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    fn described_by(&self, error: Option<&str>) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-aide", self.name));
        let error = error.map(|_| format!("{}-erreur", self.name));
        let ids: Vec<_> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn around(&self, lang: Lang, error: Option<&str>, control: &Markup) -> Markup {
        html! {
            div class={ "field " (self.class) @if error.is_some() { " bad" } } {
                label for=(self.name) { (self.label) @if self.optional { span.muted { " " (t::optional(lang)) } } }
                @if !self.hint.is_empty() { p.hint id={ (self.name) "-aide" } { (self.hint) } }
                @if let Some(error) = error { (error_of(self.name, error)) }
                (control)
            }
        }
    }
}

fn error_of(name: &str, error: &str) -> Markup {
    html! { p.error id={ (name) "-erreur" } { (icon("circle-alert")) span { (error) } } }
}

/// A field of one line.
pub fn text(form: &Form, field: &Field) -> Markup {
    let error = form.error_of(field.name);
    let kind = if field.kind.is_empty() { "text" } else { field.kind };
    let shown = if kind == "password" { "" } else { form.shown(field.name) };
    let control = html! {
        input type=(kind) id=(field.name) name=(field.name) value=(shown)
            required[!field.optional] autofocus[field.focused]
            autocomplete=[(!field.autocomplete.is_empty()).then_some(field.autocomplete)]
            aria-invalid=[error.map(|_| "true")]
            aria-describedby=[field.described_by(error)];
    };
    field.around(form.lang(), error, &control)
}

/// A date, with the browser's own chooser.
pub fn date(form: &Form, field: &Field) -> Markup {
    text(form, &field.kind("date").class("short"))
}

/// A text of several lines.
pub fn textarea(form: &Form, field: &Field, rows: u8) -> Markup {
    let error = form.error_of(field.name);
    let control = html! {
        textarea id=(field.name) name=(field.name) rows=(rows) required[!field.optional]
            aria-invalid=[error.map(|_| "true")] aria-describedby=[field.described_by(error)] {
            (form.shown(field.name))
        }
    };
    field.around(form.lang(), error, &control)
}

/// A rich text: a plain text area that the editor makes richer. A stored text is given to the
/// editor as it is, and to a browser without JavaScript as plain text.
pub fn editor(form: &Form, field: &Field, stored: &str, rows: u8) -> Markup {
    editor_with(form, field, stored, rows, None)
}

/// The same, in which the pictures of a list of addresses and names may be placed.
pub fn editor_with(
    form: &Form,
    field: &Field,
    stored: &str,
    rows: u8,
    pictures: Option<&[(String, &str)]>,
) -> Markup {
    let pictures = pictures.map(|list| serde_json::to_string(list).unwrap_or_default());
    let (lang, error) = (form.lang(), form.error_of(field.name));
    let typed = form.shown(field.name);
    let plain = if typed.is_empty() { rich::to_lines(stored) } else { typed.to_owned() };
    let format = format!("{}-format", field.name);
    let control = html! {
        input type="hidden" name=(format) value="text";
        textarea id=(field.name) name=(field.name) rows=(rows) data-island="editor" data-html=(stored)
            data-format-field=(format) data-label-toolbar=(t::editor_toolbar(lang))
            data-label-bold=(t::editor_bold(lang)) data-label-italic=(t::editor_italic(lang))
            data-label-heading=(t::editor_heading(lang)) data-label-list=(t::editor_list(lang))
            data-label-numbers=(t::editor_numbers(lang)) data-label-link=(t::editor_link(lang))
            data-label-undo=(t::editor_undo(lang)) data-label-table=(t::editor_table(lang))
            data-pictures=[pictures] data-label-image=(t::editor_image(lang))
            data-label-formula=(t::editor_formula(lang)) data-words=(questions(lang))
            data-pieces=(formula_pieces(lang))
            aria-invalid=[error.map(|_| "true")] aria-describedby=[field.described_by(error)] {
            (plain)
        }
    };
    field.around(lang, error, &control)
}

/// What the editor asks when something is placed.
fn questions(lang: Lang) -> String {
    json!({
        "done": t::editor_done(lang), "cancel": t::editor_cancel(lang),
        "text": t::editor_link_text(lang), "address": t::editor_link_address(lang),
        "example": t::editor_link_example(lang), "badAddress": t::editor_link_bad(lang),
        "unlink": t::editor_link_remove(lang), "newTable": t::editor_table_new(lang),
        "rows": t::editor_table_rows(lang), "columns": t::editor_table_columns(lang),
        "which": t::editor_image_which(lang), "alt": t::editor_image_words(lang),
        "altWhy": t::editor_image_why(lang), "noImage": t::editor_image_none(lang),
        "formula": t::editor_formula_what(lang), "formulaHow": t::editor_formula_how(lang),
    })
    .to_string()
}

/// What a formula is often made of: what is shown, what it is called, what is written.
fn formula_pieces(lang: Lang) -> String {
    json!([
        ["a⁄b", t::editor_fraction(lang), r"\frac{a}{b}"],
        ["√", t::editor_root(lang), r"\sqrt{a}"],
        ["xⁿ", t::editor_power(lang), "^{2}"],
        ["xₙ", t::editor_rank(lang), "_{1}"],
        ["×", t::editor_times(lang), r"\times "],
        ["≤", t::editor_at_most(lang), r"\le "],
        ["≥", t::editor_at_least(lang), r"\ge "],
        ["π", t::editor_pi(lang), r"\pi "],
        ["°", t::editor_degree(lang), r"^{\circ}"],
    ])
    .to_string()
}

/// One answer among several.
pub struct Choice<'a> {
    /// What is sent.
    pub value: String,
    /// What is said.
    pub label: &'a str,
    /// What helps to choose.
    pub hint: &'a str,
}

/// One answer among a few, all visible.
pub fn choices(form: &Form, field: &Field, answers: &[Choice]) -> Markup {
    let error = form.error_of(field.name);
    html! {
        fieldset class=[error.map(|_| "bad")] {
            legend { (field.label) }
            @if !field.hint.is_empty() { p.hint { (field.hint) } }
            @if let Some(error) = error { (error_of(field.name, error)) }
            div.choices {
                @for (at, answer) in answers.iter().enumerate() {
                    label.choice {
                        input type="radio" name=(field.name) value=(answer.value)
                            id=[(at == 0).then_some(field.name)]
                            checked[form.shown(field.name) == answer.value];
                        span { (answer.label) }
                        @if !answer.hint.is_empty() { small { (answer.hint) } }
                    }
                }
            }
        }
    }
}

/// One answer among many.
pub fn select(form: &Form, field: &Field, answers: &[Choice]) -> Markup {
    let error = form.error_of(field.name);
    let shown = form.shown(field.name);
    let control = html! {
        select.ds-input id=(field.name) name=(field.name) aria-invalid=[error.map(|_| "true")]
            aria-describedby=[field.described_by(error)] {
            @for answer in answers {
                option value=(answer.value) selected[shown == answer.value] { (answer.label) }
            }
        }
    };
    field.around(form.lang(), error, &control)
}

/// A box to tick.
pub fn checkbox(form: &Form, field: &Field) -> Markup {
    html! {
        label.choice {
            input type="checkbox" id=(field.name) name=(field.name) value="oui"
                checked[!form.shown(field.name).is_empty()];
            span { (field.label) }
            @if !field.hint.is_empty() { small { (field.hint) } }
        }
    }
}

/// Which files a field takes.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    accept: &'a str,
    is_photo: bool,
    limit: usize,
}

impl<'a> Files<'a> {
    /// Files of these types, as HTML says them, of all when it is empty; `limit` is how many bytes the
    /// route of the form accepts.
    pub const fn of(accept: &'a str, limit: usize) -> Self {
        Self { accept, is_photo: false, limit }
    }

    /// The same, among which photos come straight from the camera and are made lighter.
    pub const fn with_photos(accept: &'a str, limit: usize) -> Self {
        Self { accept, is_photo: true, limit }
    }
}

/// What a field of files says before they leave when they are more than `limit` bytes: shown by the
/// page's program, in the words that the server would answer. The field says `data-most`.
pub fn too_heavy(lang: Lang, name: &str) -> Markup {
    html! {
        p.error id={ (name) "-lourd" } hidden { (icon("circle-alert")) span { (t::problem_too_large(lang)) } }
    }
}

/// Files, or photos straight from the camera.
pub fn files(form: &Form, field: &Field, files: &Files) -> Markup {
    let (lang, error, is_photo) = (form.lang(), form.error_of(field.name), files.is_photo);
    let control = html! {
        (too_heavy(lang, field.name))
        input type="file" id=(field.name) name=(field.name) multiple accept=(files.accept)
            data-most=(files.limit)
            data-island=[is_photo.then_some("photo")]
            data-working=[is_photo.then(|| t::photo_working(lang))]
            data-one=[is_photo.then(|| t::photo_one(lang))]
            data-many=[is_photo.then(|| t::photo_many(lang))]
            data-units=[is_photo.then(|| t::photo_units(lang))]
            aria-describedby=[field.described_by(error)];
    };
    field.around(lang, error, &control)
}

/// Everything to correct, with links to the fields; focused when the page opens.
pub fn error_summary(form: &Form) -> Markup {
    let lang = form.lang();
    html! {
        @if !form.is_valid() {
            div.errors.wide role="alert" tabindex="-1" {
                h2 { (icon("triangle-alert")) (t::errors_title(lang, i64::try_from(form.errors().len()).unwrap_or(0))) }
                ul { @for error in form.errors() { li { a href={ "#" (error.field) } { (error.says) } } } }
            }
        }
    }
}
