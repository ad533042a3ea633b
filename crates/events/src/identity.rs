//! What identity says.

crate::events! {
    /// A person chose their password for the first time.
    AccountActivatedV1 = "identity.account-activated.v1" {
        /// The person.
        person,
    }

    /// A person came in from a device on which they had not signed in before.
    NewDeviceV1 = "identity.new-device.v1" {
        /// The person.
        person,
        /// The session it opened.
        session,
    }

    /// The password of an account was replaced by someone who did not know it: with a code of the
    /// school, or after a lost password.
    PasswordReplacedV1 = "identity.password-replaced.v1" {
        /// The person.
        person,
    }

    /// Someone gave a new code to a person who already has an account.
    CodeRenewedV1 = "identity.code-renewed.v1" {
        /// The person whose account it opens.
        person,
        /// Who gave it.
        by,
    }

    /// An address or a number was added to an account, or taken away.
    ContactChangedV1 = "identity.contact-changed.v1" {
        /// The person.
        person,
    }
}
