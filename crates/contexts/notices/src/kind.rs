//! What is told, and what a person may choose about it.

use courier::Channel;

/// What a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Someone came in from a device never seen before; about the session.
    NewDevice,
    /// The password was replaced by someone who did not know it.
    PasswordReplaced,
    /// A new code was given; about who gave it.
    CodeRenewed,
    /// An address or a number was added or taken away.
    ContactChanged,
    /// The account will be closed; about the day.
    AccountClosing,
    /// A message could not be handed over.
    NotDelivered,
    /// An import waits for who runs the territory.
    ImportWaiting,
    /// A device is lent to a child; about the loan.
    LoanMade,
    /// A device should come back soon; about the loan.
    LoanDue,
    /// A device should have come back; about the loan.
    LoanLate,
    /// What was reported is further on; about the report.
    TicketMoved,
    /// A survey waits for the answer of a school; about the school.
    SurveyWaiting,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 12] = [
        Self::NewDevice,
        Self::PasswordReplaced,
        Self::CodeRenewed,
        Self::ContactChanged,
        Self::AccountClosing,
        Self::NotDelivered,
        Self::ImportWaiting,
        Self::LoanMade,
        Self::LoanDue,
        Self::LoanLate,
        Self::TicketMoved,
        Self::SurveyWaiting,
    ];

    /// The word stored.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NewDevice => "new-device",
            Self::PasswordReplaced => "password-replaced",
            Self::CodeRenewed => "code-renewed",
            Self::ContactChanged => "contact-changed",
            Self::AccountClosing => "account-closing",
            Self::NotDelivered => "not-delivered",
            Self::ImportWaiting => "import-waiting",
            Self::LoanMade => "loan-made",
            Self::LoanDue => "loan-due",
            Self::LoanLate => "loan-late",
            Self::TicketMoved => "ticket-moved",
            Self::SurveyWaiting => "survey-waiting",
        }
    }

    /// The kind a stored word means.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a person chooses about it; nothing for what is only shown.
    pub(crate) const fn topic(self) -> Option<Topic> {
        match self {
            Self::NewDevice | Self::PasswordReplaced | Self::CodeRenewed | Self::ContactChanged => {
                Some(Topic::Safety)
            }
            Self::AccountClosing => Some(Topic::Account),
            Self::LoanMade | Self::LoanDue | Self::LoanLate | Self::TicketMoved => {
                Some(Topic::Equipment)
            }
            Self::NotDelivered | Self::ImportWaiting | Self::SurveyWaiting => None,
        }
    }
}

/// What a person chooses about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Someone may be taking their place.
    Safety,
    /// What becomes of their account.
    Account,
    /// The summary of the day.
    Day,
    /// The week of a guardian's children.
    Week,
    /// What is lent to them, and what they reported.
    Equipment,
}

impl Topic {
    /// Every topic.
    pub(crate) const ALL: [Self; 5] =
        [Self::Safety, Self::Account, Self::Equipment, Self::Day, Self::Week];

    /// The word stored, also in forms.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Safety => "surete",
            Self::Account => "compte",
            Self::Day => "journee",
            Self::Week => "semaine",
            Self::Equipment => "materiel",
        }
    }

    /// The ways that are offered for it.
    pub(crate) const fn ways(self) -> &'static [Channel] {
        match self {
            Self::Safety | Self::Account => &Channel::ALL,
            Self::Equipment => &[Channel::Mail, Channel::Push],
            Self::Day | Self::Week => &[Channel::Mail],
        }
    }

    /// What is usual: by mail, and on the devices that were asked to be told. A phone rings only
    /// for those who ask, and the week is summed up for them alone.
    pub(crate) const fn is_usual(self, way: Channel) -> bool {
        !matches!(self, Self::Week) && matches!(way, Channel::Mail | Channel::Push)
    }
}
