import pg from 'pg'
import type { Client } from '../src/client/client.ts'
import type { WatchName } from '../src/lab/registry/check-result.ts'
import { WATCHES } from '../src/lab/registry/check-result.ts'
import { planMove, type Step } from '../src/lab/registry/plan-move.ts'
import type { ModelStore } from '../src/lab/registry/ports.ts'
import { CANARY_SHARES } from '../src/lab/registry/states.ts'
import { Task } from '../src/lab/task.ts'
import { seededRandom } from '../src/lab/text/seeded-random.ts'
import type { Candidate } from '../src/lab/train/candidate.ts'
import { healthWatch } from '../src/store/health-watch.ts'
import { modelStore } from '../src/store/lab/model-store.ts'
import { saveTask } from '../src/store/lab/tasks.ts'
import { awaited } from './browser-await.fixture.ts'
import { intoShadow, isRude, madeModel, saying } from './lab-model.fixture.ts'
import { connectionOf } from './store-tools.fixture.ts'

export interface LabObjects {
  /** Live, with the whole way and the one before it as the last known good. */
  readonly liveModel: string
  /** In shadow; trained by a run of the API where that came so far. */
  readonly shadowModel: string
  readonly revokedModel: string
  /** Trained and evaluated by a run on an imported dataset. */
  readonly trainedModel: string
  readonly dataset: string
  readonly run: string
}

const TASK = 'lounge_abuse'
/** Nothing of it is ever sent: models of these tests draw no jobs into the queues of the others. */
const ON = ['lounge.message']
const ROWS = 1200

/** Models of each state: trained by a run through the public API, and moved through the registry's port. */
export async function seedLab({
  client,
  dataDir,
}: {
  readonly client: Client
  readonly dataDir: string
}): Promise<LabObjects> {
  const pool = new pg.Pool({ ...connectionOf(dataDir), max: 2 })
  try {
    const nowMs = Date.now()
    for (const name of [TASK, 'lounge_spam'])
      await saveTask(pool, Task.parse({ name, on: ON }), 'system', nowMs)
    const health = healthWatch({
      clock: { now: () => Date.now() },
      probe: async () => undefined,
      log: () => undefined,
      hasRoom: () => true,
    })
    const models = modelStore(pool, health)
    const made = (seed: number, wrong = false) => madeModel(TASK, { seed, wrong })
    const [before, live, shadow, revoked] = [made(1), made(2), made(3), made(4, true)]
    for (const one of [before, live]) {
      await intoShadow(models, one)
      await toLive(models, one)
    }
    await intoShadow(models, shadow)
    await intoShadow(models, revoked)
    await move(models, revoked, {
      evidence: [
        { kind: 'probation', body: { ...about(revoked), verdict: 'revoke', says: '41 of 60 wrong' } },
      ],
      to: 'revoked',
    })
    const run = await runOnFile(client)
    return { liveModel: live.id, shadowModel: shadow.id, revokedModel: revoked.id, ...run }
  } finally {
    await pool.end()
  }
}

function about({ manifest: { dataset, policyVersion } }: Candidate) {
  return { dataset, policyVersion }
}

async function move(models: ModelStore, { id }: Candidate, step: Step): Promise<void> {
  const nowMs = Date.now()
  const changed = await models.change(id, (seen) => planMove(seen, step, { nowMs }), nowMs)
  if (changed?.ok !== true) throw new Error(`${changed?.why}; ${changed?.wayOut}`)
}

/** Through every share of a canary, each by its own evidence. */
async function toLive(models: ModelStore, candidate: Candidate): Promise<void> {
  const body = about(candidate)
  const passed = { ...body, verdict: 'pass', says: '12 of 352 judged account-days were wrong' }
  await move(models, candidate, { evidence: [{ kind: 'probation', body: passed }], to: 'canary' })
  for (const share of CANARY_SHARES) {
    const says = 'it was the worse one in 2 of 40 judged differences'
    const canary = { kind: 'canary' as const, body: { ...body, verdict: 'promote', share, says } }
    if (share !== CANARY_SHARES.at(-1)) {
      await move(models, candidate, { evidence: [canary], to: 'canary' })
      continue
    }
    const watches = (Object.keys(WATCHES) as WatchName[]).map((watch) => ({ watch, state: 'ok', says: '' }))
    const watch = {
      kind: 'watch' as const,
      body: { ...body, verdict: 'healthy', says: 'all is well', watches },
    }
    const drill = { kind: 'drill' as const, body: { ...body, ok: true, ms: 0.2, dropped: 0 } }
    await move(models, candidate, { evidence: [canary, watch, drill], to: 'live' })
  }
}

const SYLLABLES = ['ba', 'ko', 'lu', 'mi', 'ne', 'ro', 'sha', 'ti', 'vo', 'zu', 'pel', 'gan']

/** Words that nobody said before, so that no two texts are near-duplicates. */
function chatter(i: number): string {
  const random = seededRandom(i + 1)
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]!
  return Array.from({ length: 6 }, () => syllable() + syllable() + syllable()).join(' ')
}

/** A file of labelled texts, imported and trained on as `haechi lab run` does it. */
async function runOnFile(client: Client): Promise<Pick<LabObjects, 'trainedModel' | 'dataset' | 'run'>> {
  const file = { name: 'lounge.csv', sha256: 'a'.repeat(64), rows: ROWS, encoding: 'utf-8' }
  const task = 'lounge_spam'
  const { id } = await client.datasets.beginImport({
    ...{ task, files: [file], columns: [], rows: ROWS, warnings: ['lounge.csv:7 has no label'] },
  })
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const text = `${saying(i)} ${chatter(i)}`
    const labels = [isRude(text) === (i % 23 !== 0) ? 'insult' : 'fine']
    return { text, labels, account: `account:lounge-${i}`, source: `lounge.csv:${i + 2}` }
  })
  await client.datasets.sendRows(id, { from: 0, rows: rows as never })
  const dataset = await client.datasets.finishImport(id)
  const begun = await client.labRuns.begin({ task, dataset: dataset.id })
  const ended = await awaited(async () => {
    const run = await client.labRuns.get(begun.id)
    return run.state === 'running' || run.state === 'waiting' ? undefined : run
  })
  if (ended.model === undefined)
    throw new Error(
      `the run of the lab made no model: ${ended.state} ${ended.fault} ${ended.steps.at(-1)?.says}`,
    )
  return { trainedModel: ended.model, dataset: dataset.id, run: ended.id }
}
