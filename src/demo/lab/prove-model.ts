import type { BatchResult } from '../../api/contract/screen.ts'
import type { Client } from '../../client/client.ts'
import type { Event } from '../../core/event.ts'
import type { Random } from '../random.ts'
import { collectTruths } from '../review/known-truth.ts'
import { runReview, type Seat } from '../review/run-review.ts'
import { SIMULATE_DEFAULTS, simulate } from '../simulate.ts'
import type { Truth } from '../truth.ts'

/** Where a model stands, as it is shown. */
export interface ModelStand {
  readonly state: string
  /** Share of accounts on which it has force, 0 to 1. */
  readonly share: number
  readonly authority: string
  /** What was judged of it, in words. */
  readonly says: string
  readonly judged: number
}

export interface ProveModelDeps {
  readonly client: Pick<Client, 'screenBatch' | 'models' | 'probation'>
  readonly seats: readonly Seat[]
  readonly random: Random
  /** ms since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** When it has come to another state or share. */
  readonly onMove: (stand: ModelStand, seconds: number) => Promise<void>
  readonly onRound?: (stand: ModelStand) => void
}

export interface ProveModelOptions {
  readonly model: string
  readonly seed: number
  readonly mostSeconds: number
  readonly signal?: AbortSignal
}

export interface ProvedModel {
  readonly model: string
  readonly way: readonly ModelStand[]
  readonly events: number
  readonly judged: number
  readonly seconds: number
}

/** Chat messages of a round; of ever other players, since one judgement of each account and day counts. */
const ROUND = 250
const HARMFUL = 0.35
/** So long it takes until what was decided is drawn, and what was judged is folded. */
const ROUND_MS = 1500
/** Nothing becomes of it any more. */
const OVER = ['live', 'revoked', 'rolled-back', 'refused', 'retired']

/**
 * Lets a simulated world speak and people judge what the lab draws, in rounds, until the model is live or out. All of it goes
 * through the service, as it would for real; only the people and the players are simulated.
 */
export async function proveModel(deps: ProveModelDeps, options: ProveModelOptions): Promise<ProvedModel> {
  const { client, seats, random, now, sleep, onMove, onRound } = deps
  const { model, seed, mostSeconds, signal } = options
  const begunMs = now()
  const seconds = () => (now() - begunMs) / 1000
  const collected = collectTruths()
  const way: ModelStand[] = []
  let [events, judged] = [0, 0]
  for (let round = 0; ; round++) {
    const stand = await standOf(client, model)
    const last = way.at(-1)
    if (last === undefined || last.state !== stand.state || last.share !== stand.share) {
      way.push(stand)
      await onMove(stand, seconds())
    }
    onRound?.(stand)
    if (OVER.includes(stand.state) || seconds() > mostSeconds || signal?.aborted) break
    const sent = roundOf(seed + round, `${begunMs.toString(36)}${round}`, now())
    const results = client.screenBatch(sent.map(({ event }) => event))
    for await (const result of results) {
      const { event, truth } = sent[result.line - 1]!
      collected.add(event, truth.policies, decisionOf(result))
    }
    events += sent.length
    await sleep(ROUND_MS)
    const report = await runReview({ random, truths: collected.truths(), now, sleep }, seats, {
      count: 100_000,
      patienceMs: 0,
      ...(signal && { signal }),
    })
    judged += report.judged
  }
  return { model, way, events, judged, seconds: seconds() }
}

function decisionOf(result: BatchResult): string | undefined {
  return 'decision' in result ? result.decision : undefined
}

async function standOf(client: ProveModelDeps['client'], model: string): Promise<ModelStand> {
  const { state, share, authority } = await client.models.get(model).then((detail) => detail.model)
  const shown = ['shadow', 'canary', 'live'].includes(state) ? await client.probation(model) : undefined
  return { state, share, authority, says: shown?.says ?? '', judged: shown?.labels.judged ?? 0 }
}

/** Chat of a world of its own, up to now. */
function roundOf(
  seed: number,
  tag: string,
  nowMs: number,
): { readonly event: Event; readonly truth: Truth }[] {
  const sent: { event: Event; truth: Truth }[] = []
  const world = { ...SIMULATE_DEFAULTS, seed, tag, harmfulShare: HARMFUL, players: 4000 }
  for (const { event, truth } of simulate({ ...world, start: nowMs - 60_000, eventsPerSecond: 200 })) {
    if (event.type !== 'chat.message') continue
    sent.push({ event: { ...event, id: `${event.id}-${tag}` }, truth })
    if (sent.length === ROUND) break
  }
  return sent
}
