//! What a sequence of the plan gives to read: a text, files and links, shown to its class when those
//! who teach it say so.

use db::{DbError, Tx};
use kernel::{Actor, Lang, Role, Target};
use maud::{Markup, html};
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Field, Files},
};

use crate::{
    attachment::{self, Attachment, Owner},
    course::Course,
    inspection,
    lesson::{TEXT_MAX, pages::FILES_LIMIT, store::Writer, views::other_version},
    link::{self, Link},
    own, parts,
    photo::{self, Prepared},
    plan::{Sequence, pages, store},
    readers,
    rights::{SEQUENCE_READ, SEQUENCE_WRITE},
    sent, t,
};

/// Where a sequence is read, and written by those who teach it.
pub(crate) fn path(id: i64) -> String {
    format!("/cours/sequences/{id}")
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/sequences/{sequence}", Access::Item(&SEQUENCE_READ), page),
        Route::task("/cours/sequences/{sequence}/contenu", Access::Item(&SEQUENCE_WRITE), submit)
            .accepting(FILES_LIMIT),
    ]
}

/// A sequence with what it gives to read.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) sequence: Sequence,
    pub(crate) files: Vec<Attachment>,
    pub(crate) links: Vec<Link>,
}

impl Content {
    fn of_all(tx: &mut Tx, sequences: Vec<Sequence>) -> Result<Vec<Self>, DbError> {
        let ids: Vec<i64> = sequences.iter().map(|sequence| sequence.id).collect();
        let files = attachment::of_sequences(tx, &ids)?;
        let links = link::store::of_all(tx, "sequence", &ids)?;
        let around = |sequence: Sequence| {
            let owner = Owner::Sequence(sequence.id);
            Self {
                files: files.iter().filter(|file| file.owner == owner).cloned().collect(),
                links: link::of_thing(&links, sequence.id),
                sequence,
            }
        };
        Ok(sequences.into_iter().map(around).collect())
    }

    /// Whether there is anything to read in it.
    fn is_bare(&self) -> bool {
        self.sequence.text_html.is_empty() && self.files.is_empty() && self.links.is_empty()
    }

    /// The files that are not pictures of the text.
    fn files_beside(&self) -> Vec<Attachment> {
        let text = &self.sequence.text_html;
        let is_placed = |file: &Attachment| text.contains(&format!("<img src=\"{}\"", file.path()));
        self.files.iter().filter(|file| !is_placed(file)).cloned().collect()
    }
}

/// The sequences of a teaching that a person may read and that give something to read.
pub(crate) fn readable(tx: &mut Tx, actor: &Actor, teaching: i64) -> Result<Vec<Content>, DbError> {
    let sequences = store::readable(tx, actor, teaching)?;
    let mut contents = Content::of_all(tx, sequences)?;
    contents.retain(|content| !content.is_bare());
    Ok(contents)
}

/// What someone wrote in sequences, under any of their records.
pub(crate) fn written_by(tx: &mut Tx, selves: &[i64]) -> Result<Vec<Content>, DbError> {
    let sequences = store::written_by(tx, selves)?;
    Content::of_all(tx, sequences)
}

/// What it gives to read, in a page.
pub(crate) fn to_read(cx: &Cx, content: &Content) -> Markup {
    html! {
        @if !content.sequence.text_html.is_empty() { (parts::prose(&content.sequence.text_html)) }
        (parts::files(cx, &content.files_beside(), false))
        (link::views::list(cx.lang(), &content.links))
    }
}

/// The same in a file that is read without Préau, with the files that go along, by their names there.
pub(crate) fn alone(lang: Lang, content: &Content, files: &[(String, Attachment)]) -> Markup {
    let Sequence { id, title, text_html, .. } = &content.sequence;
    html! {
        section {
            h2 { (title) }
            p { (t::sequence_page(lang)) }
            @if !text_html.is_empty() { (parts::prose(text_html)) }
            @if !content.files.is_empty() {
                ul { @for file in &content.files { li { (file.name) } } }
            }
            (own::listed(files, Owner::Sequence(*id)))
            (link::views::alone(&content.links))
        }
    }
}

/// A sequence with its course.
struct Scene {
    course: Course,
    content: Content,
    /// Whether the person has the plan of the year too.
    has_plan: bool,
    is_taught: bool,
    readers: Vec<String>,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (id, today) = (cx.id()?, cx.today());
        let sequence = store::get(cx.tx, id)?;
        let course =
            Course::load(cx.tx, sequence.teaching, today)?.ok_or_else(Problem::not_found)?;
        let mut found = Content::of_all(cx.tx, vec![sequence])?;
        let content = found.pop().ok_or_else(Problem::not_found)?;
        let actor = cx.actor()?;
        let is_taught = course.is_taught_by(actor);
        let has_plan = is_taught || actor.has(Role::Head, Target::org(course.org.id));
        let readers = readers::words(cx, &SEQUENCE_READ, id, &course)?;
        Ok(Self { course, content, has_plan, is_taught, readers })
    }

    fn sequence(&self) -> &Sequence {
        &self.content.sequence
    }
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let place = Some(("sequences", scene.sequence().id));
    if let Some(reply) = inspection::first(cx, &scene.course, place)? {
        return Ok(reply);
    }
    if !scene.is_taught {
        return Ok(read(cx, &scene).kept().into());
    }
    let form = link::preset(cx.blank_form(), &scene.content.links);
    Ok(write_page(cx, &scene, &form, None).kept().into())
}

