//! Tables as JSON lines: an object a line.

use super::columns::Names;
use super::intake::{Intake, Place};
use crate::truth::notice::{BAD_ROW, BAD_VALUE};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read as _};

/// A line longer than this is no row.
const MAX_LINE: u64 = 16 << 20;

/// The members of an object as they stand.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key::<Name<'de>>()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// # Errors
/// When temporary files cannot be written.
pub(super) fn read(mut input: impl BufRead, names: &Names, intake: &mut Intake<'_>) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                intake.broken(&error.to_string());
                return Ok(());
            }
        }
        let place = Place { row: number, line: None };
        if line.len() as u64 == MAX_LINE && line.last() != Some(&b'\n') {
            intake.skip(place, &BAD_ROW, &format!("the line is longer than {} MB", MAX_LINE >> 20));
            if let Err(error) = input.skip_until(b'\n') {
                intake.broken(&error.to_string());
                return Ok(());
            }
            continue;
        }
        let bytes = line.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(&line);
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            intake.skip(place, &BAD_ROW, "not UTF-8");
            continue;
        };
        match serde_json::from_str::<Members<'_>>(text) {
            Ok(members) => row(place, &members, names, intake)?,
            Err(error) => intake.skip(place, &BAD_ROW, &format!("no JSON object: {error}")),
        }
    }
    Ok(())
}

fn row(place: Place, members: &Members<'_>, names: &Names, intake: &mut Intake<'_>) -> io::Result<()> {
    let mut cells: [Cow<'_, str>; 5] = Default::default();
    for (name, cell) in names.0.iter().zip(&mut cells) {
        let mut found = members.0.iter().filter(|(own, _)| own == name);
        let Some((_, value)) = found.next() else { continue };
        if found.next().is_some() {
            intake.skip(place, &BAD_ROW, &format!("`{name}` stands twice"));
            return Ok(());
        }
        match scalar(value.get()) {
            Some(text) => *cell = text,
            None => {
                intake.skip(place, &BAD_VALUE, &format!("`{name}` is no text or number"));
                return Ok(());
            }
        }
    }
    intake.row(place, cells.each_ref().map(Cow::as_ref))
}

/// The text of a string, a number as written, nothing for null; `None` for all else.
fn scalar(raw: &str) -> Option<Cow<'_, str>> {
    match raw.bytes().next()? {
        b'"' => serde_json::from_str::<Name<'_>>(raw).ok().map(|name| name.0),
        b'n' => Some(Cow::Borrowed("")),
        b'-' | b'0'..=b'9' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}
