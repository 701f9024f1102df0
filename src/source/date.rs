//! Dates as metadata and file names write them: ISO 8601 and what comes near.

use crate::value::CalendarDate;

/// The date that metadata states: `2024-04-23T10:00:00Z`, `2024/04/23`, `20240423`, `2024-04`,
/// `D:20240423…` of PDF, `Tue, 23 Apr 2024 10:00:00 +0500` of mail.
pub(super) fn of_metadata(text: &str) -> Option<CalendarDate> {
    let text = text.trim();
    let digits = text.strip_prefix("D:").unwrap_or(text);
    iso(digits).or_else(|| {
        let parsed = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(text).ok()?;
        Some(CalendarDate {
            year: Some(parsed.year()),
            month: u8::try_from(parsed.month()).ok(),
            day: u8::try_from(parsed.day()).ok(),
        })
    })
}

/// The date that a file name holds: `2024-04-23-title.md`, `report_20240423.txt`. Only whole
/// days: four digits alone are too often no year.
pub(super) fn of_file_name(path: &str) -> Option<CalendarDate> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let starts = (0..name.len()).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| name.as_bytes().get(before));
        before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    });
    let mut dates = starts.filter_map(|at| iso(name.get(at..)?)).filter(|date| date.day.is_some());
    dates.next()
}

/// A date at the start of a text, with nothing that is part of a longer number behind it.
fn iso(text: &str) -> Option<CalendarDate> {
    let year = digits(text, 4)?;
    if !(1000..3000).contains(&year) {
        return None;
    }
    let rest = text.get(4..)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '_'));
    let skip = usize::from(mark.is_some());
    let month = rest.get(skip..).and_then(|rest| digits(rest, 2)).filter(|month| (1..=12).contains(month));
    let Some(month) = month.and_then(|month| u8::try_from(month).ok()) else {
        let ends = rest.is_empty();
        return ends.then_some(CalendarDate { year: i16::try_from(year).ok(), month: None, day: None });
    };
    let rest = rest.get(skip + 2..)?;
    let whole = CalendarDate { year: i16::try_from(year).ok(), month: Some(month), day: None };
    if rest.is_empty() {
        return mark.map(|_| whole);
    }
    let rest = match mark {
        Some(mark) => rest.strip_prefix(mark)?,
        None => rest,
    };
    let day = digits(rest, 2).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day))?;
    // A PDF goes on with the time, in digits as well.
    let longer = rest.as_bytes().get(2..).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit));
    let time = mark.is_none() && digits(rest.get(2..).unwrap_or(""), 6).is_some();
    (!longer || time).then_some(CalendarDate { day: Some(day), ..whole })
}

fn digits(text: &str, count: usize) -> Option<i32> {
    let digits = text.get(..count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Option<CalendarDate>) -> String {
        date.map_or_else(|| "none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn metadata_states_dates_in_several_ways() {
        for (text, date) in [
            ("2024-04-23", "2024-04-23"),
            (" 2024-04-23T10:00:00+05:00", "2024-04-23"),
            ("2024/04/23", "2024-04-23"),
            ("20240423", "2024-04-23"),
            ("D:20240423101500+05'00'", "2024-04-23"),
            ("2024-04", "2024-04"),
            ("2024", "2024"),
            ("Tue, 23 Apr 2024 10:00:00 +0500", "2024-04-23"),
            ("soon", "none"),
            ("2024-13-01", "none"),
            ("2024-04-231", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(of_metadata(text)), date, "{text}");
        }
    }

    #[test]
    fn file_names_hold_whole_days_only() {
        for (path, date) in [
            ("posts/2024-04-23-innoprom.md", "2024-04-23"),
            ("report_20240423.txt", "2024-04-23"),
            ("report 2024.04.23 final.docx", "2024-04-23"),
            ("000_99800ccb75b10af8.txt", "none"),
            ("innoprom-2024.txt", "none"),
            ("scan20240423.pdf", "none"),
            ("2024-04-23/notes.txt", "none"),
        ] {
            assert_eq!(shown(of_file_name(path)), date, "{path}");
        }
    }
}