fn head(cx: &Cx, scene: &Scene) -> Markup {
    let (lang, sequence) = (cx.lang(), scene.sequence());
    let under =
        format!("{} · {}", scene.course.name(), t::plan_lessons(lang, sequence.lessons.into()));
    html! {
        @if scene.has_plan { (ui::back(&pages::path(scene.course.id), t::plan_title(lang))) }
        @else { (ui::back(&format!("/cours/{}/cahier", scene.course.id), t::cahier(lang))) }
        (ui::title(&sequence.title, &under))
    }
}

fn read(cx: &Cx, scene: &Scene) -> Page {
    let (lang, aims) = (cx.lang(), &scene.sequence().aims);
    let main = html! {
        (head(cx, scene))
        section.card.stack {
            @if !aims.is_empty() { (parts::prose(&web::rich::from_plain(aims))) }
            @if scene.content.is_bare() { p.muted { (t::sequence_nothing(lang)) } }
            (to_read(cx, &scene.content))
        }
        section.card { (ui::who_sees(lang, &scene.readers)) }
    };
    Page::narrow(t::sequence_page(lang), main)
}

fn write_page(cx: &Cx, scene: &Scene, form: &Form, other: Option<&str>) -> Page {
    let lang = cx.lang();
    let main = html! {
        (head(cx, scene))
        div.stack {
            @if let Some(other) = other { (other_version(cx, other)) }
            (form_of(cx, scene, form))
        }
        div.stack {
            @if !scene.content.files.is_empty() {
                section.card.stack aria-labelledby="documents" {
                    header { h2 #documents { (t::files(lang)) } }
                    (parts::files(cx, &scene.content.files, true))
                }
            }
            section.card { (ui::who_sees(lang, &scene.readers)) }
        }
    };
    Page::columns(t::sequence_page(lang), main).with_island("editor").with_island("photo")
}

fn form_of(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let (lang, sequence) = (cx.lang(), scene.sequence());
    let words = parts::draft_words(lang);
    let is_shown = sequence.published_at.is_some();
    html! {
        form.form.stack method="post" action={ (path(sequence.id)) "/contenu" } enctype="multipart/form-data"
            data-keep data-draft=(draft(sequence.id)) data-draft-revision=(sequence.revision)
            data-draft-restored=(words.restored) data-draft-discard=(words.discard)
            data-draft-newer=(words.newer) data-draft-use=(words.take) {
            (cx.hidden())
            input type="hidden" name="revision" value=(sequence.revision);
            (ui::error_summary(form))
            section.card.stack aria-labelledby="contenu" {
                header {
                    h2 #contenu { (t::sequence_content(lang)) }
                    @if is_shown { (ui::tag("done", t::sequence_shown(lang))) }
                    @else { (ui::tag("quiet", t::sequence_hidden(lang))) }
                }
                (parts::editor_with(form, &Field::new("texte", t::sequence_text(lang)), &sequence.text_html, 6, &scene.content.files))
                (ui::files(form, &Field::new("fichiers", t::files_add(lang)).hint(t::files_add_hint(lang)), &Files::with_photos("", FILES_LIMIT)))
                (link::views::fields(form))
            }
            div.actions {
                @if is_shown {
                    button.act.main name="action" value="enregistrer" { (t::save(lang)) }
                    button.act name="action" value="cacher" { (t::sequence_hide(lang)) }
                } @else {
                    button.act.main name="action" value="montrer" { (ui::icon("send")) (t::sequence_show(lang)) }
                    button.act name="action" value="enregistrer" { (t::save(lang)) }
                }
            }
        }
    }
}

fn draft(id: i64) -> String {
    format!("sequence-{id}")
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let files = photo::prepare(&app, &incoming).await?;
        app.write(&incoming, move |cx| save(cx, &files)).await
    })
}

fn save(cx: &mut Cx, files: &Prepared) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    cx.require(&SEQUENCE_WRITE, id)?;
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    let once = cx.incoming.once()?;
    if sent::is_done(cx.tx, who.person, once)? {
        return Ok(Reply::see_other(path(id)));
    }
    let scene = Scene::load(cx)?;
    let mut form = cx.form();
    let text = parts::read_rich(&mut form, "texte", TEXT_MAX, &scene.sequence().text_html);
    let links = link::read(&mut form);
    attachment::check(cx.tx, &mut form, Owner::Sequence(id), files)?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(write_page(cx, &scene, &form, None)));
    }
    let is_same = text == scene.sequence().text_html
        && links.as_ref().is_none_or(|links| *links == scene.content.links);
    if parts::revision(&form) != scene.sequence().revision && !is_same {
        let other = scene.sequence().text_html.clone();
        return Ok(Reply::from(write_page(cx, &scene, &form, Some(&other))).with_status(409));
    }
    store::write(cx.tx, id, &text, who)?;
    if let Some(links) = &links {
        link::store::set(cx.tx, Owner::Sequence(id), links)?;
    }
    attachment::add(cx.tx, Owner::Sequence(id), files.files(), who)?;
    sent::note(cx.tx, who.person, once, cx.now)?;
    let says = match cx.incoming.field("action") {
        Some("montrer") => {
            store::set_shown(cx.tx, id, Some(cx.now))?;
            t::sequence_now_shown(lang, &scene.course.group.name)
        }
        Some("cacher") => {
            store::set_shown(cx.tx, id, None)?;
            t::sequence_now_hidden(lang).to_owned()
        }
        _ if scene.sequence().published_at.is_some() => t::sequence_saved_shown(lang).to_owned(),
        _ => t::sequence_saved(lang).to_owned(),
    };
    Ok(Reply::see_other(path(id)).saying(says).clearing_draft(draft(id)))
}
