//! Two collèges, everyone one may be to a class of the first, and its things in every state.

use std::collections::BTreeMap;

use courses::api::{AnswerRow, HandinRow, LessonRow, WorkRow};
use db::{DbError, Tx, Value};
use directory::{
    duty::{self, NewDuty, Part},
    edit::{self, NewMembership, NewOrg, NewPerson},
};
use equipment::api::{Category, DeviceRow, OrderRow, State, SurveyRow};
use kernel::{Day, Instant, Role};
use testkit::{Backend, TestApp};
use web::Hooks;

use super::pilots;

/// The territory of the matrix.
pub(super) struct Scene {
    pub(super) test: TestApp,
    /// Everyone, with their session; the last one has none.
    pub(super) people: Vec<(&'static str, Option<[u8; 32]>)>,
    things: Things,
}

/// Stores a file; its hash.
fn a_file(test: &TestApp) -> String {
    let mut staging = test.app.files.stage(1_000).unwrap();
    staging.write(b"%PDF-1.4 a small file").unwrap();
    staging.finish(test.now()).unwrap().hash.to_string()
}

/// An object as a path names it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) params: Vec<(String, String)>,
    label: String,
}

impl Seen {
    pub(super) fn title(&self) -> String {
        if self.label.is_empty() { String::new() } else { format!("  [{}]", self.label) }
    }
}

/// What a parameter of a path may be: a label for the matrix, and the value.
type Things = BTreeMap<&'static str, Vec<(&'static str, String)>>;

