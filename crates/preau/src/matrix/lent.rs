//! A device of each school lent to a pupil of it, and what is reported in each.

use db::{DbError, Tx, Value};
use equipment::api::{LoanRow, Stand, TicketRow, Trouble};
use kernel::Instant;

/// Lends and reports in two schools, each with a class of it.
pub(super) fn load(
    tx: &mut Tx,
    [(a, class), (b, far_class)]: [(i64, i64); 2],
    id_of: impl Fn(&str) -> i64,
    (hash, now): (&str, Instant),
) -> Result<(), DbError> {
    let (teacher, head, pupil) = (id_of("teacher"), id_of("head"), id_of("pupil"));
    let loan = LoanRow {
        org: a,
        serial: "SERIE3",
        person: pupil,
        group: Some(class),
        due: Some(now.plus_seconds(3_600_000)),
        at: now,
        by: head,
        accepted: None,
    };
    let far = id_of("pupil-of-other-school");
    let far = LoanRow { org: b, serial: "SERIE4", person: far, group: Some(far_class), ..loan };
    let place = kernel::Place::named("Europe/Paris").ok_or(DbError::Missing)?;
    equipment::api::load_loans(tx, &[loan, far], &place)?;
    let ticket = TicketRow {
        org: a,
        serial: None,
        place: "Salle 7",
        trouble: Trouble::Picture,
        words: "",
        reporter: teacher,
        at: now,
        steps: &[],
        is_passed: false,
    };
    let over = [(now, head, Stand::Fixed, "")];
    equipment::api::load_tickets(
        tx,
        &[
            ticket,
            TicketRow { place: "Salle 8", steps: &over, is_passed: true, ..ticket },
            TicketRow { reporter: pupil, serial: Some("SERIE3"), place: "", ..ticket },
            TicketRow { org: b, reporter: id_of("teacher-of-other-school"), ..ticket },
        ],
    )?;
    let photo: [Value; 1] = [hash.into()];
    tx.execute(
        "INSERT INTO equipment_photo (ticket_id, hash, name, media) VALUES (1, $1, 'photo.jpg', 'image/jpeg')",
        &photo,
    )?;
    Ok(())
}
