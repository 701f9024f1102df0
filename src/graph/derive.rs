//! Derived measures against what they are derived from: a share against part and whole, a
//! total against its parts, a growth against two levels, and by `years.rs` years against dates.

use super::conflict::Derived;
use super::link::Following;
use super::reason::Reason;
use super::values::describe;
use super::verdict::{Judgement, Verdict};
use super::years;
use crate::claim::{Claim, MeasureKey};
use crate::rule::{Id, Ruleset};
use crate::value::{Amount, DateSpan, Decimal, Interval};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

/// Claims looked at of each measure and document; pages hold few of one subject.
const MOST: usize = 64;
/// Claims of one key that are looked through for those; a hot key holds more.
const MOST_SEEN: usize = 1024;
/// A stated share is given to whole per cents as often as not.
const PER_CENT_SLACK: Decimal = Decimal::ONE;

/// What derived figures and the figures they are derived from say of each other. Those that
/// fit say nothing.
pub(super) fn derive(claims: &[Claim], rules: &Ruleset) -> Vec<Following> {
    let mut out = Vec::new();
    let derived = rules.measures.values().filter_map(|measure| measure.derived.as_ref());
    let index = Index::of(claims, &derived.flat_map(|(_, arguments)| arguments.iter().copied()).collect());
    for (id, measure) in rules.measures.values().enumerate() {
        let Some((function, arguments)) = &measure.derived else { continue };
        let of = claims.iter().enumerate().filter(|(_, claim)| claim.measure == MeasureKey::Named(id));
        for (at, stated) in of {
            let found = match function.as_str() {
                "share" => share(&index, stated, arguments),
                "total" => total(&index, stated, arguments),
                "growth" => growth(&index, stated, arguments),
                "age" => years::age(&index, stated, arguments, rules),
                "took" => years::took(&index, stated, arguments, rules),
                "anniversary" => years::anniversary(&index, stated, arguments),
                _ => None,
            };
            let Some(Misfit { other, with, why }) = found.filter(|misfit| misfit.other != at) else {
                continue;
            };
            let verdict = Verdict::PartWhole;
            let level = measure.policy.levels.get(verdict.word()).copied().or(verdict.level());
            let judgement = Judgement { verdict, level, reason: Reason::Derived };
            out.push(Following::new(at, other, judgement, Derived { why, stated: None, with }));
        }
    }
    out
}

/// What a derived figure does not fit.
pub(super) struct Misfit {
    /// The claim that it is told with, by number.
    pub(super) other: usize,
    /// The other claims that it is derived from, by number.
    pub(super) with: SmallVec<[usize; 2]>,
    /// One sentence that says why.
    pub(super) why: String,
}

/// Claims by measure and key, and by measure and document: those that a derived figure may
/// be derived from.
pub(super) struct Index<'c> {
    claims: &'c [Claim],
    by_key: FxHashMap<(Id, &'c str), Vec<usize>>,
    by_document: FxHashMap<(Id, usize), Vec<usize>>,
}

impl<'c> Index<'c> {
    /// Of the claims of some measures.
    fn of(claims: &'c [Claim], measures: &FxHashSet<Id>) -> Self {
        let mut out = Self { claims, by_key: FxHashMap::default(), by_document: FxHashMap::default() };
        for (at, claim) in claims.iter().enumerate() {
            let MeasureKey::Named(id) = claim.measure else { continue };
            if !measures.contains(&id) {
                continue;
            }
            out.by_document.entry((id, claim.document)).or_default().push(at);
            for key in claim.subject.names() {
                out.by_key.entry((id, key)).or_default().push(at);
            }
        }
        out
    }

    /// Claims of a measure of the document or a subject of another claim, in order.
    pub(super) fn near(&self, stated: &Claim, measure: Id) -> impl Iterator<Item = (usize, &'c Claim)> {
        let keys = stated.subject.names().filter_map(|key| self.by_key.get(&(measure, &**key)));
        let lists = keys.chain(self.by_document.get(&(measure, stated.document)));
        let mut found: Vec<usize> = lists.flat_map(|list| list.iter().take(MOST_SEEN)).copied().collect();
        found.sort_unstable();
        found.dedup();
        let claims = self.claims;
        found.into_iter().filter_map(move |at| Some((at, claims.get(at)?)))
    }

    /// Claims of a measure that may be of the same thing at the same time as another claim.
    fn beside(&self, stated: &Claim, measure: Id) -> Vec<(usize, &'c Claim)> {
        let same = |claim: &Claim| may_be_at_one_time(claim, stated);
        self.near(stated, measure).filter(|(_, claim)| same(claim)).take(MOST).collect()
    }
}

fn may_be_at_one_time(a: &Claim, b: &Claim) -> bool {
    match (&a.scope.time, &b.scope.time) {
        (Some(x), Some(y)) => x.span == y.span,
        _ => true,
    }
}

/// The values that a claim admits.
pub(super) fn values(claim: &Claim) -> Option<Interval> {
    claim.amount().map(Amount::admitted)
}

