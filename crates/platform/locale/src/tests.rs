use std::fs;

use super::{build, module};

/// The module for these two sources; Arabic says nothing.
fn code(french: &str, english: &str) -> String {
    module(french, english, "").unwrap()
}

/// What is wrong with these two sources, one problem per line.
fn problems(french: &str, english: &str) -> String {
    module(french, english, "").unwrap_err().join("\n")
}

/// What is wrong with this source, written in both languages; the French half.
fn refused(source: &str) -> String {
    let mut lines = module(source, source, "").unwrap_err();
    lines.retain(|line| line.starts_with("locales/fr.ftl: "));
    lines.join("\n").replace("locales/fr.ftl: ", "")
}

#[track_caller]
fn holds(code: &str, lines: &[&str]) {
    for line in lines {
        assert!(code.contains(line), "no line\n{line}\nin\n{code}");
    }
}

#[test]
fn a_message_without_variables_is_a_static_text() {
    assert_eq!(
        code("lesson-title = Séance\n", "lesson-title = Lesson\n"),
        r#"
/// `lesson-title`: `Séance`
pub(crate) fn lesson_title(lang: kernel::Lang) -> &'static str {
    match lang {
        kernel::Lang::Fr => "Séance",
        kernel::Lang::En => "Lesson",
        kernel::Lang::Ar => "\u{2066}Séance\u{2069}",
    }
}
"#
    );
}

#[test]
fn plurals_and_variables_follow_the_order_of_the_french_text() {
    let french = "pupils =\n    { $count ->\n        [0] Aucun élève\n        [one] { $count } élève de { $name }\n       *[other] { $count } élèves de { $name }\n    }\n";
    let english = "pupils =\n    { $count ->\n        [one] { $name }: { $count } pupil\n       *[other] { $name }: { $count } pupils\n    }\n";
    holds(
        &code(french, english),
        &[
            "pub(crate) fn pupils(lang: kernel::Lang, count: i64, name: &str) -> String {",
            r#"match count { 0 => "Aucun élève".to_owned(), _ if count.unsigned_abs() < 2 => format!("{} élève de {name}", grouped(count, '\u{202f}')), _ => format!("#,
            r#"match count { _ if count.unsigned_abs() == 1 => format!("{name}: {} pupil", grouped(count, ',')), _ => format!("#,
            "fn grouped(number: i64, separator: char) -> String {",
        ],
    );
}

