//! What a handler is given: its transaction, who asks, and what they sent.

use db::{DbError, Tx};
use kernel::{Actor, Day, Instant, Lang, LocalTime, Right};
use maud::{Markup, html};

use crate::{Access, App, Form, Incoming, Page, Problem, csrf};

/// The context of one request inside one transaction.
pub struct Cx<'a, 'c> {
    /// The transaction.
    pub tx: &'a mut Tx<'c>,
    /// The program.
    pub app: &'a App,
    /// What was sent.
    pub incoming: &'a Incoming,
    /// Who asks, if signed in.
    pub visitor: Option<Actor>,
    /// Now, the same during the whole request.
    pub now: Instant,
}

impl<'a, 'c> Cx<'a, 'c> {
    /// A context with the person of the session, if there is one.
    pub fn authenticated(
        tx: &'a mut Tx<'c>,
        app: &'a App,
        incoming: &'a Incoming,
    ) -> Result<Self, Problem> {
        let visitor = match &incoming.session {
            Some(token) => (app.hooks.authenticate)(tx, app, token)?,
            None => None,
        };
        Ok(Self { tx, app, incoming, visitor, now: incoming.now })
    }

    /// Refuses whoever may not use a route.
    pub(crate) fn admit(&mut self, access: Access) -> Result<(), Problem> {
        match access {
            Access::Public => Ok(()),
            Access::SignedIn => self.actor().map(drop),
            Access::Role(roles) => {
                let actor = self.actor()?;
                if roles.iter().any(|role| actor.is(*role)) {
                    Ok(())
                } else {
                    Err(Problem::forbidden())
                }
            }
            Access::Item(right) => {
                let id = self.id()?;
                self.require(right, id)
            }
        }
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// A problem that leads to the sign-in page.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.visitor.as_ref().ok_or_else(Problem::signed_out)
    }

    /// Refuses unless the person has a right on a row; what is not theirs does not exist.
    pub fn require(&mut self, right: &Right, id: i64) -> Result<(), Problem> {
        if self.allows(right, id)? { Ok(()) } else { Err(Problem::not_found()) }
    }

    /// Whether the person has a right on a row.
    pub fn allows(&mut self, right: &Right, id: i64) -> Result<bool, Problem> {
        let actor = self.visitor.as_ref().ok_or_else(Problem::signed_out)?;
        Ok(db::rights::allows(self.tx, right, actor, id)?)
    }

    /// The first parameter of the path, as an id.
    pub fn id(&self) -> Result<i64, Problem> {
        let first = self.incoming.params.first().map(|(_, value)| value.as_str());
        first.and_then(parse_id).ok_or_else(Problem::not_found)
    }

    /// A parameter of the path by its name.
    pub fn param(&self, name: &str) -> Result<&str, Problem> {
        self.incoming.param(name).ok_or_else(Problem::not_found)
    }

    /// A parameter of the path by its name, as an id.
    pub fn param_id(&self, name: &str) -> Result<i64, Problem> {
        parse_id(self.param(name)?).ok_or_else(Problem::not_found)
    }

    /// The language of this answer: the person's, else the visitor's.
    pub fn lang(&self) -> Lang {
        self.visitor.as_ref().map_or(self.incoming.lang, |actor| actor.lang)
    }

    /// Today and the time of the day, where the territory is.
    pub fn local(&self) -> (Day, LocalTime) {
        self.app.place.local(self.now)
    }

    /// Today, where the territory is.
    pub fn today(&self) -> Day {
        self.local().0
    }

    /// The submitted form.
    pub fn form(&self) -> Form<'a> {
        Form::submitted(self.incoming, self.lang())
    }

    /// A form nobody has filled in yet.
    pub fn blank_form(&self) -> Form<'a> {
        Form::blank(self.incoming, self.lang())
    }

    /// The hidden fields every form needs: the anti-forgery token, masked anew each time, and the
    /// key that makes a double submit one.
    pub fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name=(csrf::FIELD) value=(self.form_token());
            input type="hidden" name=(csrf::ONCE) value=(self.app.entropy.token());
        }
    }

    /// The anti-forgery token alone, for a program of the page that sends a form later.
    pub fn form_token(&self) -> String {
        csrf::token(&self.app.secret, &self.app.entropy, self.incoming.form_anchor())
    }

    /// The page inside the layout.
    pub fn layout(&mut self, page: &Page) -> Result<Markup, DbError> {
        (self.app.hooks.layout)(self, page)
    }
}

/// Reads an id from a path or a form: digits only, above zero.
pub fn parse_id(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 16 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|id| *id > 0)
}
