import { expect, test } from 'vitest'
import type { DecisionId } from '../core/id.ts'
import type { JobId } from '../core/ids.ts'
import { checkPack } from '../pack/check-pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRoutes } from './compile-routes.ts'
import { draftJob, type JobCause } from './draft-job.ts'

const { pack, diagnostics } = checkPack({
  ...SMALL_PACK,
  'queues.yaml': `default: { description: All, second: 100% }
urgent: { description: Soon, service_level: 1h, doubles: 15m }
audit: { description: By chance }
known: { description: Of those we know }
`,
  'review.yaml': `routes:
  - { when: 'severity <= "S1"', queue: urgent }
  - { when: 'actor.labels.has("insulter")', queue: known }
  - { when: 'kind == "report" && mass && language == "ko" && level >= 3', queue: known }
`,
})
if (pack === undefined) throw new Error(diagnostics[0]?.message)
const parts = { pack, route: compileRoutes(pack), hasLabel: () => false }
const ID = `job-${'0'.repeat(31)}1` as JobId
const CAUSE: JobCause = {
  ...{ kind: 'rule', item: `event:${'a'.repeat(32)}`, policy: 'harassment.insult@3', gravest: undefined },
  ...{
    queue: 'default',
    sample: undefined,
    decision: `d-${'a'.repeat(32)}` as DecisionId,
    type: 'chat.message',
  },
  ...{ world: 'plaza', verdict: 'mask', actor: 'account:u1' as never, target: undefined, session: undefined },
  ...{ language: 'ko', near: undefined, reach: 1, reports: 0, reportWeight: 0, mass: false, trusted: false },
  ...{ createdMs: 1_800_000_000_000, report: undefined, rule: 'chat.insult' },
}
const draft = (more: Partial<JobCause>, hasLabel = parts.hasLabel) =>
  draftJob({ ...parts, hasLabel }, ID, { ...CAUSE, ...more })

test('the first route whose condition holds takes the job, else the queue that was asked for, else the default one', () => {
  expect(draft({}).queue).toBe('default')
  expect(draft({ gravest: 'S1' })).toMatchObject({ queue: 'urgent', severity: 'S1', family: 'harassment' })
  expect(draft({}, () => true).queue).toBe('known')
  expect(draft({ gravest: 'S0' }, () => true).queue).toBe('urgent')
  expect(draft({ kind: 'report', mass: true, queue: undefined }).queue).toBe('known')
  expect(draft({ kind: 'report', mass: true, queue: undefined, language: undefined }).queue).toBe('default')
  expect(draft({ queue: 'gone.from.the.pack' }).queue).toBe('default')
  // Nobody acted: the condition cannot be decided, so it does not hold.
  expect(draft({ actor: undefined }, () => true).queue).toBe('default')
})

test('a job is as grave as the gravest policy of its decision, and due by the level of its queue', () => {
  const urgent = draft({ gravest: 'S0' })
  expect(urgent.severity).toBe('S0')
  expect(urgent.dueMs).toBe(CAUSE.createdMs + 3_600_000)
  expect(urgent.doublesMs).toBe(900_000)
  expect(draft({}).needs).toBe(2)
  expect(urgent.needs).toBe(1)
})

test('an audit is blind, keeps its chance, is not routed, and ranks alike whatever was decided', () => {
  const sample = { name: 's', probability: 0.01 }
  const grave = draft({ kind: 'audit', sample, queue: 'audit', gravest: 'S0' })
  const plain = draft({ kind: 'audit', sample, queue: 'audit', policy: '', reach: 1000 })
  expect(grave).toMatchObject({ queue: 'audit', blind: true, probability: 0.01, sample: 's', severity: 'S0' })
  expect(plain).toMatchObject({ family: '', policy: '', severity: 'S4' })
  expect(grave.rank).toBe(plain.rank)
})