#[test]
fn exact_numbers_come_before_plural_categories() {
    let source = "n = { $n ->\n    [one] une\n    [1] seule\n   *[other] des\n }\n";
    holds(
        &code(source, source),
        &[r#"match n { 1 => "seule".to_owned(), _ if n.unsigned_abs() < 2 => "#],
    );
}

#[test]
fn french_knows_exact_millions() {
    let french = "n = { $n ->\n    [many] d’élèves\n   *[other] élèves\n }\n";
    let english = "n = { $n ->\n   *[other] pupils\n }\n";
    let code = code(french, english);
    holds(&code, &["_ if n != 0 && n % 1_000_000 == 0 => "]);
    holds(&code, &[r#"kernel::Lang::En => "pupils".to_owned(),"#]);
    assert!(!code.contains("fn grouped"), "no number is shown:\n{code}");
}

#[test]
fn a_word_chooses_and_a_whole_choice_may_sit_inside_a_sentence() {
    let french = "born = { $gender ->\n    [female] Née\n   *[male] Né\n } le { $day }\n";
    let english = "born = { $gender ->\n   *[other] Born\n } on { $day }\n";
    holds(
        &code(french, english),
        &[
            "fn born(lang: kernel::Lang, gender: &str, day: &str) -> String",
            r#"format!("{} le {day}", match gender { "female" => "Née", _ => "Né" })"#,
            r#"format!("Born on {day}")"#,
        ],
    );
}

#[test]
fn one_language_is_enough_to_make_a_variable_a_number() {
    holds(
        &code("n = { $n }\n", "n = { NUMBER($n) }\n"),
        &["n: i64", r"grouped(n, '\u{202f}')", "grouped(n, ',')"],
    );
}

#[test]
fn references_literals_and_attributes_are_written_in_place() {
    let french = "-brand = Préau\nwelcome = Bienvenue dans { -brand }{ \"\\u202F\" }! { \"{\" }\n    .aria = { welcome } { 1234567.5 }\n";
    let english = "-brand = Préau\nwelcome = Welcome to { -brand }! { \"}\" }\n    .aria = { welcome } { 1234567.5 }\n";
    holds(
        &code(french, english),
        &[
            r#"kernel::Lang::Fr => "Bienvenue dans Préau\u{202f}! {","#,
            "pub(crate) fn welcome_aria(lang: kernel::Lang) -> &'static str {",
            r#""Bienvenue dans Préau\u{202f}! { 1\u{202f}234\u{202f}567,5","#,
            r#""Welcome to Préau! } 1,234,567.5","#,
        ],
    );
}

#[test]
fn braces_of_a_sentence_with_variables_are_not_placeholders() {
    let source = "x = { \"{\" }{ $a }{ \"}\" }\n";
    holds(&code(source, source), &[r#"format!("{{{a}}}")"#]);
}

#[test]
fn several_lines_keep_their_own_indentation_and_fit_one_comment_line() {
    let source = "x =\n    Un `mot`\n      puis\n\n    fin\n";
    holds(
        &code(source, source),
        &["/// `x`: `Un 'mot'   puis  fin`\n", r#""Un `mot`\n  puis\n\nfin""#],
    );
}

#[test]
fn french_signs_keep_their_word_on_the_line() {
    let source = "title = « { $x } » est là : lire p. 4 ; rendre ?\nof = { \" \" }: { $x } !\nwhich = { $n ->\n    [one] Une !\n   *[other] Des « autres »\n }\n";
    let code = code(source, source);
    holds(
        &code,
        &[
            r#"Fr => format!("«\u{a0}{x}\u{a0}» est là\u{a0}: lire p.\u{a0}4\u{202f}; rendre\u{202f}?")"#,
            r#"En => format!("« {x} » est là : lire p. 4 ; rendre ?")"#,
            r#"Fr => format!("\u{a0}: {x}\u{202f}!")"#,
            r#"=> "Une\u{202f}!".to_owned(), _ => "Des «\u{a0}autres\u{a0}»".to_owned()"#,
        ],
    );
}

#[test]
fn rust_keywords_get_an_underscore() {
    let source = "type = { $match }\n";
    holds(
        &code(source, source),
        &["fn type_(lang: kernel::Lang, match_: &str)", "match_.to_owned()"],
    );
}

#[test]
fn by_key_answers_for_plain_messages_of_its_prefixes() {
    let source =
        "# by-key: role-, grant-\n\nrole-pupil = a\nrole-of = { $x }\ngrant-read = b\nother = c\n";
    let code = code(source, source);
    holds(
        &code,
        &[
            "pub(crate) fn by_key(lang: kernel::Lang, key: &str) -> Option<&'static str> {\n    match key {\n        \"role-pupil\" => Some(role_pupil(lang)),\n        \"grant-read\" => Some(grant_read(lang)),\n        _ => None,\n    }\n}\n",
        ],
    );
    assert!(!self::code("x = a\n", "x = b\n").contains("by_key"));
    let unmatched = "# by-key: role-\nx = a\n";
    assert_eq!(refused(unmatched), "by-key: no message for role-");
}

#[test]
fn every_difference_between_the_languages_is_listed() {
    let french = "a = a\nb = { $x } { $y }\nc = { $n }\n";
    let english = "b = { $x } { $z }\nc = { $n }\nd = d\n";
    assert_eq!(
        problems(french, english),
        "locales/en.ftl: a: missing, French has it\n\
         locales/en.ftl: b: lacks $y\n\
         locales/fr.ftl: b: lacks $z\n\
         locales/fr.ftl: d: missing, English has it"
    );
}

#[test]
fn names_that_meet_are_refused() {
    assert_eq!(refused("a = a\na = b\n"), "a: written twice");
    assert_eq!(refused("-t = a\n-t = b\n"), "-t: written twice");
    assert_eq!(refused("a =\n .b = c\n .b = d\n"), "a.b: written twice");
    assert_eq!(
        refused("a-b = a\na =\n    .b = c\n"),
        "a.b: its function a_b is already that of a-b"
    );
    assert_eq!(refused("a = { $x-y } { $x_y }\n"), "a: two variables have the same name in Rust");
    assert_eq!(
        refused("by-key = a\n"),
        "by-key: “by-key” is a name the generated code keeps for itself"
    );
    assert_eq!(refused("aB = a\n"), "aB: “aB” is not lower-case words joined by single hyphens");
}

#[test]
fn what_is_not_supported_says_so() {
    for (source, problem) in [
        ("a = { DATETIME($d) }\n", "a: the function DATETIME does not exist here"),
        ("a = { NUMBER($n, x: 1) }\n", "a: NUMBER takes one variable and nothing else"),
        ("-t = t\na = { -t(x: 1) }\n", "a: the term -t may be named only alone"),
        ("-t = { $x }\na = { -t }\n", "a: the term -t has a variable, $x"),
        ("a = { b }\n", "a: names b, which does not exist"),
        ("a = x { a }\n", "a: names itself through a"),
        (
            "a = { $n ->\n  [few] x\n *[other] y\n }\n",
            "a: no integer is in the category [few] here",
        ),
        ("a = { $n ->\n  [1] x\n *[z] y\n }\n", "a: the key [1] is a number among words"),
        ("a = { $n ->\n  [1.5] x\n *[other] y\n }\n", "a: the key [1.5] is not an integer"),
        ("a = { $n ->\n  [1] x\n *[2] y\n }\n", "a: the default variant of $n is a number"),
        (
            "a = { $n ->\n  [one] x\n  [one] z\n *[other] y\n }\n",
            "a: two variants of $n have the same key",
        ),
        ("a = { $n ->\n *[other] y\n }\n", "a: $n changes nothing in any language"),
        ("a = { NUMBER($n) }{ $n ->\n  [x] x\n *[z] y\n }\n", "a: $n is both a number and a word"),
        (
            "a = { 5 ->\n  [one] x\n *[other] y\n }\n",
            "a: only a variable may choose between variants",
        ),
        ("a = { $a }{ $b }{ $c }{ $d }{ $e }{ $f }{ $g }\n", "a: more than 6 variables"),
        ("a = ok\nb = { $x\n", "b: line 3: Expected a token starting with \"}\""),
    ] {
        assert_eq!(refused(source), problem, "{source}");
    }
}

#[test]
fn a_crate_gets_its_module_and_a_missing_file_is_named() {
    let root = tempfile::tempdir().unwrap();
    let missing = build(root.path(), root.path()).unwrap_err();
    let files: Vec<_> = missing.iter().filter_map(|it| it.split(": ").next()).collect();
    assert_eq!(files, ["locales/fr.ftl", "locales/en.ftl"]);

    fs::create_dir(root.path().join("locales")).unwrap();
    fs::write(root.path().join("locales/fr.ftl"), "save = Enregistrer\n").unwrap();
    fs::write(root.path().join("locales/en.ftl"), "save = Save\n").unwrap();
    let missing = build(root.path(), root.path()).unwrap_err();
    assert!(missing[0].starts_with("locales/ar.ftl: "), "{missing:?}");
    fs::write(root.path().join("locales/ar.ftl"), "").unwrap();
    build(root.path(), root.path()).unwrap();
    let written = fs::read_to_string(root.path().join("t.rs")).unwrap();
    assert_eq!(written, code("save = Enregistrer\n", "save = Save\n"));
}

#[test]
fn a_crate_with_much_to_say_puts_parts_of_it_in_a_folder() {
    let root = tempfile::tempdir().unwrap();
    for (language, file, part) in [
        ("fr", "save = Enregistrer\n", "more = Encore\n"),
        ("en", "save = Save\n", "more = More\n"),
    ] {
        let folder = root.path().join("locales").join(language);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.with_extension("ftl"), file).unwrap();
        fs::write(folder.join("answers.ftl"), part).unwrap();
        fs::write(folder.join("notes.txt"), "no sentence").unwrap();
    }
    fs::write(root.path().join("locales/ar.ftl"), "").unwrap();
    build(root.path(), root.path()).unwrap();
    let written = fs::read_to_string(root.path().join("t.rs")).unwrap();
    let together = code("save = Enregistrer\nmore = Encore\n", "save = Save\nmore = More\n");
    assert_eq!(written, together);
}

/// The arm of Arabic, for a message of this French and this Arabic.
fn arabic(french: &str, arabic: &str) -> String {
    let code = module(french, french, arabic).unwrap();
    let arm = code.lines().find_map(|line| line.trim().strip_prefix("kernel::Lang::Ar => "));
    arm.unwrap().to_owned()
}

#[test]
fn arabic_has_its_six_plurals() {
    let french = "n = { $n ->\n    [one] un\n   *[other] { $n }\n }\n";
    let source = "n = { $n ->\n    [zero] صفر\n    [one] واحد\n    [two] اثنان\n    [few] { $n } أشياء\n    [many] { $n } شيئا\n   *[other] { $n } شيء\n }\n";
    assert_eq!(
        arabic(french, source),
        r#"match n { _ if n == 0 => "صفر".to_owned(), _ if n.unsigned_abs() == 1 => "واحد".to_owned(), _ if n.unsigned_abs() == 2 => "اثنان".to_owned(), _ if matches!(n.unsigned_abs() % 100, 3..=10) => format!("{} أشياء", grouped(n, '\u{202f}')), _ if matches!(n.unsigned_abs() % 100, 11..=99) => format!("{} شيئا", grouped(n, '\u{202f}')), _ => format!("{} شيء", grouped(n, '\u{202f}')) },"#,
    );
}

#[test]
fn a_word_put_into_an_arabic_sentence_keeps_its_direction_and_an_address_is_left_whole() {
    assert_eq!(
        arabic("x = { $name } : { $address }/avis\n", "x = { $name }: { $address }/avis\n"),
        r#"format!("\u{2068}{name}\u{2069}: {address}/avis"),"#,
    );
    assert_eq!(
        arabic("x = Code : { $code }\n", "x = الرمز: { $code }\n"),
        r#"format!("الرمز: {code}"),"#,
    );
}

#[test]
fn where_arabic_has_no_sentence_the_french_one_stands_whole() {
    let french = "x = { $n ->\n    [one] un élève\n   *[other] { $n } élèves\n }\n";
    let arm = arabic(french, "");
    assert!(arm.starts_with(r#"format!("\u{2066}{}\u{2069}", match n { "#), "{arm}");
    assert!(arm.contains("n.unsigned_abs() < 2"), "the plurals are French: {arm}");
}

#[test]
fn arabic_says_only_what_french_says() {
    let french = "x = { $name }\n";
    let wrong = module(french, french, "x = { $other }\ny = ي\n").unwrap_err();
    assert_eq!(
        wrong,
        [
            "locales/ar.ftl: x: lacks $name",
            "locales/fr.ftl: x: lacks $other",
            "locales/fr.ftl: y: missing, Arabic has it",
        ]
    );
}
