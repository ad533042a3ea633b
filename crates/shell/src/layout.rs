//! The frame of a page, from the skip link to the footer.

use db::DbError;
use directory::api::PersonName;
use kernel::{Actor, Lang, Role, TargetKind};
use maud::{DOCTYPE, Markup, html};
use web::{Cx, NavEntry, Page, Width, asset, dates, ui};

use crate::{search, stay, t, tongues};

/// So many seconds without a touch, and a device of the class is left.
const IDLE: u16 = 300;

/// Entries of the bar beside « Plus »: five in all fit the bottom of a phone.
pub(crate) const IN_THE_BAR: usize = 4;

/// What surrounds a page, for [`web::Hooks::layout`].
pub fn layout(cx: &mut Cx, page: &Page) -> Result<Markup, DbError> {
    let lang = cx.lang();
    let signed_in = match cx.visitor.clone() {
        Some(actor) => Some(signed_in(cx, &actor)?),
        None => None,
    };
    let person = stay::person(cx, page);
    let offers_sign_in = signed_in.is_none() && !cx.incoming.uri.starts_with("/connexion");
    let languages = language_form(cx, lang);
    let below = if signed_in.is_some() { &languages } else { &html! {} };
    let body = html! {
        @if cx.app.demo { (demo_banner(cx, lang)) }
        @if warns_of_the_disk(cx) { (disk_banner(lang)) }
        (stay::banners(cx, page))
        @match &signed_in {
            Some(bar) => (bar_of(lang, bar)),
            None => (bare_bar(lang, offers_sign_in, &languages)),
        }
        main #contenu class=(main_class(page.width)) tabindex="-1" data-live[page.is_live] data-refreshed=[page.is_live.then(|| t::live_refreshed(lang))] {
            (messages(cx, lang))
            (page.main)
        }
        (footer(lang, below))
    };
    let has_nav = signed_in.is_some() || offers_sign_in;
    let is_passing = signed_in.is_some_and(|bar| bar.passing.is_some());
    Ok(document(lang, page, person.as_ref(), has_nav, is_passing, &body))
}

/// What surrounds a problem, for [`web::Hooks::plain_layout`]: nothing of the person is known.
pub fn plain_layout(page: &Page, lang: Lang) -> Markup {
    let body = html! {
        (bare_bar(lang, false, &html! {}))
        main #contenu class=(main_class(page.width)) tabindex="-1" { (page.main) }
        (footer(lang, &html! {}))
    };
    document(lang, page, None, false, false, &body)
}

fn document(
    lang: Lang,
    page: &Page,
    person: Option<&Markup>,
    has_nav: bool,
    is_passing: bool,
    body: &Markup,
) -> Markup {
    let html = html! {
        (DOCTYPE)
        html lang=(lang.tag()) dir=[lang.is_right_to_left().then_some("rtl")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · Préau" }
                @if let Some(person) = person { (person) }
                link rel="preload" href=(asset("atkinson-400.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(asset("preau.css"));
                link rel="icon" href=(asset("favicon.svg"));
                script src=(asset("preau.js")) defer {}
                @if person.is_some() { script src=(asset("stay.js")) defer {} }
                @if is_passing { script src=(asset("leave.js")) defer {} }
                @for island in &page.islands { script src=(asset(&format!("{island}.js"))) defer {} }
            }
            body.has-nav[has_nav] {
                a.skip href="#contenu" { (t::skip(lang)) }
                (body)
            }
        }
    };
    tongues::marked(lang, html)
}

const fn main_class(width: Width) -> &'static str {
    match width {
        Width::Columns => "page",
        Width::Narrow => "page narrow",
        Width::Wide => "page single",
    }
}

fn demo_banner(cx: &Cx, lang: Lang) -> Markup {
    let today = cx.today();
    html! {
        aside.demo aria-label=(t::demo_label(lang)) {
            p {
                (t::demo_banner(lang, &dates::long_day(lang, today, today), &today.ymd().0.to_string()))
                " "
                a href="/demo" { (t::demo_change(lang)) }
            }
        }
    }
}

/// Whoever can make room is told while there is still time.
fn warns_of_the_disk(cx: &Cx) -> bool {
    let is_operator = cx.visitor.as_ref().is_some_and(|actor| actor.is(Role::Operator));
    is_operator && cx.app.meters().is_disk_low()
}

fn disk_banner(lang: Lang) -> Markup {
    html! {
        aside.demo aria-label=(t::disk_label(lang)) { p { (t::disk_banner(lang)) } }
    }
}

/// What the bar says of a signed-in person.
struct Bar {
    place: String,
    name: Option<PersonName>,
    /// On a device that passes from child to child, the form of « J’ai fini » holds these.
    passing: Option<Markup>,
    /// What the form of the search holds; nothing on its own page, where it stands already.
    seek: Option<Markup>,
    entries: Vec<NavEntry>,
    current: &'static str,
}

fn signed_in(cx: &mut Cx, actor: &Actor) -> Result<Bar, DbError> {
    let entries = entries(cx, actor);
    let path = path_of(&cx.incoming.uri);
    let current = current(&entries, path);
    let is_at_search = path == search::PATH || path.starts_with("/recherche/");
    Ok(Bar {
        place: place(cx, actor)?,
        passing: actor.is_passing.then(|| cx.hidden()),
        seek: (!is_at_search && !actor.is_passing).then(|| cx.hidden()),
        name: directory::api::name(cx.tx, actor.person)?,
        current,
        entries,
    })
}

