//! What a child sees on a device that the school named: their class, then twelve pictures.

use directory::api::{Group, PersonName};
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Page, Problem, Reply, Route, parse_id, ui};

use super::{SECRET, badges, is_young, store, tablet, tablets::Tablet, tone, word};
use crate::{
    code::Code,
    session,
    signin::{self, Device, Keys},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/classe", Access::Public, open),
        Route::post("/classe/badge", Access::Public, show_badge),
        Route::post("/classe/encore", Access::SignedIn, go_on),
        Route::get("/classe/{personne}", Access::Public, secret),
        Route::post("/classe/{personne}", Access::Public, come_in),
    ]
}

/// The device, or nothing to be found.
fn here(cx: &mut Cx) -> Result<Tablet, Problem> {
    tablet(cx.tx, cx.app, cx.incoming)?.ok_or_else(Problem::not_found)
}

/// The young classes of a device.
fn classes(cx: &mut Cx, tablet: &Tablet) -> Result<Vec<Group>, Problem> {
    let mut classes = match tablet.class {
        Some(class) => directory::api::groups(cx.tx, &[class])?.into_values().collect(),
        None => directory::api::groups_of_org(cx.tx, tablet.org, cx.today())?,
    };
    classes.retain(|class| class.org == tablet.org && is_young(class));
    Ok(classes)
}

fn open(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let Some(tablet) = tablet(cx.tx, cx.app, cx.incoming)? else {
        let main = html! {
            (ui::title(t::my_class(lang), ""))
            (ui::empty("yard", t::device_not_named(lang), &html! { a.act href="/connexion" { (t::sign_in(lang)) } }))
        };
        return Ok(Page::narrow(t::my_class(lang), main).into());
    };
    let classes = classes(cx, &tablet)?;
    let asked = cx.incoming.query("groupe").and_then(parse_id);
    let chosen = classes.iter().find(|class| classes.len() == 1 || Some(class.id) == asked);
    let content = match chosen {
        Some(class) => faces(cx, class)?,
        None => html! {
            ul.doors {
                @for class in &classes {
                    li { a.door href={ "/classe?groupe=" (class.id) } { (ui::icon("users")) b { (class.name) } (ui::icon("chevron-right")) } }
                }
            }
        },
    };
    let main = html! {
        (ui::title(t::who_are_you(lang), chosen.map_or("", |class| &class.name)))
        (content)
        (badge_card(cx, &cx.blank_form()))
        p { a.act.quiet href="/connexion?adulte=oui" { (t::sign_in_grown_up(lang)) } }
    };
    Ok(Page::wide(t::my_class(lang), main).with_island("badge").into())
}

/// The pupils of a class by their pictures.
fn faces(cx: &mut Cx, class: &Group) -> Result<Markup, Problem> {
    let pupils = directory::api::pupils_of_group(cx.tx, class.id, cx.today())?;
    let ids: Vec<i64> = pupils.iter().map(|pupil| pupil.id).collect();
    let own = store::own_of(cx.tx, &ids)?;
    let firsts = first_names(&pupils);
    let face = |pupil: &PersonName, first: &str| {
        own.get(&pupil.id).map(|own| {
            html! {
                li {
                    a.face data-tone=(tone(own)) href={ "/classe/" (pupil.id) } { (ui::icon(own)) b { (first) } }
                }
            }
        })
    };
    let shown: Vec<_> =
        pupils.iter().zip(&firsts).filter_map(|(pupil, first)| face(pupil, first)).collect();
    Ok(html! {
        @if shown.is_empty() { (ui::empty("bench", t::no_pictures_yet(cx.lang()), &html! {})) }
        @else { ul.faces { @for face in &shown { (face) } } }
    })
}

/// First names, with an initial where two are the same.
fn first_names(pupils: &[PersonName]) -> Vec<String> {
    let name = |pupil: &PersonName| {
        let namesakes = pupils.iter().filter(|other| other.first == pupil.first).count();
        let initial: String = pupil.last.chars().take(1).collect();
        if namesakes > 1 { format!("{} {initial}.", pupil.first) } else { pupil.first.clone() }
    };
    pupils.iter().map(name).collect()
}

fn badge_card(cx: &Cx, form: &web::Form) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack {
            form.form method="post" action="/classe/badge" data-island="badge" data-refused=(t::camera_refused(lang)) {
                (cx.hidden())
                (ui::error_summary(form))
                button.act.only-js type="button" data-badge-show { (ui::icon("camera")) (t::show_my_badge(lang)) }
                video.badge-view hidden muted playsinline aria-label=(t::badge_view(lang)) {}
                p role="status" data-badge-state {}
                details.details open[!form.is_valid()] {
                    summary { (t::type_badge(lang)) }
                    div.stack {
                        (ui::text(form, &ui::Field::new("badge", t::badge_code(lang)).hint(t::badge_code_hint(lang)).autocomplete("off").class("code")))
                        div.actions { button.act { (t::come_in_do(lang)) } }
                    }
                }
            }
        }
    }
}

/// A pupil of the classes of this device, who has pictures.
fn pupil(cx: &mut Cx, tablet: &Tablet, person: i64) -> Result<(PersonName, i64), Problem> {
    let today = cx.today();
    for class in classes(cx, tablet)? {
        let pupils = directory::api::pupils_of_group(cx.tx, class.id, today)?;
        if let Some(found) = pupils.into_iter().find(|pupil| pupil.id == person) {
            return Ok((found, class.id));
        }
    }
    Err(Problem::not_found())
}

