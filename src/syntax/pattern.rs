//! From pest's pairs to the tree of a pattern.

use super::ast::{Atom, Element, Macro, Name, Pattern, Repeat};
use super::grammar::Rule;
use super::tree::{Pair, name, span, unquote};

/// The macro that a pair holds.
pub(super) fn macro_item(pair: Pair<'_>) -> Option<Macro> {
    let mut names = pair.clone().into_inner().filter(|p| p.as_rule() == Rule::name).map(|p| name(&p));
    let own = names.next()?;
    let params = names.collect();
    let body = pair.into_inner().find(|p| p.as_rule() == Rule::pattern).map(pattern)?;
    Some(Macro { name: own, params, pattern: body })
}

/// The pattern that a pair holds.
pub(super) fn pattern(pair: Pair<'_>) -> Pattern {
    let span = span(&pair);
    let alternatives = pair
        .into_inner()
        .filter(|p| p.as_rule() == Rule::sequence)
        .map(|sequence| sequence.into_inner().filter_map(element).collect())
        .collect();
    Pattern { alternatives, span }
}

fn element(pair: Pair<'_>) -> Option<Element> {
    let whole = span(&pair);
    let (mut capture, mut atom_pair, mut repeat) = (None, None, Repeat::Once);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::capture => capture = part.into_inner().next().map(|p| name(&p)),
            Rule::repeat => repeat = repetition(&part),
            _ => atom_pair = part.into_inner().next(),
        }
    }
    Some(Element { capture, atom: atom(atom_pair?)?, repeat, span: whole })
}

fn repetition(pair: &Pair<'_>) -> Repeat {
    match pair.as_str().trim() {
        "?" => Repeat::Optional,
        "*" => Repeat::Any,
        "+" => Repeat::Some,
        bounds => {
            let mut counts =
                bounds.trim_matches(['{', '}']).split(',').map(|n| n.trim().parse().unwrap_or(u32::MAX));
            let least = counts.next().unwrap_or(0);
            Repeat::Between(least, counts.next().unwrap_or(least))
        }
    }
}

fn atom(pair: Pair<'_>) -> Option<Atom> {
    Some(match pair.as_rule() {
        Rule::group => Atom::Group(patterns(pair).next()?),
        Rule::all_of => Atom::All(patterns(pair).collect()),
        Rule::look => {
            let kind = pair
                .clone()
                .into_inner()
                .find(|p| p.as_rule() == Rule::look_kind)?
                .as_str()
                .trim()
                .to_owned();
            let (negated, side) =
                kind.strip_prefix("not-").map_or((false, kind.as_str()), |side| (true, side));
            Atom::Look { ahead: side == "ahead", negated, pattern: patterns(pair).next()? }
        }
        Rule::gap => Atom::Gap(pair.as_str().trim().trim_start_matches('.').parse().ok()),
        Rule::any => Atom::AnyToken,
        Rule::exact => Atom::Exact(unquote(&pair)),
        Rule::lemma => Atom::Lemma(pair.into_inner().map(|p| p.as_str().to_owned()).collect()),
        Rule::regex => Atom::Regex(pair.into_inner().next()?.as_str().replace("\\/", "/")),
        Rule::reference => reference(pair)?,
        _ => return None,
    })
}

fn patterns(pair: Pair<'_>) -> impl Iterator<Item = Pattern> {
    pair.into_inner().filter(|p| p.as_rule() == Rule::pattern).map(pattern)
}

fn reference(pair: Pair<'_>) -> Option<Atom> {
    let mut parts = pair.into_inner();
    let own = name(&parts.next()?);
    let (mut filters, mut arguments) = (Vec::new(), Vec::new());
    for part in parts {
        match part.as_rule() {
            Rule::filters => filters = part.into_inner().filter_map(filter).collect(),
            _ => {
                arguments = part.into_inner().filter(|p| p.as_rule() == Rule::pattern).map(pattern).collect();
            }
        }
    }
    Some(Atom::Reference { name: own, filters, arguments })
}

fn filter(pair: Pair<'_>) -> Option<(Name, Option<Name>)> {
    let mut names = pair.into_inner().map(|p| name(&p));
    Some((names.next()?, names.next()))
}
