import type { HashType } from '../../../../core/hash-type.ts'
import type { ExportedMember } from '../ports.ts'
import type { ExportedBank } from './exported-bank.ts'

const NAMESPACE = 'https://hashsharing.ncmec.org/hashsharing/v2'

/** By our names: the element of a fingerprint, and whether it is of a video. */
const ELEMENTS: Readonly<Partial<Record<HashType, readonly [element: string, of: 'image' | 'video']>>> = {
  pdq: ['pdq', 'image'],
  md5: ['md5', 'image'],
  sha1: ['sha1', 'image'],
  sha256: ['sha256', 'image'],
  pdna: ['pdna', 'image'],
  netclean: ['netclean', 'image'],
  video_md5: ['md5', 'video'],
  video_sha1: ['sha1', 'video'],
  video_sha256: ['sha256', 'video'],
  tmk_pdqf: ['tmk-pdqf', 'video'],
  videntifier: ['videntifier', 'video'],
  ssvh_safer_hash: ['ssvh-safer-hash', 'video'],
  ssvh_pa: ['ssvh-pa', 'video'],
}

/**
 * Writes a `queryResult` of NCMEC's hash sharing v2. An entry that came from there keeps its id and who gave it; others are entries of
 * member 0, one a hash. What people here confirmed or dispute is said as feedback; what was withdrawn is a deletion.
 *
 * The form puts counts before what they count, and pictures before videos: the bank is read three times, and what changes meanwhile
 * may be missing in a count.
 */
export async function* writeNcmec(bank: ExportedBank): AsyncGenerator<string, void, undefined> {
  const counts = { image: 0, video: 0 }
  const latest = { image: 0, video: 0 }
  for await (const { of, changedMs } of entriesOf(bank)) {
    counts[of]++
    latest[of] = Math.max(latest[of], changedMs)
  }
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<queryResult xmlns="${NAMESPACE}">\n`
  for (const of of ['image', 'video'] as const) {
    yield `  <${of}s count="${counts[of]}" maxTimestamp="${stamp(latest[of])}">\n`
    if (counts[of] > 0) for await (const entry of entriesOf(bank)) if (entry.of === of) yield written(entry)
    yield `  </${of}s>\n`
  }
  yield '</queryResult>\n'
}

type Print = Omit<ExportedMember, 'ids'>

interface Entry {
  readonly of: 'image' | 'video'
  readonly giver: string
  readonly id: string
  readonly members: Print[]
  readonly changedMs: number
}

const PREFIX = 'ncmec:'
const THEIRS = /^ncmec:([0-9]+)\/(image|video)\/(.+)$/s

async function* entriesOf(bank: ExportedBank): AsyncGenerator<Entry, void, undefined> {
  let key = ''
  let own: Print[] = []
  for await (const { id, ...member } of bank.underIds(PREFIX)) {
    if (id !== key) {
      yield* entryOf(key, own)
      key = id
      own = []
    }
    if (ELEMENTS[member.type] !== undefined) own.push(member)
  }
  yield* entryOf(key, own)
  for await (const member of bank.members()) {
    const [, of] = ELEMENTS[member.type] ?? []
    if (of === undefined || member.ids.some((id) => THEIRS.test(id))) continue
    const { changedMs } = member
    yield { of, giver: '0', id: String(member.member), members: [member], changedMs }
  }
}

/** None where the id is no such one, or nothing is under it that the form has a word for. */
function entryOf(key: string, members: Print[]): Entry[] {
  const [, giver, of, id] = THEIRS.exec(key) ?? []
  if (giver === undefined || id === undefined || members.length === 0) return []
  const changedMs = members.reduce((last, member) => Math.max(last, member.changedMs), 0)
  return [{ of: of as Entry['of'], giver, id, members, changedMs }]
}

function written({ of, giver, id, members, changedMs }: Entry): string {
  const there = members.filter(({ state }) => state !== 'withdrawn')
  const head = `      <member id="${giver}"/>\n      <timestamp>${stamp(changedMs)}</timestamp>\n      <id>${escaped(id)}</id>\n`
  if (there.length === 0) {
    const element = of === 'image' ? 'deletedImage' : 'deletedVideo'
    return `    <${element}>\n${head}    </${element}>\n`
  }
  const classes = there[0]!.tags.filter((tag) => tag.startsWith('class:')).slice(0, 1)
  const prints = there.map(({ type, value }) => {
    const [element] = ELEMENTS[type]!
    return `        <${element}>${escaped(value)}</${element}>\n`
  })
  const feedback = there.flatMap(({ type, state }) =>
    state === 'confirmed' || state === 'disputed'
      ? [
          `        <${state === 'confirmed' ? 'affirmative' : 'negative'}Feedback type="${ELEMENTS[type]![0]}"/>\n`,
        ]
      : [],
  )
  return [
    `    <${of}>\n${head}`,
    ...classes.map((tag) => `      <classification>${escaped(tag.slice(6))}</classification>\n`),
    `      <fingerprints>\n${prints.join('')}      </fingerprints>\n`,
    feedback.length === 0
      ? '      <feedback/>\n'
      : `      <feedback>\n${feedback.join('')}      </feedback>\n`,
    `    </${of}>\n`,
  ].join('')
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