fn secret(cx: &mut Cx) -> Outcome {
    let tablet = here(cx)?;
    let (name, class) = pupil(cx, &tablet, cx.id()?)?;
    Ok(secret_page(cx, &name, class, "")?.into())
}

fn secret_page(cx: &mut Cx, name: &PersonName, class: i64, says: &str) -> Result<Page, Problem> {
    let lang = cx.lang();
    let own = store::own_of(cx.tx, &[name.id])?.remove(&name.id).ok_or_else(Problem::not_found)?;
    let main = html! {
        (ui::back(&format!("/classe?groupe={class}"), t::not_me(lang)))
        header.title.wide { h1.greeting { span.face data-tone=(tone(own)) { (ui::icon(own)) } (t::hello_child(lang, &name.first)) } }
        @if says.is_empty() { p.muted { (t::touch_your_secret(lang)) } }
        @else { (ui::note(&html! { p { (says) } })) }
        form method="post" action={ "/classe/" (name.id) } {
            (cx.hidden())
            ul.faces {
                @for secret in SECRET {
                    li { button.face name="image" value=(secret) aria-label=(word(lang, secret)) { (ui::icon(secret)) } }
                }
            }
        }
    };
    Ok(Page::wide(t::my_class(lang), main))
}

fn keys(cx: &Cx, person: i64) -> Keys {
    Keys::new(&cx.app.secret, &format!("image {person}"), cx.incoming.source, None)
}

fn come_in(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let tablet = here(cx)?;
    let (name, class) = pupil(cx, &tablet, cx.id()?)?;
    let keys = keys(cx, name.id);
    if store::wait(cx.tx, &keys.account, cx.now)? > 0 {
        let page = secret_page(cx, &name, class, t::wait_for_help(lang))?;
        return Ok(Reply::to_correct(page).with_status(429));
    }
    let theirs = store::of(cx.tx, &cx.app.secret, &[name.id])?.remove(&name.id);
    let theirs = theirs.ok_or_else(Problem::not_found)?;
    if cx.incoming.field("image") == Some(theirs.secret) {
        signin::store::forgive_all(cx.tx, &keys.account)?;
        return session::enter_on_tablet(cx, name.id, tablet.id, "/");
    }
    // Counted for this child alone: a class that taps at random slows nobody else down.
    let mark = super::tablets::mark(&cx.app.secret, &cx.incoming.anchor);
    signin::store::begin(cx.tx, &keys, Device::Known(mark), true, cx.now)?;
    Ok(Reply::to_correct(secret_page(cx, &name, class, t::wrong_picture(lang))?))
}

/// The code of a badge, however it was read: typed, or the whole address that the square holds.
fn read_badge(typed: &str) -> Option<Code> {
    Code::read(typed.rsplit('#').next().unwrap_or(typed))
}

fn show_badge(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let tablet = here(cx)?;
    let mut form = cx.form();
    let typed = form.required("badge", 300);
    let keys = Keys::new(&cx.app.secret, &typed, cx.incoming.source, None);
    let device = Device::Known(super::tablets::mark(&cx.app.secret, &cx.incoming.anchor));
    if signin::store::wide_wait(cx.tx, &keys, device, cx.now)? > 0 {
        form.refuse("badge", t::wait_for_help(lang));
        return Ok(badge_again(cx, &form).with_status(429));
    }
    let code = read_badge(&typed).filter(|_| form.is_valid());
    let holder = match &code {
        Some(code) => badges::holder(cx.tx, &cx.app.secret, code)?,
        None => None,
    };
    // A badge of another class says no more than one that does not exist.
    let found = match holder {
        Some(person) => pupil(cx, &tablet, person).ok(),
        None => None,
    };
    if let Some((name, _)) = found {
        let keys = self::keys(cx, name.id);
        signin::store::forgive_all(cx.tx, &keys.account)?;
        return session::enter_on_tablet(cx, name.id, tablet.id, "/");
    }
    if code.is_some() {
        signin::store::begin(cx.tx, &keys, device, true, cx.now)?;
    }
    if form.is_valid() {
        form.refuse("badge", t::badge_unknown(lang));
    }
    Ok(badge_again(cx, &form))
}

fn badge_again(cx: &Cx, form: &web::Form) -> Reply {
    let lang = cx.lang();
    let main = html! {
        (ui::back("/classe", t::my_class(lang)))
        (ui::title(t::show_my_badge(lang), ""))
        (badge_card(cx, form))
    };
    Reply::to_correct(Page::narrow(t::my_class(lang), main).with_island("badge"))
}

/// Somebody is still there: the session of a device of the class is noted as used, on the way in.
fn go_on(cx: &mut Cx) -> Outcome {
    Ok(Reply::json(&cx.actor()?.is_passing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_is_read_from_its_address_or_as_typed() {
        for typed in
            ["https://preau.example/classe#K7QM4TXR9WHD", "k7qm 4txr-9whd", " K7QM4TXR9WHD "]
        {
            assert_eq!(
                read_badge(typed).map(|code| code.as_str().to_owned()).as_deref(),
                Some("K7QM4TXR9WHD")
            );
        }
        for wrong in ["", "https://preau.example/classe", "#", "K7QM"] {
            assert!(read_badge(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn namesakes_of_a_class_have_their_initial() {
        let pupil = |first: &str, last: &str| PersonName {
            id: 1,
            last: last.into(),
            first: first.into(),
            title: String::new(),
        };
        let names =
            first_names(&[pupil("Lina", "Moreau"), pupil("Zoé", "Moreau"), pupil("Lina", "Adam")]);
        assert_eq!(names, ["Lina M.", "Zoé", "Lina A."]);
    }
}
