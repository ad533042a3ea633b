//! A teaching with what surrounds it: its class, its school, its teachers.

use db::{DbError, Tx};
use directory::api::{self, Group, Org, PersonName, Teaching};
use kernel::{Actor, Day, Role, Target, fold};

/// A subject taught to a class or a group, with what pages say of it.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(crate) id: i64,
    pub(crate) label: String,
    pub(crate) group: Group,
    pub(crate) org: Org,
    pub(crate) teachers: Vec<PersonName>,
}

impl Course {
    /// A course by its teaching; `None` when it is no longer in the directory.
    pub(crate) fn load(tx: &mut Tx, teaching: i64, day: Day) -> Result<Option<Self>, DbError> {
        Ok(Self::load_many(tx, &[teaching], day)?.pop())
    }

    /// Courses by their teachings, by school, class and subject.
    pub(crate) fn load_many(tx: &mut Tx, ids: &[i64], day: Day) -> Result<Vec<Self>, DbError> {
        let teachings: Vec<_> = api::teachings(tx, ids)?.into_values().collect();
        Self::around(tx, teachings, day)
    }

    /// The courses of some classes and groups, by school, class and subject.
    pub(crate) fn of_groups(tx: &mut Tx, groups: &[i64], day: Day) -> Result<Vec<Self>, DbError> {
        let mut teachings = Vec::new();
        for group in groups {
            teachings.extend(api::teachings_of_group(tx, *group)?);
        }
        Self::around(tx, teachings, day)
    }

    /// Every course of a school, by class and subject.
    pub(crate) fn of_org(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Self>, DbError> {
        let teachings = api::teachings_of_org(tx, org, day)?;
        Self::around(tx, teachings, day)
    }

    fn around(tx: &mut Tx, teachings: Vec<Teaching>, day: Day) -> Result<Vec<Self>, DbError> {
        let ids = |of: fn(&Teaching) -> i64| teachings.iter().map(of).collect::<Vec<_>>();
        let groups = api::groups(tx, &ids(|t| t.group))?;
        let orgs = api::orgs(tx, &ids(|t| t.org))?;
        let mut teachers = api::teachers_by_teaching(tx, &ids(|t| t.id), day)?;
        let mut courses: Vec<_> = teachings
            .into_iter()
            .filter_map(|teaching| {
                Some(Self {
                    id: teaching.id,
                    label: teaching.label,
                    group: groups.get(&teaching.group)?.clone(),
                    org: orgs.get(&teaching.org)?.clone(),
                    teachers: teachers.remove(&teaching.id).unwrap_or_default(),
                })
            })
            .collect();
        courses.sort_by(|a, b| {
            let key = |c: &Self| (fold(&c.org.name), fold(&c.group.name), fold(&c.label), c.id);
            key(a).cmp(&key(b))
        });
        Ok(courses)
    }

    /// « Mme Baron », « Mme Baron, M. Petit ».
    pub(crate) fn who(&self) -> String {
        self.teachers.iter().map(PersonName::formal).collect::<Vec<_>>().join(", ")
    }

    /// « Histoire-géographie, 5e B ».
    pub(crate) fn name(&self) -> String {
        format!("{}, {}", self.label, self.group.name)
    }

    /// Whether its days are made of ordered moments.
    pub(crate) fn is_primary(&self) -> bool {
        self.org.is_primary()
    }

    /// The levels to tell apart: none when the class has only one.
    pub(crate) fn levels(&self) -> &[String] {
        if self.group.levels.len() > 1 { &self.group.levels } else { &[] }
    }

    /// Whether a person teaches it.
    pub(crate) fn is_taught_by(&self, actor: &Actor) -> bool {
        actor.has(Role::Teacher, Target::teaching(self.id))
    }

    /// Whether a person reads its cahier for an inspection.
    pub(crate) fn is_inspected_by(&self, actor: &Actor) -> bool {
        actor.has(Role::Inspector, Target::teaching(self.id))
            || actor.has(Role::Inspector, Target::org(self.org.id))
    }

    /// Whether a person may have a lesson of it to read.
    pub(crate) fn concerns(&self, actor: &Actor) -> bool {
        let in_group = [Role::Teacher, Role::Pupil, Role::Guardian, Role::SupportAssistant];
        let in_school = [Role::Head, Role::SchoolLife];
        self.is_taught_by(actor)
            || in_group.iter().any(|role| actor.has(*role, Target::group(self.group.id)))
            || in_school.iter().any(|role| actor.has(*role, Target::org(self.org.id)))
    }
}
