//! Which columns of a table hold what: by their names, or by `--map`.

use super::intake::COLUMNS;
use crate::diagnostic::did_you_mean;

/// How many columns a table must have, of [`COLUMNS`].
const NEEDED: usize = 3;

/// The names of the columns, in the order of [`COLUMNS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names(pub(super) [String; 5]);

/// Where a table has them.
pub(super) type Places = [Option<usize>; 5];

/// What `--map` is given: a column of ours and a column of the table.
pub(super) fn mapping(text: &str) -> Result<(String, String), String> {
    let Some((ours, theirs)) = text.split_once('=') else {
        return Err("expected `subject=name of a column`".to_owned());
    };
    let (ours, theirs) = (ours.trim(), theirs.trim());
    if !COLUMNS.contains(&ours) {
        let hint =
            did_you_mean(ours, COLUMNS).unwrap_or_else(|| format!("columns are {}", COLUMNS.join(", ")));
        return Err(format!("no column `{ours}`; {hint}"));
    }
    if theirs.is_empty() {
        return Err(format!("no name is given for `{ours}`"));
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

impl Names {
    pub(super) fn new(mappings: &[(String, String)]) -> Self {
        let named = |ours: &str| mappings.iter().rev().find(|(name, _)| name == ours).map(|(_, name)| name);
        Self(COLUMNS.map(|ours| named(ours).map_or(ours, String::as_str).to_owned()))
    }

    /// Finds the columns in a header.
    ///
    /// # Errors
    /// What is wrong, and what to do about it.
    pub(super) fn find(&self, header: &[&str]) -> Result<Places, (String, Option<String>)> {
        let mut places = Places::default();
        let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b);
        for ((name, ours), place) in self.0.iter().zip(COLUMNS).zip(&mut places) {
            let mut found = header.iter().enumerate().filter(|(_, column)| same(column, name));
            *place = found.next().map(|(at, _)| at);
            if found.next().is_some() {
                return Err((
                    format!("the column `{name}` stands twice"),
                    Some("rename one of them".to_owned()),
                ));
            }
            let needed = COLUMNS.iter().position(|column| *column == ours).is_some_and(|at| at < NEEDED);
            if place.is_none() && (needed || name != ours) {
                return Err((format!("there is no column `{name}`"), Some(hint(ours, name, header))));
            }
        }
        Ok(places)
    }
}

fn hint(ours: &str, name: &str, header: &[&str]) -> String {
    let near = did_you_mean(name, header.iter().copied()).map(|said| format!("{said} ")).unwrap_or_default();
    let shown: Vec<&str> = header.iter().take(20).copied().collect();
    format!("{near}name it with `--map {ours}=…`; the columns are {}", shown.join(", "))
}
