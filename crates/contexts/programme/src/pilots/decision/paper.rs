//! Everything an assembly asks, as a document: the map, the list with its reasons, the distances, the
//! data and their day, and what was decided.

use db::DbError;
use kernel::{Day, Lang};
use paper::{Frame, HEIGHT, Leaf, Paper, WIDTH};
use web::{Cx, Problem};

use crate::{
    pilots::{
        choice::Choice,
        dated,
        decision::{Decided, views::votes_words},
        draw,
        facts::pages::{index_words, sector_words, setting_words},
        map,
        study::{
            self,
            shown::Shown,
            words::{asked_words, command, measured, proof, way_words, worth},
        },
    },
    t,
};

/// What is left at the edges, in points.
const MARGIN: f32 = 57.0;
/// The side of the map.
const MAP: f32 = 300.0;
/// Below this, a page is full.
const FULL: f32 = HEIGHT - 110.0;

/// A document that goes on from page to page.
struct Writer {
    paper: Paper,
    leaf: Leaf,
}

impl Writer {
    fn new(lang: Lang, title: &str) -> Self {
        let mut writer = Self { paper: Paper::new(lang.tag(), title), leaf: Leaf::new() };
        writer.begin();
        writer
    }

    fn begin(&mut self) {
        self.leaf = Leaf::new();
        self.leaf.frame(Frame { x: MARGIN, y: MARGIN, width: WIDTH - 2.0 * MARGIN });
    }

    /// Goes on, on another page when this one is full.
    fn leaf(&mut self) -> &mut Leaf {
        self.leaf_for(0.0)
    }

    /// The same for something so high.
    fn leaf_for(&mut self, height: f32) -> &mut Leaf {
        if self.leaf.bottom() + height > FULL {
            let full = std::mem::take(&mut self.leaf);
            self.paper.push(full);
            self.begin();
        }
        &mut self.leaf
    }

    fn title(&mut self, text: &str) {
        let leaf = self.leaf_for(60.0);
        leaf.gap(8.0);
        leaf.subheading(text);
    }

    fn finish(mut self) -> Result<Vec<u8>, Problem> {
        self.paper.push(self.leaf);
        self.paper.finish().map_err(|error| DbError::statement(error).into())
    }
}

fn begin(cx: &Cx, choice: &Choice, day: i32) -> (Lang, Writer) {
    let lang = cx.lang().on_paper();
    let mut writer = Writer::new(lang, choice.kind_words(lang));
    writer.leaf().heading(&choice.name);
    writer.leaf().small(&t::choice_data(lang, &dated(lang, Day(day))));
    (lang, writer)
}

fn decided(lang: Lang, writer: &mut Writer, decided: Option<&Decided>) {
    let Some(decided) = decided else { return };
    let decision = &decided.decision;
    writer.title(t::decision(lang));
    let day = dated(lang, decision.day);
    writer.leaf().paragraph(&t::decision_says(lang, &decision.body, &day));
    writer.leaf().paragraph(&votes_words(lang, decision.votes));
    for one in &decided.pilots {
        writer.leaf().small(&one.name);
    }
    writer.leaf().strong(t::differences(lang));
    if decided.added.is_empty() && decided.left.is_empty() {
        writer.leaf().paragraph(t::differences_none(lang));
    }
    for name in &decided.added {
        writer.leaf().paragraph(&t::difference_added(lang, name));
    }
    for name in &decided.left {
        writer.leaf().paragraph(&t::difference_left(lang, name));
    }
    for line in decision.reasons.lines().filter(|line| !line.trim().is_empty()) {
        writer.leaf().paragraph(line);
    }
}

