//! What a territory decides by figures, by command, as anyone can check it.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::commands::{complained, preau, said};

const TABLE: &str =
    "école;poids;Loudun;Civray;Vivonne\nA;1;0;30;12.5\nB;2;31;0;14\nC;1;12;14;0.25\n";
const GRAPH: &str = "4 4 1\n1 2 9\n2 3 1\n2 4 1\n2 1 2\n";

/// What a command says of a file, or how it complains.
fn run(command: &str, name: &str, text: &str, more: &[&str]) -> Result<String, String> {
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    let file = folder.path().join(name);
    fs::write(&file, text).map_err(|error| error.to_string())?;
    let path = file.display().to_string();
    let mut arguments = vec!["programme", command, &path];
    arguments.extend(more);
    let output = preau(folder.path(), &arguments);
    if output.status.success() { Ok(said(&output)) } else { Err(complained(&output)) }
}

fn answer(command: &str, text: &str, more: &[&str]) -> Result<Value, String> {
    let asked: Vec<&str> = more.iter().copied().chain(["--output", "json"]).collect();
    let said = run(command, "a.csv", text, &asked)?;
    serde_json::from_str(&said).map_err(|error| error.to_string())
}

fn locate(name: &str, text: &str, more: &[&str]) -> Result<Value, String> {
    let asked: Vec<&str> = more.iter().copied().chain(["--output", "json"]).collect();
    let said = run("locate", name, text, &asked)?;
    let mut answer: Value = serde_json::from_str(&said).map_err(|error| error.to_string())?;
    assert!(answer["seconds"].as_f64().is_some_and(|seconds| seconds >= 0.0));
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("seconds");
    }
    Ok(answer)
}

#[test]
fn a_table_is_answered_with_its_names() {
    let answer = locate("a.csv", TABLE, &["--p", "2"]).unwrap();
    assert_eq!(
        answer,
        json!({"objective": 12.0, "bound": 12.0, "proven": true, "sites": ["Loudun", "Civray"]})
    );
    let forced = locate("a.csv", TABLE, &["--p", "1", "--force", "Vivonne"]).unwrap();
    assert_eq!((&forced["objective"], &forced["sites"]), (&json!(40.75), &json!(["Vivonne"])));
    let forbidden = locate("a.csv", TABLE, &["--p", "1", "--forbid", "Vivonne"]).unwrap();
    assert_eq!((&forbidden["objective"], &forbidden["sites"]), (&json!(44.0), &json!(["Civray"])));
}

#[test]
fn the_farthest_and_the_covered_are_asked_the_same_way() {
    let center = locate("a.csv", TABLE, &["--p", "1", "--objective", "center"]).unwrap();
    assert_eq!((&center["objective"], &center["sites"]), (&json!(14.0), &json!(["Vivonne"])));
    let asked = ["--p", "1", "--objective", "cover", "--radius", "12,9"];
    let cover = locate("a.csv", TABLE, &asked).unwrap();
    assert_eq!((&cover["objective"], &cover["bound"]), (&json!(2), &json!(2)));
}

#[test]
fn a_graph_says_its_number_of_sites_and_counts_from_one() {
    let answer = locate("g.txt", GRAPH, &[]).unwrap();
    assert_eq!(answer, json!({"objective": 4, "bound": 4, "proven": true, "sites": [2]}));
    let two = locate("g.txt", GRAPH, &["--p", "2", "--force", "1", "--forbid", "3"]).unwrap();
    assert_eq!((&two["objective"], &two["sites"]), (&json!(2), &json!([1, 2])));
}

#[test]
fn what_cannot_be_answered_is_said() {
    let refused = |name, text, more: &[&str]| locate(name, text, more).unwrap_err();
    assert!(refused("a.csv", TABLE, &[]).contains("--p"));
    assert!(refused("a.csv", TABLE, &["--p", "4"]).contains("4 sites are asked for"));
    assert!(
        refused("a.csv", TABLE, &["--p", "1", "--force", "Poitiers"]).contains("no site Poitiers")
    );
    let both = ["--p", "1", "--force", "Civray", "--forbid", "Civray"];
    assert!(refused("a.csv", TABLE, &both).contains("Civray is both forced and forbidden"));
    assert!(refused("a.csv", "1;2\n3;x\n", &["--p", "1"]).contains("line 2"));
    assert!(refused("g.txt", "4 4 1\n1 2 9\n", &[]).contains("4 edges are announced"));
    assert!(refused("a.csv", TABLE, &["--p", "1", "--objective", "cover"]).contains("--radius"));
}

