//! From pest's pairs to the tree.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a pair is a handle: giving it away says that it is read once"
)]

use super::ast::{self, Item, LangWords, Name, Phrase};
use super::grammar::Rule;
use super::pattern;
use crate::token::Span;

pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// The item that a pair of rule `item` holds.
pub(super) fn item(pair: Pair<'_>) -> Option<Item> {
    let inner = pair.into_inner().next()?;
    Some(match inner.as_rule() {
        Rule::use_item => Item::Use(inner.into_inner().map(|p| name(&p)).collect()),
        Rule::language => Item::Language(language(inner)?),
        Rule::lexicon => Item::Lexicon(lexicon(inner)?),
        Rule::words => Item::Words(words(inner)?),
        Rule::dimension => Item::Dimension(dimension(inner)?),
        Rule::unit => Item::Unit(unit(inner)?),
        Rule::kind_item => Item::Kind(kind(inner)?),
        Rule::entity => Item::Entity(entity(inner)?),
        Rule::scope => Item::Scope(scope(inner)?),
        Rule::measure => Item::Measure(measure(inner)?),
        Rule::macro_item => Item::Macro(pattern::macro_item(inner)?),
        Rule::rule_item => Item::Rule(Box::new(rule(inner)?)),
        Rule::compare => Item::Compare(compare(inner)?),
        Rule::source => Item::Source(source(inner)?),
        Rule::test => Item::Test(test(inner)?),
        _ => return None,
    })
}

pub(super) fn span(pair: &Pair<'_>) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.start() + span.as_str().trim_end().len())
}

/// The name that a pair spells; strings lose their quotes.
pub(super) fn name(pair: &Pair<'_>) -> Name {
    let text = match pair.as_rule() {
        Rule::string => unquote(pair),
        _ => pair.as_str().trim().to_owned(),
    };
    Name { text, span: span(pair) }
}

/// The content of a pair that is or holds a string.
pub(super) fn unquote(pair: &Pair<'_>) -> String {
    let raw = pair.as_str().trim().trim_start_matches('"');
    unescape(raw.strip_suffix('"').unwrap_or(raw))
}

fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('u') => {
                let hex: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
                out.extend(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32));
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

pub(super) fn names(pair: Pair<'_>) -> Vec<Name> {
    pair.into_inner().filter(|p| p.as_rule() == Rule::name).map(|p| name(&p)).collect()
}

fn phrases(list: Pair<'_>) -> Vec<Phrase> {
    list.into_inner()
        .filter_map(|phrase| phrase.into_inner().next())
        .map(|p| match p.as_rule() {
            Rule::exact => Phrase { text: unquote(&p), exact: true, span: span(&p) },
            _ => bare(&p),
        })
        .collect()
}

/// Bare words. The pair may end in a comment, its words do not.
fn bare(lemmas: &Pair<'_>) -> Phrase {
    let words: Vec<Name> = lemmas.clone().into_inner().map(|word| name(&word)).collect();
    let span = words.iter().map(|word| word.span).reduce(Span::cover).unwrap_or_default();
    let text: Vec<String> = words.into_iter().map(|word| word.text).collect();
    Phrase { text: text.join(" "), exact: false, span }
}

fn lang_words(pair: Pair<'_>) -> Option<LangWords> {
    let mut inner = pair.into_inner().filter(|p| matches!(p.as_rule(), Rule::lang | Rule::word_list));
    Some(LangWords { lang: name(&inner.next()?), phrases: phrases(inner.next()?) })
}

/// The only pair of a rule among the children.
fn child<'i>(pair: &Pair<'i>, rule: Rule) -> Option<Pair<'i>> {
    pair.clone().into_inner().find(|p| p.as_rule() == rule)
}

fn child_name(pair: &Pair<'_>, rule: Rule) -> Option<Name> {
    child(pair, rule).map(|p| name(&p))
}

fn child_text(pair: &Pair<'_>, rule: Rule) -> Option<String> {
    child(pair, rule).map(|p| unquote(&p))
}

/// The single statements of an item's block.
fn statements<'i>(pair: &Pair<'i>, rule: Rule) -> impl Iterator<Item = Pair<'i>> + use<'i> {
    pair.clone().into_inner().filter(move |p| p.as_rule() == rule).filter_map(|p| p.into_inner().next())
}

fn language(pair: Pair<'_>) -> Option<ast::Language> {
    let settings = pair
        .clone()
        .into_inner()
        .filter(|p| p.as_rule() == Rule::lang_stmt)
        .filter_map(|stmt| {
            let mut inner = stmt.into_inner();
            let key = name(&inner.next()?);
            let value = inner.next()?;
            let values = match value.as_rule() {
                Rule::lang | Rule::name => {
                    vec![Phrase { text: value.as_str().to_owned(), exact: true, span: span(&value) }]
                }
                _ => phrases(value),
            };
            Some((key, values))
        })
        .collect();
    Some(ast::Language { lang: child_name(&pair, Rule::lang)?, settings })
}

