//! What a teacher does so that a class comes in without reading: pictures, badges, devices.

use db::journal;
use directory::api::{Group, PersonName};
use kernel::{Role, Target};
use maud::{Markup, html};
use web::{
    App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Choice, Column, Field},
};

use super::{
    any_secret,
    badges::{self, Badge},
    is_young, picture, prepare, seal, store,
    tablets::{self, NewTablet},
};
use crate::{
    code::sheets::{self, OF_CLASS},
    rights::Sheet,
    session,
    signin::{self, Keys},
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/classes/{groupe}/images", OF_CLASS, open),
        Route::post("/classes/{groupe}/images", OF_CLASS, prepare_all),
        Route::post("/classes/{groupe}/images/{personne}", OF_CLASS, change_secret),
        Route::task("/classes/{groupe}/badges", OF_CLASS, |app, incoming| {
            Box::pin(download(app, incoming)) as Task
        }),
        Route::post("/classes/{groupe}/badges/{personne}", OF_CLASS, change_badge),
        Route::post("/classes/{groupe}/appareils", OF_CLASS, name_device),
        Route::post("/classes/{groupe}/appareils/{appareil}/retirer", OF_CLASS, forget_device),
    ]
}

/// Where a class's pictures are.
pub(crate) fn path(class: i64) -> String {
    format!("/classes/{class}/images")
}

/// The class of the path, when its pupils do not read yet.
fn class(cx: &mut Cx) -> Result<Group, Problem> {
    match sheets::pupils(cx)? {
        Sheet::Pupils(class) if is_young(&class) => Ok(class),
        _ => Err(Problem::not_found()),
    }
}

fn pupils(cx: &mut Cx, class: &Group) -> Result<Vec<PersonName>, Problem> {
    Ok(directory::api::pupils_of_group(cx.tx, class.id, cx.today())?)
}

/// A pupil of the class, by the path.
fn pupil(cx: &mut Cx, class: &Group) -> Result<i64, Problem> {
    let person = cx.param_id("personne")?;
    let is_here = pupils(cx, class)?.iter().any(|pupil| pupil.id == person);
    if is_here { Ok(person) } else { Err(Problem::not_found()) }
}

fn runs_school(cx: &Cx, org: i64) -> Result<bool, Problem> {
    let actor = cx.actor()?;
    Ok([Role::Head, Role::Secretariat].into_iter().any(|role| actor.has(role, Target::org(org))))
}

fn open(cx: &mut Cx) -> Outcome {
    let class = class(cx)?;
    let form = cx.blank_form().with("portee", "classe");
    Ok(page(cx, &class, &form)?.into())
}

fn page(cx: &mut Cx, class: &Group, form: &Form) -> Result<Page, Problem> {
    let lang = cx.lang();
    let title = t::pictures_of(lang, &class.name);
    let main = html! {
        (ui::back(&sheets::path(&Sheet::Pupils(class.clone())), t::to_codes(lang)))
        (ui::title(&title, t::pictures_under(lang)))
        (pictures_card(cx, class)?)
        (devices_card(cx, class, form)?)
    };
    Ok(Page::wide(title, main))
}

fn pictures_card(cx: &mut Cx, class: &Group) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let pupils = pupils(cx, class)?;
    let ids: Vec<i64> = pupils.iter().map(|pupil| pupil.id).collect();
    let pictures = store::of(cx.tx, &cx.app.secret, &ids)?;
    let held = badges::of(cx.tx, &cx.app.secret, &ids)?;
    let columns = [
        Column::words(t::name(lang)),
        Column::words(t::own_picture(lang)),
        Column::words(t::secret_picture(lang)),
        Column::words(t::badge(lang)),
    ];
    let row = |pupil: &PersonName| {
        let theirs = pictures.get(&pupil.id);
        let button = |action: String, field: (&str, &str), words: &str| {
            html! {
                form method="post" action=(action) {
                    (cx.hidden())
                    input type="hidden" name=(field.0) value=(field.1);
                    button.act data-size="sm" aria-label={ (words) ", " (pupil.full()) } { (words) }
                }
            }
        };
        let secret = html! {
            @if let Some(theirs) = theirs {
                div.stack data-size="sm" {
                    details.details { summary { (t::see_secret(lang)) } p.picture { (picture(lang, theirs.secret)) } }
                    (button(format!("{}/{}", path(class.id), pupil.id), ("secret", "autre"), t::other_secret(lang)))
                }
            }
        };
        let action = format!("/classes/{}/badges/{}", class.id, pupil.id);
        let badge = html! {
            div.stack data-size="sm" {
                @if let Some(code) = held.get(&pupil.id) {
                    details.details { summary { (t::see_badge(lang)) } p.code { (code.groups().collect::<Vec<_>>().join(" ")) } }
                    (button(action.clone(), ("badge", "retirer"), t::revoke_badge(lang)))
                    (button(action, ("badge", "neuf"), t::new_badge(lang)))
                } @else { (button(action, ("badge", "neuf"), t::give_badge(lang))) }
            }
        };
        let own = html! {
            @if let Some(theirs) = theirs { span.picture { (picture(lang, theirs.own)) } }
            @else { (ui::tag("quiet", t::no_picture(lang))) }
        };
        vec![html! { (pupil.full()) }, own, secret, badge]
    };
    let rows: Vec<_> = pupils.iter().map(row).collect();
    let missing = pupils.iter().any(|pupil| !pictures.contains_key(&pupil.id));
    Ok(html! {
        section.card.stack {
            @if missing {
                p { (t::prepare_explained(lang)) }
                form method="post" action=(path(class.id)) { (cx.hidden()) button.act.main { (t::prepare_pictures(lang)) } }
            } @else {
                p { (t::badges_explained(lang)) }
                form method="post" action={ "/classes/" (class.id) "/badges" } data-once="off" {
                    (cx.hidden())
                    button.act { (ui::icon("download")) (t::badges_do(lang)) }
                }
            }
            @if !pupils.is_empty() { (ui::cards_table(&t::pictures_of(lang, &class.name), &columns, &rows)) }
        }
    })
}