/// Twelve schools over three years; half adopt in 2026 and gain three points.
fn outcomes() -> String {
    let mut text = "école;année;note;depuis\n".to_owned();
    for school in 0..12 {
        for (time, year) in (0..).zip(2025..2028) {
            let adopts = school < 6;
            let gain = if adopts && year >= 2026 { 3 } else { 0 };
            let note = school * 2 + time + gain;
            let own = (school * 5 + time * 3) % 7;
            let since = if adopts { "2026" } else { "" };
            text += &format!("É{school:02};{year};{note},{own};{since}\n");
        }
    }
    text
}

const COLUMNS: [&str; 8] =
    ["--unit", "école", "--time", "année", "--outcome", "note", "--first-treated", "depuis"];

#[test]
fn an_effect_is_measured_and_what_may_be_said_of_it() {
    let found = answer("effect", &outcomes(), &COLUMNS).unwrap();
    assert_eq!((&found["verdict"], &found["units"]), (&json!("conclusive"), &json!(12)));
    let effect = found["simple"]["effect"].as_f64().unwrap();
    assert!((2.5..3.5).contains(&effect), "{found}");
    assert_eq!(
        (&found["by_chance"]["exact"], &found["by_chance"]["deals"]),
        (&json!(true), &json!(924))
    );
    assert_eq!(found["dynamic"]["figures"].as_array().map(Vec::len), Some(2));
    let text = run("effect", "a.csv", &outcomes(), &COLUMNS).unwrap();
    assert!(text.starts_with("there is an effect"), "{text}");
    assert!(text.contains("12 units, 3 dates; 6 measured, 6 compared with"), "{text}");
}

#[test]
fn a_table_of_outcomes_that_says_nothing_is_refused_with_a_sentence() {
    let refused = |text: &str, more: &[&str]| {
        let asked: Vec<&str> = COLUMNS.into_iter().chain(more.iter().copied()).collect();
        answer("effect", text, &asked).unwrap_err()
    };
    assert!(refused("école;année;note\nA;2025;1\n", &[]).contains("there is no column depuis"));
    assert!(refused(&outcomes().replace("2025;", "cent;"), &[]).contains("line 2: « cent »"));
    assert!(
        refused(&outcomes().replacen("É00;2026", "É00;2025", 1), &[])
            .contains("É00 is there twice")
    );
    let hole = outcomes().replacen("É00;2026;4,3;2026\n", "", 1);
    assert!(refused(&hole, &[]).contains("É00 has no outcome at 2026 (1 units"), "{hole}");
    assert!(refused(&outcomes().replace(";2026\n", ";\n"), &[]).contains("nobody adopts"));
    assert!(
        refused(&outcomes(), &["--confidence", "2"]).contains("the confidence is out of range")
    );
    let asked: Vec<&str> = COLUMNS.into_iter().chain(["--leave-out-incomplete"]).collect();
    assert_eq!(answer("effect", &hole, &asked).unwrap()["left_out"], json!(["É00"]));
}

#[test]
fn what_a_plan_would_find_is_known_before_anything_is_collected() {
    let plan = |cohorts: &str, more: &[&str]| {
        let folder = TempDir::new().unwrap();
        let mut asked = vec!["programme", "detect", "--cohorts", cohorts, "--from", "2026"];
        asked.extend(["--to", "2029", "--deviation", "10", "--correlation", "0.6"]);
        asked.extend(more);
        let output = preau(folder.path(), &asked);
        if output.status.success() { Ok(said(&output)) } else { Err(complained(&output)) }
    };
    let least = |cohorts: &str| {
        let said = plan(cohorts, &["--output", "json"]).unwrap();
        serde_json::from_str::<Value>(&said).unwrap()["detectable"].as_f64().unwrap()
    };
    assert!(least("2027:42,2028:42,2029:42") < least("2027:9,2028:9,2029:9"));
    assert!(plan("2027:42", &["--never", "42"]).unwrap().starts_with("the least effect"));
    assert!(plan("2027:42", &[]).unwrap_err().contains("nobody to compare with"));
    assert!(plan("2027", &["--never", "42"]).unwrap_err().contains("such as 2027:42"));
}

#[test]
fn small_counts_are_hidden_with_what_would_give_them_away() {
    let table = "niveau;filles;garçons;autres\nCM1;3;12;9\nCM2;14;11;10\n6e;20;8;7\n";
    let text = run("suppress", "a.csv", table, &[]).unwrap();
    assert!(text.starts_with("niveau;filles;garçons;autres;total\nCM1;·;"), "{text}");
    assert!(text.contains(";24\n") && text.ends_with("total;37;31;26;94\n"), "{text}");
    assert_eq!(text.matches('·').count(), 4, "{text}");
    let found = answer("suppress", table, &["--least", "3"]).unwrap();
    assert_eq!((&found["hidden"], &found["total"]), (&json!(0), &json!(94)));
    assert!(answer("suppress", "a;b\nx;-1\n", &[]).unwrap_err().contains("« -1 » is not a count"));
    assert!(answer("suppress", "a;b\n", &[]).unwrap_err().contains("empty"));
}