fn lexicon(pair: Pair<'_>) -> Option<ast::Lexicon> {
    let entries = pair
        .clone()
        .into_inner()
        .filter(|p| p.as_rule() == Rule::entry)
        .filter_map(|entry| {
            let mut inner = entry.into_inner();
            let key = inner.next()?;
            let key = key
                .clone()
                .into_inner()
                .find(|p| p.as_rule() == Rule::string)
                .map_or_else(|| name(&key), |s| name(&s));
            Some((key, phrases(inner.next()?)))
        })
        .collect();
    Some(ast::Lexicon {
        lang: child_name(&pair, Rule::lang)?,
        category: child_name(&pair, Rule::category)?,
        entries,
    })
}

fn words(pair: Pair<'_>) -> Option<ast::Words> {
    Some(ast::Words { name: child_name(&pair, Rule::name)?, words: all_words(pair) })
}

fn dimension(pair: Pair<'_>) -> Option<ast::Dimension> {
    Some(ast::Dimension { name: child_name(&pair, Rule::name)?, base: child_text(&pair, Rule::base)? })
}

fn unit(pair: Pair<'_>) -> Option<ast::Unit> {
    let mut unit = ast::Unit {
        name: child_name(&pair, Rule::name)?,
        dimension: child_name(&pair, Rule::dim_ref)?,
        factor: None,
        offset: None,
        code: None,
        symbols: Vec::new(),
        words: Vec::new(),
        flags: Vec::new(),
    };
    if let Some(factor) = child(&pair, Rule::factor) {
        let numbers: Vec<Name> = child(&factor, Rule::ratio)?
            .into_inner()
            .filter(|p| p.as_rule() == Rule::number)
            .map(|p| name(&p))
            .collect();
        unit.factor = numbers.first().cloned().map(|first| (first, numbers.get(1).cloned()));
        unit.offset = child(&factor, Rule::offset).and_then(|p| child_name(&p, Rule::number));
    }
    for stmt in statements(&pair, Rule::unit_stmt) {
        match stmt.as_rule() {
            Rule::symbols => {
                unit.symbols.extend(child(&stmt, Rule::word_list).map(phrases).unwrap_or_default());
            }
            Rule::code => unit.code = child_text(&stmt, Rule::string),
            Rule::flag => unit.flags.push(name(&stmt)),
            _ => unit.words.extend(lang_words(stmt)),
        }
    }
    Some(unit)
}

fn kind(pair: Pair<'_>) -> Option<ast::Kind> {
    Some(ast::Kind {
        name: child_name(&pair, Rule::name)?,
        title: child_text(&pair, Rule::title),
        words: all_words(pair),
    })
}

/// The words that stand directly in an item's block.
fn all_words(pair: Pair<'_>) -> Vec<LangWords> {
    pair.into_inner().filter(|p| p.as_rule() == Rule::lang_words).filter_map(lang_words).collect()
}

fn entity(pair: Pair<'_>) -> Option<ast::Entity> {
    let mut entity = ast::Entity {
        name: child_name(&pair, Rule::name)?,
        kind: child_name(&pair, Rule::kind),
        title: child_text(&pair, Rule::title),
        part_of: None,
        words: Vec::new(),
    };
    for stmt in statements(&pair, Rule::entity_stmt) {
        match stmt.as_rule() {
            Rule::part_of => entity.part_of = child_name(&stmt, Rule::name),
            _ => entity.words.extend(lang_words(stmt)),
        }
    }
    Some(entity)
}

fn scope(pair: Pair<'_>) -> Option<ast::Scope> {
    let mut scope = ast::Scope {
        name: child_name(&pair, Rule::name)?,
        kind: child_name(&pair, Rule::kind),
        title: child_text(&pair, Rule::title),
        reach: None,
        plain: None,
        of: Vec::new(),
        values: Vec::new(),
    };
    for stmt in statements(&pair, Rule::scope_stmt) {
        match stmt.as_rule() {
            Rule::reach => scope.reach = child_name(&stmt, Rule::name),
            Rule::scope_of => scope.of.extend(names(stmt)),
            Rule::plain_value => scope.plain = child_name(&stmt, Rule::name),
            _ => scope.values.extend(scope_value(stmt)),
        }
    }
    Some(scope)
}

