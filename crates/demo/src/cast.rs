//! The people of the guided visit, with names that never change.

use crate::calendar::date;
use crate::ecole::name_class;
use crate::subjects::{Level, Subject};
use crate::world::{
    Audience, Guardian, Kinship, Person, Relation, Responsibility, Role, Staff, Title, World,
    next_index, span,
};

/// Indexes of the people of the demo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// « Collège des Tilleuls », in [`World::schools`].
    pub college: u32,
    /// « École du Pré-Vert », in [`World::schools`].
    pub ecole: u32,
    /// The 5e B, in [`World::classes`].
    pub class_5e_b: u32,
    /// The CE2-CM1, in [`World::classes`].
    pub class_ce2_cm1: u32,
    /// Lina Moreau, 5e B.
    pub lina: u32,
    /// Tom Moreau, CE2 in the CE2-CM1.
    pub tom: u32,
    /// Zoé Moreau, CP in the same école.
    pub zoe: u32,
    /// Nadia Moreau, mother of the three, in [`World::guardians`].
    pub nadia: u32,
    /// Julien Moreau, their father, who lives apart.
    pub julien: u32,
    /// Jeannine Moreau, grandmother: a contact, without rights.
    pub jeannine: u32,
    /// Mme Baron, history and geography, in [`World::staff`] like the following.
    pub baron: u32,
    /// M. Petit, mathematics.
    pub petit: u32,
    /// Mme Diallo, English.
    pub diallo: u32,
    /// M. Roux, technology.
    pub roux: u32,
    /// M. Lefèvre-Sauvage, head of the collège.
    pub head: u32,
    /// Mme Okafor, secretariat of the collège.
    pub secretariat: u32,
    /// M. Achard-Lune, school life.
    pub school_life: u32,
    /// Mme Pinto-Rivage, support assistant in 5e B.
    pub support_assistant: u32,
    /// M. Marceau, teacher of the CE2-CM1.
    pub ecole_teacher: u32,
    /// Mme Delorme-Brise, head of the école.
    pub ecole_head: u32,
    /// Mme Weiss-Fontaine, English in two écoles.
    pub two_schools: u32,
    /// Mme Tavernier-Ruiz, manages the territory.
    pub territory_manager: u32,
    /// M. Kerjean-Dubois, runs the service.
    pub operator: u32,
    /// M. Ferrand-Sauge, agent of the commune of the école.
    pub commune_agent: u32,
    /// Mme Corbier-Marais, follows the money for the bank.
    pub funder: u32,
    /// Teaching of history and geography to the 5e B, by Mme Baron.
    pub history_5e_b: u32,
}

impl World {
    /// The people of the guided visit.
    #[must_use]
    pub const fn cast(&self) -> &Cast {
        &self.cast
    }
}

/// Title, first name, last name.
type Name = (Title, &'static str, &'static str);

impl Cast {
    /// Chooses the children, and gives them their names.
    pub(crate) fn children(world: &mut World) -> Self {
        let mut cast = Self { college: 0, ecole: 1, ..Self::default() };
        cast.class_5e_b = find_class(world, 0, "5e B");
        cast.class_ce2_cm1 = find_class(world, 1, "CE2-CM1");
        cast.lina = child(
            world,
            cast.class_5e_b,
            Level::Cinquieme,
            (Title::Mme, "Lina", date(2014, 5, 18)),
        );
        cast.tom =
            child(world, cast.class_ce2_cm1, Level::Ce2, (Title::M, "Tom", date(2018, 2, 6)));
        let first_class = world.schools[1].classes.start;
        cast.zoe = child(world, first_class, Level::Cp, (Title::Mme, "Zoé", date(2020, 10, 29)));
        cast
    }

    /// The mother, the father who lives apart, and the grandmother.
    pub(crate) fn give_parents(
        &mut self,
        guardians: &mut Vec<Guardian>,
        kinships: &mut Vec<Kinship>,
    ) {
        let adults = [
            (
                Title::Mme,
                "Nadia",
                date(1986, 3, 14),
                "8 rue des Tilleuls",
                Relation::Mother,
                Responsibility::Legal,
            ),
            (
                Title::M,
                "Julien",
                date(1984, 11, 2),
                "31 chemin du Moulin",
                Relation::Father,
                Responsibility::Legal,
            ),
            (
                Title::Mme,
                "Jeannine",
                date(1955, 7, 21),
                "2 sente des Noisetiers",
                Relation::Grandparent,
                Responsibility::Contact,
            ),
        ];
        let first = next_index(guardians);
        for (index, (title, first_name, birth, street, relation, responsibility)) in
            (first..).zip(adults)
        {
            let person = Person {
                last_name: "Moreau",
                first_name,
                title,
                birth,
                email: String::new(),
                phone: String::new(),
            };
            guardians.push(Guardian {
                index,
                person,
                street: street.to_owned(),
                near_school: self.ecole,
            });
            kinships.extend([self.lina, self.tom, self.zoe].map(|pupil| Kinship {
                pupil,
                guardian: index,
                relation,
                responsibility,
                pays: relation == Relation::Mother,
                first_contact: relation == Relation::Mother,
            }));
        }
        (self.nadia, self.julien, self.jeannine) = (first, first + 1, first + 2);
    }

