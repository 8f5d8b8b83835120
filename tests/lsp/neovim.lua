-- Neovim asks the server for everything it can show, and writes the answers as JSON.

local out = os.getenv("ANSWERS")
local uri = vim.uri_from_bufnr(0)
local document = { uri = uri }
local answers = {}

local function wait(what, condition)
  assert(vim.wait(60000, condition, 20), what .. " did not come")
end

local function ask(method, params)
  local found = vim.lsp.buf_request_sync(0, method, params, 60000)
  for _, each in pairs(found or {}) do
    if each.error then
      return { error = each.error.message }
    end
    return each.result
  end
end

local function at(words)
  vim.fn.cursor(1, 1)
  local line, column = unpack(vim.fn.searchpos(words, "c"))
  assert(line > 0, words .. " is not there")
  return { textDocument = document, position = { line = line - 1, character = column } }
end

local function findings()
  return vim.diagnostic.get(0)
end

local function run()
  wait("the server", function()
    return #vim.lsp.get_active_clients() > 0 and vim.lsp.get_active_clients()[1].initialized
  end)
  wait("findings", function() return #findings() > 0 end)
  answers.findings = findings()
  -- typed, as a person types it
  vim.fn.cursor(1, 1)
  vim.fn.search("Dreft")
  vim.cmd("normal! ciwDraft")
  vim.api.nvim_exec_autocmds("TextChanged", {})
  wait("no findings", function() return #findings() == 0 end)
  answers.after = findings()
  vim.cmd("undo")
  wait("findings again", function() return #findings() > 0 end)
  vim.cmd("redo")
  wait("no findings again", function() return #findings() == 0 end)
  wait("the index", function()
    return #(ask("workspace/symbol", { query = "Sender" }) or {}) > 0
  end)
  answers.hover = ask("textDocument/hover", at("FR-1\\*\\*"))
  answers.definition = ask("textDocument/definition", at("FR-1, FR-2"))
  local references = at("FR-1\\*\\*")
  references.context = { includeDeclaration = true }
  answers.references = ask("textDocument/references", references)
  answers.symbols = ask("textDocument/documentSymbol", { textDocument = document })
  answers.folding = ask("textDocument/foldingRange", { textDocument = document })
  answers.lenses = ask("textDocument/codeLens", { textDocument = document })
  answers.completion = ask("textDocument/completion", at("FR-2\\*\\*"))
  local taken = at("FR-1\\*\\*")
  taken.newName = "FR-2"
  answers.refused = ask("textDocument/rename", taken)
  at("FR-1\\*\\*")
  vim.lsp.buf.rename("FR-9")
  wait("the new name", function() return vim.fn.search("\\*\\*FR-9\\*\\*", "n") > 0 end)
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ async = false, timeout_ms = 60000 })
  else
    vim.lsp.buf.formatting_sync(nil, 60000)
  end
  answers.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local ok, problem = xpcall(run, debug.traceback)
answers.problem = not ok and problem or nil
local file = assert(io.open(out, "w"))
file:write(vim.fn.json_encode(answers))
file:close()
vim.cmd("qall!")
