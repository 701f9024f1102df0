//! `factlint why`: which rules and measures were tried at a place, how far each came, what
//! stopped it.

use super::args;
use super::claims::scope_text;
use super::run::{FAILED, fail, print, say, style_of};
use super::settings::told;
use crate::claim::Tried;
use crate::diagnostic::{FileId, SourceText};
use crate::engine::{Fate, Input, Prepared, WhySentence, check, tried_measures, why};
use crate::rule::Id;
use crate::syntax::ast::{Item, LangWords};
use crate::token::Span;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// The user's measures without a word in the sentence that are named, and words of each.
const MOST_UNSPOKEN: usize = 7;
const MOST_WORDS: usize = 3;

pub(super) fn run(arguments: &args::Why, color: args::Color) -> ExitCode {
    let Some((path, line, column)) = place(&arguments.place) else {
        return fail("name a place as FILE:LINE or FILE:LINE:COLUMN, such as report.md:12");
    };
    let path = PathBuf::from(path);
    let paths = [path];
    // What is broken is said, and the rest of the rules may still tell.
    let ready = match told(&arguments.configuration, &paths, &arguments.rules, &paths, color) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let prepared = &ready.prepared;
    let found = ready.documents(&paths);
    say(&found.diagnostics, &prepared.sources, style_of(color, false, &std::io::stderr()));
    let Some(input) = found.documents.into_iter().next() else { return ExitCode::from(FAILED) };
    match text(prepared, input, line, column, arguments.all) {
        Ok(text) => {
            let done = if ready.is_broken() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS };
            print(&text).err().unwrap_or(done)
        }
        Err(why) => fail(&why),
    }
}

/// A path with a line and perhaps a column, both from 1.
fn place(text: &str) -> Option<(&str, usize, Option<usize>)> {
    let (head, last) = text.rsplit_once(':')?;
    let last: usize = last.parse().ok()?;
    match head.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse::<usize>().ok()?))) {
        Some((path, line)) if !path.is_empty() => Some((path, line, Some(last))),
        _ => (!head.is_empty()).then_some((head, last, None)),
    }
}

fn text(
    prepared: &Prepared,
    input: Input,
    line: usize,
    column: Option<usize>,
    all: bool,
) -> Result<String, String> {
    let rules = &prepared.rules;
    let span = |text: &str| {
        let source = SourceText::new("", text);
        let whole = (1..=source.line_count()).contains(&line).then(|| source.line(line - 1))?;
        let Some(column) = column else { return Some(whole) };
        // The place after the last character is one too: an editor's cursor stands there.
        let mut ends = whole.of(text).char_indices().map(|(at, _)| at).chain([whole.len()]);
        let at = whole.start + ends.nth(column.checked_sub(1)?)?;
        Some(Span::new(at, at))
    };
    let name = input.path.clone();
    let nowhere = || match column {
        Some(column) => format!("`{name}` has no column {column} in a line {line}"),
        None => format!("`{name}` has no line {line}"),
    };
    let (source, sentences) = why(rules, &input, span).ok_or_else(nowhere)?;
    if sentences.is_empty() {
        return Err(format!("no sentence at line {line} of `{name}`"));
    }
    let mut out = String::new();
    for sentence in &sentences {
        sentence_text(&mut out, sentence, &source, prepared, all);
    }
    claims_text(&mut out, &sentences, &source, prepared, input, all);
    Ok(out)
}

fn sentence_text(
    out: &mut String,
    sentence: &WhySentence,
    source: &SourceText,
    prepared: &Prepared,
    all: bool,
) {
    let at = source.position(sentence.span.start);
    let _ =
        writeln!(out, "{}:{}:{}: {}", source.name, at.line + 1, at.column + 1, quote(sentence.span, source));
    let mut hidden = 0;
    for (id, fate) in &sentence.tried {
        let far = !matches!(fate, Fate::Stopped { matched, .. } if source.words(*matched).split_whitespace().count() < 2);
        if !far && !all {
            hidden += 1;
            continue;
        }
        let Some((name, rule)) = prepared.rules.rules.get_index(*id) else { continue };
        let place = place_text(rule.place, prepared);
        let _ = writeln!(out, "  rule {name} ({place})\n    {}", fate_text(fate, source));
    }
    let stopped = if hidden > 0 { format!("{hidden} more stopped within a word, ") } else { String::new() };
    let _ = writeln!(
        out,
        "  {stopped}{} rules match nothing of it{}",
        sentence.untried,
        if hidden > 0 { "; show all with --all" } else { "" }
    );
}

fn fate_text(fate: &Fate, source: &SourceText) -> String {
    let quoted = |span: &Span| quote(*span, source);
    match fate {
        Fate::Matched(spans) => {
            format!("matched {}", spans.iter().map(quoted).collect::<Vec<_>>().join(" and "))
        }
        Fate::Barred(matched, by) => {
            format!("would match {}, but `unless` matches {}", quoted(matched), quoted(by))
        }
        Fate::OtherDocument(matched) => {
            format!("would match {}, but its `when` does not hold for this document", quoted(matched))
        }
        Fate::Stopped { matched, at, expected } => {
            let found = if at.is_empty() {
                "the sentence ends".to_owned()
            } else {
                format!("{} stands there", quoted(at))
            };
            let wanted: Vec<String> = expected.iter().map(|said| format!("`{said}`")).collect();
            let wanted = match wanted.split_last() {
                None => "something else".to_owned(),
                Some((last, [])) => last.clone(),
                Some((last, init)) => format!("{} or {last}", init.join(", ")),
            };
            format!("matched {}, then wanted {wanted}, but {found}", quoted(matched))
        }
    }
}