const RATES: &str = "part;payer;from;until;least;below;rate
matériel écoles;commune;2022-05-05;;0;200 000;30
matériel écoles;banque;2022-05-05;;0;200 000;70
matériel écoles;commune;2022-05-05;;200 000;;50
matériel écoles;banque;2022-05-05;;200 000;;50
";

#[test]
fn a_commune_sees_what_one_cent_more_costs() {
    let asked = |amount| ["--part", "matériel écoles", "--on", "2026-09-01", "--amount", amount];
    let owed = |amount| {
        let found = answer("shares", RATES, &asked(amount)).unwrap();
        let commune = &found["shares"][0];
        assert_eq!(commune["payer"], json!("commune"));
        let step = json!([{ "at": "200000.00", "below": "60000.00", "there": "100000.00" }]);
        assert_eq!(commune["steps"], step);
        commune["amount"].clone()
    };
    assert_eq!(owed("199 999,99"), json!("60000.00"));
    assert_eq!(owed("200 000,00"), json!("100000.00"));
    let text = run("shares", "a.csv", RATES, &asked("-100")).unwrap();
    assert!(text.contains("-30.00"), "{text}");
    let refused = |rates: &str, amount| answer("shares", rates, &asked(amount)).unwrap_err();
    assert!(refused(RATES, "cent").contains("« cent » is not an amount"));
    assert!(refused(&RATES.replace(";70", ";60"), "1").contains("90.00 % in all"));
    assert!(refused(&RATES.replace(";70", ";-1"), "1").contains("is not a rate"));
    assert!(refused(&RATES.replace("2022", "2030"), "1").contains("no rate is known"));
}

/// Three of each of four schools, and one that lacks its index.
fn schools(with_hole: bool) -> String {
    let mut text = "uai;nom;secteur;ips;élèves\n".to_owned();
    for number in 0..12 {
        let sector = ["public", "privé"][usize::from(number % 4 == 0)];
        let (index, pupils) = (80 + number % 4 * 10, 100 + number % 4 * 50);
        text += &format!("U{number:02};École {number};{sector};{index},5;{pupils}\n");
    }
    if with_hole { text + "U99;École 99;public;;120\n" } else { text }
}

#[test]
fn cohorts_are_alike_and_their_seed_finds_them_again() {
    let asked = ["--per-year", "4", "--years", "3", "--seed", "7", "--tolerance", "0"];
    let drawn = answer("cohorts", &schools(false), &asked).unwrap();
    assert_eq!(
        (&drawn["misplaced"], &drawn["left"], &drawn["seed"]),
        (&json!(0), &json!([]), &json!(7))
    );
    assert!(drawn["difference"].as_f64().unwrap() < 1e-9, "{drawn}");
    assert_eq!(drawn, answer("cohorts", &schools(false), &asked).unwrap());
    let respects: Vec<_> =
        drawn["likeness"].as_array().unwrap().iter().map(|one| &one["respect"]).collect();
    // Twelve names would be twelve kinds: the words of a column are few or it is a name.
    assert!(respects.contains(&&json!("secteur: privé")) && respects.contains(&&json!("ips")));
    let named: Vec<&str> =
        asked.into_iter().chain(["--kinds", "secteur", "--quarters", "ips"]).collect();
    let drawn = answer("cohorts", &schools(false), &named).unwrap();
    assert_eq!(drawn["likeness"].as_array().map(Vec::len), Some(6));
    let text = run("cohorts", "a.csv", &schools(false), &named).unwrap();
    assert!(text.contains("year 3: ") && text.contains("ips: quarter 4"), "{text}");
}

#[test]
fn a_school_that_lacks_something_is_named_before_the_draw() {
    let asked = ["--per-year", "4", "--years", "3", "--seed", "7", "--measures", "ips"];
    let refused = answer("cohorts", &schools(true), &asked).unwrap_err();
    assert!(refused.contains("something is missing for U99"), "{refused}");
    let without: Vec<&str> = asked.into_iter().chain(["--leave-out-incomplete"]).collect();
    assert_eq!(answer("cohorts", &schools(true), &without).unwrap()["left"], json!([]));
    let many = ["--per-year", "5", "--years", "3", "--seed", "7", "--measures", "élèves"];
    assert!(
        answer("cohorts", &schools(true), &many).unwrap_err().contains("15 places and 13 units")
    );
}
