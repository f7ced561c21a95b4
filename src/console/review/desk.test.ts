import { expect, test } from 'vitest'
import type { JobView } from '../../api/contract/jobs.ts'
import { AskError } from '../api/ask-error.ts'
import { AHEAD, createDesk, type DeskPorts, type Said } from './desk.ts'

const job = (id: string) => ({ job: id, claim: 'c', heldUntil: null, state: 'open' }) as unknown as JobView
const FINE: Said = { choice: 'fine', spentMs: 10 }
const LOOK = { revealedMs: 0 }
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A service with so many jobs that wait, and a switch for what goes wrong. */
function deskOn(waiting: number, more: Partial<DeskPorts> = {}) {
  const queue = Array.from({ length: waiting }, (_, i) => job(`job-${i}`))
  const annotated: [string, Said][] = []
  const released: string[] = []
  let fault: AskError | undefined
  const desk = createDesk({
    take: async (count) => ({ jobs: queue.splice(0, count), rest: null }),
    held: async () => [],
    annotate: async ({ job }, said) => {
      await undefined
      if (fault !== undefined) throw fault
      annotated.push([job, said])
      return {
        annotations: [job, ...(said.also ?? [])].map((one) => ({ job: one, annotation: 'ann' })),
        ...{ skipped: [], undoUntil: new Date(10_000).toISOString() },
      } as never
    },
    undo: async (id) => ({ ...job(id), claim: 'again' }),
    release: async ({ job }) => void released.push(job),
    extend: async () => ({ heldUntil: '' }),
    look: async () => ({ rest: null }) as never,
    now: () => 0,
    ...more,
  })
  return { desk, queue, annotated, released, fail: (error: AskError | undefined) => (fault = error) }
}

test('the next job is there before the judgement was sent, and more are fetched behind it', async () => {
  const { desk, annotated } = deskOn(10)
  await desk.start()
  await settled()
  expect(desk.state()).toMatchObject({ current: { job: 'job-0' }, ready: { length: AHEAD } })
  desk.judge(FINE, LOOK)
  expect(annotated).toEqual([])
  expect(desk.state()).toMatchObject({ current: { job: 'job-1' }, sending: 1 })
  await settled()
  expect(annotated.map(([id]) => id)).toEqual(['job-0'])
  expect(desk.state()).toMatchObject({ sending: 0, judged: 1, ready: { length: AHEAD } })
})

test('what cannot be sent comes next, with what was said, and is lost to nobody', async () => {
  const { desk, annotated, fail, released } = deskOn(10)
  await desk.start()
  await settled()
  fail(new AskError('unreachable', 'no network'))
  desk.judge({ ...FINE, note: 'kept' }, LOOK)
  await settled()
  // The job that is being read stays where it is.
  expect(desk.state()).toMatchObject({
    current: { job: 'job-1' },
    ready: [{ job: 'job-0' }, {}, {}, {}],
    problem: { kind: 'not-sent', job: 'job-0' },
    undoable: [],
  })
  fail(undefined)
  desk.judge(FINE, LOOK)
  expect(desk.state()).toMatchObject({ current: { job: 'job-0' }, draft: { note: 'kept' } })
  desk.leave()
  expect(released).not.toContain('job-0')
  await settled()
  expect(annotated.map(([id]) => id)).toEqual(['job-1'])
})

test('a job that somebody else has by now is not brought back', async () => {
  const { desk, fail } = deskOn(10)
  await desk.start()
  await settled()
  fail(new AskError('not-held', 'over'))
  desk.judge(FINE, LOOK)
  await settled()
  expect(desk.state().problem).toMatchObject({ kind: 'lost' })
  expect(desk.state().ready.map(({ job }) => job)).not.toContain('job-0')
})

test('undo waits for what is on its way, brings the job back with what was said, and lays the other aside', async () => {
  const { desk } = deskOn(10)
  await desk.start()
  await settled()
  desk.judge({ ...FINE, note: 'hm' }, LOOK)
  await desk.undo()
  expect(desk.state()).toMatchObject({
    current: { job: 'job-0', claim: 'again' },
    draft: { note: 'hm' },
    ready: [{ job: 'job-1' }, {}, {}, {}],
    undoable: [],
    judged: 0,
  })
})

test('jobs judged in the same stroke are not shown again', async () => {
  const { desk } = deskOn(10)
  await desk.start()
  await settled()
  desk.judge({ ...FINE, also: ['job-1' as never] }, LOOK)
  expect(desk.state()).toMatchObject({ current: { job: 'job-2' }, undoable: [{ count: 2 }] })
})

test('a break that is called for takes everything off the desk', async () => {
  const rest = { why: 'break', severity: null, until: '2026-01-01T00:00:00Z' } as const
  const { desk, released } = deskOn(10, { look: async () => ({ rest }) as never })
  await desk.start()
  await settled()
  desk.judge(FINE, LOOK)
  await settled()
  expect(desk.state()).toMatchObject({ current: undefined, ready: [], rest: { why: 'break' } })
  expect(released).toEqual(expect.arrayContaining(['job-1', 'job-2']))
  desk.more()
  await settled()
  expect(desk.state().current).toBeDefined()
})

test('jobs that come when a break has been called for go back, and the break stays', async () => {
  const rest = { why: 'break', severity: null, until: '2026-01-01T00:00:00Z' } as const
  let bring: (() => void) | undefined
  const { desk, released } = deskOn(0, {
    held: async () => [job('job-a')],
    take: () =>
      new Promise((resolve) => {
        bring = () => resolve({ jobs: [job('job-late')], rest: null })
      }),
    look: async () => ({ rest }) as never,
  })
  await desk.start()
  desk.judge(FINE, LOOK)
  await settled()
  bring!()
  await settled()
  expect(desk.state()).toMatchObject({
    current: undefined,
    ready: [],
    rest: { why: 'break' },
    isTaking: false,
  })
  expect(released).toEqual(['job-late'])
})

test('a hold that is over takes the job off the desk, and says so', async () => {
  const { desk } = deskOn(3, {
    extend: async ({ job }) => {
      if (job === 'job-0') throw new AskError('not-held', 'over')
      return { heldUntil: '' }
    },
  })
  await desk.start()
  await settled()
  await desk.extend()
  expect(desk.state()).toMatchObject({ current: { job: 'job-1' }, problem: { kind: 'lost' } })
})

test('whoever leaves gives back what lies there', async () => {
  const { desk, released } = deskOn(3)
  await desk.start()
  await settled()
  desk.pass(LOOK)
  desk.leave()
  await settled()
  expect(released.sort()).toEqual(['job-0', 'job-1', 'job-2'])
})

test('whoever comes back at once, as in a page that is shown twice, finds the desk as it was', async () => {
  const { desk } = deskOn(10)
  void desk.start()
  desk.leave()
  await desk.start()
  await settled()
  expect(desk.state()).toMatchObject({ current: { job: 'job-0' }, ready: { length: AHEAD } })
})