fn devices_card(cx: &mut Cx, class: &Group, form: &Form) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let named = tablets::of_class(cx.tx, class.org, class.id)?;
    let (runs_school, today) = (runs_school(cx, class.org)?, cx.today());
    let answers = [
        Choice { value: "classe".into(), label: &t::for_class(lang, &class.name), hint: "" },
        Choice { value: "ecole".into(), label: t::for_school(lang), hint: "" },
    ];
    Ok(html! {
        section.card.stack aria-labelledby="appareils" {
            h2 #appareils { (t::named_devices(lang)) }
            p { (t::named_devices_under(lang)) }
            @if !named.is_empty() {
                ul.todo {
                    @for device in &named {
                        @let day = cx.app.place.local(device.named).0;
                        li {
                            span {
                                b { (device.name) }
                                small { (t::named_on(lang, &web::dates::long_day(lang, day, today))) @if device.class.is_none() { " · " (t::for_school(lang)) } }
                            }
                            @if device.class.is_some() || runs_school {
                                form method="post" action={ "/classes/" (class.id) "/appareils/" (device.id) "/retirer" } {
                                    (cx.hidden())
                                    button.act data-size="sm" aria-label={ (t::forget_device(lang)) ", " (device.name) } { (t::forget_device(lang)) }
                                }
                            }
                        }
                    }
                }
            }
            form.form method="post" action={ "/classes/" (class.id) "/appareils" } data-sign-out {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::text(form, &Field::new("nom", t::device_name(lang)).hint(t::device_name_hint(lang)).autocomplete("off")))
                @if runs_school { (ui::choices(form, &Field::new("portee", t::device_for(lang)), &answers)) }
                p.muted { (t::name_device_explained(lang)) }
                div.actions { button.act { (ui::icon("tablet")) (t::name_device(lang)) } }
            }
        }
    })
}

fn note(cx: &mut Cx, class: &Group, action: &str, object: i64) -> Result<(), Problem> {
    let person = Some(cx.actor()?.person);
    let scope = Target::org(class.org);
    Ok(journal::write(cx.tx, &journal::Entry { at: cx.now, person, action, object, scope })?)
}

fn back(class: &Group, says: &str) -> Reply {
    Reply::see_other(path(class.id)).saying(says)
}

fn prepare_all(cx: &mut Cx) -> Outcome {
    let class = class(cx)?;
    let ids: Vec<i64> = pupils(cx, &class)?.iter().map(|pupil| pupil.id).collect();
    if prepare(cx, &ids)? > 0 {
        note(cx, &class, "identity.pictures.prepare", class.id)?;
    }
    Ok(back(&class, t::pictures_ready(cx.lang())))
}

/// Another secret picture; the tries of those who guessed are forgotten.
fn change_secret(cx: &mut Cx) -> Outcome {
    let class = class(cx)?;
    let person = pupil(cx, &class)?;
    let before = store::of(cx.tx, &cx.app.secret, &[person])?.remove(&person);
    let before = before.ok_or_else(Problem::not_found)?.secret;
    let mut drawn = any_secret(&cx.app.entropy);
    while drawn == before {
        drawn = any_secret(&cx.app.entropy);
    }
    let sealed = seal(&cx.app.secret, &cx.app.entropy, person, drawn);
    store::set_secret(cx.tx, person, &sealed)?;
    let keys = Keys::new(&cx.app.secret, &format!("image {person}"), cx.incoming.source, None);
    signin::store::forgive_all(cx.tx, &keys.account)?;
    note(cx, &class, "identity.picture.change", person)?;
    Ok(back(&class, t::secret_changed(cx.lang())))
}

