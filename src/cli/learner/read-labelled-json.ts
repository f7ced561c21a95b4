import { describeColumn } from '../../lab/dataset/describe-column.ts'
import { CliFailure } from '../failure.ts'
import { listed, usualText } from '../screen/guess-column.ts'
import { byteLines } from '../text/byte-lines.ts'
import { type FactRole, factColumns, rolesOf } from './column-roles.ts'
import { type JsonRecord, jsonRecord } from './json-record.ts'
import { labelledJson } from './labelled-json.ts'
import type { RowFacts } from './labelled-row.ts'
import type { ReadOptions, ReadResult } from './read-result.ts'

/** So many rows tell which keys there are. */
const ROWS_FOR_KEYS = 1000
const MOST_KEYS = 200

/** Reads a JSON object a line. The text's key is `text`, else one under which data sets keep theirs. */
export async function readLabelledJson(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
  options: ReadOptions,
): Promise<ReadResult> {
  const read: ReadResult = { rows: [], bad: [], columns: [] }
  const records: { line: number; record: JsonRecord }[] = []
  for await (const line of byteLines(bytes)) {
    if ('bad' in line) read.bad.push({ line: line.line, why: line.bad })
    else if (line.text.trim() !== '') {
      const record = jsonRecord(line.text)
      if ('why' in record) read.bad.push({ line: line.line, why: record.why })
      else records.push({ line: line.line, record })
    }
  }
  const keys = [
    ...new Set(records.slice(0, ROWS_FOR_KEYS).flatMap(({ record }) => [...record.keys()])),
  ].slice(0, MOST_KEYS)
  const text = options.text ?? (keys.includes('text') ? 'text' : (usualText(keys) ?? 'text'))
  if (keys.length > 0 && !keys.includes(text)) {
    const inside = records.some(({ record }) => [...record.values()].some(isObject))
    throw new CliFailure(
      'usage',
      `${file}: no key "${text}" holds the text. Pass --text with one of: ${listed(keys)}${inside ? '. Keys inside of objects are not read: bring them up first' : ''}`,
    )
  }
  const labels = options.label.length > 0 ? options.label : keys.includes('labels') ? ['labels'] : ['label']
  const taken = new Set([text, ...labels].map((key) => keys.indexOf(key)))
  const facts = options.facts && factColumns(file, keys, options.facts, taken)
  const kept: JsonRecord[] = []
  for (const { line, record } of records) {
    const row = labelledJson(record, line, { ...options, text })
    if ('why' in row) read.bad.push(row)
    else {
      read.rows.push(facts ? { ...row, facts: factsOf(facts, keys, record) } : row)
      if (facts) kept.push(record)
    }
  }
  if (facts) {
    const named = new Set(labels.map((key) => keys.indexOf(key)).filter((at) => at !== -1))
    const roles = rolesOf(keys.length, keys.indexOf(text), named, labels.length > 1, facts)
    const joined = read.rows.map((row) => row.labels.join('\n'))
    read.columns = keys.map((key, at) =>
      describeColumn(
        key,
        roles[at]!,
        kept.map((record) => textOf(record.get(key))),
        joined,
      ),
    )
  }
  return read
}

function factsOf(
  facts: ReadonlyMap<FactRole, number>,
  keys: readonly string[],
  record: JsonRecord,
): RowFacts {
  const found: Partial<Record<FactRole, string>> = {}
  for (const [role, at] of facts) {
    const value = textOf(record.get(keys[at]!))?.trim()
    if (value) found[role] = value
  }
  return found
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Lists and objects are described as one text. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
