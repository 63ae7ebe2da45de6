-- Sets many citations, each for itself, in one run of pandoc. Reads a job as JSON: `items` (CSL-JSON, as text),
-- `csl` (the file of the style), `lang`, `to` (the writer), `together` (whether one bibliography is wanted) and
-- `cites` (each with `id` and `suffix`). Writes a list of `mark` (what stands at the quote) and `entry` (of the
-- bibliography), or of the entries alone.

local job = pandoc.json.decode(io.read("a"), false)
local references = {}
for _, item in ipairs(pandoc.read(job.items, "csljson").meta.references) do
  references[pandoc.utils.stringify(item.id)] = item
end
local options = pandoc.WriterOptions({ wrap_text = "none" })

local function written(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), job.to, options)
end

local function raised(element)
  return job.to == "plain" and element.content or nil
end

local function processed(citations, chosen)
  local cite = pandoc.Cite({}, citations)
  return pandoc.utils.citeproc(pandoc.Pandoc({ pandoc.Para({ cite }) }, {
    references = pandoc.MetaList(chosen), csl = job.csl, lang = job.lang,
  }))
end

local function citation(cite)
  local made = pandoc.Citation(cite.id, "NormalCitation")
  if cite.suffix ~= "" then made.suffix = pandoc.Inlines(cite.suffix) end
  return made
end

local function entries_of(document)
  local found = {}
  document.blocks:walk({
    Div = function(div)
      if div.classes:includes("csl-entry") then found[#found + 1] = written(div.content) end
    end,
  })
  return found
end

local out = {}
if job.together then
  local citations, chosen = {}, {}
  for i, cite in ipairs(job.cites) do
    citations[i] = citation(cite)
    chosen[i] = references[cite.id]
  end
  for i, entry in ipairs(entries_of(processed(citations, chosen))) do out[i] = { mark = "", entry = entry } end
else
  for i, cite in ipairs(job.cites) do
    local document = processed({ citation(cite) }, { references[cite.id] })
    local mark = pandoc.Blocks({})
    document.blocks:walk({
      Cite = function(found)
        mark = pandoc.Blocks({ pandoc.Plain(found.content) })
        found.content:walk({ Note = function(note) mark = note.content end })
      end,
    })
    out[i] = { mark = written(mark:walk({ Superscript = raised })), entry = entries_of(document)[1] or "" }
  end
end
io.write(pandoc.json.encode(out))
