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
        let name_of = settings.namer();
        let names = outcome.documents.iter().map(|document| name_of(&document.path)).collect();
        let baseline = if self.write_baseline {
            None
        } else {
            super::baseline::read(self.baseline.as_deref(), &settings.project, outcome)?
        };
        let changed = match &self.diff {
            Some(revision) => {
                let documents: Vec<&str> = outcome.documents.iter().map(|d| d.path.as_str()).collect();
                Some(super::git::changed(&documents, revision)?)
            }
            None => None,
        };
        let mut policy = Policy::new(&settings.project, outcome, names, self.today()?);
        policy.whole = paths.iter().any(|path| path.is_dir());
        policy.baseline = baseline.as_ref();
        policy.changed = changed.as_ref();
        apply(outcome, rules, &policy);
        Ok(())
    }

    /// The day of the run.
    fn today(&self) -> Result<CalendarDate, String> {
        match &self.today {
            Some(day) => day_of(day).ok_or_else(|| format!("`{day}` is no day; write it as 2026-12-31")),
            None => Ok(today()),
        }
    }
}

/// The day, by Greenwich.
pub(crate) fn today() -> CalendarDate {
    CalendarDate::of(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date())
}
