//! How two values stand to each other, after conversion to one unit.

use super::{Amount, DateSpan, Decimal};
use rust_decimal::RoundingStrategy;
use serde::{Deserialize, Serialize};

/// How two values stand to each other, from the closest to the farthest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ValueRelation {
    /// The same value.
    Equal,
    /// The coarser figure is the correct rounding of the finer one.
    Rounded,
    /// One figure cut off instead of rounded gives the other.
    Truncated,
    /// Rounded to its trailing zeros, the finer figure gives the coarser one.
    Coarse,
    /// The interval of one contains the other.
    Admits,
    /// The two can both be true.
    Overlaps,
    /// Further apart than they can both be true, yet within the tolerance.
    Near,
    /// The two cannot both be true.
    Disjoint,
}

/// How far apart two figures may be and still count as near, as a fraction of the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance(pub Decimal);

impl Tolerance {
    /// None at all.
    pub const NONE: Self = Self(Decimal::ZERO);
}

/// Relates two amounts of one unit. Symmetric.
#[must_use]
pub fn relate(a: &Amount, b: &Amount, tolerance: Tolerance) -> ValueRelation {
    use ValueRelation as R;
    let (x, y) = (a.interval, b.interval);
    if x == y && (a.approx == b.approx || x.as_point().is_some()) {
        return R::Equal;
    }
    if let (Some(p), Some(q), false, false) = (x.as_point(), y.as_point(), a.approx, b.approx) {
        return relate_points(p, a.step, q, b.step, tolerance);
    }
    // "About 600 pounds" are about 272 kg, which "about 270 kg" rounds.
    if let (Some(p), Some(q), true, true) = (x.as_point(), y.as_point(), a.approx, b.approx)
        && relate_points(p, a.step, q, b.step, Tolerance::NONE) <= R::Coarse
    {
        return R::Rounded;
    }
    let (wide_x, wide_y) = (a.admitted(), b.admitted());
    if !wide_x.meets(&wide_y) {
        return if bounds_near(a, b, tolerance) { R::Near } else { R::Disjoint };
    }
    if wide_x.covers(&wide_y) || wide_y.covers(&wide_x) { R::Admits } else { R::Overlaps }
}

fn relate_points(
    p: Decimal,
    p_step: Decimal,
    q: Decimal,
    q_step: Decimal,
    tolerance: Tolerance,
) -> ValueRelation {
    use ValueRelation as R;
    if p == q {
        return R::Equal;
    }
    let (coarse, step, fine) = if p_step >= q_step { (p, p_step, q) } else { (q, q_step, p) };
    if p_step != q_step {
        // What stands in the middle may itself have been rounded, up or down.
        let halves = [RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::MidpointTowardZero];
        if halves.into_iter().any(|half| to_step(fine, step, half) == Some(coarse)) {
            return R::Rounded;
        }
        if to_step(fine, step, RoundingStrategy::ToZero) == Some(coarse) {
            return R::Truncated;
        }
    }
    for (coarse, coarse_step, fine) in [(p, p_step, q), (q, q_step, p)] {
        let zeros = trailing_zero_step(coarse, coarse_step);
        if zeros > coarse_step && to_step(fine, zeros, RoundingStrategy::MidpointAwayFromZero) == Some(coarse)
        {
            return R::Coarse;
        }
    }
    if within(p, q, tolerance) { R::Near } else { R::Disjoint }
}

/// Rounds a number to a multiple of `step`.
fn to_step(value: Decimal, step: Decimal, how: RoundingStrategy) -> Option<Decimal> {
    if step.is_zero() {
        return None;
    }
    let steps = value.checked_div(step)?.round_dp_with_strategy(0, how);
    steps.checked_mul(step).map(|rounded| rounded.normalize())
}

/// The step that the trailing zeros of a figure suggest: 90 as written to the unit may mean tens.
#[must_use]
pub fn trailing_zero_step(value: Decimal, step: Decimal) -> Decimal {
    if step.is_zero() || value.is_zero() {
        return step;
    }
    let ten = Decimal::TEN;
    let mut wider = step;
    while let Some(next) = wider.checked_mul(ten) {
        if value.checked_rem(next).is_none_or(|rest| !rest.is_zero()) {
            break;
        }
        wider = next;
    }
    wider
}

fn bounds_near(a: &Amount, b: &Amount, tolerance: Tolerance) -> bool {
    a.interval.pairs_of_ends(&b.interval).any(|(x, y)| within(x, y, tolerance))
}

fn within(p: Decimal, q: Decimal, tolerance: Tolerance) -> bool {
    let larger = p.abs().max(q.abs());
    larger.checked_mul(tolerance.0).is_some_and(|slack| (p - q).abs() <= slack)
}

