-- Run by tests/lsp/editors.rs inside Neovim: looks at what the editor shows, and leaves with
-- an error where something is missing.
local function fail(what)
  io.stderr:write("missing: " .. what .. "\n")
  vim.cmd("cquit")
end

local function await(what, seen)
  if not vim.wait(30000, seen, 50) then
    fail(what)
  end
end

local function ask(method, line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  if method == "textDocument/references" then
    params.context = { includeDeclaration = true }
  end
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(answers) do
    if answer.result then
      return answer.result
    end
  end
  fail(method)
end

local function expect(what, condition)
  if not condition then
    fail(what)
  end
end

await("the server", function() return #vim.lsp.buf_get_clients(0) > 0 end)
await("a diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
local diagnostic = vim.diagnostic.get(0)[1]
expect("its code", diagnostic.code == "unknown-name")
expect("its place", diagnostic.lnum == 6 and diagnostic.col == 8 and diagnostic.end_col == 14)
expect("its help", diagnostic.message:find("did you mean `stalls`", 1, true))

local hover = ask("textDocument/hover", 6, 20)
expect("the comment in hover", hover.contents.value:find("What fairs count.", 1, true))
local definition = ask("textDocument/definition", 6, 20)
expect("the definition", definition[1].range.start.line == 1)
local completion = ask("textDocument/completion", 7, 8)
local labels = {}
for _, item in ipairs(completion.items) do
  labels[item.label] = true
end
expect("completion of measures", labels["stalls"] and labels["visitors"])

vim.api.nvim_buf_set_text(0, 6, 8, 6, 14, { "stalls" })
await("the mistake to be gone", function() return #vim.diagnostic.get(0) == 0 end)

vim.cmd("edit! b.txt")
await("a finding", function() return #vim.diagnostic.get(0) > 0 end)
local finding = vim.diagnostic.get(0)[1]
expect("the finding's code", finding.code == "discrepancy")
local line = vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]
expect("the words of the finding", line:sub(finding.col + 1, finding.end_col) == "450 компаний")
expect("the other side", #finding.user_data.lsp.relatedInformation == 1)

local references = ask("textDocument/references", 1, finding.col)
expect("every claim on the same thing", #references == 2)
local there = ask("textDocument/definition", 1, finding.col)
expect("the conflicting statement", #there == 1 and there[1].uri:sub(-6) == "/a.txt")
local about = ask("textDocument/hover", 1, finding.col)
expect("who disagrees, in hover", about.contents.value:find("**discrepancy (warning)** “More than 400 companies”", 1, true))

-- The other document, where the value of this one can be taken.
vim.cmd("edit! a.txt")
await("a finding in the other document", function() return #vim.diagnostic.get(0) > 0 end)
local other = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { 1, other.col })
local params = vim.lsp.util.make_range_params(0, "utf-16")
params.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000) or {}
local function act(what, answers)
  for _, answer in pairs(answers) do
    for _, action in ipairs(answer.result or {}) do
      if action.title:find(what, 1, true) == 1 then
        vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
        return
      end
    end
  end
  fail("the action to " .. what)
end
act("take", answers)
local text = vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]
expect("the value in place of the bound", text:find("2024. 450 companies took part", 1, true))
await("the finding to be gone", function() return #vim.diagnostic.get(0) == 0 end)

-- A third document, in Markdown, where the finding is suppressed; the reason is still to be written.
vim.fn.writefile({
  "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024.",
  "300 companies took part in INNOPROM. Central Asia.",
}, "c.md")
vim.cmd("edit! c.md")
await("a finding in Markdown", function() return #vim.diagnostic.get(0) > 0 end)
local third = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { third.lnum + 1, third.col })
params = vim.lsp.util.make_range_params(0, "utf-16")
params.context = { diagnostics = {} }
act("suppress", vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000) or {})
local commented = vim.api.nvim_buf_get_lines(0, third.lnum, third.lnum + 1, true)[1]
expect("the comment", commented:find("<!-- factlint: ignore-line", 1, true))
await("only the missing reason to be told", function()
  local all = vim.diagnostic.get(0)
  return #all == 1 and all[1].code == "unexplained-suppression"
end)

io.stderr:write("all seen\n")
vim.cmd("qall!")