fn change_badge(cx: &mut Cx) -> Outcome {
    let class = class(cx)?;
    let person = pupil(cx, &class)?;
    if cx.incoming.field("badge") == Some("retirer") {
        badges::revoke(cx.tx, person)?;
        session::store::close_on_tablets(cx.tx, person)?;
        note(cx, &class, "identity.badge.revoke", person)?;
        return Ok(back(&class, t::badge_revoked(cx.lang())));
    }
    badges::issue(cx.tx, &cx.app.secret, &cx.app.entropy, person, cx.now)?;
    note(cx, &class, "identity.badge.give", person)?;
    Ok(back(&class, t::badge_given(cx.lang())))
}

/// This browser becomes a device of the class, and whoever named it is signed out of it.
fn name_device(cx: &mut Cx) -> Outcome {
    let class = class(cx)?;
    let mut form = cx.form();
    let name = form.required("nom", 60);
    if cx.incoming.anchor_is_new {
        form.refuse("nom", t::device_without_cookie(cx.lang()));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &class, &form)?));
    }
    let for_school = cx.incoming.field("portee") == Some("ecole") && runs_school(cx, class.org)?;
    let mark = tablets::mark(&cx.app.secret, &cx.incoming.anchor);
    let by = cx.actor()?.person;
    let device = NewTablet {
        mark: &mark,
        org: class.org,
        class: (!for_school).then_some(class.id),
        name: &name,
        by,
    };
    tablets::name(cx.tx, &device, cx.now)?;
    let ids: Vec<i64> = pupils(cx, &class)?.iter().map(|pupil| pupil.id).collect();
    prepare(cx, &ids)?;
    note(cx, &class, "identity.tablet.name", class.id)?;
    if let Some(token) = &cx.incoming.session {
        session::store::close_token(cx.tx, &session::digest(token))?;
    }
    Ok(Reply::see_other("/classe").closing_session().saying(t::device_named(cx.lang())))
}

fn forget_device(cx: &mut Cx) -> Outcome {
    let class = class(cx)?;
    let id = cx.param_id("appareil")?;
    let named = tablets::of_class(cx.tx, class.org, class.id)?;
    let device = named.into_iter().find(|device| device.id == id).ok_or_else(Problem::not_found)?;
    if device.class.is_none() && !runs_school(cx, class.org)? {
        return Err(Problem::not_found());
    }
    tablets::forget(cx.tx, id)?;
    note(cx, &class, "identity.tablet.forget", id)?;
    Ok(back(&class, t::device_forgotten(cx.lang())))
}

/// Badges for those who have none, then all of them on paper.
async fn download(app: App, incoming: Incoming) -> Outcome {
    let (lang, shown) = app.write(&incoming, prepare_badges).await?;
    let site = app.public_url.clone();
    let made = app.slow.run(move |_| badges::sheet(lang.on_paper(), &site, &shown)).await?;
    let pdf = made.map_err(|error| {
        tracing::error!(%error, "badges could not be made");
        Problem::new(500, "internal")
    })?;
    let disposition = "attachment; filename=\"badges.pdf\"".to_owned();
    Ok(Reply::data("application/pdf", Some(disposition), pdf))
}

fn prepare_badges(cx: &mut Cx) -> Result<(kernel::Lang, Vec<Badge>), Problem> {
    let class = class(cx)?;
    let pupils = pupils(cx, &class)?;
    let ids: Vec<i64> = pupils.iter().map(|pupil| pupil.id).collect();
    prepare(cx, &ids)?;
    let held = badges::of(cx.tx, &cx.app.secret, &ids)?;
    for person in ids.iter().filter(|id| !held.contains_key(id)) {
        badges::issue(cx.tx, &cx.app.secret, &cx.app.entropy, *person, cx.now)?;
    }
    let held = badges::of(cx.tx, &cx.app.secret, &ids)?;
    let own = store::own_of(cx.tx, &ids)?;
    note(cx, &class, "identity.badges.print", class.id)?;
    let badge = |pupil: PersonName| {
        let (code, own) = (held.get(&pupil.id)?, own.get(&pupil.id)?);
        Some(Badge {
            first: pupil.first,
            class: class.name.clone(),
            own,
            code: code.as_str().to_owned(),
            typed: code.groups().collect::<Vec<_>>().join(" "),
        })
    };
    Ok((cx.lang(), pupils.into_iter().filter_map(badge).collect()))
}
