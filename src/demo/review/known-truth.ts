import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** What the simulation knows of an event that it sent. */
export interface KnownTruth {
  /** Id of the decision; undefined when the event was refused. */
  readonly decision: string | undefined
  readonly policies: readonly string[]
  readonly language: string | undefined
}

/** What a job shows of an event. */
export interface ShownEvent {
  readonly type: string | null
  readonly actor: string | null
  readonly data: Readonly<Record<string, unknown>>
}

export interface Truths {
  /** The truth of what a job shows; undefined: nothing of the kind was sent. */
  of(shown: ShownEvent): KnownTruth | undefined
  /** Of an entity: the policies that it violated in anything it did. */
  ofActor(actor: string): readonly string[]
  readonly all: readonly KnownTruth[]
  /** Every policy that anything violates. */
  readonly policies: readonly string[]
}

interface OutLine {
  readonly event?: { readonly type: string; readonly actor?: string; readonly data?: Record<string, unknown> }
  readonly truth?: { readonly policies: readonly string[] }
  readonly result?: { readonly decision?: string }
}

/**
 * Reads what `haechi demo --out` wrote. A job does not name its event, so the truth is found by what was sent: by type,
 * actor and content. Throws when a line is none of that file's.
 */
export async function readTruths(path: string): Promise<Truths> {
  const collected = collectTruths()
  let number = 0
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++
    if (line.trim() === '') continue
    const { event, truth, result } = parsed(line)
    if (event === undefined || truth === undefined || !Array.isArray(truth.policies))
      throw new Error(
        `Line ${number} is no event with its truth; give a file that \`haechi demo --out\` wrote`,
      )
    collected.add(event, truth.policies, result?.decision)
  }
  return collected.truths()
}

/** Remembers what was sent, as it is sent. */
export interface CollectedTruths {
  add(event: SentEvent, policies: readonly string[], decision: string | undefined): void
  /** As far as it goes by now. */
  truths(): Truths
}

export interface SentEvent {
  readonly type: string
  readonly actor?: string | undefined
  readonly data?: Readonly<Record<string, unknown>> | undefined
}

export function collectTruths(): CollectedTruths {
  const all: KnownTruth[] = []
  const byContent = new Map<string, KnownTruth>()
  const byActor = new Map<string, Set<string>>()
  return {
    add(event, policies, decision) {
      const known = { decision, policies, language: languageOf(event.data ?? {}) }
      all.push(known)
      const key = keyOf({ type: event.type, actor: event.actor ?? null, data: event.data ?? {} })
      // The same words of the same player twice: harm, if they were once.
      if (!byContent.has(key) || policies.length > 0) byContent.set(key, known)
      if (event.actor === undefined || policies.length === 0) return
      const violated = byActor.get(event.actor) ?? new Set()
      for (const policy of policies) violated.add(policy)
      byActor.set(event.actor, violated)
    },
    truths: () => ({
      of: (shown) => byContent.get(keyOf(shown)),
      ofActor: (actor) => [...(byActor.get(actor) ?? [])],
      all,
      policies: [...new Set(all.flatMap(({ policies }) => policies))].sort(),
    }),
  }
}

function parsed(line: string): OutLine {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function keyOf({ type, actor, data }: ShownEvent): string {
  return JSON.stringify([type, actor, sorted(data)])
}

/** With keys in order: what was sent may come back in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)])
}

/** Korean when there is Hangul in it, English when there are other letters, undefined for what has no words. */
export function languageOf(data: Readonly<Record<string, unknown>>): string | undefined {
  const words = ['text', 'name', 'bio', 'message', 'title', 'description']
    .map((field) => data[field])
    .filter((one) => typeof one === 'string')
    .join(' ')
  if (/\p{Script=Hangul}/u.test(words)) return 'ko'
  return /\p{Letter}/u.test(words) ? 'en' : undefined
}
