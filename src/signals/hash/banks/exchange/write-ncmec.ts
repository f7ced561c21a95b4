import type { HashType } from '../../../../core/hash-type.ts'
import type { ExportedMember } from '../ports.ts'

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
 * member 0, one a hash. What people here confirmed or dispute is said as feedback; what was withdrawn is a deletion. Members must
 * come by id, so that the fingerprints of one entry stand together.
 */
export async function* writeNcmec(
  members: AsyncIterable<ExportedMember>,
): AsyncGenerator<string, void, undefined> {
  const parts = { image: [] as string[], video: [] as string[] }
  const latest = { image: 0, video: 0 }
  for await (const entry of entriesOf(members)) {
    parts[entry.of].push(written(entry))
    latest[entry.of] = Math.max(latest[entry.of], entry.changedMs)
  }
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<queryResult xmlns="${NAMESPACE}">\n`
  for (const of of ['image', 'video'] as const) {
    yield `  <${of}s count="${parts[of].length}" maxTimestamp="${stamp(latest[of])}">\n`
    for (const part of parts[of]) yield part
    yield `  </${of}s>\n`
  }
  yield '</queryResult>\n'
}

interface Entry {
  readonly of: 'image' | 'video'
  readonly giver: string
  readonly id: string
  readonly members: ExportedMember[]
  changedMs: number
}

async function* entriesOf(members: AsyncIterable<ExportedMember>): AsyncGenerator<Entry, void, undefined> {
  const open = new Map<string, Entry>()
  for await (const member of members) {
    const [, of] = ELEMENTS[member.type] ?? []
    if (of === undefined) continue
    const given = member.ids.flatMap((id) => {
      const [key, giver, kind, theirs] = /^ncmec:([0-9]+)\/(image|video)\/(.+)$/s.exec(id) ?? []
      return key === undefined ? [] : [{ key, giver: giver!, of: kind as Entry['of'], id: theirs! }]
    })
    if (given.length === 0)
      yield {
        ...{ of, giver: '0', id: String(member.member), members: [member], changedMs: member.changedMs },
      }
    for (const { key, ...head } of given) {
      const entry = open.get(key) ?? { ...head, members: [], changedMs: 0 }
      entry.members.push(member)
      entry.changedMs = Math.max(entry.changedMs, member.changedMs)
      open.set(key, entry)
    }
  }
  yield* open.values()
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
