//! Every text reads as printed French.

use std::collections::BTreeSet;

use demo::activity::Lesson;
use demo::content::entries;
use demo::subjects::{Level, Subject};
use demo::world::{Scale, World};

const NARROW: char = '\u{202f}';
const FIXED: char = '\u{a0}';

/// What is wrong with a text; languages other than French keep their own spaces.
fn fault(text: &str, french: bool) -> Option<&'static str> {
    let plain = without_tags(text)?;
    let chars: Vec<char> = plain.chars().collect();
    if plain.contains(['\'', '"', '{', '}']) || plain.contains("...") {
        return Some("straight quotation mark, ellipsis or placeholder");
    }
    if plain.contains("  ") || plain.trim() != plain || plain.is_empty() {
        return Some("spaces");
    }
    for (rank, c) in chars.iter().enumerate() {
        let before = rank.checked_sub(1).map(|rank| chars[rank]);
        let after = chars.get(rank + 1).copied();
        let spaced = |space: Option<char>| matches!(space, Some(NARROW | FIXED));
        match c {
            ';' | '?' | '!' | ':' if before == Some(' ') => {
                return Some("breaking space before a mark");
            }
            ';' | '?' | '!' | ':' if french && !spaced(before) => {
                return Some("no space before a mark");
            }
            '«' if !spaced(after) => return Some("no space after «"),
            '»' if !spaced(before) => return Some("no space before »"),
            _ => {}
        }
    }
    None
}

/// The text of the simple HTML subset; nothing else is allowed between < and >
/// except the signs of mathematics.
fn without_tags(text: &str) -> Option<String> {
    let mut plain = text.to_owned();
    for tag in ["p", "ul", "li", "strong", "em"] {
        assert_eq!(
            plain.matches(&format!("<{tag}>")).count(),
            plain.matches(&format!("</{tag}>")).count(),
            "{text}"
        );
        plain = plain.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    assert!(!plain.contains("</"), "{text}");
    Some(plain)
}

fn french(subject: Subject) -> bool {
    !matches!(subject, Subject::English | Subject::Spanish | Subject::German | Subject::Latin)
}

/// The texts with a fault, each with its fault.
#[derive(Default)]
struct Faults(BTreeSet<String>);

impl Faults {
    fn read(&mut self, text: &str, french: bool) {
        self.0.extend(fault(text, french).map(|fault| format!("{fault}: {text}")));
    }

    fn none(&self) {
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

#[test]
fn every_entry_reads_well() {
    let mut faults = Faults::default();
    for subject in Subject::ALL {
        for level in Level::ALL {
            let list = entries(*subject, level);
            assert!(list.len() >= 8, "{subject:?} {level:?}");
            for entry in list {
                let french = french(*subject);
                faults.read(entry.title, french);
                faults.read(entry.body, french);
                assert!(entry.body.chars().count() >= 40, "{}", entry.body);
                let Some(task) = entry.task else { continue };
                faults.read(task.title, french);
                faults.read(task.instructions, french);
                for answer in task.answers {
                    faults.read(&answer.replace("{me}", "Lina"), french);
                }
            }
        }
    }
    faults.none();
}

#[test]
fn everything_people_read_reads_well() {
    let mut faults = Faults::default();
    let world = World::generate(5, Scale::School);
    for school in 0..3 {
        for lesson in world.lessons_of(school) {
            let french = french(world.teachings[lesson.teaching as usize].subject);
            read(&world, &lesson, french, &mut faults);
        }
    }
    faults.none();
}

fn read(world: &World, lesson: &Lesson, french: bool, faults: &mut Faults) {
    faults.read(&lesson.title, french);
    faults.read(&lesson.body, french);
    let Some(work) = &lesson.work else { return };
    faults.read(&work.title, french);
    faults.read(&work.instructions, french);
    for handin in world.handins_of(work) {
        if !handin.text.is_empty() {
            faults.read(&handin.text, french);
        }
        if let Some(answer) = &handin.answer {
            faults.read(&answer.text, true);
        }
    }
}
