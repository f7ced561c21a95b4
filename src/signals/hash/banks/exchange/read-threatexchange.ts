import { csvRows } from '../../../../core/csv-rows.ts'
import { type Chunks, ENTRY_LIMITS, plainEntry, type ReadEntries } from '../bank-entry.ts'
import { readBankHash } from '../read-bank-hash.ts'

/** The kinds of indicators of ThreatExchange, by our names. */
const INDICATORS: Readonly<Record<string, string>> = {
  HASH_PDQ: 'pdq',
  HASH_MD5: 'md5',
  HASH_SHA1: 'sha1',
  HASH_SHA256: 'sha256',
  HASH_VIDEO_MD5: 'video_md5',
  HASH_TMK: 'tmk_pdqf',
  HASH_VIDEO_VPDQ: 'vpdq',
  HASH_PDQ_OCR: 'pdq_ocr',
  HASH_URL_MD5: 'url_md5',
  RAW_URI: 'url',
  URI: 'url',
  DEBUG_STRING: 'raw_text',
  TEXT_STRING: 'raw_text',
  TREND_QUERY: 'trend_query',
}

/** The kind of hash that a file `simple.HASH_PDQ.te` holds; undefined: its name does not say. */
export function indicatorOf(fileName: string): string | undefined {
  const [, named] = /(?:^|\.)([A-Z][A-Z0-9_]*)\.(?:te|csv)$/.exec(fileName) ?? []
  return named === undefined ? undefined : INDICATORS[named]
}

/**
 * Reads the CSV that `tx dataset` writes, without a heading: indicator, (its id), id of the first descriptor, when it was added or
 * `mine`, labels set apart by spaces. What is labelled `false_positive` is disputed by whoever wrote the file.
 * Source: facebook/ThreatExchange, python-threatexchange, CliIndicatorSerialization, HMASerialization, SimpleDescriptorRollup.
 */
export async function* readThreatExchange(chunks: Chunks, type: string): ReadEntries {
  for await (const row of csvRows(chunks, ',', ENTRY_LIMITS.record)) {
    const { line } = row
    if ('bad' in row) {
      yield { line, bad: row.bad }
      continue
    }
    const { fields } = row
    if (fields.length < 1 || fields.length > 5) {
      yield { line, bad: `expected 1 to 5 fields, found ${fields.length}` }
      continue
    }
    const [indicator = '', ...rest] = fields
    // A heading that somebody gave it.
    if (line === 1 && indicator.toLowerCase() === 'indicator') continue
    const signal = readBankHash(type, indicator)
    if (!signal.ok) {
      yield signal.left ? { line, left: signal.why } : { line, bad: signal.why }
      continue
    }
    const own = rest.length === 4 || rest.length === 1 ? rest[0]! : ''
    const [descriptor = '', added = '', words = ''] =
      rest.length === 4 ? rest.slice(1) : rest.length === 1 ? [] : rest
    const id = own || descriptor
    if (!/^[0-9]{0,40}$/.test(id)) {
      yield { line, bad: 'the id of the indicator is no whole number' }
      continue
    }
    const tags = words.split(' ').filter((tag) => tag !== '')
    const atMs = Date.parse(added.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    yield {
      line,
      entry: plainEntry([signal.hash], {
        id: id === '' ? undefined : `te:${id}`,
        state: tags.includes('false_positive') ? 'disputed' : 'active',
        tags: tags.slice(0, ENTRY_LIMITS.tags).map((tag) => tag.slice(0, ENTRY_LIMITS.tag)),
        atMs: Number.isNaN(atMs) ? undefined : atMs,
      }),
    }
  }
}
