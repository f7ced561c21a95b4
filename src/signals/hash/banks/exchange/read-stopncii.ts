import { z } from 'zod'
import { type Chunks, ENTRY_LIMITS, plainEntry, type ReadEntries, type ReadEntry } from '../bank-entry.ts'
import type { BankEntry } from '../ports.ts'
import { readBankHash } from '../read-bank-hash.ts'
import { jsonRecords } from './json-records.ts'

/** The kinds of StopNCII by our names. */
export const STOPNCII_TYPES: Readonly<Record<string, string>> = {
  ImagePDQ: 'pdq',
  VideoMD5: 'video_md5',
  VideoTMK: 'tmk_pdqf',
  Text: 'raw_text',
  URL: 'url',
}

const Status = z.enum(['Unknown', 'Received', 'Active', 'Withdrawn', 'Deleted'])

const HashRecord = z.object({
  lastModtimestamp: z.number().nonnegative().exactOptional(),
  signalType: z.string().max(100),
  hashValue: z.string(),
  hashStatus: Status,
  caseNumbers: z.record(z.string().max(200), z.string().max(100)).nullish(),
  CSPFeedbacks: z
    .array(z.object({ feedbackValue: z.string().max(100), source: z.string().max(200).nullish() }))
    .nullish(),
})

const STATES: Readonly<Record<z.infer<typeof Status>, BankEntry['state']>> = {
  Unknown: 'active',
  Received: 'active',
  Active: 'active',
  Withdrawn: 'withdrawn',
  Deleted: 'withdrawn',
}

/**
 * Reads `hashRecords` of one or more replies of StopNCII's FetchHashes (v1). A record replaces what was known of its hash.
 * Source: facebook/ThreatExchange, python-threatexchange, exchanges/clients/stopncii/api.py.
 */
export async function* readStopNcii(chunks: Chunks): ReadEntries {
  for await (const found of jsonRecords(chunks, 'hashRecords', ENTRY_LIMITS.record)) {
    if ('text' in found) yield entryOf(found.line, found.text)
    else yield { line: found.line, bad: found.bad }
  }
}

function entryOf(line: number, text: string): ReadEntry {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { line, bad: 'the record is no JSON' }
  }
  const parsed = HashRecord.safeParse(value)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    return { line, bad: `${path.join('.') || 'the record'}: ${message}` }
  }
  const { signalType, hashValue, hashStatus, lastModtimestamp, caseNumbers, CSPFeedbacks } = parsed.data
  const type = STOPNCII_TYPES[signalType]
  if (type === undefined)
    return {
      line,
      left: `the kind ${/^\w{1,40}$/.test(signalType) ? signalType : 'named there'} is not known`,
    }
  const signal = readBankHash(type, hashValue)
  if (!signal.ok) return signal.left ? { line, left: signal.why } : { line, bad: `hashValue: ${signal.why}` }
  const tags = [
    ...Object.keys(caseNumbers ?? {}).map((one) => `case:${one}`),
    ...(CSPFeedbacks ?? []).map(
      ({ feedbackValue, source }) => `feedback:${feedbackValue}${source ? `:${source}` : ''}`,
    ),
  ]
  return {
    line,
    entry: plainEntry([signal.hash], {
      state: STATES[hashStatus],
      tags: tags.slice(0, ENTRY_LIMITS.tags).map((tag) => tag.slice(0, ENTRY_LIMITS.tag)),
      atMs: lastModtimestamp === undefined ? undefined : Math.trunc(lastModtimestamp * 1000),
    }),
  }
}
