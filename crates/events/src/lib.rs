//! What rooms tell each other: past-tense, versioned structs that hold ids only.
//!
//! An event is written to the outbox in the transaction of its change and delivered at least
//! once. A published version never changes its shape: a new shape is a new version beside it.

use serde::{Serialize, de::DeserializeOwned};

pub mod courier;
pub mod courses;
pub mod directory;
pub mod equipment;
pub mod identity;
pub mod surveys;

/// A thing that happened, under a name that never changes meaning.
pub trait Event: Serialize + DeserializeOwned {
    /// `context.what-happened.v1`.
    const NAME: &'static str;
}

/// Declares events: a struct of ids and its name.
macro_rules! events {
    ($($(#[$doc:meta])* $event:ident = $name:literal { $($(#[$field_doc:meta])* $field:ident),+ $(,)? })+) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $event {
            $($(#[$field_doc])* pub $field: i64,)+
        }

        impl $crate::Event for $event {
            const NAME: &'static str = $name;
        })+
    };
}
pub(crate) use events;

#[cfg(test)]
mod tests {
    use super::*;

    /// What is in an outbox somewhere must be understood by the next release.
    fn says<E: Event>(written: &str, name: &str) {
        let event: E = serde_json::from_str(written).unwrap();
        assert_eq!((serde_json::to_string(&event).unwrap().as_str(), E::NAME), (written, name));
    }

    #[test]
    fn names_and_shapes_that_were_released_stay() {
        says::<directory::BatchPublishedV1>(r#"{"batch":1}"#, "directory.batch-published.v1");
        says::<directory::PersonLeftV1>(r#"{"person":1}"#, "directory.person-left.v1");
        let joined = r#"{"kept":1,"joined":2}"#;
        says::<directory::PeopleJoinedV1>(joined, "directory.people-joined.v1");
        says::<directory::PeoplePartedV1>(r#"{"one":1,"other":2}"#, "directory.people-parted.v1");
        says::<identity::AccountActivatedV1>(r#"{"person":1}"#, "identity.account-activated.v1");
        says::<identity::NewDeviceV1>(r#"{"person":1,"session":2}"#, "identity.new-device.v1");
        says::<identity::PasswordReplacedV1>(r#"{"person":1}"#, "identity.password-replaced.v1");
        says::<identity::CodeRenewedV1>(r#"{"person":1,"by":2}"#, "identity.code-renewed.v1");
        says::<identity::ContactChangedV1>(r#"{"person":1}"#, "identity.contact-changed.v1");
        let closing = r#"{"person":1,"on_day":20000}"#;
        says::<directory::AccountClosingV1>(closing, "directory.account-closing.v1");
        let waiting = r#"{"person":1,"import":2}"#;
        says::<directory::ImportWaitingV1>(waiting, "directory.import-waiting.v1");
        let asked = r#"{"person":1,"org":2,"survey":3,"day":20000}"#;
        says::<surveys::SurveyWaitingV1>(asked, "equipment.survey-waiting.v1");
        let closed = r#"{"person":1,"org":2,"day":20000}"#;
        says::<directory::AccountClosedV1>(closed, "directory.account-closed.v1");
        says::<courier::GivenUpV1>(r#"{"letter":1,"about":2}"#, "courier.given-up.v1");
        says::<courier::DeviceGoneV1>(r#"{"letter":1,"about":2}"#, "courier.device-gone.v1");
        let handed_in = r#"{"handin":1,"assignment":2,"pupil":3}"#;
        says::<courses::HandedInV1>(handed_in, "courses.handed-in.v1");
        let published = r#"{"assignment":2}"#;
        says::<courses::AnswersPublishedV1>(published, "courses.answers-published.v1");
        let made = r#"{"person":1,"loan":2}"#;
        says::<equipment::LoanMadeV1>(made, "equipment.loan-made.v1");
        let due = r#"{"person":1,"loan":2,"due":3}"#;
        says::<equipment::LoanDueV1>(due, "equipment.loan-due.v1");
        says::<equipment::LoanLateV1>(due, "equipment.loan-late.v1");
        let moved = r#"{"person":1,"ticket":2,"step":3}"#;
        says::<equipment::TicketMovedV1>(moved, "equipment.ticket-moved.v1");
    }
}
