//! Lines that are tied: a part to its whole, a total to its parts, a duration to its dates. Some
//! values of different lines cannot all be true, so the heaviest set of each line by itself may
//! not stand. Here the heaviest set of all lines together is found, by branch and bound.
//!
//! The bound of a node is what its lines weigh each by itself, without the values that the node
//! excludes. Where that choice breaks a tie, one of the tie's values must go: a branch for each.
//! Nodes are looked at by their bounds, the highest first, so that the first choice that breaks
//! nothing is the heaviest.

use super::line::{Chosen, Line};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A value of a line, both by number.
pub(super) type Place = (usize, usize);
/// Values that cannot all be true.
pub(super) type Tie = SmallVec<[Place; 3]>;

/// What was found for tied lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What is chosen of each line.
    pub(super) chosen: Vec<Chosen>,
    /// Whether another choice, which differs in what the ties are about, weighs as much.
    pub(super) even: bool,
    /// What no choice outweighs; the weight of the choice, where it is proven the heaviest.
    pub(super) bound: u64,
}

impl Found {
    /// What is chosen weighs so much.
    pub(super) fn weight(&self) -> u64 {
        weight(&self.chosen)
    }
}

/// The heaviest choice of some lines that breaks no tie. So many nodes are looked at before the search is given up.
pub(super) fn heaviest(lines: &[&Line], ties: &[Tie], most: usize) -> Found {
    Search { lines, ties, own: lines.iter().map(|line| line.heaviest(&[])).collect() }.run(most)
}

struct Search<'a> {
    lines: &'a [&'a Line],
    ties: &'a [Tie],
    /// What each line chooses by itself.
    own: Vec<Chosen>,
}

/// Values that are left out, sorted, under the bound that their lines then have.
type Node = (u64, Reverse<Vec<Place>>);

impl Search<'_> {
    fn run(&self, most: usize) -> Found {
        let root: Node = (weight(&self.own), Reverse(Vec::new()));
        let mut seen: FxHashSet<Vec<Place>> = FxHashSet::default();
        let mut open: BinaryHeap<Node> = BinaryHeap::from([root]);
        let mut found: Option<Found> = None;
        while let Some((bound, Reverse(excluded))) = open.pop() {
            if found.as_ref().is_some_and(|found| bound < found.bound) {
                break;
            }
            if seen.len() > most {
                return found.unwrap_or_else(|| Found { bound, ..self.greedy(excluded) });
            }
            let chosen = self.choice(&excluded);
            let Some(tie) = self.broken(&chosen) else {
                match &mut found {
                    None => found = Some(Found { chosen, even: false, bound }),
                    Some(found) if found.chosen != chosen => {
                        found.even = true;
                        break;
                    }
                    Some(_) => {}
                }
                continue;
            };
            for place in tie {
                let next = with(&excluded, *place);
                if seen.insert(next.clone()) {
                    open.push((weight(&self.choice(&next)), Reverse(next)));
                }
            }
        }
        // The search ends without a choice only where there are no lines.
        found.unwrap_or(Found { chosen: Vec::new(), even: false, bound: 0 })
    }

    /// Leaves out the lightest value of each tie that is broken, one after the other.
    fn greedy(&self, mut excluded: Vec<Place>) -> Found {
        loop {
            let chosen = self.choice(&excluded);
            let Some(tie) = self.broken(&chosen) else {
                return Found { bound: weight(&chosen), chosen, even: false };
            };
            let nodes = tie.iter().map(|place| with(&excluded, *place));
            let best = nodes.max_by_key(|next| (weight(&self.choice(next)), Reverse(next.clone())));
            excluded = best.unwrap_or_default();
        }
    }

    /// What each line chooses without the values that are left out.
    fn choice(&self, excluded: &[Place]) -> Vec<Chosen> {
        let mut out = self.own.clone();
        for of_line in excluded.chunk_by(|a, b| a.0 == b.0) {
            let without: SmallVec<[usize; 8]> = of_line.iter().map(|(_, value)| *value).collect();
            let line = of_line.first().map(|(line, _)| *line);
            if let Some((line, chosen)) =
                line.and_then(|line| Some((self.lines.get(line)?, out.get_mut(line)?)))
            {
                *chosen = line.heaviest(&without);
            }
        }
        out
    }

    /// The first tie that a choice breaks.
    fn broken(&self, chosen: &[Chosen]) -> Option<&Tie> {
        let holds = |(line, value): &Place| {
            self.lines
                .get(*line)
                .zip(chosen.get(*line))
                .is_some_and(|(line, chosen)| line.holds(chosen, *value))
        };
        self.ties.iter().find(|tie| tie.iter().all(holds))
    }
}

/// What is chosen of all lines together.
fn weight(chosen: &[Chosen]) -> u64 {
    chosen.iter().map(|chosen| chosen.weight).sum()
}

