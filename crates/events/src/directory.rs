//! What the directory says.

crate::events! {
    /// An import was published: people, classes and kinships may all have changed.
    BatchPublishedV1 = "directory.batch-published.v1" {
        /// The import.
        batch,
    }

    /// A person no longer belongs to any organisation of the territory.
    PersonLeftV1 = "directory.person-left.v1" {
        /// The person.
        person,
    }

    /// A person who left will lose their account on a day.
    AccountClosingV1 = "directory.account-closing.v1" {
        /// The person.
        person,
        /// The day, as days since 1970-01-01.
        on_day,
    }

    /// An import that nobody sent waits for someone who runs the territory, once for each of them.
    ImportWaitingV1 = "directory.import-waiting.v1" {
        /// Who may decide.
        person,
        /// The import.
        import,
    }

    /// The account of a person who left is closed: each room erases what it holds of them.
    AccountClosedV1 = "directory.account-closed.v1" {
        /// The person.
        person,
        /// The school they belonged to last; 0 for none.
        org,
        /// The day, as days since 1970-01-01.
        day,
    }

    /// Two records turned out to be one person, who is read as the first from now on.
    PeopleJoinedV1 = "directory.people-joined.v1" {
        /// The record they are read as.
        kept,
        /// The record that was joined to it.
        joined,
    }

    /// Two records that had been joined are two people again.
    PeoplePartedV1 = "directory.people-parted.v1" {
        /// One.
        one,
        /// The other.
        other,
    }
}