/// Where something stands in a rule file.
fn place_text((file, span): (FileId, Span), prepared: &Prepared) -> String {
    let place = |file: &SourceText| format!("{}:{}", file.name, file.position(span.start).line + 1);
    prepared.sources.get(file).map_or_else(String::new, place)
}

/// What became of the figures of the sentences, in the order of the text, and what of the
/// measures of which words stand beside each.
fn claims_text(
    out: &mut String,
    sentences: &[WhySentence],
    source: &SourceText,
    prepared: &Prepared,
    input: Input,
    all: bool,
) {
    let rules = &prepared.rules;
    let tried = tried_measures(rules, &input);
    let outcome = check(rules, vec![input]);
    let inside = |span: Span| sentences.iter().any(|sentence| sentence.span.overlaps(span));
    let claims = outcome.claims.iter().map(|claim| {
        let name = crate::finding::measure_name(&claim.measure, rules);
        let value = crate::graph::describe(claim);
        let scope = scope_text(claim, rules);
        let apart = if scope.is_empty() { "" } else { " " };
        (claim.span, format!("claims {name} {value}{apart}{}, by {}", scope.trim_start(), claim.rule))
    });
    let unclaimed = outcome.documents.iter().flat_map(|document| &document.unclaimed);
    let unclaimed = unclaimed.map(|seen| (seen.span, format!("claims nothing: {}", seen.why)));
    let mut figures: Vec<(Span, String)> =
        claims.chain(unclaimed).filter(|(span, _)| inside(*span)).collect();
    figures.sort_by_key(|(span, _)| span.start);
    // Of the packs only the measure that claims it, unless all are asked for.
    let shown = |one: &&Tried| all || one.against.is_none() || is_own(one, prepared);
    for (at, (span, said)) in figures.iter().enumerate() {
        let _ = writeln!(out, "  {} {said}", quote(*span, source));
        // A range may be two claims: what is said of its measures follows the last.
        if figures.get(at + 1).is_some_and(|(next, _)| next.start == span.start) {
            continue;
        }
        let here = tried.iter().filter(|one| one.figure.start == span.start);
        here.filter(shown).for_each(|one| measure_text(out, one, prepared));
    }
    if !figures.is_empty() {
        let spoken: Vec<Id> = tried.iter().filter(|one| inside(one.figure)).map(|one| one.measure).collect();
        let language = outcome.documents.iter().find_map(|document| document.language.as_deref());
        unspoken_text(out, &spoken, language, prepared, all);
    }
}

/// The user's measures of which no word stands beside a figure, and what words those would be.
fn unspoken_text(out: &mut String, spoken: &[Id], language: Option<&str>, prepared: &Prepared, all: bool) {
    let own = prepared.modules.iter().filter(|module| is_users(module.file, prepared));
    let unspoken = own.flat_map(|module| module.items.iter()).filter_map(|item| {
        let Item::Measure(measure) = item else { return None };
        let id = prepared.rules.measures.get_index_of(&measure.name.text)?;
        let place = prepared.rules.measures.get_index(id)?.1.place;
        // Of what is derived alone nobody speaks.
        (!spoken.contains(&id) && !measure.words.is_empty()).then_some((measure, place))
    });
    let mut more = 0;
    for (at, (measure, place)) in unspoken.enumerate() {
        if at >= MOST_UNSPOKEN && !all {
            more += 1;
            continue;
        }
        let own = |words: &&LangWords| Some(words.lang.text.as_str()) == language;
        let phrases = measure.words.iter().filter(own).flat_map(|words| &words.phrases);
        let words: Vec<String> =
            phrases.take(MOST_WORDS).map(|phrase| format!("`{}`", phrase.text)).collect();
        let why = match (words.as_slice(), language) {
            ([], Some(language)) => format!("it has no words in `{language}`"),
            ([], None) => "no word of it stands here".to_owned(),
            (words, _) => format!("no word of it stands here, such as {}", words.join(" or ")),
        };
        let _ = writeln!(out, "  measure {} ({}): {why}", measure.name.text, place_text(place, prepared));
    }
    if more > 0 {
        let _ = writeln!(out, "  {more} more of your measures have no word here; show all with --all");
    }
}

/// Whether a file is the user's own, and none of a pack that ships.
fn is_users(file: FileId, prepared: &Prepared) -> bool {
    prepared.sources.get(file).is_some_and(|file| !file.name.starts_with("pack:"))
}

/// Whether a measure is of the user's own rule files.
fn is_own(tried: &Tried, prepared: &Prepared) -> bool {
    let measure = prepared.rules.measures.get_index(tried.measure);
    measure.is_some_and(|(_, measure)| is_users(measure.place.0, prepared))
}

/// What became of a measure for a figure.
fn measure_text(out: &mut String, tried: &Tried, prepared: &Prepared) {
    let Some((name, measure)) = prepared.rules.measures.get_index(tried.measure) else { return };
    let fate =
        tried.against.as_ref().map_or("claimed".to_owned(), |why| format!("not claimed, because {why}"));
    let _ = writeln!(out, "    measure {name} ({}): {fate}", place_text(measure.place, prepared));
}

/// Words of the text in quotation marks, in one line, not too long.
fn quote(span: Span, source: &SourceText) -> String {
    /// Characters shown of a stretch of text.
    const MOST: usize = 120;
    let words = source.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().filter(|c| !c.is_control()).take(MOST).collect();
    format!("“{short}{}”", if words.chars().count() > MOST { "…" } else { "" })
}
