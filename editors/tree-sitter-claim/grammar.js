/**
 * The rule language of factlint for editors. `grammar/claim.pest` is the grammar that decides;
 * `tests/both.rs` feeds both the same files and fails where they differ.
 *
 * Line ends part statements, except around `|`, `,` and `=` and in brackets. A continued line
 * is told by the token that continues it: that token takes the line ends before it.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

// Line ends with their comments, as they may stand before a token that continues a line.
const over = (sign) => token(prec(1, new RegExp(`([ \\t\\uFEFF]*(#[^\\r\\n]*)?[\\r\\n])*[ \\t\\uFEFF]*${sign}`)));

const list = ($, item) => seq(item, repeat(seq($._comma, item)));

module.exports = grammar({
  name: "claim",

  extras: ($) => [/[ \t\uFEFF]/, $.comment],
  word: ($) => $.name,
  conflicts: ($) => [[$.lang, $._document_label]],

  rules: {
    file: ($) => seq(repeat($._nl), optional(seq($._item, repeat(seq(repeat1($._nl), $._item)), repeat($._nl)))),

    comment: () => token(/#[^\r\n]*/),
    _newline: () => /[\r\n]/,
    _nl: ($) => choice($._newline, ";"),
    _newlines: ($) => repeat1($._newline),
    _bar: ($) => seq(over("\\|"), optional($._newlines)),
    _comma: ($) => seq(over(","), optional($._newlines)),
    _equals: ($) => seq(over("="), optional($._newlines)),

    _item: ($) =>
      choice(
        $.use,
        $.language,
        $.lexicon,
        $.words,
        $.dimension,
        $.unit,
        $.kind,
        $.entity,
        $.scope,
        $.measure,
        $.macro,
        $.rule,
        $.compare,
        $.source,
        $.test,
      ),

    // Names, words, numbers.
    name: () => /\p{L}[\p{L}\p{N}\p{M}_-]*/u,
    path: () => token(/\/?(\.\.?\/)*\p{L}[\p{L}\p{N}\p{M}_-]*([.\/]\p{L}[\p{L}\p{N}\p{M}_-]*)*/u),
    lang: ($) => $.name,
    title: ($) => $.string,
    word: () => /[\p{L}\p{M}][\p{L}\p{M}'’-]*/u,
    lemmas: ($) => repeat1($.word),
    word_list: ($) => seq($._phrase, repeat(seq($._bar, $._phrase))),
    _phrase: ($) => choice($.string, $.lemmas),
    string: ($) => seq('"', repeat(choice($.escape, token.immediate(prec(1, /[^"\\\r\n]+/)))), token.immediate('"')),
    escape: () => token.immediate(/\\(["\\nt]|u\{[0-9a-fA-F]{1,6}\})/),
    number: () => /-?[0-9][0-9_]*(\.[0-9][0-9_]*)?(e-?[0-9][0-9_]*)?/,
    ratio: ($) => seq($.number, optional(seq("/", $.number))),
    date: () => /([0-9]{4}|--)-[0-9]{2}(-[0-9]{2})?/,

    // Items.
    use: ($) => seq("use", list($, $.path)),

    language: ($) => seq("language", field("name", $.lang), optional($.title), block($, $.setting)),
    setting: ($) => seq(field("key", $.name), $.word_list),

    lexicon: ($) =>
      seq(
        "lexicon",
        $.lang,
        field("category", $.name),
        "{",
        repeat($._nl),
        repeat(seq($.entry, repeat(choice($._nl, over(","))))),
        "}",
      ),
    entry: ($) => seq(field("key", choice($.ratio, $.name, $.string)), $._equals, $.word_list),

    words: ($) => seq("words", field("name", $.name), block($, $.lang_words)),
    lang_words: ($) => seq($.lang, $.word_list),

    dimension: ($) => seq("dimension", field("name", $.name), field("base", $.string)),

    unit: ($) =>
      seq(
        "unit",
        field("name", $.name),
        ":",
        field("dimension", $.name),
        optional(seq("=", $.ratio, optional(seq("offset", $.number)))),
        optional(block($, choice($.symbols, $.code, $.flag, $.lang_words))),
      ),
    symbols: ($) => seq("symbol", $.word_list),
    code: ($) => seq("code", $.string),
    flag: () => choice("prefixes", "keep", "before", "compound", "loose"),

    kind: ($) => seq("kind", field("name", $.name), optional($.title), block($, $.lang_words)),

    entity: ($) =>
      seq(
        "entity",
        field("name", $.name),
        optional($.title),
        optional(seq(":", field("kind", $.name))),
        optional(block($, choice($.part_of, $.lang_words))),
      ),
    part_of: ($) => seq("part-of", $.name),

    scope: ($) =>
      seq(
        "scope",
        field("name", $.name),
        optional($.title),
        optional(seq(":", field("kind", $.name))),
        optional(block($, choice($.reach, $.plain, $.scope_of, $.scope_value))),
      ),
    reach: ($) => seq("reach", $.name),
    plain: ($) => seq("plain", $.name),
    scope_of: ($) => seq("of", list($, $.name)),
    scope_value: ($) =>
      seq(field("name", $.name), optional($.title), optional(seq("in", $.name)), block($, $.lang_words)),

    measure: ($) =>
      seq(
        "measure",
        field("name", $.name),
        optional($.title),
        ":",
        field("dimension", $.name),
        optional(
          block(
            $,
            choice($.near, $.without, $.needs, $.of_kind, $.part_whole, $.derived, $.nature, $.lang_words),
          ),
        ),
      ),
    near: ($) => seq("near", $.lang, $.word_list),
    without: ($) => seq("without", $.lang, $.word_list),
    needs: ($) => seq("needs", list($, $.name)),
    of_kind: ($) => seq("of", $.name),
    part_whole: () => seq("part", "<=", "whole"),
    derived: ($) => seq($.name, "(", list($, $.name), ")"),
    nature: () => choice("additive", "stock", "cumulative", "limit", "parts"),

    macro: ($) =>
      seq(
        "macro",
        field("name", $.name),
        choice("(", token.immediate("(")),
        optional(list($, $.parameter)),
        ")",
        $._equals,
        $.pattern,
      ),
    parameter: ($) => $.name,

    // Rules.
    rule: ($) =>
      seq(
        "rule",
        field("name", $.name),
        optional($.title),
        block($, choice($.when, $.match, $.unless, $.claim, $.set, $.ignore, $.about, $.priority)),
      ),
    when: ($) => seq("when", $.name, choice("=", ">=", "<=", "has"), choice($.string, $.date, $.number, $.name)),
    match: ($) => seq("match", $.pattern),
    unless: ($) => seq("unless", $.pattern),
    claim: ($) => seq("claim", field("measure", $._measure_of), $._equals, $._claimed, optional($.scope_block)),
    _measure_of: ($) => choice($.call, $.name),
    _claimed: ($) => choice($.call, $.name),
    call: ($) => seq(field("function", $.name), choice("(", token.immediate("(")), $.name, ")"),
    set: ($) => seq("set", list($, $.pair), optional($.reach)),
    ignore: ($) => seq("ignore", $.name, $.string),
    about: ($) => seq("about", $.name),
    priority: ($) => seq("priority", $.number),
    scope_block: ($) => seq("{", repeat($._nl), list($, $.pair), repeat($._nl), "}"),
    pair: ($) => seq(field("key", $.name), $._equals, field("value", choice($.name, $.string, $.number))),

    // Patterns.
    pattern: ($) => seq($.sequence, repeat(seq($._bar, $.sequence))),
    sequence: ($) => repeat1($.element),
    element: ($) => seq(optional($.capture), $._atom, optional($.repeat)),
    capture: ($) => seq($.name, token.immediate(":")),
    _atom: ($) => choice($.group, $.around, $.gap, $.any, $.string, $.lemma, $.regex, $.reference),
    group: ($) => seq("(", optional($._newlines), $.pattern, optional($._newlines), ")"),
    around: ($) =>
      seq(
        choice("all", "ahead", "behind", "not-ahead", "not-behind"),
        choice("(", token.immediate("(")),
        optional($._newlines),
        list($, $.pattern),
        optional($._newlines),
        ")",
      ),
    gap: () => /\.\.[0-9]*/,
    any: () => "_",
    lemma: () => /'[\p{L}\p{M}][\p{L}\p{M}-]*( +[\p{L}\p{M}][\p{L}\p{M}-]*)*'/u,
    regex: () => /\/(\\.|[^\/\\\r\n])+\//,
    reference: ($) => prec.right(seq(field("name", $.name), optional(choice($.filters, $.arguments)))),
    filters: ($) => seq(token.immediate("["), list($, $.filter), "]"),
    filter: ($) => seq($.name, optional(seq("=", $.name))),
    arguments: ($) =>
      seq(token.immediate("("), optional($._newlines), list($, $.pattern), optional($._newlines), ")"),
    repeat: () => choice("?", "*", "+", /\{[0-9]+(,[0-9]+)?\}/),

    // Comparing, sources, tests.
    compare: ($) =>
      seq("compare", list($, $.name), block($, choice($.dimensions, $.tolerance, $.level))),
    dimensions: ($) => seq(choice("same", "explains", "ignores"), list($, $.name)),
    tolerance: ($) => seq("tolerance", $.number, optional("%")),
    level: ($) => seq("level", $.name, "=", $.name),

    source: ($) => seq("source", field("name", $.name), optional($.title), block($, choice($.trust, $.names))),
    trust: ($) => seq("trust", $.number),
    names: ($) => seq("names", $.word_list),

    test: ($) => seq("test", field("name", $.string), block($, choice($.expects, $.document))),
    document: ($) =>
      seq(optional($._document_label), $.lang, field("text", $.string), repeat(choice($.dated, $.said_by))),
    dated: ($) => seq("dated", choice($.date, $.number)),
    said_by: ($) => seq("from", $.name),
    _document_label: ($) => field("label", $.name),
    expects: ($) => seq("=>", list($, $._expect)),
    _expect: ($) => choice($.nothing, $.none_of, $.verdict, $.value_of),
    nothing: () => "nothing",
    none_of: ($) => seq("no", choice($.string, $.name)),
    verdict: ($) =>
      seq(choice("agree", "discrepancy", "contradiction", "part-whole", "scope"), choice($.string, $.name)),
    value_of: ($) =>
      seq(
        field("measure", choice($.string, $.name)),
        choice(">=", "<=", ">", "<", "=", "~"),
        $._figure,
        optional(field("unit", choice($.string, $.name))),
        optional($.scope_block),
      ),
    _figure: ($) =>
      choice(seq($.date, optional(seq("..", $.date))), seq($.number, optional(seq("..", $.number))), $.string),
  },
});

/** Statements in braces, one a line or parted by `;`. */
function block($, statement) {
  return seq(
    "{",
    repeat($._nl),
    optional(seq(statement, repeat(seq(repeat1($._nl), statement)), repeat($._nl))),
    "}",
  );
}
