//! What the directory knows of a person, for them to read.

use db::{DbError, Tx, Value};
use kernel::{Day, Lang, Role};
use web::{Cx, Fact, Own, Problem, dates};

use crate::{
    api::{self, padded},
    same, t,
    visible::current,
    year,
};

/// What the room gives a person of theirs.
pub(crate) const OWN: Own = Own::facts(t::mine_title, facts);

fn facts(cx: &mut Cx) -> Result<Vec<Fact>, Problem> {
    let (lang, today, person) = (cx.lang(), cx.today(), cx.actor()?.person);
    let selves = same::selves(cx.tx, person)?;
    let mut facts = who(cx.tx, lang, today, &selves)?;
    facts.extend(reached(cx.tx, lang, &selves)?);
    facts.extend(parts(cx.tx, lang, today, &selves)?);
    let children = api::children_of(cx.tx, person, today)?;
    facts.extend(
        children.iter().map(|child| Fact { what: t::mine_child(lang), says: child.name.full() }),
    );
    facts.extend(sources(cx.tx, lang, &selves)?);
    Ok(facts)
}

fn day_said(lang: Lang, day: Day, today: Day) -> String {
    dates::long_day(lang, day, today)
}

fn who(tx: &mut Tx, lang: Lang, today: Day, selves: &[i64]) -> Result<Vec<Fact>, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(selves, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT title, first_name, last_name, birth_day FROM directory_person \
         WHERE person_id IN ({list}) AND since <= $1 AND until > $1 ORDER BY person_id"
    );
    let mut facts = Vec::new();
    tx.each(&sql, &values, |row| {
        let [title, first, last]: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        let says = format!("{title} {first} {last}").trim().to_owned();
        facts.push(Fact { what: t::mine_name(lang), says });
        let born: Option<Day> = row.get(3)?;
        facts.extend(
            born.map(|born| Fact { what: t::mine_born(lang), says: day_said(lang, born, today) }),
        );
        Ok(())
    })?;
    Ok(facts)
}

fn reached(tx: &mut Tx, lang: Lang, selves: &[i64]) -> Result<Vec<Fact>, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(selves, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT email, mobile, phone, address FROM directory_contact \
         WHERE person_id IN ({list}) AND since <= $1 AND until > $1 ORDER BY person_id"
    );
    let words = [t::mine_email, t::mine_mobile, t::mine_phone, t::mine_address];
    let mut facts = Vec::new();
    tx.each(&sql, &values, |row| {
        for (at, what) in words.iter().enumerate() {
            let says: String = row.get(at)?;
            if !says.is_empty() {
                facts.push(Fact { what: what(lang), says });
            }
        }
        Ok(())
    })?;
    Ok(facts)
}

/// What they are and were, and where, nothing of a year that is being prepared: « Élève, Collège des Tilleuls, 5e B, depuis le 1 septembre ».
fn parts(tx: &mut Tx, lang: Lang, today: Day, selves: &[i64]) -> Result<Vec<Fact>, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(selves, 4);
    values.splice(0..0, [Value::Int(now), Value::Int(year::begun(today)), today.into()]);
    let sql = format!(
        "SELECT m.role, o.name, g.name, m.starts, m.ends FROM directory_membership m \
         LEFT JOIN directory_org o ON o.org_id = m.org_id AND o.since <= $1 AND o.until > $1 \
         LEFT JOIN directory_group g ON g.group_id = m.group_id AND g.since <= $1 AND g.until > $1 \
         WHERE m.person_id IN ({list}) AND m.since <= $1 AND m.until > $1 \
         AND (g.year IS NULL OR g.year <= $2 OR m.starts <= $3) ORDER BY m.starts DESC, m.ends DESC, m.id LIMIT 200"
    );
    tx.query(&sql, &values, |row| {
        let (role, org, group): (String, Option<String>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let (starts, ends): (Day, Day) = (row.get(3)?, row.get(4)?);
        let from = day_said(lang, starts, today);
        let lasts = match (starts > Day(0), ends < Day::NEVER) {
            (true, true) => t::mine_from_to(lang, &from, &day_said(lang, ends, today)),
            (true, false) => t::mine_since(lang, &from),
            (false, true) => t::mine_until(lang, &day_said(lang, ends, today)),
            (false, false) => String::new(),
        };
        let known = Role::from_code(&role).map(Role::code);
        let role = known.and_then(|code| t::by_key(lang, &format!("role-{code}")));
        let words = [role.map(str::to_owned), org, group, Some(lasts)];
        let words: Vec<_> = words.into_iter().flatten().filter(|word| !word.is_empty()).collect();
        Ok(Fact { what: t::mine_part(lang), says: words.join(", ") })
    })
}

/// The feeds that speak of them.
fn sources(tx: &mut Tx, lang: Lang, selves: &[i64]) -> Result<Vec<Fact>, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(selves, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT DISTINCT source FROM directory_source \
         WHERE entity_id IN ({list}) AND since <= $1 AND until > $1 ORDER BY source"
    );
    let read: Vec<String> = tx.query(&sql, &values, |row| row.get(0))?;
    let mut kinds: Vec<String> = read
        .iter()
        .map(|source| source.split(':').next().unwrap_or_default().to_uppercase())
        .collect();
    kinds.dedup();
    let says = if kinds.is_empty() { t::mine_by_hand(lang).to_owned() } else { kinds.join(", ") };
    Ok(vec![Fact { what: t::mine_source(lang), says }])
}
