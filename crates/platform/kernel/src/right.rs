//! Rights as data: one list of grants says who may open a row, which rows a list shows, and who
//! can see this.

use std::fmt::Write;

use crate::{Actor, Role, TargetKind};

/// One way to have a right on a row: people tied in `role` to what `column` names.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    /// The role of the tie.
    pub role: Role,
    /// What the tie leads to.
    pub kind: TargetKind,
    /// The row's column that holds the id of that thing.
    pub column: &'static str,
    /// A condition on the row's columns, written with the alias `r`, such as
    /// `r.published_at IS NOT NULL`.
    pub when: Option<&'static str>,
    /// The table that holds the column, when it is not the row's own.
    pub through: Option<Link>,
}

/// A table of whom a row is for, one line per person: its `row` column holds the id of the row.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The table.
    pub table: &'static str,
    /// Its column that names the row.
    pub row: &'static str,
}

impl Grant {
    /// A grant that holds in every state of the row.
    pub const fn always(role: Role, kind: TargetKind, column: &'static str) -> Self {
        Self { role, kind, column, when: None, through: None }
    }

    /// A grant that holds while a condition on the row holds.
    pub const fn when(
        role: Role,
        kind: TargetKind,
        column: &'static str,
        when: &'static str,
    ) -> Self {
        Self { role, kind, column, when: Some(when), through: None }
    }

    /// The same, with the column in a table beside the row's own.
    #[must_use]
    pub const fn through(mut self, link: Link) -> Self {
        self.through = Some(link);
        self
    }
}

/// A right on the rows of one table. Deny by default: without a grant, nobody.
#[derive(Debug)]
pub struct Right {
    /// Its name in the matrix, such as `courses.lesson.read`.
    pub name: &'static str,
    /// The table whose rows it guards; its key is `id`.
    pub table: &'static str,
    /// Who has it.
    pub grants: &'static [Grant],
}

/// A piece of SQL over the alias `r` and the ids it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The condition, in parentheses.
    pub sql: String,
    /// The values of its placeholders, in order.
    pub ids: Vec<i64>,
}

impl Right {
    /// The rows an actor has this right on, as a condition over `r` whose placeholders start at
    /// `$first`. A list of ids is padded to a power of two by repeating its last, so that few
    /// distinct statements are prepared.
    pub fn condition(&self, actor: &Actor, first: usize) -> Condition {
        let mut condition = Condition { sql: String::from("("), ids: Vec::new() };
        for grant in self.grants {
            let start = condition.ids.len();
            condition.ids.extend(actor.reach(grant.role, grant.kind));
            let Some(&last) = condition.ids[start..].last() else { continue };
            let count = (condition.ids.len() - start).next_power_of_two();
            condition.ids.resize(start + count, last);
            condition.add(grant, first + start, count);
        }
        if condition.ids.is_empty() {
            condition.sql.push_str("FALSE");
        }
        condition.sql.push(')');
        condition
    }
}

impl Condition {
    fn add(&mut self, grant: &Grant, first: usize, count: usize) {
        if self.sql.len() > 1 {
            self.sql.push_str(" OR ");
        }
        self.sql.push('(');
        if let Some(when) = grant.when {
            self.sql.push_str(when);
            self.sql.push_str(" AND ");
        }
        let written = match grant.through {
            None => write!(self.sql, "r.{} IN (", grant.column),
            Some(Link { table, row }) => {
                write!(
                    self.sql,
                    "EXISTS (SELECT 1 FROM {table} l WHERE l.{row} = r.id AND l.{} IN (",
                    grant.column
                )
            }
        };
        debug_assert!(written.is_ok(), "writing to a string never fails");
        for at in first..first + count {
            let separator = if at == first { "$" } else { ", $" };
            let written = write!(self.sql, "{separator}{at}");
            debug_assert!(written.is_ok(), "writing to a string never fails");
        }
        self.sql.push_str(if grant.through.is_some() { ")))" } else { "))" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lang, Target, Tie};

    const READ: Right = Right {
        name: "test.read",
        table: "test",
        grants: &[
            Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id"),
            Grant::when(Role::Pupil, TargetKind::Group, "group_id", "r.published"),
        ],
    };

    fn actor(ties: &[(Role, Target)]) -> Actor {
        let ties = ties.iter().map(|&(role, target)| Tie { role, target }).collect();
        Actor::new(1, 0, Lang::Fr, ties)
    }

    #[test]
    fn a_stranger_gets_no_row() {
        let nobody = READ.condition(&actor(&[]), 1);
        assert_eq!((nobody.sql.as_str(), nobody.ids.len()), ("(FALSE)", 0));
    }

    #[test]
    fn each_tie_opens_its_rows_and_lists_are_padded() {
        let pupil = actor(&[
            (Role::Pupil, Target::group(5)),
            (Role::Pupil, Target::group(6)),
            (Role::Pupil, Target::group(9)),
            (Role::Teacher, Target::teaching(2)),
        ]);
        let condition = READ.condition(&pupil, 3);
        assert_eq!(
            condition.sql,
            "((r.teaching_id IN ($3)) OR (r.published AND r.group_id IN ($4, $5, $6, $7)))"
        );
        assert_eq!(condition.ids, [2, 5, 6, 9, 9]);
    }

    #[test]
    fn a_tie_may_lead_to_a_row_through_the_table_of_whom_it_is_for() {
        const NAMED: Right = Right {
            name: "test.named",
            table: "test",
            grants: &[Grant::when(Role::Itself, TargetKind::Person, "pupil_id", "r.named")
                .through(Link { table: "test_recipient", row: "test_id" })],
        };
        let condition = NAMED.condition(&actor(&[]), 2);
        assert_eq!(
            condition.sql,
            "((r.named AND EXISTS (SELECT 1 FROM test_recipient l WHERE l.test_id = r.id AND l.pupil_id IN ($2))))"
        );
        assert_eq!(condition.ids, [1]);
    }
}
