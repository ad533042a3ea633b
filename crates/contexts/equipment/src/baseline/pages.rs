//! What schools lack: one school line by line, and all those one keeps, filtered, added up and taken
//! away as a table.

use kernel::{Lang, fold};
use web::{Access, Cx, Outcome, Problem, Route};

use crate::{
    baseline::{
        Version, What, draft,
        load::{self, Gap},
        versions, views,
    },
    rights::ROLES,
    schools::kept,
    t,
    takeaway::{self, Cell, Format},
};

/// Where what schools lack is.
pub(crate) const PATH: &str = "/materiel/socle";
/// Schools on one page.
pub(super) const PER_PAGE: i64 = 50;

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Role(ROLES);
    let mut routes = vec![
        Route::get(PATH, who, list),
        Route::get("/materiel/socle/export", who, export),
        Route::get("/materiel/ecoles/{org}/socle", who, of_school),
    ];
    routes.extend(versions::routes());
    routes.extend(draft::routes());
    routes
}

/// What a list is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) words: String,
    pub(super) kind: String,
    /// Only schools that lack something, or this.
    pub(super) lacks: Option<Lack>,
    pub(super) page: i64,
}

/// What lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    Anything,
    Only(What),
}

impl Lack {
    fn from_code(code: &str) -> Option<Self> {
        if code == "quelque-chose" {
            Some(Self::Anything)
        } else {
            What::from_code(code).map(Self::Only)
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Anything => "quelque-chose",
            Self::Only(what) => what.code(),
        }
    }
}

impl Asked {
    fn of(cx: &Cx) -> Self {
        let query = |name| cx.incoming.query(name).unwrap_or_default();
        Self {
            words: query("q").trim().chars().take(80).collect(),
            kind: query("genre").chars().take(20).collect(),
            lacks: Lack::from_code(query("manque")),
            page: cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1),
        }
    }

    pub(super) fn query(&self) -> String {
        crate::query(&[
            ("q", &self.words),
            ("genre", &self.kind),
            ("manque", self.lacks.map(Lack::code).unwrap_or_default()),
        ])
    }

    fn keeps(&self, words: &str, version: &Version, gap: &Gap) -> bool {
        let org = &gap.school.org;
        let is_named = words.is_empty()
            || fold(&org.name).contains(words)
            || fold(&org.commune).contains(words)
            || fold(&gap.school.uai) == words;
        let is_kind = self.kind.is_empty() || self.kind == org.kind;
        let lacks = match self.lacks {
            None => true,
            Some(Lack::Anything) => gap.missing() > 0,
            Some(Lack::Only(what)) => gap
                .needs
                .iter()
                .any(|need| need.missing > 0 && version.lines[need.line].what == what),
        };
        is_named && is_kind && lacks
    }
}

/// The schools one keeps that a list is asked for.
fn asked_for(cx: &mut Cx, asked: &Asked) -> Result<(Version, Vec<Gap>), Problem> {
    let (actor, today) = (cx.actor()?.clone(), cx.today());
    let (version, mut gaps) = load::gaps(cx.tx, Some((&actor, ROLES)), today)?;
    let words = fold(&asked.words);
    gaps.retain(|gap| asked.keeps(&words, &version, gap));
    Ok((version, gaps))
}

fn list(cx: &mut Cx) -> Outcome {
    let asked = Asked::of(cx);
    let (version, gaps) = asked_for(cx, &asked)?;
    Ok(views::list(cx, &asked, &version, &gaps).into())
}

fn export(cx: &mut Cx) -> Outcome {
    let (asked, lang) = (Asked::of(cx), cx.lang());
    let (version, gaps) = asked_for(cx, &asked)?;
    let mut rows: Vec<Vec<Cell>> = vec![
        [
            t::uai(lang),
            t::school_name(lang),
            t::school_commune(lang),
            t::gap_classes(lang),
            t::gap_what(lang),
            t::gap_rule(lang),
            t::gap_required(lang),
            t::gap_usable(lang),
            t::gap_missing(lang),
            t::baseline_source(lang),
        ]
        .map(Cell::from)
        .to_vec(),
    ];
    for gap in &gaps {
        rows.extend(gap.needs.iter().map(|need| line(lang, &version, gap, need)));
    }
    takeaway::reply(Format::of(cx.incoming.query("format")), t::gap_file(lang), &rows)
}

fn line(lang: Lang, version: &Version, gap: &Gap, need: &crate::baseline::Need) -> Vec<Cell> {
    let line = &version.lines[need.line];
    let org = &gap.school.org;
    let source = if line.source.is_empty() { &version.source } else { &line.source };
    vec![
        gap.school.uai.as_str().into(),
        org.name.as_str().into(),
        org.commune.as_str().into(),
        gap.classes.into(),
        line.what.says(lang).into(),
        line.said(lang, gap.classes, need).into(),
        need.required.into(),
        need.usable.into(),
        need.missing.into(),
        source.as_str().into(),
    ]
}

fn of_school(cx: &mut Cx) -> Outcome {
    let (org, today) = (kept(cx)?, cx.today());
    let of_school = load::of_school(cx.tx, &org, today)?;
    let broadband = crate::broadband::of_school(cx.tx, org.id)?;
    Ok(views::school(cx, &org, &of_school, &broadband).into())
}