/// Relates two spans of days: a month contains its days, and a figure without a year is
/// related by month and day alone. Symmetric.
#[must_use]
pub fn relate_dates(a: &DateSpan, b: &DateSpan) -> ValueRelation {
    use ValueRelation as R;
    if (a.from, a.to) == (b.from, b.to) {
        return R::Equal;
    }
    let year = [a, b].iter().find_map(|span| span.common_year()).unwrap_or(2000);
    let dated = |span: &DateSpan| DateSpan {
        from: span.from.map(|date| date.in_year(year)),
        to: span.to.map(|date| date.in_year(year)),
        ..*span
    };
    let (a, b) = (dated(a), dated(b));
    let ends = |span: &DateSpan| (span.from.and_then(|d| d.first_day()), span.to.and_then(|d| d.last_day()));
    match (ends(&a), ends(&b)) {
        ((a1, a2), (b1, b2)) if a1 == b1 && a2 == b2 => R::Equal,
        ((Some(a1), Some(a2)), (Some(b1), Some(b2))) => {
            let inside = (a1 <= b1 && b2 <= a2) || (b1 <= a1 && a2 <= b2);
            if inside {
                R::Rounded
            } else if a1 <= b2 && b1 <= a2 {
                R::Overlaps
            } else {
                R::Disjoint
            }
        }
        ((Some(a1), None), (Some(b1), _)) | ((Some(a1), _), (Some(b1), None)) if a1 == b1 => R::Equal,
        ((None, Some(a2)), (_, Some(b2))) | ((_, Some(a2)), (None, Some(b2))) if a2 == b2 => R::Equal,
        ((Some(a1), _), (_, Some(b2))) if a1 > b2 => R::Disjoint,
        ((_, Some(a2)), (Some(b1), _)) if b1 > a2 => R::Disjoint,
        _ => R::Overlaps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{CalendarDate, Interval};
    use std::str::FromStr;

    fn dec(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    fn written(text: &str) -> Amount {
        Amount::exact(dec(text), Decimal::new(1, dec(text).scale()))
    }

    fn relation(a: &str, b: &str) -> ValueRelation {
        let (a, b) = (written(a), written(b));
        let forth = relate(&a, &b, Tolerance(dec("0.002")));
        assert_eq!(forth, relate(&b, &a, Tolerance(dec("0.002"))), "symmetric");
        forth
    }

    #[test]
    fn rounding_is_told_from_truncation() {
        assert_eq!(relation("6.492", "6.5"), ValueRelation::Rounded);
        assert_eq!(relation("3.86", "3.9"), ValueRelation::Rounded);
        assert_eq!(relation("3.86", "3.8"), ValueRelation::Truncated);
        assert_eq!(relation("27.05", "27"), ValueRelation::Rounded);
        assert_eq!(relation("65.45", "65.4"), ValueRelation::Rounded);
        assert_eq!(relation("65.45", "65.5"), ValueRelation::Rounded);
        assert_eq!(relation("65.46", "65.4"), ValueRelation::Truncated);
        assert_eq!(relation("92.71", "90"), ValueRelation::Coarse);
        assert_eq!(relation("2727", "2737"), ValueRelation::Disjoint);
        assert_eq!(relation("745", "746"), ValueRelation::Near);
        assert_eq!(relation("46000", "47000"), ValueRelation::Disjoint);
    }

    #[test]
    fn a_bound_admits_what_meets_it() {
        let more_than = Amount { interval: Interval::above(dec("400"), true), ..written("400") };
        assert_eq!(relate(&more_than, &written("450"), Tolerance::NONE), ValueRelation::Admits);
        assert_eq!(relate(&more_than, &written("400"), Tolerance::NONE), ValueRelation::Near);
        assert_eq!(relate(&more_than, &written("247"), Tolerance::NONE), ValueRelation::Disjoint);
        assert_eq!(relate(&more_than, &more_than, Tolerance::NONE), ValueRelation::Equal);
    }

    #[test]
    fn what_is_within_the_tolerance_is_near_and_its_edge_too() {
        let near = |a: &str, b: &str| relate(&written(a), &written(b), Tolerance(dec("0.1")));
        assert_eq!(near("91", "101"), ValueRelation::Near);
        assert_eq!(near("90.9", "101.0"), ValueRelation::Near, "10.1 is a tenth of 101");
        assert_eq!(near("90.8", "101.0"), ValueRelation::Disjoint);
        assert_eq!(near("-91", "-101"), ValueRelation::Near);
        assert_eq!(near("-101", "101"), ValueRelation::Disjoint);
    }

    #[test]
    fn approximations_admit_what_they_leave_room_for() {
        let about = |text: &str| Amount { approx: true, ..written(text) };
        let relation = |a: &Amount, b: &Amount| {
            assert_eq!(relate(a, b, Tolerance::NONE), relate(b, a, Tolerance::NONE), "symmetric");
            relate(a, b, Tolerance::NONE)
        };
        assert_eq!(relation(&about("600"), &about("600")), ValueRelation::Equal);
        assert_eq!(relation(&about("600"), &written("600")), ValueRelation::Equal);
        assert_eq!(relation(&about("272"), &about("270")), ValueRelation::Rounded);
        assert_eq!(relation(&about("270"), &about("900")), ValueRelation::Disjoint);
        let from_to = |a: &str, b: &str| Amount { interval: Interval::between(dec(a), dec(b)), ..written(a) };
        assert_eq!(relation(&from_to("1", "5"), &from_to("2", "3")), ValueRelation::Admits);
        assert_eq!(relation(&from_to("1", "5"), &from_to("3", "9")), ValueRelation::Overlaps);
        assert_eq!(relation(&from_to("1", "5"), &from_to("6", "9")), ValueRelation::Disjoint);
        let about_range = Amount { approx: true, ..from_to("1", "5") };
        assert_eq!(relation(&about_range, &from_to("1", "5")), ValueRelation::Admits);
    }

    #[test]
    fn trailing_zeros_tell_how_finely_a_figure_may_be_meant() {
        let step = |value: &str, step: &str| trailing_zero_step(dec(value), dec(step)).to_string();
        assert_eq!(step("1200", "1"), "100");
        assert_eq!(step("1205", "1"), "1");
        assert_eq!(step("1.20", "0.01"), "0.10");
        assert_eq!(step("0", "1"), "1");
        assert_eq!(step("1200", "0"), "0");
    }

    /// The days of May 2020 that a span holds; a missing end leaves none of them out on its side.
    fn may(from: Option<u8>, to: Option<u8>) -> (DateSpan, Vec<u8>) {
        let date = |day| CalendarDate::day(Some(2020), 5, day);
        let held = |day: &u8| from.is_none_or(|from| from <= *day) && to.is_none_or(|to| *day <= to);
        (DateSpan { from: from.map(date), to: to.map(date), approx: false }, (1..9).filter(held).collect())
    }

    #[test]
    fn spans_of_days_stand_to_each_other_as_their_days_do() {
        use ValueRelation as R;
        let ends = || (2..7).flat_map(|from| (from..7).map(move |to| (from, to)));
        for ((a1, a2), (b1, b2)) in ends().flat_map(|a| ends().map(move |b| (a, b))) {
            let ((a, x), (b, y)) = (may(Some(a1), Some(a2)), may(Some(b1), Some(b2)));
            let inside = |x: &[u8], y: &[u8]| x.iter().all(|day| y.contains(day));
            let expected = match (inside(&x, &y), inside(&y, &x)) {
                (true, true) => R::Equal,
                (true, false) | (false, true) => R::Rounded,
                _ if x.iter().any(|day| y.contains(day)) => R::Overlaps,
                _ => R::Disjoint,
            };
            assert_eq!(relate_dates(&a, &b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_span_without_an_end_is_related_by_the_end_that_it_has() {
        use ValueRelation as R;
        for (a, b, expected) in [
            // "Since the 3rd" and "from the 3rd to the 5th" begin on one day.
            ((Some(3), None), (Some(3), Some(5)), R::Equal),
            ((None, Some(5)), (Some(3), Some(5)), R::Equal),
            ((Some(3), None), (Some(4), Some(5)), R::Overlaps),
            ((None, Some(4)), (Some(3), Some(5)), R::Overlaps),
            ((Some(3), None), (None, Some(3)), R::Overlaps),
            ((Some(3), None), (Some(5), None), R::Overlaps),
            ((Some(5), None), (Some(2), Some(4)), R::Disjoint),
            ((Some(4), None), (Some(2), Some(4)), R::Overlaps),
            ((None, Some(2)), (Some(3), Some(4)), R::Disjoint),
            ((None, Some(2)), (Some(2), Some(4)), R::Overlaps),
            ((None, Some(2)), (Some(3), None), R::Disjoint),
            ((None, None), (Some(3), None), R::Overlaps),
        ] {
            let (a, b) = (may(a.0, a.1).0, may(b.0, b.1).0);
            assert_eq!(relate_dates(&a, &b), expected, "{a:?} {b:?}");
            assert_eq!(relate_dates(&b, &a), expected, "{b:?} {a:?}");
        }
    }

    #[test]
    fn a_month_contains_its_days() {
        let day = DateSpan::on(CalendarDate::day(Some(2020), 5, 29));
        let month = DateSpan::on(CalendarDate::month(Some(2020), 5));
        let yearless = DateSpan::on(CalendarDate::day(None, 5, 29));
        assert_eq!(relate_dates(&day, &month), ValueRelation::Rounded);
        assert_eq!(relate_dates(&day, &yearless), ValueRelation::Equal);
        assert_eq!(
            relate_dates(&day, &DateSpan::on(CalendarDate::day(Some(2020), 5, 30))),
            ValueRelation::Disjoint
        );
    }
}
