//! A small collège and its people.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{DbError, Tx};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use kernel::{Actor, Day, Lang, LocalTime, Role};
use maud::{Markup, html};
use testkit::{Backend, Page, TestApp, Visitor};
use web::{App, Cx, Hooks, Module};

/// A program with a collège in it.
pub(crate) struct World {
    pub(crate) test: TestApp,
    pub(crate) people: People,
}

/// Who is who, by their ids.
#[derive(Clone, Copy, Debug)]
pub(crate) struct People {
    pub(crate) org: i64,
    pub(crate) class: i64,
    /// Histoire-géographie in 5e B.
    pub(crate) history: i64,
    /// Mathématiques in 5e B.
    pub(crate) maths: i64,
    /// Histoire-géographie in 4e A.
    pub(crate) elsewhere: i64,
    /// Mme Baron teaches history to 5e B.
    pub(crate) baron: i64,
    /// M. Roux teaches it with her.
    pub(crate) roux: i64,
    /// M. Petit teaches maths to 5e B.
    pub(crate) petit: i64,
    /// Mme Faure teaches history to 4e A.
    pub(crate) faure: i64,
    /// Lina and Noé are in 5e B, Zoé is in 4e A.
    pub(crate) lina: i64,
    pub(crate) noe: i64,
    pub(crate) zoe: i64,
    /// Lina's two guardians, and Zoé's.
    pub(crate) mother: i64,
    pub(crate) father: i64,
    pub(crate) stranger: i64,
    pub(crate) head: i64,
    pub(crate) operator: i64,
    pub(crate) manager: i64,
}

impl World {
    pub(crate) fn new(backend: Backend) -> Self {
        Self::of(TestApp::start(backend, rooms(), HOOKS))
    }

    /// The same, that reads the addresses of this machine and no other.
    pub(crate) fn reading_this_machine(backend: Backend) -> Self {
        let courier = testkit::courier(None, None);
        Self::of(TestApp::start_sending(backend, rooms(), HOOKS, courier))
    }

    /// The same, with the pages of the day.
    pub(crate) fn with_today(backend: Backend) -> Self {
        let rooms = vec![
            Module::new("directory", directory::MIGRATIONS),
            today::module(),
            courses::module(),
        ];
        Self::of(TestApp::start(backend, rooms, HOOKS))
    }

    fn of(test: TestApp) -> Self {
        let people = test.arrange(people);
        Self { test, people }
    }

