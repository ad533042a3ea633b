//! Orders: the list of what is expected, one order, and its reception by scan.

use directory::api::{self, Org};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    SENT,
    device::{
        Category, Device,
        edit::{NUMBER_MAX, doubt_says, hand},
        pages::note,
        serial,
        store::{self as devices, By},
    },
    order::{Order, Wanted, store, views},
    rights::{ORDER_KEEP, ROLES, keeps},
    schools::kept,
    t,
};

/// Where orders are.
pub(crate) const PATH: &str = "/materiel/commandes";
/// The longest name of a campaign, a brand, a model.
const WORDS_MAX: usize = 80;
/// Devices of one order.
const QUANTITY_MAX: i64 = 100_000;

pub(crate) fn routes() -> Vec<Route> {
    const NEW: &str = "/materiel/ecoles/{org}/commandes";
    const ONE: &str = "/materiel/commandes/{commande}";
    const CHANGE: &str = "/materiel/commandes/{commande}/modifier";
    let (who, keeper) = (Access::Role(ROLES), Access::Item(&ORDER_KEEP));
    vec![
        Route::get(PATH, who, list),
        Route::get(NEW, who, blank),
        Route::post(NEW, who, add),
        Route::get(ONE, keeper, show),
        Route::post(ONE, keeper, receive),
        Route::get(CHANGE, keeper, filled),
        Route::post(CHANGE, keeper, change),
    ]
}

/// Where an order is.
pub(super) fn path(order: i64) -> String {
    format!("{PATH}/{order}")
}

fn list(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let asked = cx.incoming.query("ecole").and_then(web::parse_id);
    let org = asked.filter(|org| keeps(&actor, *org));
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let (orders, count) = store::kept(cx.tx, &actor, org, page)?;
    let mut orgs: Vec<i64> = orders.iter().map(|order| order.wanted.org).collect();
    orgs.extend(org);
    let orgs = api::orgs(cx.tx, &orgs)?;
    let school = org.and_then(|org| orgs.get(&org));
    let shown = views::Shown { orders: &orders, orgs: &orgs };
    Ok(views::list(cx, &shown, school, (page, count)).into())
}

fn blank(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    let form = cx.blank_form().with("genre", Category::Tablet.code()).with("quantite", "1");
    Ok(views::form(cx, &org, None, &form).into())
}

/// What the form says of an order.
fn wanted(form: &mut Form, org: i64) -> Wanted {
    let wanted = Wanted {
        org,
        campaign: form.required("campagne", WORDS_MAX),
        category: form.choice("genre", Category::from_code).unwrap_or(Category::Other),
        brand: form.text("marque", WORDS_MAX),
        model: form.text("modele", WORDS_MAX),
        quantity: form.number("quantite", 1, QUANTITY_MAX).unwrap_or(0),
        funding: form.text("financement", WORDS_MAX),
        ordered: form.day("commande"),
        expected: form.day("attendu"),
    };
    let lang = form.lang();
    if wanted.quantity == 0 && form.error_of("quantite").is_none() {
        form.refuse("quantite", t::quantity_missing(lang));
    }
    if wanted.expected.zip(wanted.ordered).is_some_and(|(expected, ordered)| expected < ordered) {
        form.refuse("attendu", t::expected_before(lang));
    }
    wanted
}

fn add(cx: &mut Cx) -> Outcome {
    let org = kept(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let mut form = cx.form();
    let wanted = wanted(&mut form, org.id);
    if !form.is_valid() {
        return Ok(Reply::to_correct(views::form(cx, &org, None, &form)));
    }
    let id = store::add(cx.tx, &wanted, cx.now)?;
    note(cx, "equipment.order.add", id, org.id)?;
    SENT.lead(cx, path(id), t::saved(cx.lang()))
}

/// An order with its school and how far it is.
struct Scene {
    order: Order,
    org: Org,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        let order = store::order(cx.tx, id)?.ok_or_else(Problem::not_found)?;
        let org = order.wanted.org;
        let org = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
        Ok(Self { order, org })
    }
}

fn show(cx: &mut Cx) -> Outcome {
    let (scene, form) = (Scene::load(cx)?, cx.blank_form());
    Ok(page(cx, &scene, &form)?.into())
}

fn page(cx: &mut Cx, scene: &Scene, form: &Form) -> Result<Page, Problem> {
    let received = store::received(cx.tx, scene.order.id)?;
    Ok(views::order(cx, (&scene.order, &scene.org), &received, form))
}

/// A device that comes out of its box: its number makes it a device of the school.
fn receive(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let typed = form.required("numero", NUMBER_MAX);
    let number = match serial::serial(&typed, &scene.order.wanted.model) {
        Ok(number) => number,
        Err(doubt) => {
            form.refuse("numero", doubt_says(lang, &typed, doubt));
            None
        }
    };
    if number.is_none() && form.is_valid() {
        form.refuse("numero", t::serial_none(lang, &typed));
    }
    if let Some(number) = &number
        && let Some(known) = devices::known(cx.tx, By::Serial, &[&number.key])?.first()
    {
        return again(cx, &scene, form, known);
    }
    let Some(number) = number.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &scene, &form)?));
    };
    let by = hand(cx)?;
    let device = devices::add(cx.tx, &scene.order.wanted.device(&number.text), by)?;
    store::came(cx.tx, device, scene.order.id)?;
    devices::note(cx.tx, device, "received", ("", ""), by)?;
    note(cx, "equipment.order.receive", scene.order.id, scene.org.id)?;
    let (received, quantity) = (scene.order.progress.received + 1, scene.order.wanted.quantity);
    let says = if received > quantity {
        t::received_surplus(lang, received, quantity, received - quantity)
    } else {
        t::received_one(lang, received, quantity)
    };
    Ok(Reply::see_other(path(scene.order.id)).saying(says))
}

/// A number that is known: scanned twice, it is received once; of another delivery, it is not received
/// here.
fn again(cx: &mut Cx, scene: &Scene, mut form: Form, known: &Device) -> Outcome {
    let lang = cx.lang();
    if store::of_device(cx.tx, known.id)? == Some(scene.order.id) {
        let says = t::received_already(lang, &known.said.serial);
        return Ok(Reply::see_other(path(scene.order.id)).saying(says));
    }
    form.refuse("numero", t::serial_known(lang, &known.said.serial));
    Ok(Reply::to_correct(page(cx, scene, &form)?))
}

fn filled(cx: &mut Cx) -> Outcome {
    let Scene { order, org } = Scene::load(cx)?;
    let wanted = &order.wanted;
    let day = |day: Option<kernel::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let form = cx
        .blank_form()
        .with("campagne", &wanted.campaign)
        .with("genre", wanted.category.code())
        .with("marque", &wanted.brand)
        .with("modele", &wanted.model)
        .with("quantite", &wanted.quantity)
        .with("financement", &wanted.funding)
        .with("commande", &day(wanted.ordered))
        .with("attendu", &day(wanted.expected));
    Ok(views::form(cx, &org, Some(&order), &form).into())
}

fn change(cx: &mut Cx) -> Outcome {
    let Scene { order, org } = Scene::load(cx)?;
    let mut form = cx.form();
    let wanted = wanted(&mut form, org.id);
    if !form.is_valid() {
        return Ok(Reply::to_correct(views::form(cx, &org, Some(&order), &form)));
    }
    if wanted != order.wanted {
        store::change(cx.tx, order.id, &wanted, cx.now)?;
        note(cx, "equipment.order.change", order.id, org.id)?;
    }
    Ok(Reply::see_other(path(order.id)).saying(t::saved(cx.lang())))
}
