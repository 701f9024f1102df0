// The TextMate grammar over every rule file that ships: comments, strings and the keywords of
// items are found where a plain reading of the line finds them.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const root = path.join(__dirname, "../../..");
const file = path.join(__dirname, "../syntaxes/claim.tmLanguage.json");

async function grammar() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(file, "utf8"), file),
  });
  return registry.loadGrammar("source.claim");
}

function* ruleFiles(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* ruleFiles(full);
    else if (entry.name.endsWith(".claim")) yield full;
  }
}

/** What a plain reading says of each character: comment, string or other. */
function plain(line) {
  const out = [];
  let state = "other";
  for (let at = 0; at < line.length; at += 1) {
    const c = line[at];
    if (state === "other" && c === "#") state = "comment";
    if (state === "other" && c === '"') {
      state = "string";
      out.push("string");
      continue;
    }
    out.push(state);
    if (state === "string" && c === "\\") {
      out.push("string");
      at += 1;
    } else if (state === "string" && c === '"') {
      state = "other";
    }
  }
  return out;
}

const sorts = (scopes) =>
  scopes.some((s) => s.startsWith("comment")) ? "comment" : scopes.some((s) => s.startsWith("string.quoted.double")) ? "string" : "other";

test("comments, strings and items are found in every rule file", async () => {
  const claim = await grammar();
  const files = [...ruleFiles(path.join(root, "rules")), path.join(root, "tests/syntax/everything.claim")];
  assert.ok(files.length > 10);
  for (const name of files) {
    let stack = INITIAL;
    for (const [nth, line] of fs.readFileSync(name, "utf8").split(/\r?\n/).entries()) {
      const place = `${path.relative(root, name)}:${nth + 1}`;
      const { tokens, ruleStack } = claim.tokenizeLine(line, stack);
      stack = ruleStack;
      assert.strictEqual(stack.depth, 1, `${place}: something stays open`);
      const expected = plain(line);
      for (const token of tokens) {
        for (let at = token.startIndex; at < Math.min(token.endIndex, line.length); at += 1) {
          const inRegex = token.scopes.some((s) => s.startsWith("string.regexp") || s.startsWith("string.quoted.single"));
          if (!inRegex) assert.strictEqual(sorts(token.scopes), expected[at], `${place}:${at + 1}`);
        }
      }
      const item = /^(use|language|lexicon|words|dimension|unit|kind|entity|scope|measure|macro|rule|compare|source|test)\s/.exec(line);
      if (item) {
        assert.ok(tokens[0].scopes.includes("keyword.control.claim"), `${place}: ${tokens[0].scopes}`);
      }
    }
  }
});

test("the parts of a rule have their colours", async () => {
  const claim = await grammar();
  const scopes = (line, word) => {
    const { tokens } = claim.tokenizeLine(line, INITIAL);
    const at = line.indexOf(word);
    return tokens.find((t) => t.startIndex <= at && at < t.endIndex).scopes.join(" ");
  };
  assert.match(scopes("  match n:quantity companies", "match"), /keyword/);
  assert.match(scopes("  match n:quantity companies", "n:"), /variable\.parameter/);
  assert.match(scopes("  match n:quantity companies", "quantity"), /support\.type/);
  assert.match(scopes("  ru компания | предприятие", "ru"), /entity\.name\.tag/);
  assert.match(scopes("  => companies > 400", "400"), /numeric/);
  assert.match(scopes("  unless /^v\\d+$/ ..5", "/^v"), /regexp/);
});
