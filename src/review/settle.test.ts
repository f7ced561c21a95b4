import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnnotationId, JobId, UserId } from '../core/ids.ts'
import { checkPack } from '../pack/check-pack.ts'
import { changed, SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { drawn } from './drawn.ts'
import type { Settling } from './jobs/ports.ts'
import type { AnnotationRecord, JobRecord } from './ports.ts'
import { settle } from './settle.ts'

const files = changed(
  'queues.yaml',
  'default: { description: All that nobody else takes }',
  'default: { description: All, default: true }\ntwice: { description: Two for each, second: 1 }',
  {
    ...SMALL_PACK,
    'enforcements.yaml': `${SMALL_PACK['enforcements.yaml']}banish: { on: account, description: For ever, reversible: false }\n`,
  },
)
const pack = checkPack(files).pack!
const hex = (i: number) => i.toString(16).padStart(32, '0')
const person = (i: number) => `usr-${hex(i)}` as UserId

function settling(job: Partial<JobRecord>, ...said: Partial<AnnotationRecord>[]): Settling {
  return {
    job: {
      ...{ id: `job-${hex(1)}`, kind: 'rule', queue: 'default', stage: 'first', severity: 'S3', needs: 1 },
      ...{
        policy: 'harassment.insult@3',
        decision: `d-${hex(1)}`,
        actor: 'account:u1',
        item: `event:${hex(1)}`,
      },
      ...{ excluded: [], blind: false },
      ...job,
    } as JobRecord,
    annotations: said.map((one, i) => ({
      ...{
        id: `ann-${hex(i)}` as AnnotationId,
        job: `job-${hex(1)}` as JobId,
        stage: 'first',
        choice: 'fine',
      },
      ...{
        policy: 'harassment.insult@3',
        policies: [],
        enforcements: [],
        strike: true,
        spans: [],
        regions: [],
      },
      ...{ note: undefined, spentMs: 1, reviewer: person(i), blind: false, atMs: i, marks: [] },
      ...one,
    })),
    force: true,
    truth: undefined,
  }
}
const banish = { name: 'banish', on: 'actor', forMs: undefined, with: undefined } as const
const end = (one: Settling) => settle(one, pack, 1_000_000)

test('one word is enough, unless the queue asks for two', () => {
  expect(end(settling({}, { choice: 'fine' }))).toMatchObject({
    ...{ kind: 'done', outcome: 'fine', effects: [{ kind: 'reverse' }] },
  })
  expect(end(settling({ queue: 'twice' }, {}))).toMatchObject({
    ...{ kind: 'on', stage: 'second', blind: true, needs: 2, excluded: [person(0)] },
  })
  expect(end(settling({ needs: 2 }, {}))).toMatchObject({ stage: 'second' })
  expect(end(settling({ queue: 'twice', kind: 'appeal' }, {}))).toMatchObject({ kind: 'done', effects: [] })
})

test('grave and final together need two, each alone does not', () => {
  const violates = { choice: 'violates' as const }
  const final = { ...violates, enforcements: [banish] }
  expect(end(settling({ severity: 'S1' }, final))).toMatchObject({ kind: 'on', stage: 'second' })
  expect(end(settling({ severity: 'S2' }, final))).toMatchObject({ kind: 'done' })
  expect(end(settling({ severity: 'S0' }, violates))).toMatchObject({ kind: 'done' })
  expect(end(settling({ severity: 'S1', kind: 'appeal' }, final))).toMatchObject({ kind: 'on' })
})

test('two who agree are marked so, and the first, who saw all, says what is done', () => {
  const mute = { ...banish, name: 'mute' }
  const both = [
    { choice: 'violates' as const, enforcements: [mute] },
    { choice: 'violates' as const, stage: 'second' as const },
  ]
  const done = end(settling({ stage: 'second' }, ...both))
  expect(done).toMatchObject({
    ...{ kind: 'done', outcome: 'violates', marks: [{ mark: 'agreed' }, { mark: 'agreed' }] },
    effects: [
      { kind: 'later-strike', weight: 2, target: 'account:u1' },
      { kind: 'later-enforcement', enforcement: 'mute', until: new Date(1_300_000).toISOString() },
      { kind: 'later-notice' },
    ],
  })
})

test('two who disagree, also about what is final, leave it to a third', () => {
  const [yes, no] = [{ choice: 'violates' as const }, { choice: 'fine' as const }]
  for (const pair of [
    [yes, no],
    [no, yes],
    [{ ...yes, enforcements: [banish] }, yes],
  ])
    expect(
      end(settling({ stage: 'second', blind: true }, pair[0]!, { ...pair[1]!, stage: 'second' })),
    ).toMatchObject({
      ...{ kind: 'on', stage: 'adjudication', blind: false },
      marks: [{ mark: 'disagreed' }, { mark: 'disagreed' }],
      excluded: [person(0), person(1)],
    })
})

test('without a strike there is none; several policies are one strike, the weightiest', () => {
  const violates = { choice: 'violates' as const }
  const kinds = (one: Partial<AnnotationRecord>) => {
    const done = end(settling({}, { ...violates, ...one }))
    return done.kind === 'done' ? done.effects : []
  }
  expect(kinds({ strike: false }).map(({ kind }) => kind)).toEqual(['later-notice'])
  expect(kinds({ policies: ['spam.links@1', 'harassment.insult@3'] })).toMatchObject([
    { kind: 'later-strike', policy: 'harassment.insult@3', weight: 2 },
    { kind: 'later-notice' },
  ])
})

test('golden jobs tell right from wrong by choice and family, and have no effect', () => {
  const golden = (said: Partial<AnnotationRecord>, choice: 'violates' | 'fine', policies: string[] = []) =>
    end({ ...settling({ kind: 'golden', queue: 'twice' }, said), truth: { choice, policies } })
  const right = { kind: 'done', effects: [], marks: [{ mark: 'golden-right' }] }
  const wrong = { kind: 'done', effects: [], marks: [{ mark: 'golden-wrong' }] }
  expect(golden({ choice: 'fine' }, 'fine')).toMatchObject(right)
  expect(golden({ choice: 'fine' }, 'violates')).toMatchObject(wrong)
  const asked = ['harassment.insult@2']
  expect(golden({ choice: 'violates', policies: ['harassment.threat@1'] }, 'violates', asked)).toMatchObject(
    right,
  )
  expect(golden({ choice: 'violates', policies: ['spam.links@1'] }, 'violates', asked)).toMatchObject(wrong)
  expect(golden({ choice: 'unsure' }, 'violates')).toMatchObject({ kind: 'done', marks: [] })
})

test('nobody who has judged a job is asked again, whatever was said', () => {
  const choice = fc.constantFrom('violates', 'fine', 'unsure')
  const stage = fc.constantFrom('first', 'second', 'adjudication')
  fc.assert(
    fc.property(fc.array(fc.record({ choice, stage }), { minLength: 1, maxLength: 4 }), stage, (said, at) => {
      const one = settling({ stage: at as never }, ...(said as Partial<AnnotationRecord>[]))
      const next = end(one)
      if (next.kind === 'done') return
      for (const { reviewer } of one.annotations) expect(next.excluded).toContain(reviewer)
    }),
  )
})

test('a share of jobs is drawn, each the same every time, and about as many as asked for', () => {
  const ids = Array.from({ length: 4000 }, (_, i) => {
    const random = Math.imul(i + 1, 0x9e3779b1) >>> 0
    return `job-${'0'.repeat(20)}${random.toString(16).padStart(8, '0')}0000` as JobId
  })
  const count = (share: number) => ids.filter((id) => drawn(id, share)).length
  expect([count(0), count(1)]).toEqual([0, 4000])
  expect(Math.abs(count(0.25) - 1000)).toBeLessThan(100)
  expect(ids.filter((id) => drawn(id, 0.1)).every((id) => drawn(id, 0.2))).toBe(true)
})

test('a report that holds strikes whom it is about, and never the reporter', () => {
  const report = { type: 'user.report', actor: 'account:u1', target: 'account:u2', item: 'account:u2' }
  const mute = { ...banish, name: 'mute' }
  const done = end(
    settling({ ...report, kind: 'report' } as Partial<JobRecord>, {
      choice: 'violates',
      enforcements: [mute],
    }),
  )
  expect(done).toMatchObject({ kind: 'done' })
  const { effects } = done as unknown as { effects: { kind: string; target: string }[] }
  expect(effects.map(({ kind, target }) => `${kind} ${target}`)).toEqual([
    'later-strike account:u2',
    'later-enforcement account:u2',
    'later-notice account:u2',
  ])
})
