//! The page where someone says, once, what the columns of a table are: the next table with the same
//! titles is read without asking.

use kernel::{Actor, Lang};
use maud::{Markup, html};
use web::{
    App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Choice, Field},
};

use crate::{
    import::{
        columns::{ABOVE, Fact, key},
        pages::{WHO, in_background, load, may_import, path},
        sample::Sample,
        store::{self, Import},
        work,
    },
    t,
};

pub(super) fn routes() -> Vec<Route> {
    const PATH: &str = "/materiel/imports/{tableau}/colonnes";
    vec![Route::get(PATH, WHO, show), Route::task(PATH, WHO, say)]
}

fn waiting(cx: &mut Cx) -> Result<(Import, Sample), Problem> {
    let import = load(cx)?;
    let sample = Sample::read(&import.sample).filter(|sample| !sample.lines.is_empty());
    match sample {
        Some(sample) if import.state == "failed" => Ok((import, sample)),
        _ => Err(Problem::not_found()),
    }
}

fn field(column: usize) -> String {
    format!("colonne-{column}")
}

fn titles(sample: &Sample, asked: Option<&str>) -> usize {
    let asked = asked.and_then(|number| number.parse().ok());
    asked.and_then(|number| sample.line_of(number)).unwrap_or_else(|| sample.titles())
}

fn show(cx: &mut Cx) -> Outcome {
    let (import, sample) = waiting(cx)?;
    let at = titles(&sample, cx.incoming.query("titres"));
    let form = cx.blank_form();
    Ok(page(cx, &import, (&sample, at), &form).into())
}

/// What saying the columns comes to.
enum Said {
    Read(Box<Import>, Box<Actor>),
    Corrections(Box<Reply>),
}

fn say(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        match app.write(&incoming, keep).await? {
            Said::Corrections(reply) => Ok(*reply),
            Said::Read(import, actor) => {
                let (worker, id) = (app.clone(), import.id);
                in_background(true, move || work::compare(&worker, &import, &actor)).await;
                Ok(Reply::see_other(path(id)))
            }
        }
    })
}

fn keep(cx: &mut Cx) -> Result<Said, Problem> {
    let (actor, (import, sample)) = (may_import(cx)?, waiting(cx)?);
    let at = titles(&sample, cx.incoming.field("titres"));
    let (lang, mut form) = (cx.lang(), cx.form());
    let named = sample.titles_on(at);
    let mut facts: Vec<Option<Fact>> = Vec::with_capacity(named.len());
    for column in 0..named.len() {
        let fact = Fact::from_code(form.shown(&field(column)));
        if fact.is_some() && facts.contains(&fact) {
            form.refuse(&field(column), t::columns_twice(lang));
        }
        facts.push(fact);
    }
    let has = |fact| facts.contains(&Some(fact));
    if !has(Fact::Serial) && !has(Fact::Tag) {
        form.refuse(&field(0), t::columns_no_number(lang));
    }
    if !form.is_valid() {
        let page = page(cx, &import, (&sample, at), &form);
        return Ok(Said::Corrections(Box::new(Reply::to_correct(page))));
    }
    let key = key(named.iter().map(String::as_str));
    store::remember(cx.tx, (&key, &facts), (actor.person, cx.now))?;
    if !store::turn(cx.tx, import.id, "failed", "reading")? {
        return Err(Problem::conflict("not-waiting", t::import_not_waiting(lang)));
    }
    let import = Import { state: "reading".to_owned(), ..import };
    Ok(Said::Read(Box::new(import), Box::new(actor)))
}

fn page(cx: &Cx, import: &Import, (sample, at): (&Sample, usize), form: &Form) -> Page {
    let lang = cx.lang();
    let number = sample.lines.get(at).map_or(1, |line| line.number);
    let mut facts =
        vec![Choice { value: String::new(), label: t::columns_nothing(lang), hint: "" }];
    facts.extend(Fact::ALL.iter().map(|fact| Choice {
        value: fact.code().to_owned(),
        label: fact.says(lang),
        hint: "",
    }));
    let action = format!("{}/colonnes", path(import.id));
    let main = html! {
        (ui::back(&path(import.id), &import.name))
        (ui::error_summary(form))
        (ui::title(t::columns_title(lang), t::columns_under(lang)))
        form.card.stack method="post" action=(action) {
            (cx.hidden())
            input type="hidden" name="titres" value=(number);
            @for (column, title) in sample.titles_on(at).iter().enumerate() {
                (column_field(lang, form, (sample, at), (column, title), &facts))
            }
            div.actions { button.act.main { (ui::icon("check")) (t::import_compare(lang)) } }
        }
        (ui::details(t::columns_elsewhere(lang), &html! {
            form.stack method="get" action=(action) {
                div.field {
                    label for="titres" { (t::columns_line(lang)) }
                    select.ds-input id="titres" name="titres" {
                        @for line in sample.lines.iter().take(ABOVE) {
                            option value=(line.number) selected[line.number == number] {
                                (line.number) " · " (line.cells.join(" · ").chars().take(50).collect::<String>())
                            }
                        }
                    }
                }
                div.actions { button.act { (t::refresh(lang)) } }
            }
        }))
    };
    Page::narrow(t::columns_title(lang), main)
}

fn column_field(
    lang: Lang,
    form: &Form,
    (sample, at): (&Sample, usize),
    (column, title): (usize, &String),
    facts: &[Choice],
) -> Markup {
    let name = field(column);
    let held = sample.held(at, column);
    let hint = if held.is_empty() { t::columns_empty(lang).to_owned() } else { held.join(" · ") };
    let number = i64::try_from(column + 1).unwrap_or(0);
    let title = if title.is_empty() { t::columns_untitled(lang, number) } else { title.to_owned() };
    ui::select(form, &Field::new(&name, &title).hint(&hint), facts)
}