fn with(excluded: &[Place], place: Place) -> Vec<Place> {
    let mut out = excluded.to_vec();
    out.insert(out.partition_point(|known| *known < place), place);
    out
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::line;
    use super::*;
    use proptest::prelude::*;
    use smallvec::smallvec;

    #[test]
    fn a_part_that_one_states_gives_way_to_the_whole_that_many_state() {
        // 500 of 400: the part and the whole by one and by three witnesses.
        let (part, whole) = (line(0, &[(500, 1)]), line(1, &[(400, 1), (400, 1), (400, 1)]));
        let found = heaviest(&[&part, &whole], &[smallvec![(0, 0), (1, 0)]], 4096);
        assert_eq!((found.weight(), found.bound, found.even), (3, 3, false));
        assert_eq!(part.side(&found.chosen[0], true), [] as [usize; 0]);
        assert_eq!(whole.side(&found.chosen[1], true), [1, 2, 3]);
    }

    #[test]
    fn what_fits_a_part_may_win_over_what_most_say() {
        // The total by two against one; the one fits the parts, which the two do not.
        let (total, part) = (line(0, &[(90, 1), (90, 1), (70, 1)]), line(3, &[(80, 1), (80, 1)]));
        let found = heaviest(&[&part, &total], &[smallvec![(0, 0), (1, 1)]], 4096);
        assert_eq!((found.weight(), found.even), (4, false));
        let found = heaviest(&[&total, &part], &[smallvec![(0, 0), (1, 0)]], 4096);
        assert_eq!((found.weight(), found.even), (3, false));
        assert_eq!(total.side(&found.chosen[0], true), [2]);
    }

    #[test]
    fn one_against_one_is_even() {
        let (part, whole) = (line(0, &[(500, 1)]), line(1, &[(400, 1)]));
        assert!(heaviest(&[&part, &whole], &[smallvec![(0, 0), (1, 0)]], 4096).even);
    }

    #[test]
    fn a_search_that_is_given_up_says_what_it_may_have_missed() {
        let lines: Vec<Line> = (0..60).map(|at| line(at, &[(1, 1 + at as u64 % 2)])).collect();
        let all: Vec<&Line> = lines.iter().collect();
        // Each excludes each of the next seven.
        let pairs = (0..60).flat_map(|a| (a + 1..60.min(a + 8)).map(move |b| (a, b)));
        let ties: Vec<Tie> = pairs.map(|(a, b)| smallvec![(a, 0), (b, 0)]).collect();
        let found = heaviest(&all, &ties, 4096);
        assert!(found.weight() < found.bound, "{} {}", found.weight(), found.bound);
        let search = Search { lines: &all, ties: &ties, own: Vec::new() };
        assert_eq!(search.broken(&found.chosen), None);
    }

    /// The slow and obvious way: every set of values of every line.
    fn brute_force(lines: &[&Line], ties: &[Tie], values: &[usize]) -> u64 {
        let places: Vec<Place> =
            values.iter().enumerate().flat_map(|(line, n)| (0..*n).map(move |value| (line, value))).collect();
        let search = Search { lines, ties, own: lines.iter().map(|line| line.heaviest(&[])).collect() };
        (0u32..1 << places.len())
            .filter_map(|set| {
                let excluded: Vec<Place> =
                    places.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, p)| *p).collect();
                let chosen = search.choice(&excluded);
                search.broken(&chosen).is_none().then(|| weight(&chosen))
            })
            .max()
            .unwrap_or(0)
    }

    proptest! {
        #[test]
        fn branch_and_bound_finds_what_trying_every_set_finds(
            figures in proptest::collection::vec(proptest::collection::vec((0i64..3, 1u64..5), 1..5), 1..4),
            ties in proptest::collection::vec(proptest::collection::vec((0usize..4, 0usize..3), 2..4), 0..6),
        ) {
            let lines: Vec<Line> = figures.iter().enumerate().map(|(at, f)| line(10 * at, f)).collect();
            let lines: Vec<&Line> = lines.iter().collect();
            let values: Vec<usize> = figures
                .iter()
                .map(|f| f.iter().map(|(figure, _)| figure).collect::<std::collections::BTreeSet<_>>().len())
                .collect();
            let ties: Vec<Tie> = ties
                .into_iter()
                .map(|tie| {
                    let mut tie: Tie = tie.into_iter().map(|(l, v)| (l % lines.len(), v)).collect();
                    tie.retain(|(l, v)| *v < values[*l]);
                    tie.sort_unstable();
                    tie.dedup();
                    tie
                })
                .filter(|tie| !tie.is_empty())
                .collect();
            let found = heaviest(&lines, &ties, 4096);
            let search = Search { lines: &lines, ties: &ties, own: Vec::new() };
            prop_assert_eq!(search.broken(&found.chosen), None);
            prop_assert_eq!(found.weight(), brute_force(&lines, &ties, &values));
            prop_assert_eq!(found.bound, found.weight());
        }
    }
}
