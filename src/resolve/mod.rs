//! What the evidence supports: for each thing that several claims speak of, the heaviest set
//! of claims that can all be true, and the value they leave.

mod component;
mod copies;
mod learn;
mod line;
mod resolution;
mod sweep;
mod tied;
mod weight;

pub use copies::originals;
pub use resolution::Resolution;
pub use weight::{Counted, Witness, Witnesses};

use crate::claim::Claim;
use crate::graph::ConflictGraph;
use crate::rule::Ruleset;
use component::{Components, Group};
use line::{Chosen, Line};
use rayon::prelude::*;
use resolution::{Run, Tying};
use rustc_hash::FxHashMap;
use tied::{Found, Tie};

/// Resolves every set of two or more claims that are about one thing, and those that a part and
/// its whole, or a derived figure and what it is derived from, put against each other.
#[must_use]
pub fn resolve(
    claims: &[Claim],
    graph: &ConflictGraph,
    witnesses: &Witnesses,
    rules: &Ruleset,
) -> Vec<Resolution> {
    let run = Run { claims, witnesses, rules };
    let components = Components::of(claims.len(), graph);
    let alone = (0..components.len()).into_par_iter().filter(|at| components.is_alone(*at));
    let mut out: Vec<Resolution> = alone.filter_map(|at| by_itself(components.set(at), run)).collect();
    let groups = components.groups.par_iter();
    let tied: Vec<Resolution> = groups.flat_map_iter(|group| together(group, &components, run)).collect();
    if !tied.is_empty() {
        out.extend(tied);
        out.sort_by_key(|resolution| resolution.claims.first().copied());
    }
    out
}

/// A line that nothing ties to others.
fn by_itself(members: &[u32], run: Run<'_>) -> Option<Resolution> {
    let line = weighed(members, run)?;
    Resolution::of(&line, &line.heaviest(&[]), &Tying::default(), run)
}

fn weighed(members: &[u32], run: Run<'_>) -> Option<Line> {
    let mut line = Line::of(members.iter().map(|member| *member as usize).collect(), run.claims)?;
    line.weigh(run.witnesses.weights(&line.members, run.claims));
    Some(line)
}

/// Lines that are tied.
fn together(group: &Group, components: &Components, run: Run<'_>) -> Vec<Resolution> {
    let sets = group.sets.iter().map(|set| components.set(*set));
    let lines: Vec<Line> = sets.filter_map(|members| weighed(members, run)).collect();
    let members = lines.iter().enumerate().flat_map(|(at, line)| line.members.iter().map(move |c| (*c, at)));
    let line_of: FxHashMap<usize, usize> = members.collect();
    let place = |claim: &usize| {
        let at = *line_of.get(claim)?;
        Some((at, lines.get(at)?.value_of(*claim)?))
    };
    let mut ties: Vec<Tie> =
        group.ties.iter().filter_map(|claims| claims.iter().map(place).collect::<Option<Tie>>()).collect();
    ties.iter_mut().for_each(|tie| {
        tie.sort_unstable();
        tie.dedup();
    });
    // A value that is tied to itself alone ties nothing.
    ties.retain(|tie| tie.len() > 1);
    ties.sort_unstable();
    ties.dedup();
    // What is done for each choice grows with them.
    if ties.len() > run.rules.limits.component_ties {
        ties.clear();
    }
    let found = tied::heaviest(&lines.iter().collect::<Vec<_>>(), &ties, run.rules.limits.component_steps);
    let resolution = |(at, line): (usize, &Line)| {
        let chosen = found.chosen.get(at)?;
        let tying = tying(at, chosen, &lines, &found, &ties);
        // One claim by itself is resolved only where it decides over others.
        let decides = line.members.len() > 1 || (!tying.excluded.is_empty() && !tying.even);
        decides.then(|| Resolution::of(line, chosen, &tying, run))?
    };
    lines.iter().enumerate().filter_map(resolution).collect()
}

/// What the ties of a line say of what is chosen of it.
fn tying(at: usize, chosen: &Chosen, lines: &[Line], found: &Found, ties: &[Tie]) -> Tying {
    let holds = |(line, value): &tied::Place| {
        lines.get(*line).zip(found.chosen.get(*line)).is_some_and(|(line, c)| line.holds(c, *value))
    };
    let own = ties.iter().filter(|tie| tie.iter().any(|place| place.0 == at && holds(place)));
    let places = own.flatten().filter(|place| place.0 != at && !holds(place));
    let mut excluded: Vec<usize> =
        places.filter_map(|(line, value)| Some(lines.get(*line)?.stating(*value))).flatten().collect();
    excluded.sort_unstable();
    excluded.dedup();
    let missed = found.bound.saturating_sub(found.weight());
    Tying {
        changed: lines.get(at).is_some_and(|line| line.heaviest(&[]) != *chosen),
        even: found.even,
        excluded,
        unproven: (missed > 0).then(|| (missed * 100).div_ceil(found.weight().max(1))),
    }
}
