import type { Client } from '../../client/client.ts'
import type { DemoItem, DemoPicture } from './demo-item.ts'
import type { ItemsReport, KindScore } from './items-report.ts'
import { makeItems, makePictures } from './make-items.ts'

export interface RunItemsOptions {
  readonly seed: number
  /** Good items, and as many good profile pictures. */
  readonly good: number
  /** Bad ones of each kind. */
  readonly each: number
  /** PDQ of the known picture, and the bank that it is put into; undefined: it is not put into any. */
  readonly known?: { readonly bank: string; readonly pdq: string } | undefined
  readonly signal?: AbortSignal
}

export interface RunItemsDeps {
  readonly client: Pick<Client, 'uploadMedia' | 'screen' | 'banks'>
  /** ms since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  readonly report?: (done: number, all: number) => void
}

/** A member of a bank is known to every part of the service this soon. */
const BANK_MS = 2_000

/** Uploads made items and pictures, lists them in the world, and counts what becomes of them by what is wrong with them. */
export async function runItems(options: RunItemsOptions, deps: RunItemsDeps): Promise<ItemsReport> {
  const { seed, good, each, known, signal } = options
  const { client, now } = deps
  const startedAt = now()
  // Ids of their own for each run: accounts of this world were never seen.
  const run = startedAt.toString(36)
  const tallies = new Map<string, { score: Omit<KindScore, 'rules'>; rules: Map<string, number> }>()
  if (known !== undefined) {
    await client.banks.add(known.bank, { type: 'pdq', hash: known.pdq, source: 'haechi demo items' })
    await deps.sleep(BANK_MS)
  }
  let done = 0
  const all: Iterable<DemoItem | DemoPicture> = both(
    makePictures(seed, good, each),
    makeItems(seed, good, each),
  )
  for (const made of all) {
    if (signal?.aborted) break
    const { id } = await client.uploadMedia(made.bytes, { ...(signal && { signal }) })
    const of = 'garment' in made ? 'item' : 'picture'
    // Each thing has a maker of its own: a copy is somebody else's.
    const actor = `account:items-${run}-${made.name}`
    const common = { id: `items-${run}-${done}`, time: new Date(now()).toISOString(), world: 'plaza', actor }
    const reply = await client.screen(
      'garment' in made
        ? {
            ...common,
            type: 'item.listing',
            target: `item:items-${run}-${made.name}`,
            data: { title: TITLES[done % TITLES.length]!, slot: made.slot, price: 10, mesh: id },
          }
        : { ...common, type: 'profile.picture', data: { picture: id, actor_minor: false } },
      { ...(signal && { signal }) },
    )
    const key = `${of} ${made.kind}`
    const tally = tallies.get(key) ?? {
      score: { of, kind: made.kind, sent: 0, caught: 0, unjudged: 0 },
      rules: new Map(),
    }
    const held = reply.verdict !== 'allow'
    const byRule = reply.reasons.length > 0
    tally.score = {
      ...tally.score,
      sent: tally.score.sent + 1,
      caught: tally.score.caught + Number(held && byRule),
      unjudged: tally.score.unjudged + Number(held && !byRule),
    }
    for (const rule of new Set(reply.reasons.map((reason) => reason.rule)))
      tally.rules.set(rule, (tally.rules.get(rule) ?? 0) + 1)
    tallies.set(key, tally)
    deps.report?.(++done, countOf(good, each))
  }
  const kinds = [...tallies.values()].map(({ score, rules }) => ({
    ...score,
    rules: [...rules].map(([rule, fired]) => ({ rule, fired })).sort((a, b) => b.fired - a.fired),
  }))
  return { seed, kinds, seconds: (now() - startedAt) / 1000, ...(signal?.aborted && { stopped: true }) }
}

const TITLES = [
  'Soft weekend',
  'Moonlight',
  'School days',
  'Festival',
  'Rainy street',
  'Sunday best',
] as const

function* both(...lists: readonly Iterable<DemoItem | DemoPicture>[]): Generator<DemoItem | DemoPicture> {
  for (const list of lists) yield* list
}

function countOf(good: number, each: number): number {
  return 2 * good + each * 18
}
