//! Signs that a candidate is right or wrong beyond its witnesses: that it stands in another
//! scope as well, that it is the latest. How much they tell is learned over the run, and may
//! come out as nothing.

use crate::truth::conflict::Conflict;

/// What the signs add to the log-odds of a candidate that bears them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    elsewhere: f64,
    latest: f64,
}

/// How often right and wrong candidates bear the signs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    elsewhere: Table,
    latest: Table,
}

#[derive(Debug, Clone, Copy, Default)]
struct Table {
    right: f64,
    right_bearing: f64,
    wrong: f64,
    wrong_bearing: f64,
}

impl Table {
    fn add(&mut self, probability: f64, bears: bool) {
        let bears = f64::from(u8::from(bears));
        self.right += probability;
        self.wrong += 1.0 - probability;
        self.right_bearing += probability * bears;
        self.wrong_bearing += (1.0 - probability) * bears;
    }

    fn join(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.right_bearing += other.right_bearing;
        self.wrong_bearing += other.wrong_bearing;
    }

    /// The logarithm of the ratio of likelihoods, one of each kind assumed (Laplace's rule).
    fn ratio(&self) -> f64 {
        let right = (self.right_bearing + 1.0) / (self.right + 2.0);
        let wrong = (self.wrong_bearing + 1.0) / (self.wrong + 2.0);
        (right / wrong).ln()
    }
}

impl Signs {
    pub(super) fn of(&self, conflict: &Conflict, at: usize) -> f64 {
        let Some(candidate) = conflict.candidates.get(at) else { return 0.0 };
        let elsewhere = if candidate.elsewhere { self.elsewhere } else { 0.0 };
        let latest = if candidate.newest { self.latest } else { 0.0 };
        elsewhere + latest
    }
}

impl Counts {
    pub(super) fn add(&mut self, conflict: &Conflict, posterior: &[f64]) {
        for (candidate, probability) in conflict.candidates.iter().zip(posterior) {
            if conflict.scoped {
                self.elsewhere.add(*probability, candidate.elsewhere);
            }
            if conflict.dated {
                self.latest.add(*probability, candidate.newest);
            }
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.elsewhere.join(&other.elsewhere);
        self.latest.join(&other.latest);
    }

    /// Equal figures in different scopes are no confirmation, and being late is no fault: each
    /// sign may only tell in its own direction.
    pub(super) fn learned(&self) -> Signs {
        Signs { elsewhere: self.elsewhere.ratio().min(0.0), latest: self.latest.ratio().max(0.0) }
    }
}
