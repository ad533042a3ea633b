//! What equipment says.

crate::events! {
    /// A device is lent to a pupil: who answers for them is told.
    LoanMadeV1 = "equipment.loan-made.v1" {
        /// Who is told.
        person,
        /// The loan.
        loan,
    }

    /// A device should come back soon.
    LoanDueV1 = "equipment.loan-due.v1" {
        /// Who is told.
        person,
        /// The loan.
        loan,
        /// When it should, in microseconds.
        due,
    }

    /// A device should have come back.
    LoanLateV1 = "equipment.loan-late.v1" {
        /// Who is told.
        person,
        /// The loan.
        loan,
        /// When it should have, in microseconds.
        due,
    }

    /// Something that was reported is further on.
    TicketMovedV1 = "equipment.ticket-moved.v1" {
        /// Who reported it.
        person,
        /// What was reported.
        ticket,
        /// What became of it.
        step,
    }
}
