import type { Place } from '../core/diagnostic.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import type { EventFrame } from '../engine/event-frame.ts'
import { createLiveMemory } from '../engine/live-memory.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import type { StatedHost } from '../engine/stated-host.ts'
import type { GivenSignals, LabelByHand, PackTest, TestStep } from '../pack/pack-test.ts'
import { answerSignals } from './answer-signals.ts'
import { askForLabels } from './ask-for-labels.ts'
import { type Mismatch, meetExpectation } from './meet-expectation.ts'
import { numberEvent } from './number-event.ts'
import { type Onlooker, watchMemory } from './watch-memory.ts'

/** One thing that is not as a test expects it. */
export interface Failure extends Mismatch {
  /** Counts from 1. */
  readonly step: number
  /** Which of the events of a step that repeats; undefined for a single one. */
  readonly repetition: number | undefined
  readonly place: Place
}

export interface TestResult {
  readonly test: PackTest
  readonly events: number
  readonly failures: readonly Failure[]
}

/** After so many failures of a test the rest are mostly their consequence. */
const MOST_FAILURES = 10

/**
 * Plays a test against a ruleset: through the engine that judges live, under the test's own clock, with an empty
 * memory; `stated` is what the ruleset's signals ask. `look` is shown every event just before it is judged.
 */
export async function runTest(
  { ruleset, stated }: { readonly ruleset: Ruleset; readonly stated: StatedHost },
  test: PackTest,
  look: Onlooker | undefined,
): Promise<TestResult> {
  const { pack } = ruleset
  let now = test.atMs
  let answers: GivenSignals = test.signals
  let seen: EventFrame | undefined
  let isWatched = false
  const memory = watchMemory(createLiveMemory(), (compiled, frame) => {
    look?.(compiled, frame)
    if (!isWatched) return
    // As of now: the decision may change them.
    askForLabels(compiled, frame)
    seen = frame
  })
  // By chance only where a test could see it, and it cannot.
  const ids = decisionIds((bytes) => void bytes.fill(0))
  const engine = createEngine({
    ruleset: answerSignals(ruleset, () => answers),
    clock: { now: () => now },
    ids,
    memory,
  })
  const setLabel = ({ op, entity, label, forMs }: LabelByHand) => {
    const untilMs = op === 'unset' || forMs === undefined ? undefined : now + forMs
    const id = ids(now).slice('d-'.length)
    memory.labels.apply({ id, atMs: now, entity, label, op, untilMs, rule: undefined })
  }
  const labelsOf = (entity: string) =>
    [...pack.labels.keys()].filter((label) => memory.labels.has(entity, label, now))

  let events = 0
  const failures: Failure[] = []
  for (const given of test.labels) setLabel(given)
  for (const [i, step] of test.steps.entries()) {
    switch (step.kind) {
      case 'wait':
        now += step.ms
        continue
      case 'clock':
        now = step.atMs
        continue
      case 'label':
        setLabel(step)
        continue
    }
    stated.state(step.files as Parameters<StatedHost['state']>[0])
    answers = { ...test.signals, ...step.signals }
    isWatched = step.expectations.length > 0
    for (let k = 1; k <= step.times; k++) {
      if (k > 1) now += step.everyMs
      events++
      const event = step.numbered ? numberEvent(step.event, k) : step.event
      for (const [place, mismatch] of await judge(engine, event, step))
        failures.push({ step: i + 1, repetition: step.times > 1 ? k : undefined, place, ...mismatch })
      if (failures.length >= MOST_FAILURES) return { test, events, failures }
    }
  }
  return { test, events, failures }

  async function judge(
    by: Engine,
    event: Event,
    step: TestStep & { kind: 'event' },
  ): Promise<readonly (readonly [Place, Mismatch])[]> {
    const judged = await by.judge(event)
    if (!judged.ok) {
      const got = judged.problems.map(
        ({ field, problem, wayOut }) => `${field} ${problem}${wayOut ? `; ${wayOut}` : ''}`,
      )
      return [[step.place, { expected: 'an event that fits the pack', got: got.join(', '), why: [] }]]
    }
    judged.settled(true)
    const { decision } = judged
    return step.expectations.flatMap((expectation) => {
      const mismatch = meetExpectation(expectation, { pack, decision, frame: seen!, labelsOf })
      return mismatch === undefined ? [] : [[expectation.place, mismatch] as const]
    })
  }
}