    /// Someone signed in.
    pub(crate) fn visit(&self, person: i64) -> Visitor<'_> {
        let visitor = self.test.visitor();
        let mut token = [0; 32];
        token[..8].copy_from_slice(&person.to_be_bytes());
        visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(token));
        visitor
    }

    /// A lesson of a teaching, opened outside the timetable.
    pub(crate) fn lesson(&self, teacher: i64, teaching: i64) -> i64 {
        let visitor = self.visit(teacher);
        let cahier = format!("/cours/{teaching}/cahier");
        let page = visitor.form(&visitor.get(&cahier), &cahier).send();
        assert_eq!(page.status, 200, "{}", page.text());
        id_of(&page.path)
    }

    /// A published lesson with a work to hand in for a day; both ids.
    pub(crate) fn work(&self, title: &str, due: &str) -> (i64, i64) {
        let lesson = self.lesson(self.people.baron, self.people.history);
        let page = self.write(
            self.people.baron,
            lesson,
            &[
                ("fait", "La vallée du Clain"),
                ("travail", title),
                ("pour-le", due),
                ("consignes", "Sur une feuille"),
                ("rendre", "handin"),
                ("action", "publier"),
            ],
        );
        assert_eq!(page.status, 200, "{}", page.text());
        let works = page.links("Voir");
        (lesson, id_of(works.last().expect("the work is on the page")))
    }

    /// Fills in the page of a lesson and sends it.
    pub(crate) fn write(&self, teacher: i64, lesson: i64, fields: &[(&str, &str)]) -> Page {
        let visitor = self.visit(teacher);
        let path = format!("/cours/lecons/{lesson}");
        let mut form = visitor.form(&visitor.get(&path), &path);
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        form.send()
    }

    /// Hands in a text.
    pub(crate) fn hand_in(&self, pupil: i64, work: i64, text: &str) -> Page {
        let visitor = self.visit(pupil);
        let page = visitor.get(&format!("/cours/travaux/{work}"));
        visitor.form(&page, &format!("/cours/travaux/{work}/remise")).fill("texte", text).send()
    }

    /// Sends fields with the token of another page of the same person.
    pub(crate) fn post(&self, person: i64, action: &str, fields: &[(&str, &str)]) -> Page {
        let visitor = self.visit(person);
        let page = visitor.get("/cours/corbeille");
        let form = visitor.form(&page, "*");
        let mut all = fields.to_vec();
        for name in ["_jeton", "_envoi"] {
            all.push((name, form.value(name).expect("a hidden field")));
        }
        visitor.post_blindly(action, &all)
    }

    /// More than thirty days later, what the nights do done.
    pub(crate) fn a_month_later(&self) {
        for days in [0, 32, 1] {
            self.test.pass(days * 24 * 3_600);
            self.test.work();
        }
    }

    /// The hand-in of a pupil.
    pub(crate) fn handin_of(&self, work: i64, pupil: i64) -> i64 {
        self.test.look(move |tx| {
            tx.query_one(
                "SELECT id FROM courses_handin WHERE work_id = $1 AND pupil_id = $2",
                db::params![work, pupil],
                |row| row.get(0),
            )
        })
    }

    /// Answers a hand-in.
    pub(crate) fn answer(&self, teacher: i64, handin: i64, text: &str, action: &str) -> Page {
        let visitor = self.visit(teacher);
        let path = format!("/cours/remises/{handin}");
        let form = visitor.form(&visitor.get(&path), &path);
        form.fill("reponse", text).fill("action", action).send()
    }

    /// The items of the day's feed of a kind and reference: audience, state, link.
    pub(crate) fn feed(&self, kind: &'static str, reference: i64) -> Vec<(i64, String, String)> {
        self.test.look(move |tx| {
            tx.query(
                "SELECT audience, state, link FROM today_item WHERE kind = $1 AND reference = $2 ORDER BY audience",
                db::params![kind, reference],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
        })
    }
}

const HOOKS: Hooks = Hooks { authenticate, layout, plain_layout };

fn rooms() -> Vec<Module> {
    vec![
        Module::new("directory", directory::MIGRATIONS),
        Module::new("today", today::MIGRATIONS),
        courses::module(),
    ]
}

/// The number at the end of a path.
pub(crate) fn id_of(path: &str) -> i64 {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.parse().unwrap_or_else(|_| panic!("no id at the end of {path}"))
}

fn authenticate(tx: &mut Tx, app: &App, token: &[u8; 32]) -> Result<Option<Actor>, DbError> {
    let mut id = [0; 8];
    id.copy_from_slice(&token[..8]);
    let person = i64::from_be_bytes(id);
    let today = app.place.local(app.clock.now()).0;
    let ties = directory::api::ties(tx, person, today)?;
    Ok(Some(Actor::new(person, 1, Lang::Fr, ties)))
}

fn layout(cx: &mut Cx, page: &web::Page) -> Result<Markup, DbError> {
    let says = cx.incoming.flash.as_ref().map(|flash| flash.says.clone()).unwrap_or_default();
    Ok(
        html! { title { (page.title) } form action="*" { (cx.hidden()) } main { p.toast { (says) } (page.main) } },
    )
}

fn plain_layout(page: &web::Page, _: Lang) -> Markup {
    html! { title { (page.title) } main { (page.main) } }
}

