//! Years that are stated against the dates that they are counted from and to: an age, the time that
//! something took, an anniversary.

use super::derive::{Index, Misfit, shown, values};
use super::terms::Terms;
use super::values::describe;
use crate::claim::Claim;
use crate::rule::{Id, Ruleset};
use crate::value::{Amount, Decimal, Interval, Value};
use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

/// Months of a year.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
/// Dates of one measure that are tried; pages hold few of one thing.
const MOST: usize = 16;
/// What took so many years is told with or without the years that it began and ended in.
const GIVE_OR_TAKE: Decimal = Decimal::ONE;

/// The birthdays from one date to another.
pub(super) fn age(index: &Index<'_>, stated: &Claim, arguments: &[Id], rules: &Ruleset) -> Option<Misfit> {
    let told = years(stated, rules)?;
    // What no kind and no name ties to a thing hangs on the topic; another sentence may tell of another one.
    let tied = Terms::of(&stated.measure, rules).edition;
    let near = |measure: &Id| {
        let own = index.near(stated, *measure).find(|(_, claim)| is_beside(stated, claim));
        own.or_else(|| index.near(stated, *measure).find(|(_, claim)| tied || are_named(stated, claim)))
    };
    let (from, to) = (near(arguments.first()?)?, near(arguments.get(1)?)?);
    let fits = between(days(from.1)?, days(to.1)?);
    (!told.meets(&fits)).then(|| misfit(stated, from, to, &fits))
}

/// The years that something took from a first date to one of others, or within one span of those. What has
/// several such dates has several parts, and any of them may be meant.
pub(super) fn took(index: &Index<'_>, stated: &Claim, arguments: &[Id], rules: &Ruleset) -> Option<Misfit> {
    let told = years(stated, rules)?;
    let dated = |measure: &Id| -> Vec<(usize, &Claim)> {
        let near = index.near(stated, *measure);
        near.filter(|(_, claim)| stated.subject.may_be(&claim.subject)).take(MOST).collect()
    };
    let (first, others) = arguments.split_first()?;
    let (starts, ends) = (dated(first), others.iter().flat_map(dated).collect::<Vec<_>>());
    let mut wrong = None;
    for end in &ends {
        let (first, last) = days(end.1)?;
        let whole = (first.year() < last.year()).then_some((*end, between((first, first), (last, last))));
        let from_start =
            starts.iter().filter_map(|start| Some((*start, between(days(start.1)?, (first, last)))));
        for (from, fits) in from_start.chain(whole).filter(|(_, fits)| is_positive(fits)) {
            let fits = give_or_take(&fits);
            if told.meets(&fits) {
                return None;
            }
            wrong.get_or_insert((from, *end, fits));
        }
    }
    let one = |dates: &[(usize, &Claim)]| dates.windows(2).all(|pair| days(pair[0].1) == days(pair[1].1));
    let (from, end, fits) = wrong.filter(|_| one(&starts) && one(&ends))?;
    Some(misfit(stated, from, end, &fits))
}

/// The years from any of some dates to the year of the anniversary.
pub(super) fn anniversary(index: &Index<'_>, stated: &Claim, arguments: &[Id]) -> Option<Misfit> {
    let (told, year) = (values(stated)?, stated.scope.time.as_ref()?.span.common_year()?);
    let mut wrong = None;
    for measure in arguments {
        for (at, claim) in
            index.near(stated, *measure).filter(|(_, claim)| stated.subject.may_be(&claim.subject))
        {
            let (first, last) = days(claim)?;
            let fits =
                Interval::between(Decimal::from(year - last.year()), Decimal::from(year - first.year()));
            if told.meets(&fits) {
                return None;
            }
            wrong.get_or_insert((at, claim, fits));
        }
    }
    let (other, claim, fits) = wrong?;
    let why =
        format!("from {} to {year} is {} years, not {}", describe(claim), shown(&fits), describe(stated));
    Some(Misfit { other, with: SmallVec::new(), why })
}

fn misfit(stated: &Claim, from: (usize, &Claim), to: (usize, &Claim), fits: &Interval) -> Misfit {
    let (years, stated) = (shown(fits), describe(stated));
    if from.0 == to.0 {
        let why = format!("{} is {years} years, not {stated}", describe(from.1));
        return Misfit { other: from.0, with: SmallVec::new(), why };
    }
    let why = format!("from {} to {} is {years} years, not {stated}", describe(from.1), describe(to.1));
    Misfit { other: from.0, with: smallvec![to.0], why }
}

/// Whether what began did so before the end: else two things are told of.
fn is_positive(fits: &Interval) -> bool {
    fits.hi.is_none_or(|hi| hi > Decimal::ZERO)
}

/// As many years, with or without those that it began and ended in.
fn give_or_take(fits: &Interval) -> Interval {
    let (lo, hi) = (fits.lo.map(|lo| lo - GIVE_OR_TAKE), fits.hi.map(|hi| hi + GIVE_OR_TAKE));
    Interval { lo, hi, ..*fits }
}

/// The whole years from a day of one stretch to a day of another.
fn between((first, last): (Date, Date), (early, late): (Date, Date)) -> Interval {
    Interval::between(Decimal::from(whole_years(last, early)), Decimal::from(whole_years(first, late)))
}

/// Birthdays between two days.
fn whole_years(from: Date, to: Date) -> i16 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(before)
}

/// The first and the last day of a claim of dates.
fn days(claim: &Claim) -> Option<(Date, Date)> {
    match claim.base().value {
        Value::Dates(span) => span.days(),
        _ => None,
    }
}

/// An amount of time in years; a bare number is taken for years.
fn years(claim: &Claim, rules: &Ruleset) -> Option<Interval> {
    let amount = claim.amount()?;
    let calendar = claim.dimension.is_some_and(|id| rules.is_dimension(id, "calendar"));
    if calendar {
        amount.divide(MONTHS).map(|years| years.admitted())
    } else {
        Some(Amount::admitted(amount))
    }
}

/// Whether two claims stand in one sentence.
fn is_beside(stated: &Claim, claim: &Claim) -> bool {
    (claim.document, claim.sentence) == (stated.document, stated.sentence)
}

/// Whether the text names of whom both claims are, and it is one.
fn are_named(a: &Claim, b: &Claim) -> bool {
    a.subject.explicit && b.subject.explicit && a.subject.may_be(&b.subject)
}
