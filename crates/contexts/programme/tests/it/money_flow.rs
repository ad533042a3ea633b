//! Where each euro is: the picture and the table of one page say the same.

use programme::api::money::{self as api, Degree, NewLine, Part, Payer};
use shares::Cents;
use testkit::{Page, both};

use crate::money_world::Money;

/// A band of the picture: from which column, how much, whether it goes no further.
type Band = (usize, i64, bool);

/// The bands of a picture of so many columns.
fn bands(page: &Page) -> Vec<Band> {
    let of = |name: &str| page.attributes("svg.flow path[data-cents]", name);
    let xs = page.attributes("svg.flow rect", "x");
    let mut columns: Vec<f64> = xs.iter().map(|x| x.parse().unwrap()).collect();
    columns.sort_by(f64::total_cmp);
    columns.dedup();
    let column = |path: &str| {
        let begins: f64 = path.trim_start_matches('M').split(' ').next().unwrap().parse().unwrap();
        columns.iter().rposition(|x| *x < begins).unwrap()
    };
    let all = of("d").into_iter().zip(of("data-cents")).zip(of("class"));
    all.map(|((path, cents), class)| {
        (column(&path), cents.parse().unwrap(), class.contains("waits"))
    })
    .collect()
}

/// The rows of the table: each amount, nothing where there is none.
fn rows(page: &Page) -> Vec<Vec<Option<i64>>> {
    let count = page.all("table tbody tr").len();
    let row = |at: usize| {
        let cells = page.all(&format!("table tbody tr:nth-child({}) td", at + 1));
        let read = |cell: &String| Cents::parse(cell).map(|cents| cents.0);
        cells.iter().map(read).collect()
    };
    (0..count).map(row).collect()
}

fn through(bands: &[Band], column: usize, waits: bool) -> i64 {
    bands.iter().filter(|band| (band.0, band.2) == (column, waits)).map(|band| band.1).sum()
}

both! {
    fn the_picture_and_the_table_agree_to_the_cent(backend) {
        let money = Money::new(backend);
        let (commune, bank, convention) = (money.commune, money.bank, money.convention);
        let other = money.world.test.arrange(move |tx| {
            let payers = [(Payer::Commune, commune, 1), (Payer::State, bank, 1)];
            let line = NewLine {
                part: Part::Resources, degree: Degree::Ecole, label: "Abonnements", planned: 1_000_001,
                is_tax_eligible: false, is_private: false, payers: &payers, schools: &[],
            };
            api::add_line(tx, convention, &line)
        });
        let order = money.order("C-1", "2023-01-02", "199 999,99");
        money.invoice(order, "F-1", "2023-02-02", "100 000,03");
        money.order("C-2", "2023-09-02", "500,05");
        money.write_in(other, "order", None, &[("reference", "C-3"), ("jour", "2023-01-02"), ("montant", "3 333,33")]);
        let third = money.last();
        money.write_in(other, "invoice", Some(third), &[("reference", "F-3"), ("jour", "2023-03-02"), ("montant", "1 111,11")]);
        let page = money.world.visit(money.world.people.funder).get(&format!("{}/flux", money.path()));
        let (bands, mut rows) = (bands(&page), rows(&page));
        let total: Vec<i64> = rows.pop().unwrap().into_iter().flatten().collect();
        let rest = rows.pop().unwrap()[0].unwrap();
        assert_eq!((rows.len(), total.len()), (2, 4), "{}", page.text());
        let stage = |at: usize| -> i64 { rows.iter().map(|row| row[at].unwrap()).sum() };
        assert_eq!(total, [stage(0) + rest, stage(1), stage(2), stage(3)], "the table adds up");
        let drawn: Vec<i64> = (0..4).map(|column| through(&bands, column, false)).collect();
        assert_eq!(drawn, [stage(0), stage(1), stage(2), stage(3)], "{bands:?}");
        let left: Vec<i64> = (0..4).map(|column| through(&bands, column, true)).collect();
        let expected = [rest, stage(0) - stage(1), stage(1) - stage(2), stage(2) - stage(3)];
        assert_eq!(left, expected, "what waits is what the table has left: {bands:?}");
        let mut parts: Vec<i64> = bands.iter().filter(|band| (band.0, band.2) == (0, false)).map(|band| band.1).collect();
        let mut lines: Vec<i64> = rows.iter().map(|row| row[0].unwrap()).collect();
        parts.sort_unstable();
        lines.sort_unstable();
        assert_eq!(parts, lines, "a part is a line here");
    }
}