fn scope_value(pair: Pair<'_>) -> Option<ast::ScopeValue> {
    let mut names = names(pair.clone()).into_iter();
    Some(ast::ScopeValue {
        name: names.next()?,
        within: names.next(),
        title: child_text(&pair, Rule::title),
        words: all_words(pair),
    })
}

fn measure(pair: Pair<'_>) -> Option<ast::Measure> {
    let mut measure = ast::Measure {
        name: child_name(&pair, Rule::name)?,
        title: child_text(&pair, Rule::title),
        dimension: child_name(&pair, Rule::dim_ref)?,
        words: Vec::new(),
        near: Vec::new(),
        without: Vec::new(),
        needs: Vec::new(),
        of_kind: None,
        nature: None,
        part_whole: false,
        parts: false,
        derived: None,
        mended: false,
    };
    for stmt in statements(&pair, Rule::measure_stmt) {
        match stmt.as_rule() {
            Rule::near => measure.near.extend(lang_words(stmt)),
            Rule::without => measure.without.extend(lang_words(stmt)),
            Rule::of_kind => measure.of_kind = child_name(&stmt, Rule::name),
            Rule::needs => measure.needs.extend(names(stmt)),
            Rule::nature => measure.nature = Some(name(&stmt)),
            Rule::part_whole => measure.part_whole = true,
            Rule::kw_parts => measure.parts = true,
            Rule::derived => {
                let mut all = names(stmt);
                measure.derived = (!all.is_empty()).then(|| (all.remove(0), all));
            }
            _ => measure.words.extend(lang_words(stmt)),
        }
    }
    Some(measure)
}

fn rule(pair: Pair<'_>) -> Option<ast::Rule> {
    let mut rule = ast::Rule {
        name: child_name(&pair, Rule::name)?,
        when: Vec::new(),
        matches: Vec::new(),
        unless: Vec::new(),
        claims: Vec::new(),
        sets: Vec::new(),
        ignores: Vec::new(),
        about: None,
        priority: None,
        mended: false,
    };
    for stmt in statements(&pair, Rule::rule_stmt) {
        match stmt.as_rule() {
            Rule::when => rule.when.extend(condition(stmt)),
            Rule::matches => rule.matches.extend(child(&stmt, Rule::pattern).map(pattern::pattern)),
            Rule::unless => rule.unless.extend(child(&stmt, Rule::pattern).map(pattern::pattern)),
            Rule::claim => rule.claims.extend(claim(stmt)),
            Rule::sets => {
                let pairs = stmt
                    .clone()
                    .into_inner()
                    .filter(|p| p.as_rule() == Rule::pair)
                    .filter_map(scope_pair)
                    .collect();
                rule.sets.push(ast::SetStmt { pairs, reach: child_name(&stmt, Rule::name) });
            }
            Rule::ignore => {
                rule.ignores.extend(child_name(&stmt, Rule::name).zip(child_text(&stmt, Rule::string)));
            }
            Rule::about => rule.about = child_name(&stmt, Rule::name),
            Rule::priority => rule.priority = child_name(&stmt, Rule::number),
            _ => {}
        }
    }
    Some(rule)
}

fn condition(pair: Pair<'_>) -> Option<ast::Condition> {
    let mut inner = pair.into_inner();
    let field = name(&inner.next()?);
    let comparison = inner.next()?.as_str().trim().to_owned();
    Some(ast::Condition { field, comparison, value: name(&inner.next()?) })
}

fn claim(pair: Pair<'_>) -> Option<ast::ClaimStmt> {
    let measure = child(&pair, Rule::measure_of)?.into_inner().next()?;
    let measure = match measure.as_rule() {
        Rule::lemma_of => ast::MeasureOf::LemmaOf(child_name(&measure, Rule::name)?),
        _ => ast::MeasureOf::Named(name(&measure)),
    };
    let scope = child(&pair, Rule::scope_block).map(scope_pairs).unwrap_or_default();
    let claimed = child(&pair, Rule::claimed)?.into_inner().next()?;
    let (value, end) = match claimed.as_rule() {
        Rule::end_of => {
            let low = child(&claimed, Rule::range_end)?.as_str() == "low";
            (
                child_name(&claimed, Rule::name)?,
                Some(if low { ast::RangeEnd::Low } else { ast::RangeEnd::High }),
            )
        }
        _ => (name(&claimed), None),
    };
    Some(ast::ClaimStmt { measure, value, end, scope })
}

fn scope_pairs(block: Pair<'_>) -> Vec<ast::Pair> {
    block.into_inner().filter(|p| p.as_rule() == Rule::pair).filter_map(scope_pair).collect()
}