/// The file of a study.
pub(super) fn study(
    cx: &Cx,
    choice: &Choice,
    decision: Option<&Decided>,
) -> Result<Vec<u8>, Problem> {
    let (asked, data): (study::Asked, study::Data) = (choice.asked()?, choice.data()?);
    let study::Outcome::Solved(variants) = choice.result()? else {
        return Err(Problem::not_found());
    };
    let (lang, mut writer) = begin(cx, choice, data.day);
    decided(lang, &mut writer, decision);
    for variant in &variants {
        answer(lang, &mut writer, &Shown::new(&asked, &data, variant));
    }
    writer.title(t::parameters(lang));
    for said in asked_words(lang, &asked, &data) {
        writer.leaf().small(&said);
    }
    for one in data.caveats.iter().take(40) {
        let why = crate::pilots::words(lang, "caveat", &one.why);
        writer.leaf().small(&format!("{} · {why}", one.name));
    }
    writer.title(t::redo(lang));
    for variant in &variants {
        writer.leaf().small(&command(&asked, &data, variant.way));
    }
    writer.finish()
}

fn answer(lang: Lang, writer: &mut Writer, shown: &Shown) {
    writer.title(way_words(lang, shown.variant.way));
    let (answer, unit) = (&shown.variant.answer, shown.data.unit());
    writer.leaf().strong(&worth(lang, (shown.asked, unit), answer.objective));
    writer.leaf().paragraph(&proof(lang, answer));
    let (mean, farthest) = shown.distances();
    writer.leaf().paragraph(&t::paper_distances(
        lang,
        &measured(lang, unit, mean),
        &measured(lang, unit, farthest),
    ));
    let (ecoles, pilots) = (shown.ecoles(), shown.pilots());
    let count = |list: usize| i64::try_from(list).unwrap_or(0);
    let says = t::map_says(lang, count(pilots.len()), count(ecoles.len()));
    let leaf = writer.leaf_for(MAP);
    leaf.drawing(&map::path(&ecoles, &pilots), &says, MAP);
    leaf.gap(10.0);
    for (at, site) in shown.open.iter().enumerate() {
        let school = &shown.data.sites[*site];
        writer.leaf_for(50.0).strong(&format!("{}. {}, {}", at + 1, school.name, school.commune));
        let facts = t::paper_facts(
            lang,
            sector_words(lang, school),
            &index_words(lang, school),
            setting_words(lang, school),
        );
        writer.leaf().small(&facts);
        writer.leaf().small(&shown.reasons(lang, *site));
    }
    for one in shown.nearly(lang) {
        writer.leaf().small(&t::paper_nearly(lang, &one));
    }
    writer.title(t::near_title(lang));
    for (school, (site, metres)) in shown.data.clients.iter().zip(&shown.near) {
        let pilot = &shown.data.sites[*site].name;
        let line = t::paper_near(
            lang,
            &school.name,
            &school.commune,
            pilot,
            &measured(lang, unit, *metres),
        );
        writer.leaf().small(&line);
    }
}

/// The file of a draw.
pub(super) fn draw(
    cx: &Cx,
    choice: &Choice,
    decision: Option<&Decided>,
) -> Result<Vec<u8>, Problem> {
    let (asked, data): (draw::Asked, draw::Data) = (choice.asked()?, choice.data()?);
    let drawn: draw::Drawn = choice.result()?;
    let (lang, mut writer) = begin(cx, choice, data.day);
    decided(lang, &mut writer, decision);
    for (at, cohort) in (0_i64..).zip(&drawn.cohorts) {
        writer.title(&t::cohort_of(lang, &(asked.from + at).to_string()));
        for place in cohort {
            let school = &data.schools[*place];
            writer.leaf().small(&format!("{} · {} · {}", school.name, school.commune, school.uai));
        }
    }
    writer.title(t::balance(lang));
    writer.leaf().paragraph(&t::balance_says(lang, &draw::decimals(lang, drawn.imbalance)));
    writer.leaf().paragraph(draw::need_words(lang, &data));
    for one in &drawn.likeness {
        let means: Vec<String> =
            one.means.iter().map(|mean| draw::mean_words(lang, one, *mean)).collect();
        let (respect, difference) =
            (draw::respect_words(lang, one), draw::decimals(lang, one.difference));
        writer.leaf().small(&t::paper_likeness(lang, &respect, &means.join(" · "), &difference));
    }
    writer.title(t::redo(lang));
    writer.leaf().paragraph(&t::seed_says(lang, &asked.seed.to_string()));
    writer.leaf().small(&draw::command(&data, &asked));
    writer.finish()
}
