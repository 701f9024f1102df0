//! Runs the cases of `tests/quantities/`: text, a tab, what a careful reader reads.
//! Their notation is explained in the README beside them.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{FigureReader, Packs, Prepared, prepare};
use factlint::quantity::{Figure, Kind, Quantity, Reading};
use factlint::rule::Ruleset;
use factlint::value::{CalendarDate, Decimal, Interval};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/quantities");

/// A number as cases write it: `1500`, `1/3`, `1.5e9`.
fn number(text: &str) -> Option<Decimal> {
    if let Some((a, b)) = text.split_once('/') {
        return number(a)?.checked_div(number(b)?);
    }
    Decimal::from_scientific(text).or_else(|_| Decimal::from_str(text)).ok()
}

fn near(a: Decimal, b: Decimal) -> bool {
    let slack = Decimal::new(1, 9) * a.abs().max(b.abs());
    (a - b).abs() <= slack
}

fn same_end(wanted: Option<Decimal>, got: Option<Decimal>) -> bool {
    match (wanted, got) {
        (None, None) => true,
        (Some(a), Some(b)) => near(a, b),
        _ => false,
    }
}

/// The interval of `400`, `>400`, `<=5`, `5..10`, `5<..<10`, `24..`.
fn interval(text: &str) -> Option<Interval> {
    for (sign, above, open) in
        [(">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true)]
    {
        if let Some(rest) = text.strip_prefix(sign) {
            let value = number(rest)?;
            return Some(if above { Interval::above(value, open) } else { Interval::below(value, open) });
        }
    }
    let Some((lo, hi)) = text.split_once("..") else { return number(text).map(Interval::point) };
    let (lo_open, hi_open) = (lo.ends_with('<'), hi.starts_with('<'));
    let end = |text: &str| if text.is_empty() { Some(None) } else { number(text).map(Some) };
    Some(Interval {
        lo: end(lo.trim_end_matches('<'))?,
        hi: end(hi.trim_start_matches('<'))?,
        lo_open,
        hi_open,
    })
}

/// Whether a quantity is what one item of a case says.
fn fits(item: &str, q: &Quantity, rules: &Ruleset) -> bool {
    let mut parts: Vec<&str> = item.split(' ').filter(|part| !part.is_empty()).collect();
    let mut value = parts.remove(0);
    let take = |parts: &mut Vec<&str>, sign: char| {
        let at = parts.iter().position(|part| part.starts_with(sign))?;
        Some(parts.drain(at..).collect::<Vec<_>>().join(" ")[sign.len_utf8()..].to_owned())
    };
    let problem = take(&mut parts, '?');
    let converts = take(&mut parts, '=');
    let step = take(&mut parts, '@');
    let per = take(&mut parts, '/');
    let unit = if parts.is_empty() { "1".to_owned() } else { parts.join(" ") };
    let approx = value.starts_with('~');
    value = value.trim_start_matches('~');
    let ordinal = value.starts_with('#');
    value = value.trim_start_matches('#');
    let rate = q.per.map(|rate| {
        let code = rules.unit(rate.unit).map_or("", |unit| &unit.code);
        if rate.count == Decimal::ONE {
            code.to_owned()
        } else {
            format!("{} {code}", rate.count.normalize())
        }
    });
    let beside = per == rate
        && converts.as_deref().map(|n| n.trim().parse().ok()) == q.converts.map(|i| Some(i + 1))
        && problem.as_deref() == q.problem.map(|p| p.word())
        && ordinal == (q.kind == Kind::Ordinal);
    let figure = match q.figure {
        Figure::Amount(..) => {
            let Some((amount, symbol)) = q.figure.base_amount(rules) else { return false };
            let Some(wanted) = interval(value) else { return false };
            let same = same_end(wanted.lo, amount.interval.lo) && same_end(wanted.hi, amount.interval.hi);
            let open = (wanted.lo_open, wanted.hi_open) == (amount.interval.lo_open, amount.interval.hi_open);
            let precise = step.is_none_or(|step| number(&step).is_some_and(|step| near(step, amount.step)));
            same && open && precise && unit == symbol && approx == amount.approx
        }
        Figure::Dates(span) => {
            let text = |date: Option<CalendarDate>| date.map_or("?".to_owned(), |date| date.to_string());
            let (from, to) = (text(span.from), text(span.to));
            let shown = if from == to { from } else { format!("{from}..{to}") };
            unit == "date" && value == shown && approx == span.approx
        }
        Figure::Time(minutes, zone) => {
            unit == "time" && value == factlint::quantity::clock_text(minutes, zone)
        }
    };
    beside && figure
}

/// A quantity in the notation of the cases.
fn show(q: &Quantity, rules: &Ruleset) -> String {
    let mut out = String::new();
    let sign = |yes: bool, sign: &'static str| if yes { sign } else { "" };
    match q.figure {
        Figure::Amount(..) => {
            let Some((amount, symbol)) = q.figure.base_amount(rules) else { return "overflow".to_owned() };
            let i = amount.interval;
            let n = |d: Option<Decimal>| d.map_or(String::new(), |d| d.normalize().to_string());
            let text = match (i.lo, i.hi) {
                (Some(_), Some(_)) if i.as_point().is_some() => n(i.lo),
                (Some(_), None) => format!("{}{}", if i.lo_open { ">" } else { ">=" }, n(i.lo)),
                (None, Some(_)) => format!("{}{}", if i.hi_open { "<" } else { "<=" }, n(i.hi)),
                _ => format!("{}{}..{}{}", n(i.lo), sign(i.lo_open, "<"), sign(i.hi_open, "<"), n(i.hi)),
            };
            let _ = write!(
                out,
                "{}{}{text} {symbol} @{}",
                sign(amount.approx, "~"),
                sign(q.kind == Kind::Ordinal, "#"),
                amount.step.normalize()
            );
        }
        Figure::Dates(span) => {
            let text = |date: Option<CalendarDate>| date.map_or("?".to_owned(), |date| date.to_string());
            let (from, to) = (text(span.from), text(span.to));
            let _ = write!(
                out,
                "{}{} date",
                sign(span.approx, "~"),
                if from == to { from } else { format!("{from}..{to}") }
            );
        }
        Figure::Time(minutes, zone) => {
            let _ = write!(out, "{} time", factlint::quantity::clock_text(minutes, zone));
        }
    }
    if let Some(rate) = q.per {
        let _ = write!(
            out,
            " /{} {}",
            rate.count.normalize(),
            rules.unit(rate.unit).map_or("", |unit| &unit.code)
        );
    }
    if let Some(converts) = q.converts {
        let _ = write!(out, " ={}", converts + 1);
    }
    if let Some(problem) = q.problem {
        let _ = write!(out, " ?{}", problem.word());
    }
    out
}

/// What is wrong with one case, if anything is.
fn check(text: &str, wanted: &str, got: &Reading, rules: &Ruleset) -> Option<String> {
    let items: Vec<&str> =
        wanted.split(';').map(str::trim).filter(|item| !item.is_empty() && *item != "-").collect();
    let (refusals, values): (Vec<&str>, Vec<&str>) =
        items.into_iter().partition(|item| item.starts_with('!'));
    let all = values.len() == got.quantities.len()
        && values.iter().zip(&got.quantities).all(|(item, q)| fits(item, q, rules));
    let refused = refusals.iter().all(|item| got.refused.iter().any(|r| r.problem.word() == &item[1..]));
    if all && refused {
        return None;
    }
    let shown: Vec<String> =
        got.quantities.iter().map(|q| format!("{} «{}»", show(q, rules), q.span.of(text))).collect();
    let refused: Vec<String> =
        got.refused.iter().map(|r| format!("!{} «{}»", r.problem.word(), r.span.of(text))).collect();
    Some(format!("{text}\n      wanted {wanted}\n      got    {} {}", shown.join(" ; "), refused.join(" ; ")))
}

fn parse_date(text: &str) -> Option<CalendarDate> {
    let mut parts = text.split('-');
    let (year, month, day) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(CalendarDate::day(Some(year), month, day))
}

/// Runs a file; gives how many cases it has and the failures.
fn run(path: &Path, lang: &str, prepared: &Prepared) -> (usize, Vec<String>) {
    let rules = &prepared.rules;
    let lang = rules.language(lang).expect("a language for each folder");
    let content = std::fs::read_to_string(path).expect("a readable file");
    let mut reader = FigureReader::new(rules);
    let (mut count, mut failures, mut date) = (0, Vec::new(), None);
    for (index, line) in content.lines().enumerate() {
        if let Some(given) = line.strip_prefix("@date ") {
            date = parse_date(given);
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((text, wanted)) = line.split_once('\t') else {
            failures.push(format!("{}:{}: no tab in `{line}`", path.display(), index + 1));
            continue;
        };
        count += 1;
        let got = reader.text(text, lang, date);
        if let Some(failure) = check(text, wanted, &got, rules) {
            let name = path.strip_prefix(FOLDER).unwrap_or(path);
            failures.push(format!("{}:{}: {failure}", name.display(), index + 1));
        }
    }
    (count, failures)
}

fn files() -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    for lang in ["en", "ru"] {
        let folder = std::fs::read_dir(Path::new(FOLDER).join(lang)).expect("a folder for each language");
        out.extend(folder.map(|entry| (lang.to_owned(), entry.expect("an entry").path())));
    }
    out.retain(|(_, path)| path.extension().is_some_and(|extension| extension == "tsv"));
    out.sort();
    out
}

#[test]
fn every_case_is_read_as_a_careful_reader_does() {
    let prepared = prepare(Vec::new(), &Packs);
    let (mut total, mut failures) = (0, Vec::new());
    let mut table = String::new();
    for (lang, path) in files() {
        let (count, failed) = run(&path, &lang, &prepared);
        let _ = writeln!(
            table,
            "{:32} {count:5} cases {:4} failed",
            path.strip_prefix(FOLDER).unwrap_or(&path).display(),
            failed.len()
        );
        total += count;
        failures.extend(failed);
    }
    assert!(
        failures.is_empty(),
        "\n{}\n{table}{} of {total} cases failed",
        failures.join("\n"),
        failures.len()
    );
}

#[test]
fn the_suite_is_as_large_as_promised() {
    let count = |wanted: &dyn Fn(&str, &Path) -> bool| -> usize {
        let cases = |path: &Path| {
            std::fs::read_to_string(path)
                .expect("a readable file")
                .lines()
                .filter(|l| l.contains('\t') && !l.starts_with('#'))
                .count()
        };
        files().iter().filter(|(lang, path)| wanted(lang, path)).map(|(_, path)| cases(path)).sum()
    };
    let all = count(&|_, _| true);
    let russian = count(&|lang, _| lang == "ru");
    let bounds = count(&|_, path| {
        ["bounds", "hedges", "ranges", "vague"]
            .iter()
            .any(|topic| path.file_stem().is_some_and(|stem| stem == *topic))
    });
    assert!(
        all >= 1500 && russian * 2 >= all && bounds >= 400,
        "{all} cases, {russian} Russian, {bounds} of bounds, hedges and ranges"
    );
}
