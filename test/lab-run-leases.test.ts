import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepRuns } from '../src/api/lab/runs/keep-runs.ts'
import { type CarryOutStep, type LabSteps, StepFault } from '../src/api/lab/runs/steps.ts'
import { decisionIds } from '../src/core/id.ts'
import type { LabRunId } from '../src/core/ids.ts'
import type { LabRunAsked } from '../src/lab/run/lab-run-asked.ts'
import { Task } from '../src/lab/task.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { freshFolder, removeFolder, until } from './store-tools.fixture.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const ASKED: LabRunAsked = {
  ...{ task: Task.parse({ name: 'chat_abuse' }), dataset: undefined, learner: 'linear' },
  ...{ files: [], suites: [], until: 'shadow' },
}
const ids = decisionIds()
const DONE = { state: 'done', says: 'it was done', figures: {} } as const

/** A process that carries out runs by these steps; `done`: who did what, in order. */
function someProcess(holder: string, done: string[], own: Partial<LabSteps> = {}, leaseMs = 15_000) {
  const step =
    (name: string, work?: CarryOutStep): CarryOutStep =>
    async (context) => {
      done.push(`${holder.at(-1)} ${name}`)
      return work?.(context) ?? DONE
    }
  const names = ['snapshot', 'train', 'calibrate', 'evaluate', 'certify', 'gates', 'shadow'] as const
  const steps = Object.fromEntries(names.map((name) => [name, step(name, own[name])])) as unknown as LabSteps
  return keepRuns(
    {
      ...{ store: store.labRuns, steps, code: 'this build', holder, ids },
      ...{ clock: { now: () => Date.now() }, tell: () => undefined },
    },
    { leaseMs, beatMs: 20, newsMs: 20 },
  )
}
const A = '00000000-0000-7000-8000-00000000000a'
const B = '00000000-0000-7000-8000-00000000000b'

const over = async (id: LabRunId) => {
  let run = await store.labRuns.get(id)
  await until(async () => {
    run = await store.labRuns.get(id)
    return run !== undefined && run.state !== 'running' && run.state !== 'waiting'
  })
  return run!
}

/** A step that waits until it is let go, or is not wanted any more. */
function gate() {
  let open: () => void = () => undefined
  let reached: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const isReached = new Promise<void>((resolve) => {
    reached = resolve
  })
  const step: CarryOutStep = async ({ signal, checkpoint, progress }) => {
    progress(0.5, 'halfway')
    await checkpoint('half', new TextEncoder().encode('half of it'))
    reached()
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      void opened.then(resolve)
    })
    return DONE
  }
  return { step, open, isReached }
}

test('a run goes through its steps in order, in one of two processes that look at once', async () => {
  const done: string[] = []
  const [a, b] = [someProcess(A, done), someProcess(B, done)]
  const run = await a.begin(ASKED, 'tests')
  await Promise.all([a.look(), b.look()])
  const ended = await over(run.id)
  expect(ended.state).toBe('done')
  expect(ended.steps.map(({ step }) => step)).toEqual([
    ...['snapshot', 'train', 'calibrate', 'certify', 'gates', 'shadow'],
  ])
  expect(new Set(done.map((one) => one[0])).size).toBe(1)
  expect(done).toHaveLength(6)
})

test('a step that stops ends the run, and says what would supply the evidence', async () => {
  const stopped = async () =>
    ({ state: 'stopped', says: 'too few', figures: {}, wayOut: 'label more', labelsNeeded: 40 }) as const
  const a = someProcess(A, [], { gates: stopped })
  const { id } = await a.begin(ASKED, 'tests')
  const ended = await over(id)
  expect(ended).toMatchObject({ state: 'stopped', step: 'gates' })
  expect(ended.steps.at(-1)).toMatchObject({ step: 'gates', wayOut: 'label more', labelsNeeded: 40 })
})

test('what breaks fails the run: the reason is told where it is ours to tell, and no other', async () => {
  const known = someProcess(A, [], { train: () => Promise.reject(new StepFault('No room. Give it some.')) })
  const first = await known.begin(ASKED, 'tests')
  expect(await over(first.id)).toMatchObject({ state: 'failed', fault: 'No room. Give it some.' })
  const odd = someProcess(A, [], { train: () => Promise.reject(new Error('secret text of a player')) })
  const second = await odd.begin(ASKED, 'tests')
  const failed = await over(second.id)
  expect(failed.state).toBe('failed')
  expect(failed.fault).not.toContain('secret')
})

test('a run that is cancelled ends in the middle of a step; one that waits, at once', async () => {
  const training = gate()
  const done: string[] = []
  const a = someProcess(A, done, { train: training.step })
  const { id } = await a.begin(ASKED, 'tests')
  await training.isReached
  const waits = await store.labRuns
    .create({ id: `run-${ids(1).slice(2)}` as LabRunId, asked: ASKED, by: 'tests', madeMs: Date.now() })
    .then(async () => (await store.labRuns.list({ limit: 1 }))[0]!)
  expect((await store.labRuns.cancel(waits.id, Date.now()))?.state).toBe('cancelled')
  // By another process: the one that carries it out hears of it with its next beat.
  const b = someProcess(B, done)
  await b.cancel(id)
  expect(await over(id)).toMatchObject({ state: 'cancelled', step: 'train' })
  expect(done).not.toContain('a calibrate')
  expect((await store.labRuns.checkpoints(id, 'this build')).size).toBe(0)
})

test('a run whose process stops is taken up at once by another, from its last step and its checkpoint', async () => {
  const training = gate()
  const done: string[] = []
  const a = someProcess(A, done, { train: training.step })
  const { id } = await a.begin(ASKED, 'tests')
  await training.isReached
  await a.stop()
  expect(await store.labRuns.get(id)).toMatchObject({ state: 'waiting', step: 'train' })
  let found: string | undefined
  const b = someProcess(B, done, {
    train: async ({ kept }) => {
      found = new TextDecoder().decode(kept.get('half'))
      return DONE
    },
  })
  await b.look()
  expect((await over(id)).state).toBe('done')
  expect(found).toBe('half of it')
  expect(done.slice(0, 4)).toEqual(['a snapshot', 'a train', 'b train', 'b calibrate'])
})

test('a process that was not heard of loses its run: what it still writes comes to nothing', async () => {
  const training = gate()
  const done: string[] = []
  const a = someProcess(A, done, { train: training.step }, 1)
  const { id } = await a.begin(ASKED, 'tests')
  await training.isReached
  const b = someProcess(B, done)
  await until(async () => {
    await b.look()
    return done.includes('b shadow')
  })
  training.open()
  expect((await over(id)).steps).toHaveLength(6)
  await a.stop()
  expect(done.filter((one) => one.startsWith('a'))).toEqual(['a snapshot', 'a train'])
  expect((await store.labRuns.get(id))?.steps).toHaveLength(6)
})

test('what another build left behind is not gone on with', async () => {
  const training = gate()
  const a = someProcess(A, [], { train: training.step })
  const { id } = await a.begin(ASKED, 'tests')
  await training.isReached
  expect((await store.labRuns.checkpoints(id, 'this build')).size).toBe(1)
  expect((await store.labRuns.checkpoints(id, 'another build')).size).toBe(0)
  await a.cancel(id)
  await over(id)
})
