//! Checks what tests expect: the names in them, and the units of their figures.

use super::{Compiler, TIME};
use crate::diagnostic::FileId;
use crate::rule::lint::{unknown_name, wrong_dimension};
use crate::rule::model::{Id, Ruleset, Test, Unit};
use crate::syntax::ast::{self, Expect, ExpectMeasure, Name, Pair};

impl Compiler<'_> {
    /// Checks a test, and keeps it where it can be run.
    pub(super) fn expectations(&mut self, file: FileId, test: &ast::Test) {
        let before = self.diagnostics.len();
        for document in &test.documents {
            self.lang(file, &document.lang);
            if let Some(source) = &document.source {
                self.source_of(file, source);
            }
        }
        let mut sound = true;
        for expect in &test.expects {
            sound &= match expect {
                Expect::Nothing(_) => true,
                Expect::NoClaim(measure) | Expect::Verdict(_, measure) => {
                    self.expected_measure(file, measure).is_ok()
                }
                Expect::Claim(claim) => {
                    let measure = self.expected_measure(file, &claim.measure);
                    let scopes = claim.scope.iter().filter(|pair| !self.expected_scope(file, pair)).count();
                    if let Some(unit) = &claim.unit {
                        self.expected_unit(file, unit, measure.ok().flatten());
                    }
                    scopes == 0 && measure.is_ok()
                }
            };
        }
        if sound && !test.mended && self.diagnostics.len() == before {
            self.rules.tests.push(Test { file, test: test.clone() });
        } else {
            self.rules.tests_not_run.push(file);
        }
    }

    /// The measure that a test names, where it is declared; an error where it is broken.
    fn expected_measure(&mut self, file: FileId, measure: &ExpectMeasure) -> Result<Option<Id>, ()> {
        if measure.open {
            return Ok(None);
        }
        let id = self.measure_of(file, &measure.name).ok_or(())?;
        if self.unsound.contains(&id) { Err(()) } else { Ok(Some(id)) }
    }

    /// Whether the scope that a test expects is one that there is.
    fn expected_scope(&mut self, file: FileId, pair: &Pair) -> bool {
        if pair.key.text == TIME {
            return true;
        }
        let Some(scope) = self.scope_of(file, &pair.key) else { return false };
        let places = self.rules.places();
        let of = |id: Id, rules: &Ruleset| {
            rules.scopes.get_index(id).is_some_and(|(_, s)| s.values.contains_key(&pair.value.text))
        };
        // The values of an origin may be places; words of the text are written in quotes.
        if !pair.literal && !of(scope, &self.rules) && !places.is_some_and(|id| of(id, &self.rules)) {
            return self.scope_value_of(file, scope, &pair.value).is_some();
        }
        true
    }

    fn expected_unit(&mut self, file: FileId, unit: &Name, measure: Option<Id>) {
        let rules = &self.rules;
        let Some(id) = rules.unit_named(&unit.text) else {
            let names: Vec<String> = rules.units.keys().cloned().collect();
            self.diagnostics.push(unknown_name::diagnose(
                file,
                "unit",
                unit,
                names.iter().map(String::as_str),
            ));
            return;
        };
        let Some((name, measure)) = measure.and_then(|id| rules.measures.get_index(id)) else { return };
        let Some(of) = rules.unit(id).map(|unit| unit.dimension) else { return };
        if !rules.same_dimension(of, measure.dimension) {
            let title = |id: Id| rules.dimensions.get_index(id).map_or("", |(name, _)| name.as_str());
            let said = wrong_dimension::unit(file, unit, title(of), name, title(measure.dimension));
            self.diagnostics.push(said);
        }
    }
}

impl Ruleset {
    /// The unit of a name, or of what output calls it; of two that output calls the same the base.
    #[must_use]
    pub fn unit_named(&self, text: &str) -> Option<Id> {
        let of_code = |base: bool| {
            let is_base = |unit: &Unit| unit.numerator == unit.denominator;
            self.units.values().position(|unit| unit.code == text && (is_base(unit) || !base))
        };
        self.units.get_index_of(text).or_else(|| of_code(true)).or_else(|| of_code(false))
    }

    /// Whether figures of two dimensions can be values of one measure: lengths of time by the
    /// clock and by the calendar can.
    #[must_use]
    pub fn same_dimension(&self, a: Id, b: Id) -> bool {
        let time = |id: Id| self.is_dimension(id, "duration") || self.is_dimension(id, "calendar");
        a == b || (time(a) && time(b))
    }
}
