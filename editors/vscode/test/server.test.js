// The client's protocol library against the real server. Needs the program: its place is in
// FACTLINT, or it is on the path.
"use strict";

const assert = require("node:assert");
const { spawn, spawnSync } = require("node:child_process");
const { test } = require("node:test");
const rpc = require("vscode-jsonrpc/node");

const program = process.env.FACTLINT || "factlint";
const missing = spawnSync(program, ["--version"]).status !== 0;

test("a mistake in a rule file is published", { skip: missing && "factlint is not on the path" }, async () => {
  const server = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  const published = new Promise((resolve) => connection.onNotification("textDocument/publishDiagnostics", resolve));
  connection.listen();
  const { capabilities } = await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  assert.ok(capabilities.hoverProvider);
  await connection.sendNotification("initialized", {});
  const textDocument = { uri: "untitled:Untitled-1.claim", languageId: "claim", version: 1, text: "measure a : cuont\n" };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  const { diagnostics } = await published;
  assert.strictEqual(diagnostics[0].code, "unknown-name");
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const code = await new Promise((resolve) => server.on("exit", resolve));
  assert.strictEqual(code, 0);
});