    /// Gives the staff of the visit their names.
    pub(crate) fn engage(world: &mut World) {
        let mut cast = world.cast.clone();
        let class = cast.class_5e_b;
        let teaching = |subject| {
            let of_class = |t: &&crate::world::Teaching| {
                t.audience == Audience::Class(class) && t.subject == subject
            };
            world.teachings.iter().find(of_class).map_or((0, 0), |t| (t.index, t.teacher))
        };
        (cast.history_5e_b, cast.baron) = teaching(Subject::History);
        (cast.petit, cast.diallo) = (teaching(Subject::Maths).1, teaching(Subject::English).1);
        cast.roux = teaching(Subject::Technology).1;
        cast.ecole_teacher = world.classes[cast.class_ce2_cm1 as usize].main_teacher;
        cast.head = post(world, Some(cast.college), Role::Head);
        cast.secretariat = post(world, Some(cast.college), Role::Secretariat);
        cast.school_life = post(world, Some(cast.college), Role::SchoolLife);
        cast.support_assistant = post(world, Some(cast.college), Role::SupportAssistant);
        cast.ecole_head = post(world, Some(cast.ecole), Role::Head);
        cast.two_schools = find(world, |staff| {
            staff.posts.len() == 2 && staff.posts[0].school != staff.posts[1].school
        });
        cast.territory_manager = post(world, None, Role::TerritoryManager);
        cast.operator = post(world, None, Role::Operator);
        cast.commune_agent = post(world, None, Role::CommuneAgent);
        cast.funder = post(world, None, Role::Funder);
        let second = world.classes[class as usize].pupils.start + 1;
        world.staff[cast.support_assistant as usize].helps = vec![second];
        for (index, name) in cast.names() {
            call(&mut world.staff[index as usize].person, name);
        }
        name_class(world, cast.class_ce2_cm1 as usize, cast.ecole_teacher);
        world.cast = cast;
    }

    fn names(&self) -> [(u32, Name); 15] {
        [
            (self.baron, (Title::Mme, "Hélène", "Baron")),
            (self.petit, (Title::M, "Bastien", "Petit")),
            (self.diallo, (Title::Mme, "Aminata", "Diallo")),
            (self.roux, (Title::M, "Gwenaël", "Roux")),
            (self.ecole_teacher, (Title::M, "Élie", "Marceau")),
            (self.head, (Title::M, "Armand", "Lefèvre-Sauvage")),
            (self.secretariat, (Title::Mme, "Grace", "Okafor")),
            (self.school_life, (Title::M, "Tristan", "Achard-Lune")),
            (self.support_assistant, (Title::Mme, "Solange", "Pinto-Rivage")),
            (self.ecole_head, (Title::Mme, "Marjolaine", "Delorme-Brise")),
            (self.two_schools, (Title::Mme, "Ingrid", "Weiss-Fontaine")),
            (self.territory_manager, (Title::Mme, "Elvire", "Tavernier-Ruiz")),
            (self.operator, (Title::M, "Yann", "Kerjean-Dubois")),
            (self.commune_agent, (Title::M, "Noël", "Ferrand-Sauge")),
            (self.funder, (Title::Mme, "Blandine", "Corbier-Marais")),
        ]
    }

    /// Addresses of the visit, without a number: they are typed by hand.
    pub(crate) fn give_addresses(world: &mut World) {
        let cast = world.cast.clone();
        world.pupils[cast.lina as usize].person.email = "lina.moreau@exemple.invalid".to_owned();
        for index in [cast.nadia, cast.julien, cast.jeannine] {
            plain_address(&mut world.guardians[index as usize].person);
        }
        for (index, _) in cast.names() {
            plain_address(&mut world.staff[index as usize].person);
        }
    }
}

fn plain_address(person: &mut Person) {
    let (first, last) =
        (crate::names::ascii(person.first_name), crate::names::ascii(person.last_name));
    person.email = format!("{first}.{last}@exemple.invalid");
}

fn call(person: &mut Person, (title, first_name, last_name): Name) {
    (person.title, person.first_name, person.last_name) = (title, first_name, last_name);
}

fn find(world: &World, wanted: impl Fn(&Staff) -> bool) -> u32 {
    world.staff.iter().find(|staff| wanted(staff)).map_or(0, |staff| staff.index)
}

fn post(world: &World, school: Option<u32>, role: Role) -> u32 {
    find(world, |staff| staff.posts.iter().any(|post| post.school == school && post.role == role))
}

fn find_class(world: &World, school: usize, name: &str) -> u32 {
    let classes = &world.classes[span(&world.schools[school].classes)];
    let found = classes.iter().find(|class| class.name == name || class.levels.label() == name);
    found.map_or(0, |class| class.index)
}

fn child(
    world: &mut World,
    class: u32,
    level: Level,
    (title, first_name, birth): (Title, &'static str, i32),
) -> u32 {
    let range = span(&world.classes[class as usize].pupils);
    let Some(pupil) = world.pupils[range].iter_mut().find(|pupil| pupil.level == level) else {
        return 0;
    };
    call(&mut pupil.person, (title, first_name, "Moreau"));
    pupil.person.birth = birth;
    pupil.index
}
