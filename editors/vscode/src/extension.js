// The client of `factlint lsp`: starts the server, says which documents it is for, and
// starts it anew where the settings change or the user asks.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** What the server is asked about. */
function selector(documents) {
  const schemes = ["file", "untitled"];
  const languages = documents ? ["claim", "plaintext", "markdown"] : ["claim"];
  return schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language })));
}

async function start() {
  const settings = vscode.workspace.getConfiguration("factlint");
  const command = settings.get("path") || "factlint";
  const files = vscode.workspace.createFileSystemWatcher("**/{*.{claim,txt,text,md,markdown},factlint.toml}");
  client = new LanguageClient(
    "factlint",
    "factlint",
    { command, args: ["lsp"] },
    {
      documentSelector: selector(settings.get("documents", true)),
      synchronize: { fileEvents: files },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    files.dispose();
    const choice = await vscode.window.showErrorMessage(
      `factlint: cannot start \`${command} lsp\`: ${error.message ?? error}`,
      "Open settings",
    );
    if (choice) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "factlint.path");
    }
  }
}

async function restart() {
  await client?.stop();
  client = undefined;
  await start();
}

/** Called by the editor. */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("factlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("factlint.path") || change.affectsConfiguration("factlint.documents")) {
        await restart();
      }
    }),
  );
  await start();
}

/** Called by the editor. */
async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