/// Someone by what they are to the class, with their id.
type Person = (&'static str, i64);

impl Scene {
    pub(super) fn arrange(backend: &Backend) -> Self {
        let hooks = Hooks {
            authenticate: identity::api::authenticate,
            layout: shell::layout,
            plain_layout: shell::plain_layout,
        };
        let test = TestApp::start(backend.clone(), crate::house::rooms(), hooks);
        let today = test.today();
        let now = test.now();
        let hash = a_file(&test);
        let (people, things) = test.arrange(move |tx| {
            edit::create_territory(tx, "Val", false)?;
            let place = Place::build(tx, today)?;
            let people = place.people(tx)?;
            let things = place.things(tx, &people, &hash, now)?;
            Ok((people, things))
        });
        let entropy = test.app.entropy.clone();
        let ids: Vec<i64> = people.iter().map(|(_, id)| *id).collect();
        let tokens = test.arrange(move |tx| {
            for id in &ids {
                identity::api::demo_account(tx, *id, &format!("login.{id}"), "no password", now)?;
            }
            identity::api::open_sessions(tx, &entropy, &ids, now)
        });
        let mut people: Vec<_> =
            people.iter().zip(tokens).map(|((who, _), token)| (*who, Some(token))).collect();
        people.push(("signed-out", None));
        Self { test, people, things }
    }

    /// The objects to try on a path: one per state of what its first parameter names.
    pub(super) fn objects(&self, path: &str) -> Vec<Seen> {
        let names: Vec<&str> = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')))
            .collect();
        let mut seen = vec![Seen { params: Vec::new(), label: String::new() }];
        for name in names {
            let Some(values) = self.things.get(name) else {
                panic!("no sample for {{{name}}} of {path}: add one to the scene");
            };
            seen = seen
                .iter()
                .flat_map(|so_far| {
                    values.iter().map(move |(label, value)| {
                        let mut params = so_far.params.clone();
                        params.push((name.to_owned(), value.clone()));
                        let label = format!("{} {label}", so_far.label).trim().to_owned();
                        Seen { params, label }
                    })
                })
                .collect();
        }
        seen
    }
}

/// Two collèges: the first has two classes, the second one.
struct Place {
    today: Day,
    a: i64,
    b: i64,
    /// Pays for schools; none of its people is in one.
    bank: i64,
    class: i64,
    other_class: i64,
    far_class: i64,
    history: i64,
    maths: i64,
    other_history: i64,
    far_history: i64,
}

impl Place {
    fn build(tx: &mut Tx, today: Day) -> Result<Self, DbError> {
        let school = |uai, name| NewOrg {
            kind: "college",
            uai: Some(uai),
            name,
            commune: "Val",
            sector: "public",
        };
        let a = edit::create_org(tx, &school("0990001P", "Collège A"))?;
        let b = edit::create_org(tx, &school("0990002R", "Collège B"))?;
        let bank = edit::create_funder(tx, "bank", "Banque")?;
        let class = edit::create_group(tx, a, true, "5e B", &["5e"], 2026)?;
        let other_class = edit::create_group(tx, a, true, "5e C", &["5e"], 2026)?;
        let far_class = edit::create_group(tx, b, true, "6e A", &["6e"], 2026)?;
        let mut teach =
            |org, group, code, label| edit::create_teaching(tx, org, group, code, label);
        let history = teach(a, class, "043700", "Histoire-géographie")?;
        let maths = teach(a, class, "061300", "Mathématiques")?;
        let other_history = teach(a, other_class, "043700", "Histoire-géographie")?;
        let far_history = teach(b, far_class, "043700", "Histoire-géographie")?;
        Ok(Self {
            today,
            a,
            b,
            bank,
            class,
            other_class,
            far_class,
            history,
            maths,
            other_history,
            far_history,
        })
    }

    fn people(&self, tx: &mut Tx) -> Result<Vec<Person>, DbError> {
        let mut people = Vec::new();
        let pupils = [
            ("pupil", self.a, self.class),
            ("classmate", self.a, self.class),
            ("pupil-of-other-class", self.a, self.other_class),
            ("pupil-of-other-school", self.b, self.far_class),
        ];
        for (who, org, group) in pupils {
            let id = self.person(tx, who, "pupil")?;
            self.join(tx, id, Role::Pupil, Some(org), Some(group), None)?;
            people.push((who, id));
        }
        let former = self.person(tx, "former-pupil", "pupil")?;
        self.join(tx, former, Role::Pupil, Some(self.a), Some(self.class), None)?;
        edit::end_memberships(tx, former, self.today.plus(-1))?;
        people.push(("former-pupil", former));
        let guardians = [
            ("guardian", 0, 1),
            ("other-guardian-of-the-pupil", 0, 2),
            ("contact-of-the-pupil", 0, 3),
            ("guardian-of-classmate", 1, 1),
            ("guardian-of-other-school", 3, 1),
        ];
        for (who, child, level) in guardians {
            let id = self.person(tx, who, "guardian")?;
            edit::add_kinship(tx, id, people[child].1, level)?;
            people.push((who, id));
        }
        self.staff(tx, &mut people)?;
        self.duties(tx, &mut people)?;
        people.push(("nobody", self.person(tx, "nobody", "staff")?));
        Ok(people)
    }

    fn staff(&self, tx: &mut Tx, people: &mut Vec<Person>) -> Result<(), DbError> {
        let (a, b) = (Some(self.a), Some(self.b));
        let staff = [
            ("teacher", Role::Teacher, a, Some(self.class), Some(self.history)),
            ("co-teacher-of-the-class", Role::Teacher, a, Some(self.class), Some(self.maths)),
            (
                "teacher-of-other-class",
                Role::Teacher,
                a,
                Some(self.other_class),
                Some(self.other_history),
            ),
            (
                "teacher-of-other-school",
                Role::Teacher,
                b,
                Some(self.far_class),
                Some(self.far_history),
            ),
            ("former-teacher", Role::Teacher, a, Some(self.class), Some(self.history)),
            ("head", Role::Head, a, None, None),
            ("head-of-other-school", Role::Head, b, None, None),
            ("secretariat", Role::Secretariat, a, None, None),
            ("school-life", Role::SchoolLife, a, None, None),
            ("support-assistant", Role::SupportAssistant, a, None, None),
            ("digital-referent", Role::DigitalReferent, a, None, None),
            ("other-staff", Role::OtherStaff, a, None, None),
            ("trainer", Role::Trainer, a, None, None),
            ("digital-adviser", Role::DigitalAdviser, None, None, None),
            ("commune-agent", Role::CommuneAgent, None, None, None),
            ("funder", Role::Funder, Some(self.bank), None, None),
            ("territory-manager", Role::TerritoryManager, None, None, None),
            ("operator", Role::Operator, None, None, None),
        ];
        for (who, role, org, group, teaching) in staff {
            let id = self.person(tx, who, "staff")?;
            self.join(tx, id, role, org, group, teaching)?;
            if who == "former-teacher" {
                edit::end_memberships(tx, id, self.today.plus(-1))?;
            }
            people.push((who, id));
        }
        Ok(())
    }

    /// People whose part of the school lasts from one day to another: now, before or not yet.
    fn duties(&self, tx: &mut Tx, people: &mut Vec<Person>) -> Result<(), DbError> {
        let id_of =
            |who: &str| people.iter().find(|(name, _)| *name == who).map_or(0, |(_, id)| *id);
        let (pupil, classmate) = (id_of("pupil"), id_of("classmate"));
        let (teacher, head) = (id_of("teacher"), id_of("head"));
        let colleague = id_of("co-teacher-of-the-class");
        let secretariat = Part::Delegation(Role::Secretariat);
        let duties = [
            ("substitute", Part::Substitute(teacher), -3, 10),
            ("substitute-of-last-week", Part::Substitute(teacher), -10, -1),
            ("substitute-of-next-week", Part::Substitute(teacher), 1, 10),
            ("assistant-of-the-pupil", Part::Support(pupil), -3, 10),
            ("assistant-of-classmate", Part::Support(classmate), -3, 10),
            ("former-assistant-of-the-pupil", Part::Support(pupil), -10, -1),
            ("delegate-of-the-head", secretariat, -3, 10),
            ("former-delegate", secretariat, -10, -1),
            ("referent-of-the-school", Part::Delegation(Role::DigitalReferent), -3, 10),
            ("agent-of-the-commune", Part::Delegation(Role::CommuneAgent), -3, 10),
            ("inspector-of-the-school", Part::Inspection(None), -3, 10),
            ("inspector-of-the-teacher", Part::Inspection(Some(teacher)), -3, 10),
            ("inspector-of-a-colleague", Part::Inspection(Some(colleague)), -3, 10),
            ("inspector-of-last-week", Part::Inspection(None), -10, -1),
            ("inspector-of-next-week", Part::Inspection(None), 1, 10),
        ];
        for (who, part, from, to) in duties {
            let person = self.person(tx, who, "staff")?;
            let (starts, ends) = (self.today.plus(from), self.today.plus(to));
            let at = Instant(0);
            let new = NewDuty { person, org: self.a, part, starts, ends, by: head, at };
            assert!(duty::give(tx, &new)?.is_some(), "{who} has nothing to do");
            people.push((who, person));
        }
        Ok(())
    }

    fn person(&self, tx: &mut Tx, who: &str, category: &str) -> Result<i64, DbError> {
        let title = if category == "pupil" { "" } else { "Mme" };
        let born = Some(self.today.plus(-12 * 365));
        edit::create_person(tx, &NewPerson { category, last: who, first: "Prénom", title, born })
    }

    fn join(
        &self,
        tx: &mut Tx,
        person: i64,
        role: Role,
        org: Option<i64>,
        group: Option<i64>,
        teaching: Option<i64>,
    ) -> Result<(), DbError> {
        let starts = self.today.plus(-100);
        edit::add_membership(
            tx,
            &NewMembership { person, role, org, group, teaching, starts, ends: Day::NEVER },
        )
    }

    /// What paths name, in every state.
    fn things(
        &self,
        tx: &mut Tx,
        people: &[Person],
        hash: &str,
        now: Instant,
    ) -> Result<Things, DbError> {
        let id_of =
            |who: &str| people.iter().find(|(name, _)| *name == who).map_or(0, |(_, id)| *id);
        self.lessons_and_work(tx, id_of("teacher"), now)?;
        courses::api::name_pupils(tx, 6, &[id_of("pupil")])?;
        tx.execute(
            "INSERT INTO courses_sequence (id, teaching_id, org_id, group_id, label, position, title, aims, lessons, \
             once_key, published_at) VALUES (1, $1, $2, $3, '', 1, 'Les villes', '', 4, 'x', NULL), \
             (2, $1, $2, $3, '', 2, 'Les campagnes', '', 4, 'y', 0)",
            &[self.history.into(), self.a.into(), self.class.into()],
        )?;
        self.handins(tx, id_of("pupil"), id_of("teacher"), now)?;
        attachments(tx, id_of("teacher"), hash, now)?;
        self.pairs(tx, &id_of, now)?;
        self.calendars(tx, id_of("teacher"), now)?;
        self.devices(tx, now)?;
        super::knowing::load(tx, hash, now)?;
        let keeps = ["territory-manager", "referent-of-the-school"].map(id_of);
        let pilots = pilots::arrange(tx, [self.a, self.b], keeps, (self.today, now))?;
        self.money(tx, hash, now)?;
        let schools = [(self.a, self.class), (self.b, self.far_class)];
        super::lent::load(tx, schools, id_of, (hash, now))?;
        courses::api::settle(tx)?;
        tx.settle_ids("directory_pair")?;
        tx.settle_ids("courses_attachment")?;
        let aside: [Value; 3] = [self.history.into(), hash.into(), now.into()];
        tx.execute(
            "INSERT INTO courses_aside (work_id, teaching_id, hash, name, media, size, why, created_at) \
             VALUES (2, $1, $2, 'page.jpg', 'image/jpeg', 10, 'unread', $3)",
            &aside,
        )?;
        let phrase: [Value; 1] = [id_of("teacher").into()];
        tx.execute("INSERT INTO courses_phrase (person_id, words) VALUES ($1, 'Bien.')", &phrase)?;
        tx.settle_ids("courses_sequence")?;
        tx.settle_ids("courses_calendar")?;
        let named = |states: &[(&'static str, i64)]| -> Vec<(&'static str, String)> {
            states.iter().map(|(label, id)| (*label, id.to_string())).collect()
        };
        let pilots = pilots.into_iter().map(|(name, states)| (name, named(&states)));
        let mut things = BTreeMap::from([
            ("lesson", named(&[("draft lesson", 1), ("published lesson", 2)])),
            (
                "work",
                named(&[
                    ("work not shown", 1),
                    ("work to hand in", 2),
                    ("work to do", 3),
                    ("work answered", 4),
                    ("work that names the pupil", 6),
                ]),
            ),
            ("sequence", named(&[("sequence not shown", 1), ("sequence shown", 2)])),
            ("handin", named(&[("handed in", 1), ("answered", 2), ("answer published", 3)])),
            (
                "attachment",
                named(&[
                    ("file of draft lesson", 1),
                    ("file of published lesson", 2),
                    ("file handed in", 3),
                    ("photo handed in", 4),
                    ("voice of answer", 5),
                    ("voice of answer published", 6),
                    ("file of sequence not shown", 7),
                    ("file of sequence shown", 8),
                ]),
            ),
            ("remarque", named(&[("remark on the first hand-in", 1)])),
            ("feuille", named(&[("page put aside", 1)])),
            ("phrase", named(&[("phrase of the teacher", 1)])),
            ("calendar", named(&[("of a teacher", 1), ("of a class", 2), ("of a school", 3)])),
            ("bien", named(&[("device of the school", 1), ("device of other school", 2)])),
            ("reunion", named(&[("meeting", 1)])),
            ("suite", named(&[("action of a meeting", 1)])),
            ("annexe", named(&[("document of a meeting", 1)])),
            ("etude_effet", named(&[("study that waits", 1), ("study kept", 2)])),
            ("pret", named(&[("lent to the pupil", 1), ("lent to pupil of other school", 2)])),
            (
                "probleme",
                named(&[
                    ("reported by the teacher", 1),
                    ("passed to the territory, over", 2),
                    ("reported by the pupil", 3),
                    ("reported in other school", 4),
                ]),
            ),
            ("photo", named(&[("photo of what the teacher reported", 1)])),
            ("tableau", named(&[("table of another", 1)])),
            ("convention", named(&[("signed by the bank", 1)])),
            ("ligne", named(&[("line of the school", 1), ("line of other school", 2)])),
            ("piece", named(&[("invoice", 1), ("report of a reception", 2)])),
            ("appel", named(&[("asked of the bank", 1)])),
            ("partenaire", named(&[("the bank", 1)])),
            ("releve", named(&[("file of the bank", 1)])),
            ("commande", named(&[("order of the school", 1), ("order of other school", 2)])),
            ("enquete", named(&[("survey of the year", 1)])),
            ("essai", named(&[("measure of another", 1)])),
            ("teaching", named(&[("history of the class", self.history)])),
            ("groupe", named(&[("class", self.class)])),
            ("group", named(&[("class", self.class)])),
            ("classe", named(&[("class", self.class)])),
            ("org", named(&[("school", self.a)])),
            ("child", named(&[("pupil", id_of("pupil"))])),
            (
                "personne",
                named(&[
                    ("pupil", id_of("pupil")),
                    ("guardian", id_of("guardian")),
                    ("teacher", id_of("teacher")),
                ]),
            ),
            ("voie", vec![("mail", "courriel".to_owned())]),
            ("paire", named(&[("two guardians of the school", 1), ("two teachers", 2)])),
            ("appareil", named(&[("device of another", 1)])),
            (
                "eleve",
                named(&[
                    ("pupil", id_of("pupil")),
                    ("pupil of other school", id_of("pupil-of-other-school")),
                ]),
            ),
            ("responsable", named(&[("guardian", id_of("guardian"))])),
            ("mission", named(&[("substitution", 1), ("delegation", 7)])),
            ("session", named(&[("session of another", 1)])),
            ("cle", named(&[("key of another", 1)])),
            ("item", named(&[("thing of another", 1)])),
            ("import", named(&[("import of another day", 1)])),
            ("calendrier", named(&[("file of another day", 1)])),
            ("day", vec![("today", self.today.to_string())]),
            ("secret", vec![("wrong", format!("{}.ics", "0".repeat(32)))]),
            ("jeton", vec![("wrong", "0".repeat(32))]),
            ("demande", vec![("asked by another", "0".repeat(60))]),
        ]);
        things.extend(pilots);
        Ok(things)
    }

    /// Records that may be one person's: of a family, which its school may decide, and of staff.
    fn pairs(
        &self,
        tx: &mut Tx,
        id_of: &impl Fn(&str) -> i64,
        now: Instant,
    ) -> Result<(), DbError> {
        for (id, pair, org) in [
            (1_i64, ["guardian", "other-guardian-of-the-pupil"], Some(self.a)),
            (2, ["teacher", "teacher-of-other-school"], None),
        ] {
            let values: [Value; 5] =
                [id.into(), id_of(pair[0]).into(), id_of(pair[1]).into(), org.into(), now.into()];
            tx.execute(
                "INSERT INTO directory_pair (id, one_id, other_id, evidence, state, org_id, territory_id, found) \
                 VALUES ($1, $2, $3, 'name,email', 'open', $4, 0, $5)",
                &values,
            )?;
        }
        Ok(())
    }

    /// A device and an order of each school.
    fn devices(&self, tx: &mut Tx, now: Instant) -> Result<(), DbError> {
        let row = |org, serial| DeviceRow {
            org,
            category: Category::Tablet,
            brand: "",
            model: "Tablette",
            serial,
            tag: "",
            funding: "",
            state: State::Used,
            place: "",
            bought: None,
            price: None,
        };
        let rows = [(self.a, "SERIE1"), (self.b, "SERIE2"), (self.a, "SERIE3"), (self.b, "SERIE4")];
        equipment::api::load_devices(tx, &rows.map(|(org, serial)| row(org, serial)), now)?;
        let order = |org| OrderRow {
            org,
            campaign: "Rentrée",
            category: Category::Tablet,
            brand: "",
            model: "Tablette",
            quantity: 1,
            funding: "",
            ordered: None,
            expected: None,
            received: &[],
        };
        equipment::api::load_orders(tx, &[order(self.a), order(self.b)], now)?;
        let days = (self.today.plus(-1), self.today.plus(20));
        let survey = SurveyRow { title: "Enquête", year: 2026, days, answers: &[] };
        equipment::api::load_survey(tx, &survey, now).map(drop)
    }

    /// A convention of the bank, with a line for each school, and what hangs on the first.
    fn money(&self, tx: &mut Tx, hash: &str, now: Instant) -> Result<(), DbError> {
        use programme::api::money;
        let by = money::By { person: None, at: now };
        let bank = money::NewPartner {
            kind: money::PartnerKind::Bank,
            name: "Banque",
            siret: None,
            org: Some(self.bank),
        };
        let bank = money::add_partner(tx, &bank)?;
        let signed = money::NewConvention {
            reference: "1",
            title: "Convention",
            signed: self.today,
            ends: None,
            lapses: None,
            amount: 100,
        };
        let convention = money::add_convention(tx, &signed, &[bank])?;
        for school in [self.a, self.b] {
            let line = money::NewLine {
                part: money::Part::Equipment,
                degree: money::Degree::College,
                label: "Ligne",
                planned: 100,
                is_tax_eligible: false,
                is_private: false,
                payers: &[(money::Payer::State, bank, 1)],
                schools: &[school],
            };
            money::add_line(tx, convention, &line)?;
        }
        let order = money::NewEntry {
            kind: money::EntryKind::Order,
            parent: None,
            supplier: None,
            reference: "C-1",
            day: self.today,
            span: None,
            net: 100,
            tax: 0,
            equipment: None,
            note: "",
        };
        let entry = money::add_entry(tx, 1, &order, by)?;
        for kind in [money::PaperKind::Invoice, money::PaperKind::Reception] {
            let (name, media) = ("piece.pdf", "application/pdf");
            let paper = money::NewPaper { line: 1, entry, kind, hash, name, media, size: 1 };
            money::add_paper(tx, &paper, now)?;
        }
        let kind = money::CallKind::Advance;
        let call =
            money::NewCall { partner: bank, kind, day: self.today, amount: 1, spent: 0, earned: 0 };
        money::add_call(tx, convention, &call, None, now)?;
        tx.execute(
            "INSERT INTO programme_bank_file (person_id, name, is_kept, at) VALUES (1, 'banque.csv', FALSE, $1)",
            &[now.into()],
        )
        .map(drop)
    }

    /// A calendar that the teacher gave for themself, one of the class, one of the school.
    fn calendars(&self, tx: &mut Tx, teacher: i64, now: Instant) -> Result<(), DbError> {
        let of =
            [(1_i64, None, None), (2, Some(self.a), Some(self.class)), (3, Some(self.a), None)];
        for (id, org, group) in of {
            let once = format!("calendar {id}");
            let values: [Value; 6] = [
                id.into(),
                org.into(),
                group.into(),
                teacher.into(),
                now.into(),
                once.as_str().into(),
            ];
            tx.execute(
                "INSERT INTO courses_calendar (id, org_id, group_id, person_id, name, address, digest, refusal, \
                 without_class, whole_days, cancelled, unreadable, created_at, read_at, next_at, once_key) \
                 VALUES ($1, $2, $3, $4, 'a.ics', NULL, '', '', 0, 0, 0, 0, $5, NULL, NULL, $6)",
                &values,
            )?;
        }
        Ok(())
    }

    fn lessons_and_work(&self, tx: &mut Tx, teacher: i64, now: Instant) -> Result<(), DbError> {
        let lesson = LessonRow {
            id: 1,
            slot: None,
            teaching: self.history,
            group: self.class,
            org: self.a,
            day: self.today,
            starts: None,
            ends: None,
            position: 0,
            label: "",
            room: "",
            title: "Leçon",
            done_html: "<p>Leçon</p>",
            published_at: None,
            author: Some(teacher),
            updated_at: now,
        };
        courses::api::load_lessons(
            tx,
            &[lesson, LessonRow { id: 2, published_at: Some(now), ..lesson }],
        )?;
        let work = WorkRow {
            id: 1,
            lesson: Some(1),
            teaching: self.history,
            group: self.class,
            org: self.a,
            level: "",
            title: "Travail",
            instructions_html: "",
            due: self.today.plus(1),
            minutes: None,
            is_handed_in: true,
            author: teacher,
            given_at: now,
        };
        let shown = WorkRow { id: 2, lesson: Some(2), ..work };
        courses::api::load_works(
            tx,
            &[
                work,
                shown,
                WorkRow { id: 3, is_handed_in: false, ..shown },
                WorkRow { id: 4, ..shown },
                WorkRow { id: 5, ..shown },
                WorkRow { id: 6, ..shown },
            ],
        )?;
        tx.execute("UPDATE courses_work SET published_at = NULL WHERE id = 1", &[])?;
        Ok(())
    }

    fn handins(&self, tx: &mut Tx, pupil: i64, teacher: i64, now: Instant) -> Result<(), DbError> {
        let handin = |id, work, once, answer| HandinRow {
            id,
            work,
            pupil,
            teaching: self.history,
            group: self.class,
            org: self.a,
            text_html: "<p>Copie</p>",
            at: now,
            is_late: false,
            once,
            answer,
        };
        let answer = AnswerRow { html: "<p>Bien</p>", at: now, by: teacher, published_at: None };
        courses::api::load_handins(
            tx,
            &[
                handin(1, 2, "a", None),
                handin(2, 5, "b", Some(answer)),
                handin(3, 4, "c", Some(AnswerRow { published_at: Some(now), ..answer })),
            ],
        )
    }
}

/// A file of the lesson and of the sequence in each state, one of the first hand-in with a photo that something is said
/// of, and the voices of an answer that is not shown and of one that is.
fn attachments(tx: &mut Tx, teacher: i64, hash: &str, now: Instant) -> Result<(), DbError> {
    const PDF: &str = "application/pdf";
    for (id, kind, owner, media, is_answer) in [
        (1_i64, "lesson", 1_i64, PDF, false),
        (2, "lesson", 2, PDF, false),
        (3, "handin", 1, PDF, false),
        (4, "handin", 1, "image/jpeg", false),
        (5, "handin", 2, "audio/webm", true),
        (6, "handin", 3, "audio/webm", true),
    ] {
        let values: [Value; 8] = [
            id.into(),
            kind.into(),
            owner.into(),
            hash.into(),
            teacher.into(),
            now.into(),
            media.into(),
            is_answer.into(),
        ];
        tx.execute(
            "INSERT INTO courses_attachment (id, owner_kind, owner_id, hash, name, media, size, position, created_by, \
             created_at, is_answer) VALUES ($1, $2, $3, $4, 'carte', $7, 10, 0, $5, $6, $8)",
            &values,
        )?;
    }
    for (id, sequence) in [(7_i64, 1_i64), (8, 2)] {
        let values: [Value; 5] =
            [id.into(), sequence.into(), hash.into(), teacher.into(), now.into()];
        tx.execute(
            "INSERT INTO courses_attachment (id, owner_kind, owner_id, sequence_id, hash, name, media, size, position, \
             created_by, created_at) VALUES ($1, 'lesson', 0, $2, $3, 'carte', 'application/pdf', 10, 0, $4, $5)",
            &values,
        )?;
    }
    let said: [Value; 2] = [teacher.into(), now.into()];
    tx.execute(
        "INSERT INTO courses_remark (id, handin_id, attachment_id, place, quote, words, author_id, at, shown) \
         VALUES (1, 1, 4, 5, '', 'Ici.', $1, $2, FALSE)",
        &said,
    )?;
    tx.settle_ids("courses_remark")
}
