//! What is lent does not work any more: told by its borrower, or by who answers for them.

use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task, ui};

use crate::{
    SENT,
    device::store as devices,
    loan::{Loan, store as loans},
    rights::LOAN_MINE,
    t,
    ticket::{
        photo::{self, FILES_LIMIT, Prepared},
        report::{keep, told, troubles, words_and_photos},
        store::NewTicket,
    },
};

pub(super) fn routes() -> Vec<Route> {
    const PATH: &str = "/prets/{pret}/probleme";
    let mine = Access::Item(&LOAN_MINE);
    vec![Route::get(PATH, mine, ask), Route::task(PATH, mine, send).accepting(FILES_LIMIT)]
}

/// The loan that the path names, while it lasts.
fn load(cx: &mut Cx) -> Result<(Loan, String, String), Problem> {
    let id = cx.id()?;
    cx.require(&LOAN_MINE, id)?;
    let loan = loans::loan(cx.tx, id)?.filter(|loan| loan.ended.is_none());
    let loan = loan.ok_or_else(Problem::not_found)?;
    let device = devices::device(cx.tx, loan.device)?.ok_or_else(Problem::not_found)?;
    Ok((loan, device.said.name(cx.lang()), device.said.called().to_owned()))
}

fn ask(cx: &mut Cx) -> Outcome {
    let (loan, name, called) = load(cx)?;
    let form = cx.blank_form();
    Ok(page(cx, &loan, (&name, &called), &form).into())
}

fn page(cx: &Cx, loan: &Loan, (name, called): (&str, &str), form: &Form) -> Page {
    let (lang, path) = (cx.lang(), format!("/prets/{}", loan.id));
    let main = maud::html! {
        (ui::back(&path, name))
        (ui::error_summary(form))
        (ui::title(t::report_damage(lang), &format!("{name} · {called}")))
        form.form.stack method="post" action={ (path) "/probleme" } enctype="multipart/form-data" {
            (cx.hidden())
            section.card.stack { (words_and_photos(form)) }
            (troubles(form))
        }
    };
    Page::narrow(t::report_damage(lang), main).with_island("photo")
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let photos = photo::prepare(&app, &incoming).await?;
        app.write(&incoming, move |cx| add(cx, &photos)).await
    })
}

fn add(cx: &mut Cx, photos: &Prepared) -> Outcome {
    let (loan, name, called) = load(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let mut form = cx.form();
    let Some((trouble, words)) = told(&mut form, photos) else {
        return Ok(Reply::to_correct(page(cx, &loan, (&name, &called), &form)));
    };
    let new = NewTicket {
        org: loan.org,
        device: Some(loan.device),
        place: "",
        trouble,
        words: &words,
        reporter: cx.actor()?.person,
        is_family: loan.is_pupil,
    };
    keep(cx, &new, photos)
}
