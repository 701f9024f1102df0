//! The report as one page that loads nothing: templates, style and scripts are part of it, and
//! a policy in its head forbids the browser everything else.

mod assets;
mod packed;
mod view;

use super::super::snippet::visible;
use super::graph::Net;
use super::model::ConflictReport;
use crate::token::is_invisible;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, context, escape_formatter};
use rayon::prelude::*;
use view::{Allowance, ConflictView, TopicView, topic_view};

/// Findings that stand open when the page is opened; a reader opens the others.
const OPEN: usize = 24;
/// Findings whose values and times are drawn; beyond them a page takes too long to open.
const DRAWN: usize = 500;
/// Findings whose sentences stand in the page as they are; those of the others are packed.
const PLAIN: usize = 200;
/// Findings that are packed together.
const PACKED: usize = 500;
/// Findings of a topic that are shown, and as many minor ones; the rest is counted.
pub const MOST_OF_TOPIC: usize = 50;
/// Topics whose nets can be drawn.
const NETS: usize = 200;
/// Topics listed at the top; the rest is one key away.
const GLANCE: usize = 12;

/// The report as a page.
///
/// # Errors
/// When a template fails, which no report should make it do.
pub fn html(report: &ConflictReport) -> Result<String, Error> {
    let templates = environment()?;
    let drawn = !report.graph.nets.is_empty();
    let topics: Vec<TopicView<'_>> = numbered(report);
    let sections: Vec<String> = topics
        .par_iter()
        .map(|topic| {
            templates.get_template("topic.html")?.render(context! { topic => Value::from(Serde(topic)) })
        })
        .collect::<Result<_, Error>>()?;
    let bodies: Vec<&ConflictView<'_>> = topics
        .iter()
        .flat_map(|topic| &topic.conflicts)
        .filter(|conflict| conflict.packed.is_some())
        .collect();
    let packed: Vec<String> = bodies
        .par_chunks(PACKED)
        .map(|some| {
            let body = templates.get_template("body.html")?;
            let texts = some.iter().map(|c| body.render(context! { c => Value::from(Serde(*c)) }));
            Ok(packed::pack(&texts.collect::<Result<Vec<_>, Error>>()?))
        })
        .collect::<Result<_, Error>>()?;
    let nets = report.graph.nets.get(..NETS).unwrap_or(&report.graph.nets);
    let left_out: usize = report.topics.iter().flat_map(|topic| topic.left_out.levels.values()).sum();
    let mut out = templates.get_template("head.html")?.render(context! {
        title => report.title.as_str(),
        generator => report.generator.as_str(),
        summary => Value::from(Serde(&report.summary)),
        glance => Value::from(Serde(view::glance(report, GLANCE))),
        choices => Value::from(Serde(view::Choices::of(report))),
        missing => report.coverage.missing.len(),
        policy => assets::policy(drawn),
        style => Value::from_safe_string(assets::STYLE.to_owned()),
        graph => drawn,
        undrawn => (report.summary.conflicts - left_out).saturating_sub(DRAWN),
        packed => bodies.len(),
        most => MOST_OF_TOPIC,
        left_out => left_out,
    })?;
    out.reserve(sections.iter().map(String::len).sum());
    sections.iter().for_each(|section| out.push_str(section));
    out.push_str(&templates.get_template("foot.html")?.render(context! {
        generator => report.generator.as_str(),
        coverage => Value::from(Serde(&report.coverage)),
        sources => Value::from(Serde(view::sources(report))),
        documents => Value::from(Serde(&report.documents)),
        nets => Value::from(Serde(view::nets(report, nets))),
        undrawn_nets => report.graph.nets.len() - nets.len(),
        graph => drawn.then(|| data_block(&Nets { nets })).transpose()?,
        packed => (!packed.is_empty()).then(|| data_block(&packed)).transpose()?,
        library => drawn.then(assets::library).map(Value::from_safe_string),
        script => Value::from_safe_string(assets::SCRIPT.to_owned()),
    })?);
    Ok(out)
}

/// The nets that can be drawn.
#[derive(serde::Serialize)]
struct Nets<'r> {
    nets: &'r [Net],
}

/// Topics as the page shows them; the first findings stand open.
fn numbered(report: &ConflictReport) -> Vec<TopicView<'_>> {
    let mut left = Allowance { open: OPEN, drawn: DRAWN, plain: PLAIN, packed: 0 };
    let open = |topic| {
        let view = topic_view(topic, report, left);
        left.take(view.conflicts.len());
        view
    };
    report.topics.iter().map(open).collect()
}

fn environment() -> Result<Environment<'static>, Error> {
    let mut out = Environment::new();
    out.set_auto_escape_callback(|_| AutoEscape::Html);
    // Whatever a template prints passes here: first nothing in it acts on a reader's eye or
    // terminal, then nothing in it is markup. Most texts are plain and need neither.
    out.set_formatter(|output, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) if text.chars().all(is_plain) => Ok(output.write_str(text)?),
        Some(text) => escape_formatter(output, state, &Value::from(visible(text))),
        None => escape_formatter(output, state, value),
    });
    out.add_filter("sentence", sentence);
    out.add_filter("date", date);
    out.add_filter("percent", |share: f64| format!("{}%", (share * 10_000.0).round() / 100.0));
    for (name, text) in assets::TEMPLATES {
        out.add_template(name, text)?;
    }
    Ok(out)
}

/// Whether a character is itself in every text and attribute.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | ';' | '-' | '_' | '(' | ')' | '%')
}

/// A reason as a sentence: with a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A date for people: one without a year says so.
fn date(text: &str) -> String {
    text.strip_prefix("--").map_or_else(|| text.to_owned(), |rest| format!("{rest}, no year"))
}

/// Data in a script element: nothing in it can end the element, and pictures show what would
/// turn text around as other text does.
fn data_block(data: &impl serde::Serialize) -> Result<Value, Error> {
    let json = serde_json::to_string(data)
        .map_err(|error| Error::new(minijinja::ErrorKind::BadSerialization, error.to_string()))?;
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if c.is_control() || is_invisible(c) => {
                out.push_str(&visible(&c.to_string()).replace('\\', "\\\\"));
            }
            c => out.push(c),
        }
    }
    Ok(Value::from_safe_string(out))
}
