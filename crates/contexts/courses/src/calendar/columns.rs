//! Saying what the columns of an exported timetable are, when their titles do not.

use files::Hash;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    App, Cx, Form, Incoming, Problem, Reply, Task,
    ui::{self, Choice, Field},
};

use crate::{
    calendar::{
        Columns, Sample,
        pages::{kept, lang_of, path},
        refresh,
        store::{self, Calendar},
        views,
        weekly::{Fact, Named},
    },
    t,
};

const SWAPPED: &str = "premiere-b";

fn field(column: usize) -> String {
    format!("colonne-{column}")
}

/// A form with what the columns seem to be.
pub(crate) fn filled<'i>(mut form: Form<'i>, sample: &Sample) -> Form<'i> {
    for (at, column) in Columns::guess(&sample.titles).columns.iter().enumerate() {
        form = form.with(&field(at), column.is.code());
    }
    form
}

/// The columns to say, each with what it holds.
pub(crate) fn card(cx: &Cx, form: &Form, calendar: &Calendar, sample: &Sample) -> Markup {
    let lang = cx.lang();
    let facts = Fact::ALL.map(|fact| Choice {
        value: fact.code().to_owned(),
        label: words(lang, fact),
        hint: "",
    });
    let lacks = Columns::guess(&sample.titles).lacks();
    html! {
        section.card.stack.wide aria-labelledby="colonnes" {
            header { h2 #colonnes { (t::calendar_columns(lang)) } }
            p { (t::calendar_columns_hint(lang)) }
            @if form.is_valid() {
                ul { @for lack in lacks { li { (t::calendar_columns_lack(lang, words(lang, lack))) } } }
            }
            form.form method="post" action={ (path(calendar.id)) "/colonnes" } {
                (cx.hidden())
                @for (at, title) in sample.titles.iter().enumerate() {
                    @let (name, hint) = (field(at), sample.held(at).join(" · "));
                    @let untitled = t::calendar_columns_untitled(lang, i64::try_from(at + 1).unwrap_or(i64::MAX));
                    @let label = if title.is_empty() { &untitled } else { title };
                    (ui::select(form, &Field::new(&name, label).hint(&hint), &facts))
                }
                (ui::checkbox(form, &Field::new(SWAPPED, t::calendar_columns_swapped(lang))))
                div.actions { button.act.main { (t::calendar_columns_act(lang)) } }
            }
        }
    }
}

/// What a column is, in words.
fn words(lang: Lang, fact: Fact) -> &'static str {
    t::by_key(lang, &format!("calendar-column-{}", fact.code())).unwrap_or_default()
}

/// Keeps what the columns are, and reads the calendar again.
pub(crate) fn say(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let calendar = app.write(&incoming, keep).await?;
        let (id, lang) = (calendar.id, lang_of(&app, &incoming).await?);
        let file = calendar.file.as_deref().and_then(Hash::parse);
        let planned = match file {
            Some(file) => refresh::receive(&app, calendar, file).await?,
            None if calendar.address.is_some() => refresh::fetch(&app, calendar).await?,
            None => return Ok(Reply::see_other(path(id))),
        };
        Ok(Reply::see_other(path(id)).saying(views::planned(lang, &planned)))
    })
}

fn keep(cx: &mut Cx) -> Result<Calendar, Problem> {
    let calendar = kept(cx)?;
    let Some(sample) = &calendar.sample else { return Ok(calendar) };
    let form = cx.form();
    let named = |(at, title): (usize, &String)| Named {
        title: title.clone(),
        is: Fact::from_code(form.shown(&field(at))).unwrap_or(Fact::Nothing),
    };
    let columns: Vec<Named> = sample.titles.iter().enumerate().map(named).collect();
    let columns = Columns { columns, swapped: form.ticked(SWAPPED) };
    if columns.lacks().is_empty() {
        store::say_columns(cx.tx, calendar.id, &columns)?;
    }
    Ok(calendar)
}
