import { expect, test } from 'vitest'
import { Decision } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import { MEDIA_PACK } from '../pack/media-pack.fixture.ts'
import { facts, hostOf, ID, written } from '../signals/media/facts.fixture.ts'
import type { MediaHost } from '../signals/media/media-host.ts'
import { testHost } from '../signals/models/test-host.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import { explainDecision } from './explain-decision.ts'
import { lookAsked } from './look-asked.ts'
import { toDecision } from './record.ts'
import { replay } from './replay.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const { pack } = checkPack(MEDIA_PACK)
const eventOf = (picture: string): Event => ({
  type: 'picture.change',
  actor: 'account:u1' as EntityRef,
  data: { picture },
})

async function judged(media: MediaHost | undefined, picture: string = ID) {
  const ruleset = compileRuleset(pack!, undefined, testHost(media === undefined ? {} : { media }))
  const sent = eventOf(picture)
  const decoded = decodeEvent(ruleset, sent, NOW)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  const outcome = await decide(ruleset, decoded.event)
  const id = 'd-00000000000000000000000000000001' as DecisionId
  const decision = toDecision(outcome, decoded.event, { id, latencyMs: 1, ruleset: ruleset.id })
  return { ruleset, stored: { decision: Decision.parse(decision), event: sent } }
}

const INSULTING = facts({ pictures: [written('picture', 'you clodpole')] })
const MATCH = { bank: 'known_bad', member: 3, distance: 5, picture: 'picture' }

test('a decision records what signals found in a file, and in which pictures', async () => {
  const { stored } = await judged(hostOf(INSULTING, { matches: [MATCH] }))
  expect(stored.decision).toMatchObject({
    verdict: 'block',
    reasons: [
      { rule: 'picture.known', saw: { 'known.matched': true }, spans: [] },
      { rule: 'picture.insult', saw: { 'picture_insults.count': 1 }, spans: [] },
    ],
    media: {
      known: {
        value: { matched: true, bank: 'known_bad' },
        seen: [{ picture: 'picture', says: 'known_bad' }],
      },
      picture_insults: { seen: [{ picture: 'picture', box: [0, 0.5, 1, 0.5] }] },
    },
  })
})

test('a replay takes what was recorded, and looks at no file', async () => {
  const host = hostOf(INSULTING, { matches: [MATCH] })
  const { stored, ruleset } = await judged(host)
  const asked = host.asked
  expect(asked).toBeGreaterThan(0)
  expect(await replay(ruleset, stored)).toMatchObject({ ok: true, same: true })
  // Also where the file is long gone, or nobody looks at files.
  const { ruleset: without } = await judged(hostOf(undefined))
  expect(await replay(without, stored)).toMatchObject({ ok: true, same: true })
  expect(host.asked).toBe(asked)
})

test('an explanation names the pictures', async () => {
  const { stored, ruleset } = await judged(hostOf(INSULTING, { matches: [MATCH] }))
  const { sentences } = await explainDecision(stored, ruleset, 'en')
  expect(sentences).toContain('known saw it in picture (known_bad).')
  expect(sentences).toContain('picture_insults saw it in picture.')
  expect((await explainDecision(stored, ruleset, 'ko')).sentences).toContain(
    'known이(가) 확인한 그림: picture (known_bad).',
  )
})

test.each([
  ['is not there', hostOf(undefined)],
  ['was seen in part', hostOf(facts({ whole: false }))],
  ['is of another kind', hostOf(facts({ kind: 'model3d' }))],
  ['cannot be looked at here', undefined],
])('a picture that %s is held, and a replay holds it too', async (_, host) => {
  const { stored, ruleset } = await judged(host)
  expect(stored.decision.verdict).toBe('hold')
  expect(stored.decision.unknown.map(({ rule, took }) => `${rule} ${took}`)).toEqual([
    'picture.known hold',
    'picture.insult hold',
  ])
  expect(await replay(ruleset, stored)).toMatchObject({ ok: true, same: true })
})

test('a harmless picture is allowed; facts at hand are read without waiting', async () => {
  const known = hostOf(facts(), { known: true })
  const { stored } = await judged(known)
  expect(stored.decision).toMatchObject({ verdict: 'allow', unknown: [] })
  expect(known.asked).toBe(0)
})

test.each(['', 'cat.png', 'sha256:00', `sha256:${'A'.repeat(64)}`, 7])(
  'the feature of a file takes an id, and not %j',
  (value) => {
    const decoded = decodeEvent(
      compileRuleset(pack!),
      { ...eventOf(''), data: { picture: value } } as Event,
      NOW,
    )
    expect(decoded).toMatchObject({
      ok: false,
      problems: [
        {
          field: 'data.picture',
          problem: 'is no id of a file',
          wayOut: expect.stringMatching('POST /v1/media'),
        },
      ],
    })
  },
)

test('what is looked at in files is what the signals of the pack read', async () => {
  expect(await lookAsked(pack!, testHost())).toMatchObject({
    profiles: [{ id: 'hat' }],
    models: [],
    reads: true,
  })
  const { 'rules/media.yaml': _, ...files } = MEDIA_PACK
  const haechi = files['haechi.yaml']!.replace(/ {2}(picture_insults|item_file): .*\n/g, '')
  const less = checkPack({ ...files, 'haechi.yaml': haechi })
  expect(await lookAsked(less.pack!, testHost())).toEqual({ profiles: [], models: [], reads: false })
})
