; Captures of nvim-treesitter and Helix; later patterns win where both match.

(comment) @comment

[
  "use" "language" "lexicon" "words" "dimension" "unit" "kind" "entity" "scope" "measure"
  "macro" "rule" "compare" "source" "test"
] @keyword

[
  "when" "match" "unless" "claim" "set" "ignore" "about" "priority" "reach" "plain" "part-of"
  "near" "without" "needs" "of" "part" "whole" "symbol" "code" "offset" "in" "same" "explains"
  "ignores" "tolerance" "level" "trust" "names" "dated" "from" "has"
] @keyword

(flag) @attribute
(nature) @attribute
[ "all" "ahead" "behind" "not-ahead" "not-behind" ] @function.builtin

(lang) @label
(path) @module
(string) @string
(escape) @string.escape
(lemma) @string.special
(regex) @string.regexp
(word) @string
(number) @number
(date) @number
(title (string) @string.documentation)

(entry key: (name) @constant)
(setting key: (name) @property)
(lexicon category: (name) @type)

(dimension name: (name) @type)
(unit name: (name) @constant)
(unit dimension: (name) @type)
(kind name: (name) @type)
(entity name: (name) @constant)
(entity kind: (name) @type)
(scope name: (name) @property)
(scope kind: (name) @type)
(scope_value name: (name) @constant)
(measure name: (name) @variable.member)
(measure dimension: (name) @type)
(words name: (name) @variable)
(macro name: (name) @function)
(parameter (name) @variable.parameter)
(rule name: (name) @function)
(source name: (name) @constant)
(test name: (string) @string)

(needs (name) @property)
(dimensions (name) @property)
(pair key: (name) @property)
(pair value: (name) @constant)
(of_kind (name) @type)
(reach (name) @constant)
(plain (name) @constant)
(part_of (name) @constant)
(scope_of (name) @type)
(said_by (name) @constant)
(level (name) @constant)
(compare (name) @variable.member)
(claim measure: (name) @variable.member)
(value_of measure: (name) @variable.member)
(value_of unit: (name) @constant)
(none_of (name) @variable.member)
(verdict (name) @variable.member)
(document label: (name) @variable)

(capture (name) @variable.parameter)
(reference name: (name) @variable)
((reference name: (name) @type.builtin)
  (#any-of? @type.builtin
    "quantity" "number" "money" "percent" "duration" "date" "span" "list" "year" "ordinal" "noun"
    "adjective" "verb" "adverb" "preposition" "pronoun" "name" "word" "punctuation" "quoted" "entity"))
(reference name: (name) @function (arguments))
(filter (name) @constant)
(call function: (name) @function.builtin)
(any) @character.special
(gap) @character.special
(repeat) @operator
(nothing) @keyword
[ "agree" "discrepancy" "contradiction" "part-whole" "no" ] @keyword

[ "=" "<=" ">=" "<" ">" "~" "=>" "%" ] @operator
[ "(" ")" "[" "]" "{" "}" ] @punctuation.bracket
[ ":" ";" ] @punctuation.delimiter
