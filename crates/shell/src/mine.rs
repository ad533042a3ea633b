//! « Ce que Préau sait de moi »: what each room knows of a person, and their work to take away.

use db::DbError;
use directory::api::Departure;
use kernel::{Lang, fold};
use maud::{DOCTYPE, Markup, html};
use web::{
    Content, Cx, Entry, Fact, Folder, Outcome, Own, Page, Problem, Reply, dates,
    ui::{self, Field},
};

use crate::{t, tongues};

/// The page.
pub(crate) const PATH: &str = "/mon-compte/mes-donnees";
/// The archive.
pub(crate) const ARCHIVE: &str = "/mon-compte/mes-donnees/archive";
/// Whether a name stays beside what was written.
pub(crate) const NAME: &str = "/mon-compte/mes-donnees/nom";

/// What a room knows, under what it is called.
type Known = (&'static str, Vec<Fact>);

fn known(cx: &mut Cx) -> Result<Vec<Known>, Problem> {
    let lang = cx.lang();
    let rooms: Vec<Own> = cx.app.modules.iter().filter_map(|room| room.own).collect();
    let mut known = Vec::new();
    for room in rooms {
        let facts = (room.facts)(cx)?;
        if !facts.is_empty() {
            known.push(((room.title)(lang), facts));
        }
    }
    Ok(known)
}

pub(crate) fn page(cx: &mut Cx) -> Outcome {
    let (lang, today) = (cx.lang(), cx.today());
    let actor = cx.actor()?.clone();
    let leaving = directory::api::departure(cx.tx, actor.person, today)?;
    let known = known(cx)?;
    let main = html! {
        (ui::back("/mon-compte", t::my_account(lang)))
        (ui::title(t::mine_title(lang), t::mine_under(lang)))
        section.card.stack aria-labelledby="emporter" {
            h2 #emporter { (t::mine_take(lang)) }
            @if let Some(leaving) = &leaving {
                p { b { (t::mine_closes(lang, &dates::long_day(lang, leaving.closes, today))) } }
            }
            @if actor.is_passing { p { (t::mine_take_elsewhere(lang)) } }
            @else {
                p { (t::mine_take_what(lang)) }
                p { a.act.main href=(ARCHIVE) download { (ui::icon("download")) (t::mine_take_do(lang)) } }
            }
        }
        @if let Some(leaving) = leaving.filter(|leaving| leaving.name_stays) { (name_card(cx, &leaving)) }
        @for (at, (title, facts)) in known.iter().enumerate() {
            @let id = format!("su-{at}");
            section.card.stack aria-labelledby=(id) { h2 id=(id) { (title) } (listed(facts)) }
        }
        p.muted { (t::mine_rights(lang)) " " a href="/vie-privee" { (t::foot_privacy(lang)) } }
    };
    Ok(Page::narrow(t::mine_title(lang), main).into())
}

fn listed(facts: &[Fact]) -> Markup {
    let pairs: Vec<_> = facts.iter().map(|fact| (fact.what, html! { (fact.says) })).collect();
    ui::facts(&pairs)
}

/// Someone who taught and leaves may want no name left beside what they wrote.
fn name_card(cx: &Cx, leaving: &Departure) -> Markup {
    let lang = cx.lang();
    let form = cx.blank_form().with("oppose", if leaving.objects { "oui" } else { "" });
    html! {
        section.card.stack aria-labelledby="nom" {
            h2 #nom { (t::mine_name_title(lang)) }
            p { (t::mine_name_what(lang)) }
            form.form method="post" action=(NAME) {
                (cx.hidden())
                (ui::checkbox(&form, &Field::new("oppose", t::mine_name_object(lang))))
                div.actions { button.act { (t::mine_name_do(lang)) } }
            }
        }
    }
}

pub(crate) fn object(cx: &mut Cx) -> Outcome {
    let (lang, person, today) = (cx.lang(), cx.actor()?.person, cx.today());
    let objects = cx.form().ticked("oppose");
    if !directory::api::object_to_name(cx.tx, person, objects, today)? {
        return Err(Problem::not_found());
    }
    Ok(Reply::see_other(PATH).saying(t::mine_name_done(lang)))
}

/// The archive, made while it is sent. On a device that passes from child to child nothing is left.
pub(crate) fn archive(cx: &mut Cx) -> Outcome {
    if cx.actor()?.is_passing {
        return Err(Problem::forbidden());
    }
    let known = known(cx)?;
    let rooms: Vec<Own> = cx.app.modules.iter().filter_map(|room| room.own).collect();
    let mut folders: Vec<(String, Folder)> = Vec::new();
    for room in rooms {
        for folder in (room.work)(cx)? {
            folders.push((slug(&folder.title, folders.len() + 1), folder));
        }
    }
    let mut entries = vec![
        text("index.html".to_owned(), front(cx, &known, &folders)),
        text("donnees.json".to_owned(), for_programs(&known)?),
    ];
    for (name, folder) in folders {
        let inside = document(
            cx.lang(),
            &folder.title,
            &html! {
                p { a href="../index.html" { (t::mine_title(cx.lang())) } }
                (folder.page)
            },
        );
        entries.push(text(format!("{name}/index.html"), inside));
        entries.extend(folder.files.into_iter().map(|(file, hash)| Entry {
            path: format!("{name}/{file}"),
            content: Content::Stored(hash),
        }));
    }
    Ok(Reply::archive("preau.zip", entries))
}

const fn text(path: String, content: String) -> Entry {
    Entry { path, content: Content::Text(content) }
}

/// « 02-histoire-geographie-5e-b ».
fn slug(title: &str, at: usize) -> String {
    let words: String = fold(title).chars().filter(char::is_ascii).take(60).collect();
    format!("{at:02}-{}", words.trim().replace(' ', "-")).trim_end_matches('-').to_owned()
}

fn front(cx: &Cx, known: &[Known], folders: &[(String, Folder)]) -> String {
    let (lang, today) = (cx.lang(), cx.today());
    let day = dates::long_day(lang, today, today);
    let content = html! {
        p { (t::mine_made(lang, &day, &today.ymd().0.to_string())) }
        h2 { (t::mine_work(lang)) }
        @if folders.is_empty() { p { (t::mine_no_work(lang)) } }
        @else { ul { @for (name, folder) in folders { li { a href={ (name) "/index.html" } { (folder.title) } } } } }
        @for (title, facts) in known { h2 { (title) } (listed(facts)) }
    };
    document(lang, t::mine_title(lang), &content)
}

/// A page that is read without Préau.
fn document(lang: Lang, title: &str, content: &Markup) -> String {
    let html = html! {
        (DOCTYPE)
        html lang=(lang.tag()) dir=(lang.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (STYLE) }
            }
            body { main { h1 { (title) } (content) } }
        }
    };
    tongues::marked(lang, html).into_string()
}

const STYLE: &str = "body{font:1.05rem/1.6 sans-serif;color:#1b1b1f;background:#fff;margin:0}\
main{max-width:44rem;margin:0 auto;padding:1.5rem}section{border-top:1px solid #ccc;margin-top:1.5rem}\
img{max-width:100%;height:auto}dl{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.3rem 1rem}dd{margin:0}";

/// The same facts for a program.
fn for_programs(known: &[Known]) -> Result<String, DbError> {
    let rooms: Vec<_> = known
        .iter()
        .map(|(room, facts)| {
            let facts: Vec<_> = facts
                .iter()
                .map(|fact| serde_json::json!({ "what": fact.what, "says": fact.says }))
                .collect();
            serde_json::json!({ "room": room, "facts": facts })
        })
        .collect();
    serde_json::to_string_pretty(&rooms).map_err(DbError::statement)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_folder_is_named_without_anything_a_system_refuses() {
        assert_eq!(slug("Histoire-géographie, 5e B", 2), "02-histoire-geographie-5e-b");
        assert_eq!(slug("../..\\日本 ", 11), "11");
    }
}
