//! Working out what a study says.

use effect::{Ask, Control, EffectError, Estimate, Gaps, Panel};

use super::read::Row;

/// What a study says, and who was left out of it.
pub(super) struct Worked {
    pub(super) left_out: String,
    pub(super) estimate: Estimate,
}

/// Schools named as left out.
const NAMED: usize = 12;

/// Works out what a study says. The seed is its own, so that the same table says the same again.
///
/// # Errors
/// When there is nobody to measure, or nobody to compare with.
pub(super) fn estimate(rows: Vec<Row>, is_not_yet: bool) -> Result<Worked, EffectError> {
    let rows = rows.into_iter().map(|row| effect::Row {
        unit: row.unit,
        time: row.time,
        outcome: row.outcome,
        first: row.first,
        cluster: None,
    });
    let panel = Panel::new(rows.collect(), Gaps::LeftOut)?;
    let control = if is_not_yet { Control::NotYet } else { Control::Never };
    let estimate = effect::estimate(&panel, &Ask { control, ..Ask::default() })?;
    let names: Vec<&str> =
        panel.left_out().iter().chain(&estimate.already).map(String::as_str).collect();
    let mut left_out = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        left_out.push_str(", …");
    }
    Ok(Worked { left_out, estimate })
}

/// The key of the sentence that says why there is no answer.
pub(super) fn why(error: &EffectError) -> &'static str {
    match error {
        EffectError::Empty => "why-empty",
        EffectError::OneDate => "why-one-date",
        EffectError::NobodyAdopts => "why-nobody-adopts",
        EffectError::NobodyNever => "why-nobody-never",
        EffectError::NobodyNotYet => "why-nobody-not-yet",
        EffectError::TooLarge => "why-too-large",
        _ => "why-other",
    }
}
