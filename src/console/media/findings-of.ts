import type { MediaFinding, MediaReply } from '../../api/contract/media.ts'

type Facts = NonNullable<MediaReply['facts']>

/** A finding, and the slots it counts for; none: it is about the file, whatever the slot. */
export interface FoundFinding extends MediaFinding {
  readonly slots: readonly string[]
}

const ORDER = ['error', 'warning', 'note'] as const

/** What was found in a file and for its slots: each once, the gravest first. */
export function findingsOf({ findings, slots }: Pick<Facts, 'findings' | 'slots'>): readonly FoundFinding[] {
  const found = new Map<string, MediaFinding & { slots: string[] }>()
  const add = (finding: MediaFinding, slot?: string) => {
    const { code, severity, at, says } = finding
    const key = JSON.stringify([code, severity, at, says])
    const known = found.get(key)
    if (known === undefined) found.set(key, { ...finding, slots: slot === undefined ? [] : [slot] })
    // What is wrong with the file itself is so for every slot.
    else if (slot !== undefined && known.slots.length > 0) known.slots.push(slot)
  }
  for (const finding of findings) add(finding)
  for (const { slot, findings } of slots) for (const finding of findings) add(finding, slot)
  const everySlot = slots.length
  return [...found.values()]
    .map((one) => (one.slots.length === everySlot ? { ...one, slots: [] } : one))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}
