import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { EntityRef } from '../core/entity.ts'
import { entityKind } from '../core/entity.ts'
import { listOf } from './check-policies.ts'
import { checkGivenSignals, checkStoryEvent } from './check-story-event.ts'
import { checkStoryExpect } from './check-story-expect.ts'
import { Declared } from './names.ts'
import type { LabelByHand, PackTest, TestStep } from './pack-test.ts'
import { durationMs } from './schemas.ts'
import { findNamed, type TestNames } from './test-names.ts'
import { type StoryStep, TestFile } from './test-schemas.ts'
import { validate } from './validate.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** Where the clock of a test starts that says nothing of it. */
export const TEST_START = '2026-01-01T00:00:00Z'

const KINDS = ['event', 'wait', 'at', 'label', 'unlabel'] as const
const OF_EVENTS = ['repeat', 'every', 'signals', 'expect'] as const

/** Resolves every test of a file. */
export function checkTests(file: YamlFile, names: TestNames, diagnostics: Diagnostic[]): PackTest[] {
  const tests = new Declared<PackTest>('test', diagnostics)
  for (const [i, raw] of listOf(file, 'tests', diagnostics, 'test').entries()) {
    const spec = validate(TestFile, file, [i], raw, diagnostics)
    if (spec === undefined) continue
    const labels = (spec.given?.labels ?? []).map((given, k) =>
      byHand(file, [i, 'given', 'labels', k], 'set', given, names, diagnostics),
    )
    const { signals = {} } = spec.given ?? {}
    checkGivenSignals(file, [i, 'given', 'signals'], signals, names, diagnostics)
    const steps = spec.story.flatMap((step, k) => {
      const one = checkStep(file, [i, 'story', k], step, names, diagnostics)
      return one === undefined ? [] : [one]
    })
    const atMs = Date.parse(spec.at ?? TEST_START)
    checkClock(atMs, file.place([i, 'at']), steps, diagnostics)
    tests.add(spec.test, {
      name: spec.test,
      place: file.place([i, 'test']),
      atMs,
      as: spec.as,
      labels,
      signals,
      steps,
    })
  }
  return [...tests.all.values()]
}

/** Ids and times are written for these years. */
const CLOCK = { from: Date.UTC(2000, 0, 1), to: Date.UTC(9000, 0, 1) }

/** The clock must stay within the years that times are written for; the first step that leaves them is told. */
function checkClock(atMs: number, place: Place, steps: readonly TestStep[], diagnostics: Diagnostic[]): void {
  let now = atMs
  let where = place
  for (const step of [undefined, ...steps]) {
    if (step?.kind === 'clock') now = step.atMs
    else if (step?.kind === 'wait') now += step.ms
    else if (step?.kind === 'event') now += step.everyMs * (step.times - 1)
    where = step?.place ?? where
    if (now >= CLOCK.from && now <= CLOCK.to) continue
    diagnostics.push({
      severity: 'error',
      code: 'bad-time',
      message: 'the clock of this test leaves the years 2000 to 9000 here',
      place: where,
      wayOut: 'start it at another time, or wait less',
    })
    return
  }
}

function checkStep(
  file: YamlFile,
  path: Path,
  step: StoryStep,
  names: TestNames,
  diagnostics: Diagnostic[],
): TestStep | undefined {
  const place = file.place(path)
  const error = (code: string, message: string, at: Path, wayOut: string) => {
    diagnostics.push({ severity: 'error', code, message, place: file.keyPlace(at), wayOut })
  }
  const [kind, second] = KINDS.filter((one) => step[one] !== undefined)
  if (kind === undefined) {
    error('empty-step', 'this step does nothing', path, `write one of ${KINDS.join(', ')}`)
    return undefined
  }
  if (second !== undefined) {
    const wayOut = 'make two steps of them, in the order in which they happen'
    error('two-steps', `"${kind}" and "${second}" are two steps`, [...path, second], wayOut)
    return undefined
  }
  const stray = kind === 'event' ? undefined : OF_EVENTS.find((one) => step[one] !== undefined)
  if (stray !== undefined)
    error('stray-key', `"${stray}" belongs to an event`, [...path, stray], 'move it to the event')
  if (step.every !== undefined && step.repeat === undefined)
    error(
      'stray-key',
      '"every" needs "repeat"',
      [...path, 'every'],
      'add repeat: 10, or write wait: … as a step',
    )
  switch (kind) {
    case 'wait':
      return { kind: 'wait', ms: durationMs(step.wait!), place }
    case 'at':
      return { kind: 'clock', atMs: Date.parse(step.at!), place }
    case 'label':
      return {
        kind: 'label',
        ...byHand(file, [...path, 'label'], 'set', step.label!, names, diagnostics),
        place,
      }
    case 'unlabel':
      return {
        kind: 'label',
        ...byHand(file, [...path, 'unlabel'], 'unset', step.unlabel!, names, diagnostics),
        place,
      }
    case 'event': {
      const { signals = {}, expect = {} } = step
      const { event, files } = checkStoryEvent(file, [...path, 'event'], step.event!, names, diagnostics)
      checkGivenSignals(file, [...path, 'signals'], signals, names, diagnostics)
      return {
        kind: 'event',
        event,
        files,
        times: step.repeat ?? 1,
        everyMs: step.every === undefined ? 0 : durationMs(step.every),
        numbered: step.repeat !== undefined,
        signals,
        expectations: checkStoryExpect(file, [...path, 'expect'], expect, event.type, names, diagnostics),
        place,
      }
    }
  }
}

function byHand(
  file: YamlFile,
  path: Path,
  op: LabelByHand['op'],
  { entity, label: name, for: length }: { entity: EntityRef; label: string; for?: string },
  { labels }: TestNames,
  diagnostics: Diagnostic[],
): LabelByHand {
  const place = file.place([...path, 'label'])
  const label = findNamed('label', name, labels, place, diagnostics)
  if (label?.on !== undefined && label.on !== entityKind(entity))
    diagnostics.push({
      severity: 'error',
      code: 'wrong-target',
      message: `the label "${name}" stands on ${label.on}, and this is a ${entityKind(entity)}`,
      place: file.place([...path, 'entity']),
      wayOut: `write ${label.on}:…`,
    })
  return { op, entity, label: name, forMs: length === undefined ? label?.expiresMs : durationMs(length) }
}
