import { z } from 'zod'
import { EntityRef } from '../core/entity.ts'
import { EventId } from '../core/event.ts'
import { Verdict } from '../core/verdict.ts'
import { Duration, Name, VariableName } from './schemas.ts'

/*
 * The shape of tests/*.yaml: stories of events and what is expected of each. As in schemas.ts, no transforms.
 */

const Instant = z.iso.datetime({ offset: true, error: 'expected a time such as 2026-01-01T00:00:00Z' })

/** An event of a story: as the API takes it, and `data` may be left out. */
export const StoryEvent = z.strictObject({
  type: Name,
  id: EventId.exactOptional(),
  time: Instant.exactOptional(),
  world: Name.exactOptional(),
  session: EntityRef.exactOptional(),
  actor: EntityRef.exactOptional(),
  target: EntityRef.exactOptional(),
  data: z.record(z.string(), z.json()).exactOptional(),
})
export type StoryEvent = z.infer<typeof StoryEvent>

/** An effect that must be among those of the decision; what it leaves out may be anything. */
export const ExpectedEffect = z.strictObject({
  kind: z.enum(['label', 'unlabel', 'strike', 'job', 'enforcement', 'notice']),
  rule: Name.exactOptional(),
  /** With or without its version. */
  policy: z.string().exactOptional(),
  target: EntityRef.exactOptional(),
  label: Name.exactOptional(),
  queue: Name.exactOptional(),
  enforcement: Name.exactOptional(),
  weight: z.number().exactOptional(),
  until: Instant.exactOptional(),
})
export type ExpectedEffect = z.infer<typeof ExpectedEffect>

const Rules = z.array(Name)

export const StoryExpect = z.strictObject({
  verdict: Verdict.exactOptional(),
  /** Exactly these fired. */
  fired: Rules.exactOptional(),
  /** At least these fired. */
  includes: Rules.exactOptional(),
  /** None of these fired, nor would have. */
  not: Rules.exactOptional(),
  /** Exactly these would have fired, and had no force. */
  shadow: Rules.exactOptional(),
  /** Exactly these could not be decided. */
  unknown: Rules.exactOptional(),
  /** At least these. */
  effects: z.array(ExpectedEffect).exactOptional(),
  /** Values as the rules read them; null: unknown. */
  counters: z.record(VariableName, z.number().nullable()).exactOptional(),
  /** Exactly what each of these entities bears afterwards. */
  labels: z.record(EntityRef, z.array(Name)).exactOptional(),
  masked: z.string().exactOptional(),
})
export type StoryExpect = z.infer<typeof StoryExpect>

const GivenLabel = z.strictObject({ entity: EntityRef, label: Name, for: Duration.exactOptional() })
/** Answers of signals that ask elsewhere; a model is called `model.NAME`. */
const GivenSignals = z.record(
  z
    .string()
    .max(72)
    .regex(/^(model\.)?[a-z][A-Za-z0-9_]*$/, 'name a signal, or a model as model.NAME'),
  z.json(),
)

/** One step: an event, or a move of the clock, or a label set or taken off by hand. */
export const StoryStep = z.strictObject({
  event: StoryEvent.exactOptional(),
  /** How many times; `{i}` in its texts becomes the number, from 1. */
  repeat: z.int().min(1).max(100_000).exactOptional(),
  every: Duration.exactOptional(),
  signals: GivenSignals.exactOptional(),
  expect: StoryExpect.exactOptional(),
  wait: Duration.exactOptional(),
  at: Instant.exactOptional(),
  label: GivenLabel.exactOptional(),
  unlabel: z.strictObject({ entity: EntityRef, label: Name }).exactOptional(),
})
export type StoryStep = z.infer<typeof StoryStep>

export const TestFile = z.strictObject({
  test: z.string().min(1).max(200),
  /** Where the clock starts. */
  at: Instant.exactOptional(),
  /** `live`: every rule has force, whatever its mode. */
  as: z.enum(['written', 'live']).exactOptional(),
  given: z
    .strictObject({ labels: z.array(GivenLabel).exactOptional(), signals: GivenSignals.exactOptional() })
    .exactOptional(),
  story: z.array(StoryStep).min(1),
})
export type TestFile = z.infer<typeof TestFile>
export const TestsFile = z.array(TestFile)
