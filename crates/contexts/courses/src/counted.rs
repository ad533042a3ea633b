//! What is counted of the life of each school: lessons written, work handed in.

use db::{DbError, Tx, params};
use web::{Indicator, Month, Span};

use crate::t;

/// What the room counts.
pub(crate) fn indicators() -> Vec<Indicator> {
    let indicator = Indicator {
        name: "courses.lessons",
        label: t::indicator_lessons,
        help: t::indicator_lessons_help,
        span: Span::During,
        is_personal: false,
        per: Some("directory.classes"),
        count: lessons,
    };
    vec![
        indicator,
        Indicator {
            name: "courses.handins",
            label: t::indicator_handins,
            help: t::indicator_handins_help,
            is_personal: true,
            count: handins,
            ..indicator
        },
    ]
}

fn lessons(tx: &mut Tx, month: Month) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT org_id, COUNT(*) FROM courses_lesson WHERE published_at IS NOT NULL \
         AND day >= $1 AND day <= $2 GROUP BY org_id",
        params![month.first(), month.last()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

fn handins(tx: &mut Tx, month: Month) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT org_id, COUNT(*) FROM courses_handin WHERE deleted_at IS NULL \
         AND handed_at >= $1 AND handed_at < $2 GROUP BY org_id",
        params![month.begins(), month.ends()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
