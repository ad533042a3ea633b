//! The choice of sites by command, as anyone can check it.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::commands::{complained, preau, said};

const TABLE: &str =
    "école;poids;Loudun;Civray;Vivonne\nA;1;0;30;12.5\nB;2;31;0;14\nC;1;12;14;0.25\n";
const GRAPH: &str = "4 4 1\n1 2 9\n2 3 1\n2 4 1\n2 1 2\n";

fn locate(name: &str, text: &str, more: &[&str]) -> Result<Value, String> {
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    let file = folder.path().join(name);
    fs::write(&file, text).map_err(|error| error.to_string())?;
    let path = file.display().to_string();
    let mut arguments = vec!["programme", "locate", &path, "--output", "json"];
    arguments.extend(more);
    let output = preau(folder.path(), &arguments);
    if !output.status.success() {
        return Err(complained(&output));
    }
    let mut answer: Value =
        serde_json::from_str(&said(&output)).map_err(|error| error.to_string())?;
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