/// A part in per cent of its whole, where one document states both.
fn share(index: &Index<'_>, stated: &Claim, arguments: &[Id]) -> Option<Misfit> {
    let (part, whole) = (arguments.first()?, arguments.get(1)?);
    let told = values(stated)?;
    let mut wrong = None;
    for (at, part) in index.beside(stated, *part) {
        for (of, whole) in
            index.beside(stated, *whole).into_iter().filter(|(_, w)| w.document == part.document)
        {
            let Some(computed) = ratio(&values(part)?, &values(whole)?) else { continue };
            let computed = computed.map(|end| end.checked_mul(Decimal::ONE_HUNDRED))?;
            if meets_about(&told, &computed) {
                return None;
            }
            let fits = shown(&computed);
            let (part, whole, stated) = (describe(part), describe(whole), describe(stated));
            let why = format!("{part} of {whole} is {fits}%, not {stated}");
            wrong.get_or_insert(Misfit { other: at, with: smallvec![of], why });
        }
    }
    wrong
}

/// The sum of parts that one document states.
fn total(index: &Index<'_>, stated: &Claim, arguments: &[Id]) -> Option<Misfit> {
    let told = values(stated)?;
    let first = index.beside(stated, *arguments.first()?);
    let mut wrong = None;
    for (at, one) in first {
        let part = |measure: &Id| {
            index.beside(stated, *measure).into_iter().find(|(_, c)| c.document == one.document)
        };
        let parts: Option<Vec<(usize, &Claim)>> = arguments.iter().map(part).collect();
        let Some(parts) = parts else { continue };
        let mut sum = Interval::point(Decimal::ZERO);
        for (_, part) in &parts {
            let values = values(part)?;
            sum.lo = sum.lo.zip(values.lo).and_then(|(a, b)| a.checked_add(b));
            sum.hi = sum.hi.zip(values.hi).and_then(|(a, b)| a.checked_add(b));
        }
        if told.meets(&sum) {
            return None;
        }
        let list: Vec<String> = parts.iter().map(|(_, part)| describe(part)).collect();
        let why = format!("{} make {}, not {}", list.join(" and "), shown(&sum), describe(stated));
        let with = parts.iter().map(|(part, _)| *part).filter(|part| *part != at).collect();
        wrong.get_or_insert(Misfit { other: at, with, why });
    }
    wrong
}

/// By how much per cent a level grew to the time that the growth is stated of.
fn growth(index: &Index<'_>, stated: &Claim, arguments: &[Id]) -> Option<Misfit> {
    let told = values(stated)?;
    let level = *arguments.first()?;
    let mut levels: Vec<(usize, &Claim, &DateSpan)> = index
        .near(stated, level)
        .filter_map(|(at, claim)| Some((at, claim, &claim.scope.time.as_ref()?.span)))
        .take(MOST)
        .collect();
    levels.sort_by_key(|(at, _, span)| (span.days().map(|(from, _)| from), *at));
    let pair = levels.windows(2).find(|pair| match (pair, &stated.scope.time) {
        ([_, (_, _, later)], Some(time)) => time.span == **later,
        _ => levels.len() == 2,
    })?;
    let [(from, before, _), (at, after, _)] = pair else { return None };
    let computed = grown(before, after)?;
    (!meets_about(&told, &computed)).then(|| {
        let (before, after) = (describe(before), describe(after));
        let why = format!("from {before} to {after} is {}%, not {}", shown(&computed), describe(stated));
        Misfit { other: *at, with: smallvec![*from], why }
    })
}

/// By how much per cent one level grew to another.
pub(super) fn grown(before: &Claim, after: &Claim) -> Option<Interval> {
    let ratio = ratio(&values(after)?, &values(before)?)?;
    ratio.map(|end| (end - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED))
}

/// One interval of positive numbers by another.
fn ratio(part: &Interval, whole: &Interval) -> Option<Interval> {
    let positive = |end: Option<Decimal>| end.filter(|end| *end > Decimal::ZERO);
    let lo = part.lo.zip(positive(whole.hi)).and_then(|(a, b)| a.checked_div(b));
    let hi = part.hi.zip(positive(whole.lo)).and_then(|(a, b)| a.checked_div(b));
    (lo.is_some() || hi.is_some()).then_some(Interval { lo, hi, lo_open: false, hi_open: false })
}

/// Whether a stated and a computed per cent meet, rounding aside.
pub(super) fn meets_about(told: &Interval, computed: &Interval) -> bool {
    let wider = Interval {
        lo: computed.lo.map(|lo| lo - PER_CENT_SLACK),
        hi: computed.hi.map(|hi| hi + PER_CENT_SLACK),
        ..*computed
    };
    told.meets(&wider)
}

/// An interval of rounded numbers, for the user.
pub(super) fn shown(interval: &Interval) -> String {
    let end = |end: Option<Decimal>| {
        end.map_or_else(|| "…".to_owned(), |end| end.round_dp(1).normalize().to_string())
    };
    if interval.lo == interval.hi {
        end(interval.lo)
    } else {
        format!("{}–{}", end(interval.lo), end(interval.hi))
    }
}
