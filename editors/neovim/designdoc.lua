-- The language server of designdoc for Neovim 0.7 and later: put this file into your
-- `plugin/` folder, or `:source` it.

local function root_of(path)
  local markers = { "designdoc.toml", "pyproject.toml", ".git" }
  local folder = vim.fn.fnamemodify(path, ":p:h")
  while true do
    for _, marker in ipairs(markers) do
      local at = folder .. "/" .. marker
      if vim.fn.filereadable(at) == 1 or vim.fn.isdirectory(at) == 1 then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ":h")
    if above == folder then
      return vim.fn.fnamemodify(path, ":p:h")
    end
    folder = above
  end
end

-- The program of the project's own environment, else the one on PATH.
local function program(root)
  for _, environment in ipairs({ ".venv", "venv" }) do
    local own = root .. "/" .. environment .. "/bin/designdoc"
    if vim.fn.executable(own) == 1 then
      return own
    end
  end
  return vim.fn.exepath("designdoc")
end

local clients = {}

local function attach(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == "" then
    return
  end
  local root = root_of(path)
  if not clients[root] then
    local command = program(root)
    if command == "" then
      vim.notify("designdoc is not installed here: pip install 'designdoc[lsp]'", vim.log.levels.WARN)
      return
    end
    clients[root] = vim.lsp.start_client({
      name = "designdoc",
      cmd = { command, "lsp", "--stdio" },
      cmd_cwd = root,
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      on_exit = function()
        clients[root] = nil
      end,
    })
  end
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "markdown",
  callback = function(event)
    attach(event.buf)
  end,
})
