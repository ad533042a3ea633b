//! The needs of a campaign, noted at once from what schools lack and nobody has ordered yet.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Day;
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    SENT,
    baseline::{What, load},
    device::pages::note,
    order::campaign::{
        NAME_MAX, PATH, path,
        store::{self, Need},
        views,
    },
    rights::{ROLES, keeps},
    t,
};

/// Needs noted at once.
const NEEDS_MAX: usize = 20_000;

pub(super) fn routes() -> Vec<Route> {
    const NEEDS: &str = "/materiel/campagnes/besoins";
    let who = Access::Role(ROLES);
    vec![Route::get(NEEDS, who, ask), Route::post(NEEDS, who, add)]
}

/// Which schools, one or those of a kind.
#[derive(Clone, Debug, Default)]
struct Schools {
    org: Option<i64>,
    kind: String,
}

impl Schools {
    fn of(cx: &Cx, said: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let org = said("ecole").as_deref().and_then(web::parse_id);
        if org.is_some_and(|org| !cx.actor().is_ok_and(|actor| keeps(actor, org))) {
            return Err(Problem::not_found());
        }
        Ok(Self { org, kind: said("genre").unwrap_or_default() })
    }
}

/// What these schools lack that is neither there nor on its way.
fn lacking(cx: &mut Cx, schools: &Schools) -> Result<(Vec<Need>, BTreeMap<What, i64>), Problem> {
    let (actor, today) = (cx.actor()?.clone(), cx.today());
    let coming = store::coming(cx.tx, &actor)?;
    let (version, gaps) = load::gaps_besides(cx.tx, Some((&actor, ROLES)), today, &coming)?;
    let (mut needs, mut totals) = (Vec::new(), BTreeMap::new());
    for gap in &gaps {
        let org = &gap.school.org;
        let is_asked = schools.org.is_none_or(|one| one == org.id)
            && (schools.kind.is_empty() || schools.kind == org.kind);
        for need in gap.needs.iter().filter(|need| is_asked && need.missing > 0) {
            let what = version.lines[need.line].what;
            *totals.entry(what).or_default() += need.missing;
            let (category, quantity) = (what.bought_as(), need.missing);
            needs.push(Need { org: org.id, category, quantity });
        }
    }
    needs.truncate(NEEDS_MAX);
    Ok((needs, totals))
}

fn ask(cx: &mut Cx) -> Outcome {
    let schools = Schools::of(cx, |name| cx.incoming.query(name).map(str::to_owned))?;
    let name: String =
        cx.incoming.query("nom").unwrap_or_default().chars().take(NAME_MAX).collect();
    let form = cx.blank_form().with("campagne", &name);
    let form = form.with("genre", &schools.kind);
    Ok(page(cx, &form, &schools)?.into())
}

fn page(cx: &mut Cx, form: &Form, schools: &Schools) -> Result<Page, Problem> {
    let (needs, totals) = lacking(cx, schools)?;
    let count = needs.iter().map(|need| need.org).collect::<BTreeSet<_>>().len();
    Ok(views::needs(cx, form, schools.org, (&totals, i64::try_from(count).unwrap_or(0))))
}

fn add(cx: &mut Cx) -> Outcome {
    let schools = Schools::of(cx, |name| cx.incoming.field(name).map(str::to_owned))?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (lang, today, mut form) = (cx.lang(), cx.today(), cx.form());
    let name = form.required("campagne", NAME_MAX);
    let expected = form.day("attendu");
    if expected.is_some_and(|day: Day| day < today) {
        form.refuse("attendu", t::needs_past(lang));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &form, &schools)?));
    }
    let (needs, _) = lacking(cx, &schools)?;
    if needs.is_empty() {
        return SENT.lead(cx, PATH.to_owned(), t::needs_none(lang));
    }
    store::add(cx.tx, &needs, (&name, expected), cx.now)?;
    for org in needs.iter().map(|need| need.org).collect::<BTreeSet<_>>() {
        note(cx, "equipment.order.needs", org, org)?;
    }
    let count = i64::try_from(needs.len()).unwrap_or(i64::MAX);
    SENT.lead(cx, path(&name), t::needs_noted(lang, count))
}
