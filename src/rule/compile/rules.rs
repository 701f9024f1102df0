//! Compiles rules: patterns, conditions, and what a match does.

use super::{Compiler, TIME};
use crate::diagnostic::FileId;
use crate::rule::lint::{bad_key, no_effect, out_of_range, unknown_capture, unused_capture};
use crate::rule::model::{About, ClaimAction, Condition, Reach, Rule, ScopeAction, ScopeSource, SetAction};
use crate::syntax::ast::{self, Item, MeasureOf, Name};
use crate::token::fold;
use crate::value::CalendarDate;

impl Compiler<'_> {
    pub(super) fn patterns(&mut self, file: FileId, item: &Item) {
        let Item::Rule(item) = item else { return };
        let before = self.diagnostics.len();
        let mut captures = Vec::new();
        let matches: Vec<_> =
            item.matches.iter().filter_map(|p| self.program(file, p, &mut captures)).collect();
        let captured = captures.len();
        let unless = item.unless.iter().filter_map(|p| self.program(file, p, &mut captures)).collect();
        captures.truncate(captured);
        // Of a rule that lost statements to mistakes only the names are checked.
        self.mended = item.mended || matches.len() < item.matches.len() || item.matches.is_empty();
        let rule = Rule {
            when: item.when.iter().filter_map(|when| self.condition(file, when)).collect(),
            claims: item.claims.iter().filter_map(|claim| self.claim(file, claim, &captures)).collect(),
            sets: item.sets.iter().map(|set| self.set(file, set, &captures)).collect(),
            ignores: item
                .ignores
                .iter()
                .filter_map(|(name, why)| Some((self.capture(file, name, &captures)?, why.clone())))
                .collect(),
            about: item.about.as_ref().and_then(|name| self.about(file, name, &captures)),
            priority: self.priority(file, item.priority.as_ref()),
            place: (file, item.name.span),
            matches,
            unless,
            captures,
        };
        if std::mem::take(&mut self.mended) || rule.matches.is_empty() {
            return;
        }
        if self.diagnostics.len() == before {
            self.unused(file, item, &rule);
        }
        self.figures(file, item, &rule);
        self.rules.rules.insert(item.name.text.clone(), rule);
    }

    fn capture(&mut self, file: FileId, name: &Name, captures: &[String]) -> Option<usize> {
        let found = captures.iter().position(|capture| *capture == name.text);
        if found.is_none() && !self.mended {
            self.diagnostics.push(unknown_capture::diagnose(file, name, captures));
        }
        found
    }

    fn priority(&mut self, file: FileId, name: Option<&Name>) -> i32 {
        let Some(name) = name else { return 0 };
        let priority = name.text.parse().ok().filter(|p| (-1000..=1000).contains(p));
        if priority.is_none() {
            self.diagnostics.push(out_of_range::diagnose(file, name, "a whole number from -1000 to 1000"));
        }
        priority.unwrap_or(0)
    }

    fn claim(&mut self, file: FileId, claim: &ast::ClaimStmt, captures: &[String]) -> Option<ClaimAction> {
        let measure = match &claim.measure {
            MeasureOf::Named(name) => Ok(self.measure_of(file, name)?),
            MeasureOf::LemmaOf(name) => Err(self.capture(file, name, captures)?),
        };
        let value = self.capture(file, &claim.value, captures)?;
        let (times, scope): (Vec<&ast::Pair>, Vec<&ast::Pair>) =
            claim.scope.iter().partition(|pair| pair.key.text == TIME);
        let time = times.first().and_then(|pair| self.capture(file, &pair.value, captures));
        Some(ClaimAction {
            measure,
            value,
            end: claim.end,
            scope: self.scope_actions(file, scope, captures),
            time,
        })
    }

    fn set(&mut self, file: FileId, set: &ast::SetStmt, captures: &[String]) -> SetAction {
        let reach = set.reach.as_ref().map_or(Reach::Sentence, |name| self.reach(file, name));
        let named =
            set.reach.as_ref().filter(|name| ["rule", "phrase", "clause"].contains(&name.text.as_str()));
        if let Some(name) = named {
            let help = "a rule sets scope for a `sentence`, `paragraph`, `section` or the `document`";
            let said = format!("`set` cannot reach a `{}`", name.text);
            self.diagnostics.push(no_effect::diagnose(file, name.span, said, help));
        }
        SetAction { scope: self.scope_actions(file, set.pairs.iter().collect(), captures), reach }
    }

    fn scope_actions(
        &mut self,
        file: FileId,
        pairs: Vec<&ast::Pair>,
        captures: &[String],
    ) -> Vec<ScopeAction> {
        pairs.into_iter().filter_map(|pair| self.scope_action(file, pair, captures)).collect()
    }

    fn scope_action(&mut self, file: FileId, pair: &ast::Pair, captures: &[String]) -> Option<ScopeAction> {
        let dimension = self.scope_of(file, &pair.key)?;
        let value = if pair.literal {
            ScopeSource::Text(pair.value.text.clone())
        } else if let Some(capture) = captures.iter().position(|c| *c == pair.value.text) {
            ScopeSource::Capture(capture)
        } else {
            ScopeSource::Value(self.scope_value_of(file, dimension, &pair.value)?)
        };
        Some(ScopeAction { dimension, value })
    }

    fn about(&mut self, file: FileId, name: &Name, captures: &[String]) -> Option<About> {
        if let Some(capture) = captures.iter().position(|capture| *capture == name.text) {
            return Some(About::Capture(capture));
        }
        self.entity_of(file, name).map(About::Entity)
    }

    fn condition(&mut self, file: FileId, when: &ast::Condition) -> Option<Condition> {
        let value = &when.value;
        match (when.field.text.as_str(), when.comparison.as_str()) {
            ("language", "=") => self.lang(file, value).map(Condition::Language),
            ("source", "=") => {
                self.source_of(file, value)?;
                Some(Condition::Publisher(value.text.clone()))
            }
            ("title", "has") => Some(Condition::TitleHas(fold(&value.text))),
            ("date", ">=" | "<=") => {
                let Some(date) = date(&value.text) else {
                    self.diagnostics.push(out_of_range::diagnose(file, value, "a date such as `2024-05-01`"));
                    return None;
                };
                Some(if when.comparison == ">=" { Condition::From(date) } else { Condition::Until(date) })
            }
            _ => {
                let expected =
                    "`language = en`, `source = name`, `title has \"…\"`, `date >= 2024` or `date <= 2024`";
                self.diagnostics.push(bad_key::diagnose(file, &when.field, "when", expected));
                None
            }
        }
    }

    fn unused(&mut self, file: FileId, item: &ast::Rule, rule: &Rule) {
        let scope_uses =
            |actions: &[ScopeAction], n: usize| actions.iter().any(|a| a.value == ScopeSource::Capture(n));
        for (n, name) in rule.captures.iter().enumerate() {
            let used =
                rule.claims.iter().any(|c| {
                    c.value == n || c.measure == Err(n) || c.time == Some(n) || scope_uses(&c.scope, n)
                }) || rule.sets.iter().any(|s| scope_uses(&s.scope, n))
                    || rule.ignores.iter().any(|(capture, _)| *capture == n)
                    || rule.about == Some(About::Capture(n));
            let span = item.matches.iter().find_map(|p| capture_span(p, name));
            if let (false, Some(span)) = (used, span) {
                self.diagnostics.push(unused_capture::diagnose(file, span, name));
            }
        }
    }
}

/// Where a pattern captures a name.
fn capture_span(pattern: &ast::Pattern, name: &str) -> Option<crate::token::Span> {
    pattern.alternatives.iter().flatten().find_map(|element| match (&element.capture, &element.atom) {
        (Some(capture), _) if capture.text == name => Some(capture.span),
        (_, ast::Atom::Group(inner) | ast::Atom::Look { pattern: inner, .. }) => capture_span(inner, name),
        (_, ast::Atom::All(parts)) => parts.iter().find_map(|part| capture_span(part, name)),
        _ => None,
    })
}

/// A date as rule files write it.
fn date(text: &str) -> Option<CalendarDate> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().and_then(|m| m.parse().ok());
    let day = parts.next().and_then(|d| d.parse().ok());
    Some(CalendarDate { year: Some(year), month, day }).filter(CalendarDate::exists)
}
