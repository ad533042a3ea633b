//! What those who follow the whole territory took on, until its day and after.

use db::DbError;
use kernel::{Actor, Role};
use maud::{Markup, html};
use web::{Cx, dates, ui};

use crate::{
    store, t,
    views::{self, Moment},
};

/// Those who may be asked to do something for the territory.
const ASKED: [Role; 2] = [Role::TerritoryManager, Role::Funder];
/// A duty is announced this long before its day.
const AHEAD_DAYS: i32 = 14;

/// What a person took on, what is late first; nothing when there is none.
pub(crate) fn section(
    cx: &mut Cx,
    actor: &Actor,
    moment: Moment,
) -> Result<Option<Markup>, DbError> {
    if !ASKED.iter().any(|role| actor.is(*role)) {
        return Ok(None);
    }
    let (lang, today) = (moment.lang, moment.today);
    let duties = store::duties(cx.tx, actor.person, today.plus(AHEAD_DAYS))?;
    if duties.is_empty() {
        return Ok(None);
    }
    let list = html! {
        ul.lines { @for duty in &duties {
            li { a href=(duty.link) {
                span { (duty.title) }
                @if duty.day < today { (ui::tag("wrong", t::duty_late(lang))) }
                small.muted { (dates::capital(&dates::due(lang, duty.day, today))) }
            } }
        } }
    };
    Ok(Some(views::card("confie", t::duties(lang), None, &list)))
}
