import type { HashType } from '../../../../core/hash-type.ts'
import type { ExportedMember } from '../ports.ts'

/**
 * Writes the CSV that `tx dataset` reads, for hashes of one kind: indicator, its id, id of the first descriptor, when it was added,
 * labels. A member that people here confirmed bears `true_positive`, one that they dispute `false_positive`.
 */
export async function* writeThreatExchange(
  members: AsyncIterable<ExportedMember>,
  type: HashType,
): AsyncGenerator<string, void, undefined> {
  for await (const member of members) {
    if (member.type !== type || member.state === 'withdrawn') continue
    const [, own] = /^te:([0-9]+)$/.exec(member.ids.find((id) => id.startsWith('te:')) ?? '') ?? []
    const opinion = OPINION[member.state]
    const tags = [
      ...member.tags.filter(
        (tag) => tag !== 'true_positive' && tag !== 'false_positive' && !/[\s"]/.test(tag),
      ),
      ...(opinion === undefined ? [] : [opinion]),
    ]
    const id = own ?? String(member.member)
    const added = new Date(member.changedMs).toISOString().replace(/\.\d{3}Z$/, '+0000')
    yield `${quoted(member.value)},${id},${id},${added},${quoted(tags.join(' '))}\r\n`
  }
}

const OPINION: Readonly<Record<string, string>> = { confirmed: 'true_positive', disputed: 'false_positive' }

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
