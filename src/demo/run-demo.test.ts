import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, starterEngine } from '../../test/starter-engine.fixture.ts'
import type { BatchResult, EventInput } from '../api/contract/screen.ts'
import { problemError } from '../client/haechi-error.ts'
import { Event } from '../core/event.ts'
import type { Engine } from '../engine/engine.ts'
import { renderDemoReport } from './render-demo-report.ts'
import { type RunDemoDeps, runDemo } from './run-demo.ts'

let engine: Engine
let dir: string
beforeAll(async () => {
  engine = await starterEngine()
  dir = await mkdtemp(join(tmpdir(), 'haechi-demo-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** The engine behind the face of the client: what the service would answer, without the way there. */
async function* screenBatch(
  events: AsyncIterable<EventInput> | Iterable<EventInput>,
  _options?: unknown,
  by: Engine = engine,
): AsyncGenerator<BatchResult, void> {
  let line = 0
  for await (const event of events) {
    const judged = await by.judge(Event.parse(event))
    if (!judged.ok) throw new Error(judged.problems[0]!.problem)
    const { decision, verdict, reasons, unknown, ruleset, latencyMs } = judged.decision
    yield { line: ++line, decision, verdict, reasons, unknown, ruleset, latencyMs }
  }
}

/** A clock that moves only when somebody sleeps. */
function standingClock(): Required<Pick<RunDemoDeps, 'now' | 'sleep'>> {
  let time = START
  return {
    now: () => time,
    sleep: async (ms) => {
      time += ms
    },
  }
}

test('a run counts, judges and scores what it sent', async () => {
  const report = await runDemo(
    { seed: 3, rate: 0, count: 5000 },
    { client: { screenBatch }, ...standingClock() },
  )
  expect(report).toMatchObject({ seed: 3, sent: 5000, judged: 5000, refused: {} })
  expect(report.stoppedBy).toBeUndefined()
  expect(Object.values(report.verdicts).reduce((sum, times) => sum + times, 0)).toBe(5000)
  const insult = report.behaviours.find(({ behaviour }) => behaviour === 'insult')!
  // The pack finds most of what is said plainly, and not all of it: part of it is veiled.
  expect(insult.recall.value).toBeGreaterThan(0.6)
  expect(insult.recall.value).toBeLessThan(1)
  const ordinary = report.behaviours.find(({ behaviour }) => behaviour === 'ordinary')!
  expect(ordinary.stopped.value).toBeLessThan(0.01)
})

test('the same seed scores the same, by an engine that remembers nothing', async () => {
  const run = async () => {
    const own = await starterEngine()
    const client: RunDemoDeps['client'] = { screenBatch: (events) => screenBatch(events, {}, own) }
    return runDemo({ seed: 4, rate: 0, count: 2000 }, { client, ...standingClock() })
  }
  const [first, second] = [await run(), await run()]
  expect(first.judged).toBe(2000)
  expect(second.behaviours).toEqual(first.behaviours)
  expect(second.verdicts).toEqual(first.verdicts)
})

test('a rate is kept: so many events in so many seconds', async () => {
  const report = await runDemo({ rate: 20, seconds: 10 }, { client: { screenBatch }, ...standingClock() })
  expect(Math.abs(report.sent - 200)).toBeLessThanOrEqual(1)
  expect(Math.abs(report.seconds - 10)).toBeLessThanOrEqual(0.1)
})

test('on the signal it stops, and tells what was done', async () => {
  const stop = new AbortController()
  const progress: number[] = []
  const report = await runDemo(
    { rate: 100, seconds: 3600, signal: stop.signal },
    {
      client: { screenBatch },
      ...standingClock(),
      report: ({ judged }) => {
        progress.push(judged)
        if (judged >= 300) stop.abort()
      },
    },
  )
  expect(report.stoppedBy).toBe('signal')
  expect(report.judged).toBeGreaterThanOrEqual(300)
  expect(report.judged).toBeLessThan(400)
  expect(progress.length).toBeGreaterThan(1)
  expect(renderDemoReport(report)).toContain('Stopped before its time')
})

test('when the service fails, the report says so and keeps what was judged', async () => {
  async function* failing(
    events: AsyncIterable<EventInput> | Iterable<EventInput>,
  ): AsyncGenerator<BatchResult, void> {
    for await (const result of screenBatch(events)) {
      if (result.line > 100) throw new Error('the service went away')
      yield result
    }
  }
  const report = await runDemo(
    { rate: 0, count: 1000 },
    { client: { screenBatch: failing }, ...standingClock() },
  )
  expect(report).toMatchObject({ judged: 100, stoppedBy: 'failure', failure: 'the service went away' })
  expect(renderDemoReport(report)).toContain('the service went away')
})

test('refused events are counted by what was wrong', async () => {
  async function* refusing(
    events: AsyncIterable<EventInput> | Iterable<EventInput>,
  ): AsyncGenerator<BatchResult, void> {
    for await (const { line } of screenBatch(events))
      yield { line, type: '/problems/x', title: 'No such world', status: 400, detail: 'x', wayOut: 'y' }
  }
  const report = await runDemo(
    { rate: 0, count: 20 },
    { client: { screenBatch: refusing }, ...standingClock() },
  )
  expect(report).toMatchObject({ judged: 0, refused: { 'No such world': 20 } })
  expect(renderDemoReport(report)).toContain('refused 20 times: No such world')
})

test('two runs of one seed do not repeat event ids', async () => {
  const ids = new Set<string>()
  async function* recording(
    events: AsyncIterable<EventInput> | Iterable<EventInput>,
  ): AsyncGenerator<BatchResult, void> {
    async function* noted() {
      for await (const event of events) {
        ids.add(event.id!)
        yield event
      }
    }
    yield* screenBatch(noted())
  }
  const clock = standingClock()
  for (let run = 0; run < 2; run++) {
    await runDemo({ rate: 0, count: 50 }, { client: { screenBatch: recording }, ...clock })
    await clock.sleep(1)
  }
  expect(ids.size).toBe(100)
})

test('the file holds each event with its truth and the answer', async () => {
  const out = join(dir, 'run.ndjson')
  await runDemo({ rate: 0, count: 300, out }, { client: { screenBatch }, ...standingClock() })
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n')
  expect(lines.length).toBe(300)
  expect(JSON.parse(lines[7]!)).toMatchObject({
    event: { type: expect.any(String) },
    truth: { behaviour: expect.any(String) },
    result: { line: 8 },
  })
})

test('days gone by are sent in order, one request at a time, up to now', async () => {
  const times: number[] = []
  let inFlight: number | undefined
  const recording: RunDemoDeps['client']['screenBatch'] = async function* (events, options) {
    inFlight = options?.requestsInFlight
    async function* noted() {
      for await (const event of events) {
        times.push(Date.parse(event.time!))
        yield event
      }
    }
    yield* screenBatch(noted())
  }
  const truth = join(dir, 'truth.ndjson')
  const report = await runDemo(
    { days: 2, count: 3000, truth },
    { client: { screenBatch: recording }, ...standingClock() },
  )
  expect(report).toMatchObject({ sent: 3000, judged: 3000, refused: {} })
  expect(inFlight).toBe(1)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times[0]).toBe(START - 2 * 86_400_000)
  expect(times.at(-1)).toBeLessThanOrEqual(START)

  const lines = (await readFile(truth, 'utf8')).trimEnd().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(rows.length).toBe(3000)
  expect(new Set(rows.map(({ event }) => event)).size).toBe(3000)
  const violating = rows.filter(({ violates }) => violates)
  expect(violating.length).toBeGreaterThan(100)
  for (const row of violating)
    expect(row).toMatchObject({ policies: [expect.any(String), ...(row.policies as string[]).slice(1)] })
})

test('two runs over the same days are about different accounts', async () => {
  const actors: Set<string>[] = []
  const clock = standingClock()
  for (let run = 0; run < 2; run++) {
    const seen = new Set<string>()
    actors.push(seen)
    const recording: RunDemoDeps['client']['screenBatch'] = async function* (events) {
      async function* noted() {
        for await (const event of events) {
          seen.add(event.actor!)
          yield event
        }
      }
      yield* screenBatch(noted())
    }
    await runDemo({ days: 1, count: 200 }, { client: { screenBatch: recording }, ...clock })
    await clock.sleep(1)
  }
  expect(actors[0]!.size).toBeGreaterThan(50)
  for (const actor of actors[0]!) expect(actors[1]).not.toContain(actor)
})

test('a file that cannot be written ends the run with its reason', async () => {
  const out = join(dir, 'no', 'such', 'folder.ndjson')
  const report = await runDemo({ rate: 0, count: 5000, out }, { client: { screenBatch }, ...standingClock() })
  expect(report).toMatchObject({ stoppedBy: 'failure', failure: expect.stringContaining('ENOENT') })
})

test('a key that the service does not know is a refusal, which no second try would mend', async () => {
  const run = (status: number) =>
    runDemo(
      { rate: 0, count: 10 },
      {
        client: {
          // biome-ignore lint/correctness/useYield: it fails before the first result
          async *screenBatch(): AsyncGenerator<BatchResult, void> {
            throw problemError({ type: 'urn:x', title: 'No', status, detail: 'It said no.', wayOut: 'Ask.' })
          },
        },
        ...standingClock(),
      },
    )
  expect((await run(401)).stoppedBy).toBe('refusal')
  expect((await run(429)).stoppedBy).toBe('failure')
  expect((await run(503)).stoppedBy).toBe('failure')
})
