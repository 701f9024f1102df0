//! Globs over paths relative to a configuration. One without a slash matches a name in any
//! folder, one that matches a folder holds for all that is in it, and some placeholders take
//! from a path what it says of a document.

use crate::diagnostic::did_you_mean;
use crate::value::CalendarDate;
use globset::GlobBuilder;
use regex::bytes::Regex;

/// A glob.
#[derive(Debug, Clone)]
pub struct Glob(Regex);

/// What a path says of its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captured {
    /// Who published it.
    pub publisher: Option<String>,
    /// The day it is of.
    pub date: Option<CalendarDate>,
    /// Its language.
    pub language: Option<String>,
}

/// Placeholders and what they match. Each is a control character on its way through the glob,
/// which no path may hold.
const PLACEHOLDERS: [(&str, char, &str); 6] = [
    ("publisher", '\u{1}', "[^/]+"),
    ("date", '\u{2}', "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ("year", '\u{3}', "[0-9]{4}"),
    ("month", '\u{4}', "[0-9]{1,2}"),
    ("day", '\u{5}', "[0-9]{1,2}"),
    ("language", '\u{6}', "[A-Za-z]{2,3}"),
];

impl Glob {
    /// Compiles a glob.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(glob: &str) -> Result<Self, String> {
        if glob.chars().any(char::is_control) {
            return Err("it holds a control character".to_owned());
        }
        let mut text = glob.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/').to_owned();
        if text.is_empty() {
            return Err("it matches nothing".to_owned());
        }
        if text.split('/').any(|part| part == "..") {
            return Err("it leads out of the folder of the configuration".to_owned());
        }
        for (name, mark, _) in PLACEHOLDERS {
            text = text.replace(&format!("{{{name}}}"), &mark.to_string());
        }
        known_placeholders(&text)?;
        if !text.contains('/') {
            text.insert_str(0, "**/");
        }
        let compiled = GlobBuilder::new(&text).literal_separator(true).build();
        let compiled = compiled.map_err(|error| error.kind().to_string())?;
        let mut regex = compiled.regex().to_owned();
        for (name, mark, matches) in PLACEHOLDERS {
            regex = regex.replace(mark, &format!("(?P<{name}>{matches})"));
        }
        let below = regex.strip_suffix('$').map(|head| format!("{head}(?:/.*)?$")).unwrap_or(regex);
        Regex::new(&below)
            .map(Self)
            .map_err(|_| "a placeholder stands in it twice, or it is too large".to_owned())
    }

    /// Whether it holds for a path.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.0.is_match(path.as_bytes())
    }

    /// What it takes from a path, where it holds for it.
    #[must_use]
    pub fn captures(&self, path: &str) -> Option<Captured> {
        let found = self.0.captures(path.as_bytes())?;
        let text = |name: &str| found.name(name).map(|m| String::from_utf8_lossy(m.as_bytes()).into_owned());
        let number = |name: &str| text(name).and_then(|digits| digits.parse::<u8>().ok());
        let year = text("year").and_then(|digits| digits.parse::<i16>().ok());
        let written = text("date").and_then(|date| day_of(&date));
        let parts = CalendarDate { year, month: number("month"), day: number("day") };
        let told = year.is_some() && parts.exists() && (parts.day.is_none() || parts.month.is_some());
        Some(Captured {
            publisher: text("publisher"),
            date: written.or_else(|| told.then_some(parts)),
            language: text("language").map(|code| code.to_ascii_lowercase()),
        })
    }
}

/// A day as `2026-12-31`.
#[must_use]
pub fn day_of(text: &str) -> Option<CalendarDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
    let date = CalendarDate::day(Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?);
    (whole && date.exists()).then_some(date)
}

/// A word in braces without a comma is meant as a placeholder.
fn known_placeholders(text: &str) -> Result<(), String> {
    let words = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word);
    match words.into_iter().find(|word| !word.contains(',')) {
        None => Ok(()),
        Some(word) => {
            let names = PLACEHOLDERS.iter().map(|(name, _, _)| *name);
            let near =
                did_you_mean(word, names).unwrap_or_else(|| "alternatives stand behind commas".to_owned());
            Err(format!("no placeholder `{{{word}}}`; {near}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, path: &str) -> bool {
        Glob::new(glob).unwrap().matches(path)
    }

    #[test]
    fn names_match_anywhere_and_folders_hold_for_what_is_in_them() {
        assert!(matches("*.md", "a/b/c.md") && matches("*.md", "c.md") && !matches("*.md", "c.txt"));
        assert!(matches("press", "press/2024/a.md") && matches("press/", "x/press/a.md"));
        assert!(matches("press/*", "press/2024/a.md") && !matches("press/*", "x/press/a.md"));
        assert!(matches("a/**/*.{md,txt}", "a/b/c/d.txt") && !matches("a/*.md", "a/b.txt"));
        assert!(matches("./новости/**", "новости/день.md") && !matches("press", "pressed/a.md"));
    }

    #[test]
    fn placeholders_take_what_they_stand_for() {
        let taken = |glob: &str, path: &str| Glob::new(glob).unwrap().captures(path);
        let found =
            taken("feeds/{publisher}/{year}/{month}-{day}*.txt", "feeds/Дейли Ньюс/2024/04-22 fair.txt")
                .unwrap();
        assert_eq!(found.publisher.as_deref(), Some("Дейли Ньюс"));
        assert_eq!(found.date, Some(CalendarDate::day(Some(2024), 4, 22)));
        let found = taken("{date}-*.{language}.md", "x/2024-04-22-fair.RU.md").unwrap();
        assert_eq!(
            (found.date, found.language.as_deref()),
            (Some(CalendarDate::day(Some(2024), 4, 22)), Some("ru"))
        );
        assert_eq!(taken("{date}.md", "2024-13-41.md").unwrap().date, None, "no such day");
        assert_eq!(taken("{date}.md", "today.md"), None);
    }

    #[test]
    fn broken_globs_say_why() {
        for (glob, why) in [
            ("a/[b", "unclosed"),
            ("../x/*", "out of the folder"),
            ("", "nothing"),
            ("{publsher}/*", "did you mean `publisher`"),
            ("{year}/{year}/*", "twice"),
        ] {
            let said = Glob::new(glob).unwrap_err();
            assert!(said.contains(why), "{glob}: {said}");
        }
    }
}
