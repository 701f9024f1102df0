//! The policy of a run: the configuration, the day, the baseline, the change.

use super::Living;
use crate::cli::settings::Settings;
use crate::config::day_of;
use crate::engine::Outcome;
use crate::policy::{Policy, apply};
use crate::rule::Ruleset;
use crate::value::CalendarDate;
use std::path::PathBuf;

impl Living {
    /// Leaves out of an outcome what the project lives with.
    ///
    /// # Errors
    /// Why that cannot be known.
    pub(crate) fn apply(
        &self,
        outcome: &mut Outcome,
        rules: &Ruleset,
        settings: &Settings,
        paths: &[PathBuf],
    ) -> Result<(), String> {
        let names = outcome.documents.iter().map(|document| settings.name_of(&document.path)).collect();
        let mut policy = Policy::new(&settings.project, outcome, names, self.today()?);
        policy.whole = paths.iter().any(|path| path.is_dir());
        apply(outcome, rules, &policy);
        Ok(())
    }

    /// The day of the run.
    fn today(&self) -> Result<CalendarDate, String> {
        match &self.today {
            Some(day) => day_of(day).ok_or_else(|| format!("`{day}` is no day; write it as 2026-12-31")),
            None => Ok(CalendarDate::of(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date())),
        }
    }
}