fn people(tx: &mut Tx) -> Result<People, DbError> {
    edit::create_territory(tx, "Vienne", false)?;
    let college = |name| NewOrg { kind: "college", name, sector: "public", ..NewOrg::default() };
    let org = edit::create_org(tx, &college("Collège des Tilleuls"))?;
    let class = edit::create_group(tx, org, true, "5e B", &["5E"], 2026)?;
    let other = edit::create_group(tx, org, true, "4e A", &["4E"], 2026)?;
    let history = edit::create_teaching(tx, org, class, "HI", "Histoire-géographie")?;
    let maths = edit::create_teaching(tx, org, class, "MA", "Mathématiques")?;
    let elsewhere = edit::create_teaching(tx, org, other, "HI", "Histoire-géographie")?;
    let teach = |tx: &mut Tx, title, first, last, group, teaching| {
        let id = person(tx, "staff", title, first, last)?;
        join(tx, id, Role::Teacher, Some(org), Some(group), Some(teaching))?;
        Ok::<_, DbError>(id)
    };
    let baron = teach(tx, "Mme", "Claire", "Baron", class, history)?;
    let roux = teach(tx, "M.", "Hugo", "Roux", class, history)?;
    let petit = teach(tx, "M.", "Jean", "Petit", class, maths)?;
    let faure = teach(tx, "Mme", "Inès", "Faure", other, elsewhere)?;
    let learn = |tx: &mut Tx, first, group| {
        let id = person(tx, "pupil", "", first, "Moreau")?;
        join(tx, id, Role::Pupil, Some(org), Some(group), None)?;
        Ok::<_, DbError>(id)
    };
    let (lina, noe, zoe) =
        (learn(tx, "Lina", class)?, learn(tx, "Noé", class)?, learn(tx, "Zoé", other)?);
    let raise = |tx: &mut Tx, first, child| {
        let id = person(tx, "guardian", "Mme", first, "Secrète")?;
        edit::add_kinship(tx, id, child, 1)?;
        Ok::<_, DbError>(id)
    };
    let (mother, father, stranger) =
        (raise(tx, "Ada", lina)?, raise(tx, "Karim", lina)?, raise(tx, "Eva", zoe)?);
    let head = person(tx, "staff", "Mme", "Rose", "Blanc")?;
    join(tx, head, Role::Head, Some(org), None, None)?;
    let operator = person(tx, "staff", "M.", "Paul", "Noir")?;
    join(tx, operator, Role::Operator, None, None, None)?;
    let manager = person(tx, "staff", "M.", "Luc", "Vert")?;
    join(tx, manager, Role::TerritoryManager, None, None, None)?;
    Ok(People {
        org,
        class,
        history,
        maths,
        elsewhere,
        baron,
        roux,
        petit,
        faure,
        lina,
        noe,
        zoe,
        mother,
        father,
        stranger,
        head,
        operator,
        manager,
    })
}

pub(crate) fn person(
    tx: &mut Tx,
    category: &str,
    title: &str,
    first: &str,
    last: &str,
) -> Result<i64, DbError> {
    edit::create_person(tx, &NewPerson { category, last, first, title, born: None })
}

pub(crate) fn join(
    tx: &mut Tx,
    person: i64,
    role: Role,
    org: Option<i64>,
    group: Option<i64>,
    teaching: Option<i64>,
) -> Result<(), DbError> {
    edit::add_membership(
        tx,
        &NewMembership { person, role, org, group, teaching, starts: Day(0), ends: Day::NEVER },
    )
}

/// Day, hour and room of the lessons of a teaching.
pub(crate) fn lessons(world: &World, teaching: i64) -> Vec<(String, String, String)> {
    world.test.look(move |tx| {
        tx.query(
            "SELECT day, starts, room FROM courses_lesson WHERE teaching_id = $1 ORDER BY day, starts, id",
            db::params![teaching],
            |row| {
                let (day, starts): (Day, Option<LocalTime>) = (row.get(0)?, row.get(1)?);
                Ok((day.to_string(), starts.map_or_else(String::new, |at| at.to_string()), row.get(2)?))
            },
        )
    })
}

/// The ids of these lessons.
pub(crate) fn lesson_ids(world: &World, teaching: i64) -> Vec<i64> {
    world.test.look(move |tx| {
        tx.query(
            "SELECT id FROM courses_lesson WHERE teaching_id = $1 ORDER BY day, starts, id",
            db::params![teaching],
            |row| row.get(0),
        )
    })
}
