//! The password, asked again before something that matters.

use maud::Markup;
use web::{
    App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Task,
    ui::{self, Field},
};

use super::{password, store};
use crate::{
    signin::{
        ACCOUNT, Device, Keys,
        pages::minutes,
        tries::{self, Attempt},
    },
    t,
};

/// The field it is typed in.
pub(crate) const FIELD: &str = "actuel";

/// A try of one's own password.
pub(crate) struct Try {
    attempt: Attempt,
    stored: String,
    typed: String,
}

/// Counts a try of the field `actuel`, before it is looked at; `None` when the form says why not.
pub(crate) fn begin(cx: &mut Cx, form: &mut Form) -> Result<Option<Try>, Problem> {
    let person = cx.actor()?.person;
    let stored = store::password_of(cx.tx, person)?.ok_or_else(Problem::not_found)?;
    let login = store::login_of(cx.tx, person)?.unwrap_or_default();
    let typed = form.secret(FIELD).to_owned();
    if !form.is_valid() {
        return Ok(None);
    }
    let keys = Keys::new(&cx.app.secret, &login, cx.incoming.source, None);
    let device = Device::inside(cx, person);
    match tries::begin(cx.tx, ACCOUNT, &keys, device, cx.now)? {
        tries::Begun::Try(attempt) => Ok(Some(Try { attempt, stored, typed })),
        tries::Begun::Wait(wait) => {
            form.refuse(FIELD, t::too_many(form.lang(), minutes(wait)));
            Ok(None)
        }
    }
}

/// Whether the password was right.
pub(crate) async fn is_right(app: &App, attempt: &Try) -> Result<bool, Problem> {
    password::opens(app, Some(attempt.stored.clone()), attempt.typed.clone()).await
}

/// It was wrong: the try counts, and the form says so.
pub(crate) fn refuse(cx: &mut Cx, attempt: &Try, form: &mut Form) -> Result<(), Problem> {
    tries::conclude(cx.tx, &attempt.attempt, false, cx.now)?;
    form.refuse(FIELD, t::password_now_wrong(form.lang()));
    Ok(())
}

/// It was right: failures are forgotten.
pub(crate) fn accept(cx: &mut Cx, attempt: &Try) -> Result<(), Problem> {
    tries::conclude(cx.tx, &attempt.attempt, true, cx.now)?;
    Ok(())
}

/// What stands behind the question: a first look that may refuse without asking, the page that
/// shows what is wrong, and what is done once the password was right.
#[derive(Clone, Copy)]
pub(crate) struct Door {
    pub(crate) look: fn(&mut Cx) -> Result<(), Problem>,
    pub(crate) page: fn(&mut Cx, &Form) -> Result<Page, Problem>,
    pub(crate) then: fn(&mut Cx) -> Outcome,
}

/// The field, in the page of a door.
pub(crate) fn password_field(form: &Form) -> Markup {
    let lang = form.lang();
    let field = Field::new(FIELD, t::password_now(lang)).kind("password");
    ui::text(form, &field.hint(t::password_again_why(lang)).autocomplete("current-password"))
}

/// Does something for whoever types their own password.
pub(crate) fn gated(app: App, incoming: Incoming, door: Door) -> Task {
    Box::pin(asked(app, incoming, door))
}

enum Begun {
    Refused(Reply),
    Try(Box<Try>),
}

async fn asked(app: App, incoming: Incoming, door: Door) -> Outcome {
    let begun = app.write(&incoming, move |cx| {
        (door.look)(cx)?;
        let mut form = cx.form();
        Ok(match begin(cx, &mut form)? {
            Some(attempt) => Begun::Try(Box::new(attempt)),
            None => Begun::Refused(refused(cx, &form, door)?),
        })
    });
    let attempt = match begun.await? {
        Begun::Refused(reply) => return Ok(reply),
        Begun::Try(attempt) => attempt,
    };
    let is_right = is_right(&app, &attempt).await?;
    let conclude = move |cx: &mut Cx| {
        if is_right {
            accept(cx, &attempt)?;
            (door.look)(cx)?;
            return (door.then)(cx);
        }
        let mut form = cx.form();
        refuse(cx, &attempt, &mut form)?;
        refused(cx, &form, door)
    };
    app.write(&incoming, conclude).await
}

/// A program is told the sentence alone; a person sees the page again.
fn refused(cx: &mut Cx, form: &Form, door: Door) -> Outcome {
    if cx.incoming.wants_json {
        let says = form.errors().first().map(|error| error.says.clone()).unwrap_or_default();
        return Ok(Reply::json(&serde_json::json!({ "message": says })).with_status(422));
    }
    Ok(Reply::to_correct((door.page)(cx, form)?))
}
