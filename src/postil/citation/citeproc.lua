-- Sets many citations, each for itself, in one run of pandoc. Reads a job as JSON: `items` (CSL-JSON, as text),
-- `csl` (the file of the style), `lang`, `to` (the writer), `together` (whether one bibliography is wanted) and
-- `cites` (each with `id` and `suffix`). Writes a list of `mark` (what stands at the quote, as plain text), `entry` (of
-- the bibliography, as plain text) and `markup` (the same as `to` writes it).

local job = pandoc.json.decode(io.read("a"), false)
local references = {}

-- The engine reads a date that came as words as one of a calendar, unless it is told; a joiner marks such words.
local function with_literal_dates(item)
  for _, name in ipairs({ "issued", "accessed", "original-date", "event-date", "available-date", "submitted" }) do
    local date = item[name]
    if type(date) == "string" and date:sub(1, 3) == "\u{2060}" then
      item[name] = { literal = pandoc.Inlines(date:sub(4)) }
    end
  end
  return item
end

for _, item in ipairs(pandoc.read(job.items, "csljson").meta.references) do
  references[pandoc.utils.stringify(item.id)] = with_literal_dates(item)
end
local options = pandoc.WriterOptions({ wrap_text = "none" })

local function written(blocks, to)
  return pandoc.write(pandoc.Pandoc(blocks), to, options)
end

local function raised(element)
  return element.content
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
      if div.classes:includes("csl-entry") then
        local line = div.content:walk({
          Para = function(para) return pandoc.Plain(para.content) end,
          Div = function(inner) return inner.content end,
          Span = function(span) return span.content end,
        })
        local markup = job.to == "plain" and "" or written(line, job.to)
        found[#found + 1] = { mark = "", entry = written(div.content, "plain"), markup = markup }
      end
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
  out = entries_of(processed(citations, chosen))
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
    out[i] = entries_of(document)[1] or { entry = "", markup = "" }
    out[i].mark = written(mark:walk({ Superscript = raised }), "plain")
  end
end
io.write(pandoc.json.encode(out))
