//! The lines of a table as places in the week.

use directory::feed::tables::Line;
use kernel::LocalTime;

use crate::{
    calendar::{
        Refusal,
        weekly::{Columns, Fact, Hour, Week, What, When, short, words},
    },
    timetable::Weeks,
};

/// How long a lesson is whose line says nothing of it, in minutes.
const HOUR: i16 = 60;
/// The most classes that one line names.
const CLASSES_MAX: usize = 12;

/// Reads the lines of a table; whether its columns are known.
pub(super) fn read(lines: &[Line], known: &[Columns], week: &mut Week) -> Result<bool, Refusal> {
    let Some((above, columns)) = Columns::find(lines, known) else { return Ok(false) };
    for line in lines.iter().skip(above) {
        match (Row { line, columns: &columns }).hours() {
            Ok(hours) => hours.into_iter().try_for_each(|hour| week.put(hour))?,
            Err((what, said)) => week.put_aside(line.number, what, &said),
        }
    }
    Ok(true)
}

struct Row<'l> {
    line: &'l Line,
    columns: &'l Columns,
}

type Unread = (What, String);

impl Row<'_> {
    /// What the columns of a kind say, in order.
    fn all(&self, fact: Fact) -> Vec<&str> {
        let cells = self.columns.columns.iter().zip(&self.line.cells);
        let of = cells.filter(|(column, cell)| column.is == fact && !cell.is_empty());
        of.map(|(_, cell)| cell.as_str()).collect()
    }

    fn one(&self, fact: Fact) -> &str {
        self.all(fact).first().copied().unwrap_or_default()
    }

    /// The same lesson for each class it names.
    fn hours(&self) -> Result<Vec<Hour>, Unread> {
        let weeks = self.weeks()?;
        let when = self.when(weeks)?;
        let (starts, ends) = self.times()?;
        let (subject, code) = (self.one(Fact::Subject), self.one(Fact::Code));
        if subject.is_empty() && code.is_empty() {
            return Err((What::Subject, String::new()));
        }
        let teacher = [self.all(Fact::FirstName), self.all(Fact::Teacher)].concat().join(" ");
        let hour = |class: String| Hour {
            subject: short(subject),
            code: short(code),
            class,
            teacher: short(&teacher),
            room: self.one(Fact::Room).chars().take(40).collect(),
            when: when.clone(),
            starts,
            ends: Some(ends),
        };
        let classes = self.classes();
        if classes.is_empty() {
            Err((What::Class, String::new()))
        } else {
            Ok(classes.into_iter().map(hour).collect())
        }
    }

    fn weeks(&self) -> Result<Weeks, Unread> {
        let mut found = Weeks::All;
        for said in self.all(Fact::Weeks) {
            let weeks = words::weeks(said, self.columns.swapped);
            match weeks.ok_or_else(|| (What::Weeks, said.to_owned()))? {
                Weeks::All => {}
                weeks => found = weeks,
            }
        }
        Ok(found)
    }

    fn when(&self, weeks: Weeks) -> Result<When, Unread> {
        let said = self.one(Fact::Day);
        if let Some(day) = words::date(said) {
            return Ok(When::On(vec![day]));
        }
        let weekday = words::weekday(said).ok_or_else(|| (What::Day, said.to_owned()))?;
        Ok(When::Every(weekday, weeks))
    }

    fn times(&self) -> Result<(LocalTime, LocalTime), Unread> {
        let said = self.one(Fact::Starts);
        let unread = || (What::Hour, said.to_owned());
        let times = words::times(said);
        let starts = *times.first().ok_or_else(unread)?;
        let ends = match words::times(self.one(Fact::Ends)).first().or_else(|| times.get(1)) {
            Some(ends) => *ends,
            None => LocalTime(starts.0 + words::length(self.one(Fact::Duration)).unwrap_or(HOUR)),
        };
        if ends > starts && ends.0 < 24 * 60 { Ok((starts, ends)) } else { Err(unread()) }
    }

    /// The classes it names, each with the groups it names.
    fn classes(&self) -> Vec<String> {
        let groups: Vec<String> = self.all(Fact::Group).into_iter().map(bare).collect();
        let groups = groups.join(" ");
        let named: Vec<&str> = self.all(Fact::Class);
        let split = |c: char| matches!(c, ',' | '+' | ';' | '/' | '|');
        let classes = named.iter().flat_map(|cell| cell.split(split)).map(bare);
        let mut classes: Vec<String> = classes.filter(|class| !class.is_empty()).collect();
        classes.dedup();
        classes.truncate(CLASSES_MAX);
        if classes.is_empty() && !groups.is_empty() {
            return vec![short(&groups)];
        }
        let with = |class: String| short(format!("{class} {groups}").trim());
        classes.into_iter().map(with).collect()
    }
}

/// A class or a group without the signs some programs put around it: « [5ALL1] », « <5EB> ».
fn bare(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !"[]<>{}".contains(*c)).collect();
    kept.trim().to_owned()
}
