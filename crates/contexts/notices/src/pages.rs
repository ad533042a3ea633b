//! « Mes avis ».

use directory::api::PersonName;
use kernel::Lang;
use maud::html;
use web::{Access, Cx, Outcome, Page, Problem, Route, dates, ui};

use crate::{
    device,
    kind::Kind,
    messages, settings,
    store::{self, Notice},
    t,
    tell::words,
};

/// Where the page is.
pub(crate) const PATH: &str = "/avis";

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::SignedIn, open)]
}

fn open(cx: &mut Cx) -> Outcome {
    let (lang, today) = (cx.lang(), cx.today());
    let person = cx.actor()?.person;
    let notices = store::of(cx.tx, person)?;
    let by = givers(cx, &notices)?;
    let device = device::card(cx)?;
    let settings = html! {
        p { a.act href=(settings::PATH) { (ui::icon("settings")) (t::settings_open(lang)) } }
    };
    let main = html! {
        (ui::title(t::notices(lang), t::notices_under(lang)))
        @if notices.is_empty() {
            section.card { (ui::empty("bench", t::no_notice(lang), &settings)) }
        } @else {
            @for notice in &notices {
                @let said = words(lang, notice.kind, notice.about, today);
                section.card.stack data-size="sm" {
                    h2 { (said.title) }
                    p.muted { (dates::capital(&dates::when(lang, notice.at, cx.now, &cx.app.place))) }
                    @if let Some(name) = by.iter().find(|name| notice.kind == Kind::CodeRenewed && name.id == notice.about) {
                        p { (t::code_renewed_by(lang, &name.formal())) }
                    }
                    p { (said.what) }
                    @let (path, words) = leads_to(lang, notice);
                    p { a href=(path) { (words) } }
                }
            }
            (settings)
        }
        (device)
        (messages::link(cx))
    };
    Ok(Page::narrow(t::notices(lang), main).with_island("push").into())
}

/// Where a notice sends its reader, in words.
fn leads_to(lang: Lang, notice: &Notice) -> (String, &'static str) {
    let (path, words) = match notice.kind {
        Kind::LoanMade | Kind::LoanDue | Kind::LoanLate => {
            return (format!("/prets/{}", notice.about), t::to_loan(lang));
        }
        Kind::TicketMoved => {
            return (format!("/materiel/problemes/{}", notice.about), t::to_ticket(lang));
        }
        Kind::ContactChanged | Kind::NotDelivered => {
            ("/mon-compte/coordonnees", t::to_my_contacts(lang))
        }
        Kind::ImportWaiting => ("/annuaire/imports", t::to_imports(lang)),
        Kind::SurveyWaiting => ("/materiel/enquetes", t::to_surveys(lang)),
        Kind::NewDevice | Kind::PasswordReplaced | Kind::CodeRenewed | Kind::AccountClosing => {
            ("/mon-compte", t::to_my_account(lang))
        }
    };
    (path.to_owned(), words)
}

/// Who gave the codes that are told of: their owner may know.
fn givers(cx: &mut Cx, notices: &[Notice]) -> Result<Vec<PersonName>, Problem> {
    let by = notices.iter().filter(|notice| notice.kind == Kind::CodeRenewed);
    let ids: Vec<i64> = by.map(|notice| notice.about).collect();
    Ok(directory::api::names(cx.tx, &ids)?.into_values().collect())
}