/// What the rooms offer this person, in order.
pub(crate) fn entries(cx: &Cx, actor: &Actor) -> Vec<NavEntry> {
    let mut entries: Vec<_> = cx
        .app
        .modules
        .iter()
        .flat_map(|module| module.nav.iter().copied())
        .filter(|entry| (entry.shown_to)(actor, cx.today()))
        .collect();
    entries.sort_by_key(|entry| entry.order);
    entries
}

fn path_of(uri: &str) -> &str {
    uri.split('?').next().unwrap_or(uri)
}

/// The entry a path belongs to: the longest one it starts with.
fn current(entries: &[NavEntry], path: &str) -> &'static str {
    let is_under = |entry: &&NavEntry| {
        path.strip_prefix(entry.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let longest = entries.iter().filter(is_under).max_by_key(|entry| entry.path.len());
    let ours = ["/plus", search::PATH].into_iter().find(|ours| *ours == path);
    longest.map_or(ours.unwrap_or_default(), |entry| entry.path)
}

/// The person's one school; the territory when there are several or none.
fn place(cx: &mut Cx, actor: &Actor) -> Result<String, DbError> {
    let mut schools: Vec<_> = Role::ALL
        .into_iter()
        .flat_map(|role| actor.reach(role, TargetKind::Org).collect::<Vec<_>>())
        .collect();
    schools.sort_unstable();
    schools.dedup();
    if let [school] = schools[..]
        && let Some(org) = directory::api::orgs(cx.tx, &[school])?.remove(&school)
    {
        return Ok(org.name);
    }
    Ok(directory::api::territory(cx.tx)?.map_or_else(String::new, |(name, _)| name))
}

fn bar_of(lang: Lang, bar: &Bar) -> Markup {
    let (account, initials) = match &bar.name {
        Some(name) => (t::my_account_of(lang, &name.full()), name.initials()),
        None => (t::my_account(lang).to_owned(), "?".to_owned()),
    };
    let mark = |path: &str| (path == bar.current).then_some("page");
    html! {
        header.bar {
            div {
                a.brand href="/" { "Préau" }
                span.school { (bar.place) }
                nav aria-label=(t::nav(lang)) {
                    @for entry in bar.entries.iter().take(IN_THE_BAR) {
                        a href=(entry.path) aria-current=[mark(entry.path)] { (ui::icon(entry.icon)) ((entry.label)(lang)) }
                    }
                    a href="/plus" aria-current=[mark("/plus")] { (ui::icon("menu")) (t::more(lang)) }
                }
                @if let Some(hidden) = &bar.seek { (search::in_the_bar(lang, hidden)) }
                @if bar.passing.is_none() { (door_of_search(lang, bar.current)) }
                @match &bar.passing {
                    Some(hidden) => {
                        form.finished method="post" action="/deconnexion" data-sign-out data-island="leave"
                            data-idle=(IDLE) data-still="/classe/encore" {
                            (hidden)
                            button.act { (ui::icon("check")) (t::i_am_done(lang)) }
                        }
                    }
                    None => a.who href="/mon-compte" aria-label=(account) { (ui::bubble(&initials)) },
                }
            }
        }
    }
}

fn door_of_search(lang: Lang, current: &str) -> Markup {
    let mark = (current == search::PATH).then_some("page");
    html! {
        a.seek href=(search::PATH) aria-current=[mark] { (ui::icon("search")) span { (t::search_open(lang)) } }
    }
}

/// The bar for somebody who is not signed in, or not known to be. Whoever does not read French finds
/// their language before anything else.
fn bare_bar(lang: Lang, offers_sign_in: bool, languages: &Markup) -> Markup {
    html! {
        header.bar {
            div {
                a.brand href="/" { "Préau" }
                @if offers_sign_in {
                    nav aria-label=(t::nav(lang)) { a href="/connexion" { (ui::icon("log-in")) (t::sign_in(lang)) } }
                }
                (languages)
            }
        }
    }
}

/// What was just done; the region is always there, so that what comes into it is announced.
fn messages(cx: &Cx, lang: Lang) -> Markup {
    html! {
        div.toasts.wide role="status" {
            @if let Some(flash) = &cx.incoming.flash {
                @if !flash.says.is_empty() { (ui::toast(lang, &flash.says)) }
                @if let Some(key) = &flash.clears { span hidden data-draft-clear=(key) {} }
            }
        }
    }
}

fn footer(lang: Lang, language: &Markup) -> Markup {
    html! {
        footer.foot {
            ul {
                li { a href="/accessibilite" { (t::foot_accessibility(lang)) } }
                li { a href="/mentions-legales" { (t::foot_notice(lang)) } }
                li { a href="/vie-privee" { (t::foot_privacy(lang)) } }
                li { a href="/aide" { (t::foot_help(lang)) } }
                @if !language.0.is_empty() { li { (language) } }
            }
        }
    }
}

/// A button per other language that shows the same page in it. What is whole only for families is
/// offered to them, and to whoever is not known yet.
fn language_form(cx: &Cx, lang: Lang) -> Markup {
    let reads_as_family =
        cx.visitor.as_ref().is_none_or(|actor| actor.is(Role::Guardian) || actor.lang == Lang::Ar);
    let others = Lang::ALL
        .into_iter()
        .filter(|other| *other != lang && (*other != Lang::Ar || reads_as_family));
    html! {
        form.languages method="post" action="/langue" {
            (cx.hidden())
            input type="hidden" name="retour" value=(cx.incoming.uri);
            @for other in others {
                button.act.quiet type="submit" name="langue" value=(other.tag()) lang=(other.tag()) dir=(other.direction()) {
                    (ui::icon("languages")) (other.own_name())
                }
            }
        }
    }
}
