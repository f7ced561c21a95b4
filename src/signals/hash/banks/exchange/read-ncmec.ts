import { SaxesParser } from 'saxes'
import { type Chunks, ENTRY_LIMITS, type ReadEntries, type ReadEntry } from '../bank-entry.ts'
import type { BankHash } from '../ports.ts'
import { readBankHash } from '../read-bank-hash.ts'

/** Elements that are a record. */
const RECORDS = new Set(['image', 'video', 'deletedimage', 'deletedvideo'])
/** Digests of a video are another kind than those of an image. */
const OF_VIDEO: Readonly<Record<string, string>> = {
  md5: 'video_md5',
  sha1: 'video_sha1',
  sha256: 'video_sha256',
}
const MOST_DEEP = 32

interface OpenRecord {
  readonly line: number
  readonly kind: string
  id: string
  member: string
  at: string
  readonly tags: string[]
  readonly hashes: BankHash[]
  bad: string | undefined
  left: string | undefined
}

/**
 * Reads a reply of NCMEC's hash sharing v2 (`queryResult`), with deletions and what members said of a hash. Pages follow each
 * other as files of their own. An entry is known by who gave it and its id, as `ncmec:42/image/ID`; its fingerprints replace those
 * that were known of it. Entities that a document type makes up, and whatever lies outside the file, are never read.
 * Source: facebook/ThreatExchange, python-threatexchange, exchanges/clients/ncmec/hash_api.py, after NCMEC's documentation of v2.
 */
export async function* readNcmec(chunks: Chunks): ReadEntries {
  const parser = new SaxesParser({ xmlns: true })
  const done: ReadEntry[] = []
  const path: string[] = []
  let record: OpenRecord | undefined
  let text = ''
  let fault: string | undefined
  let seenAt = 0

  const fail = (why: string) => {
    fault ??= `line ${parser.line}, column ${parser.column + 1}: ${why}`
  }
  parser.on('error', ({ message }) => fail(message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')))
  parser.on('doctype', () => fail('a document type is not allowed'))
  parser.on('text', (piece) => {
    seenAt = parser.position
    if (text.length + piece.length <= ENTRY_LIMITS.record) text += piece
    else fail('the text of an element is longer than 4 MiB')
  })
  parser.on('cdata', (piece) => {
    seenAt = parser.position
    if (text.length + piece.length <= ENTRY_LIMITS.record) text += piece
    else fail('the text of an element is longer than 4 MiB')
  })
  parser.on('opentag', ({ local, attributes }) => {
    seenAt = parser.position
    const name = local.toLowerCase()
    if (path.length === 0 && name !== 'queryresult') fail('expected queryResult, found another element')
    if (path.length >= MOST_DEEP) fail(`elements stand in each other more than ${MOST_DEEP} deep`)
    path.push(name)
    text = ''
    const attribute = (key: string) => attributes[key]?.value ?? ''
    if (record === undefined) {
      if (RECORDS.has(name) && path.length === 3)
        record = {
          ...{ line: parser.line, kind: name, id: '', member: '', at: '', tags: [], hashes: [] },
          ...{ bad: undefined, left: undefined },
        }
      return
    }
    const parent = path.at(-2)
    if (name === 'member' && parent === record.kind) record.member = attribute('id')
    if (name === 'affirmativefeedback') note(record, `affirmative:${attribute('type').toLowerCase()}`)
    if (name === 'negativefeedback') note(record, `negative:${attribute('type').toLowerCase()}`)
    if (parent === 'fingerprints' && attribute('href') !== '')
      record.left ??= `${typeNamed(name)} is not in the file, only where it lies`
  })
  parser.on('closetag', () => {
    seenAt = parser.position
    const name = path.pop()!
    const said = text.trim()
    text = ''
    if (record === undefined) return
    const parent = path.at(-1)
    if (parent === record.kind) {
      if (name === 'id') record.id = said
      if (name === 'timestamp') record.at = said
      if (name === 'classification' && said !== '') note(record, `class:${said}`)
    }
    if (parent === 'fingerprints' && said !== '') take(record, name, said)
    if (name === record.kind && path.length === 2) {
      done.push(...ended(record))
      record = undefined
    }
  })

  let fed = 0
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE) {
      const piece = chunk.slice(from, from + PIECE)
      parser.write(piece)
      fed += piece.length
      yield* done.splice(0)
      // A name, remark or attribute that never ends would be gathered without a bound.
      if (fed - seenAt > 2 * ENTRY_LIMITS.record) fail('one piece of markup is longer than 4 MiB')
      if (fault !== undefined) break
    }
    if (fault !== undefined) break
  }
  if (fault === undefined) {
    parser.close()
    yield* done.splice(0)
  }
  if (fault !== undefined) yield { line: parser.line, bad: fault }
}

const PIECE = 64 * 1024

function note({ tags }: OpenRecord, tag: string): void {
  if (tags.length < ENTRY_LIMITS.tags) tags.push(tag.slice(0, ENTRY_LIMITS.tag))
}

/** `TMK-PDQF` as `tmk_pdqf`. */
function typeNamed(element: string): string {
  return element.toLowerCase().replaceAll('-', '_')
}

function take(record: OpenRecord, element: string, value: string): void {
  const named = typeNamed(element)
  const type = record.kind.endsWith('video') ? (OF_VIDEO[named] ?? named) : named
  const read = readBankHash(type, value)
  if (read.ok) {
    if (record.hashes.length < ENTRY_LIMITS.hashes) record.hashes.push(read.hash)
    else record.bad ??= `more than ${ENTRY_LIMITS.hashes} fingerprints`
  } else if (read.left) record.left ??= read.why
  else record.bad ??= read.why
}

function* ended(record: OpenRecord): Generator<ReadEntry, void, undefined> {
  const { line, kind, id, member, at, tags, hashes } = record
  const isDeleted = kind.startsWith('deleted')
  const fault =
    id === '' || id.length > ENTRY_LIMITS.id / 2
      ? 'the record has no id that can be read'
      : /^[0-9]{1,20}$/.test(member)
        ? record.bad
        : 'the record does not say which member gave it'
  if (fault !== undefined) {
    yield { line, bad: fault }
    return
  }
  if (record.left !== undefined) yield { line, left: record.left }
  // A record whose fingerprints are all left out still replaces what was known of it.
  const atMs = Date.parse(at)
  yield {
    line,
    entry: {
      id: `ncmec:${member}/${kind.replace('deleted', '')}/${id}`,
      ...{ hashes: isDeleted ? [] : hashes, state: isDeleted ? 'withdrawn' : 'active', tags },
      atMs: Number.isNaN(atMs) ? undefined : atMs,
    },
  }
}