fn scope_pair(pair: Pair<'_>) -> Option<ast::Pair> {
    let mut inner = pair.into_inner();
    let key = name(&inner.next()?);
    let value = inner.next()?;
    Some(ast::Pair { key, literal: value.as_rule() != Rule::name, value: name(&value) })
}

fn compare(pair: Pair<'_>) -> Option<ast::Compare> {
    let mut compare = ast::Compare {
        measures: names(pair.clone()),
        same: Vec::new(),
        explains: Vec::new(),
        ignores: Vec::new(),
        tolerance: None,
        levels: Vec::new(),
    };
    for stmt in statements(&pair, Rule::compare_stmt) {
        match stmt.as_rule() {
            Rule::same => compare.same.extend(names(stmt)),
            Rule::explains => compare.explains.extend(names(stmt)),
            Rule::ignores => compare.ignores.extend(names(stmt)),
            Rule::tolerance => {
                let percent = child(&stmt, Rule::percent).is_some();
                compare.tolerance = child_name(&stmt, Rule::number).map(|number| (number, percent));
            }
            _ => {
                let mut names = names(stmt).into_iter();
                compare.levels.push((names.next()?, names.next()?));
            }
        }
    }
    Some(compare)
}

fn source(pair: Pair<'_>) -> Option<ast::SourceItem> {
    let mut source = ast::SourceItem {
        name: child_name(&pair, Rule::name)?,
        title: child_text(&pair, Rule::title),
        names: Vec::new(),
        trust: None,
    };
    for stmt in statements(&pair, Rule::source_stmt) {
        match stmt.as_rule() {
            Rule::trust => source.trust = child_name(&stmt, Rule::number),
            _ => source.names.extend(child(&stmt, Rule::word_list).map(phrases).unwrap_or_default()),
        }
    }
    Some(source)
}

fn test(pair: Pair<'_>) -> Option<ast::Test> {
    let mut test = ast::Test {
        name: child_name(&pair, Rule::string)?,
        documents: Vec::new(),
        expects: Vec::new(),
        mended: false,
    };
    for stmt in statements(&pair, Rule::test_stmt) {
        match stmt.as_rule() {
            Rule::document => test.documents.extend(test_document(stmt)),
            _ => test.expects.extend(stmt.into_inner().filter_map(expect)),
        }
    }
    Some(test)
}

fn test_document(pair: Pair<'_>) -> Option<ast::TestDocument> {
    let string = child(&pair, Rule::string)?;
    let inner = span(&string);
    Some(ast::TestDocument {
        label: child_name(&pair, Rule::label),
        lang: child_name(&pair, Rule::lang)?,
        text: unquote(&string),
        span: Span::new(inner.start + 1, inner.end.saturating_sub(1)),
        dated: child(&pair, Rule::dated).and_then(|p| child_name(&p, Rule::date)),
        source: child(&pair, Rule::said_by).and_then(|p| child_name(&p, Rule::name)),
    })
}

fn expect(pair: Pair<'_>) -> Option<ast::Expect> {
    let inner = pair.into_inner().next()?;
    let whole = span(&inner);
    Some(match inner.as_rule() {
        Rule::kw_nothing => ast::Expect::Nothing(whole),
        Rule::none_of => ast::Expect::NoClaim(expect_measure(&inner)?),
        Rule::verdict_of => ast::Expect::Verdict(child_name(&inner, Rule::verdict)?, expect_measure(&inner)?),
        _ => ast::Expect::Claim(Box::new(ast::ExpectClaim {
            measure: expect_measure(&inner)?,
            relation: child(&inner, Rule::relation)?.as_str().trim().to_owned(),
            figure: child(&inner, Rule::figure).map(|p| figure(&p))?,
            unit: child(&inner, Rule::unit_name).and_then(|p| p.into_inner().next()).map(|p| name(&p)),
            scope: child(&inner, Rule::scope_block).map(scope_pairs).unwrap_or_default(),
            span: whole,
        })),
    })
}

/// The measure that an expectation names first.
fn expect_measure(pair: &Pair<'_>) -> Option<ast::ExpectMeasure> {
    let inner = pair.clone().into_inner().find(|p| matches!(p.as_rule(), Rule::string | Rule::name))?;
    Some(ast::ExpectMeasure { open: inner.as_rule() == Rule::string, name: name(&inner) })
}

fn figure(pair: &Pair<'_>) -> Name {
    match pair.clone().into_inner().next() {
        Some(inner) if inner.as_rule() == Rule::string => name(&inner),
        _ => {
            // The pair may end in a comment.
            let written = pair.as_str().split('#').next().unwrap_or("").trim_end();
            let start = pair.as_span().start();
            Name { text: written.split_whitespace().collect(), span: Span::new(start, start + written.len()) }
        }
    }
}
