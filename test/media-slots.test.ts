import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { marksOf } from '../src/api/media/marks-of.ts'
import { reasonPictures } from '../src/api/media/reason-pictures.ts'
import { slotsUsed } from '../src/api/media/slots-used.ts'
import type { Decision } from '../src/core/decision.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { Event } from '../src/core/event.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { decide } from '../src/engine/decide.ts'
import { decodeEvent } from '../src/engine/decode-event.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import type { Pack } from '../src/pack/pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'
import { facts, hostOf, ID, picture, written } from '../src/signals/media/facts.fixture.ts'
import type { RegionExposure } from '../src/signals/media/item-facts.ts'
import type { MediaHost } from '../src/signals/media/media-host.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'

const START = Date.parse('2026-11-23T09:00:00Z')
const FIGURES = { triangles: 10, meshes: 1, materials: 1, textures: 1, bones: 0, animations: 0 }
let starter: Pack

beforeAll(async () => {
  const { pack } = checkPack(await readPackFolder(fileURLToPath(new URL('../starter', import.meta.url))))
  // What image models say is not asked here.
  const rules = pack!.rules.filter(({ id }) => !id.includes('explicit'))
  starter = { ...pack!, rules }
})

/** A file that a dress's slot minds at the groin, and a top's at the chest. */
function skimpy(chest: number, ...texts: string[]) {
  const region = (name: string, bare: number, most: number): RegionExposure => ({
    ...{ region: name, bare, most, view: 'worn.front', box: [0.4, name === 'chest' ? 0.3 : 0.5, 0.2, 0.1] },
  })
  const fine = { verdict: 'allow', findings: [], figures: FIGURES } as const
  const mine = {
    verdict: 'hold',
    findings: [{ code: 'holes', severity: 'warning', at: '/meshes/0', says: 'open' }],
    figures: FIGURES,
  } as const
  return facts({
    kind: 'model3d',
    pictures: [picture('worn.front'), picture('mesh.0.front'), written('view.front', ...texts)],
    item: {
      decisions: { any: fine, 'zepeto-top': fine, 'zepeto-dress': mine },
      exposure: {
        'zepeto-top': [region('chest', chest, 0.35)],
        'zepeto-dress': [region('chest', chest, 0.35), region('groin', 1, 0.05)],
      },
      signature: undefined,
    },
  } as never)
}

const listing = (data: Record<string, unknown>): Event =>
  ({
    type: 'item.listing',
    actor: 'account:u1' as EntityRef,
    target: 'item:i1' as EntityRef,
    data: { title: 'Summer', mesh: ID, ...data },
  }) as Event

async function judged(host: MediaHost, event: Event) {
  const ruleset = compileRuleset(starter, undefined, testHost({ media: host }))
  const decoded = decodeEvent(ruleset, event, START)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  const outcome = await decide(ruleset, decoded.event)
  return { ruleset, event, decision: outcome as unknown as Decision }
}

test('marks follow the slot that the reason used: a top shows no box of a dress', async () => {
  const seen = skimpy(0.8)
  const { ruleset, event, decision } = await judged(hostOf(seen), listing({ slot: 'top' }))
  expect(decision.reasons.map(({ rule }) => rule)).toContain('item.revealing')
  const used = slotsUsed(ruleset, event, decision)
  expect(used).toEqual(new Set(['zepeto-top']))
  expect(marksOf(seen, [], 'worn.front', used).map(({ says }) => says)).toEqual([
    'chest: 80 % bare, at most 35 %',
  ])
  // The same region that both mind is one mark.
  expect(marksOf(seen, [], 'worn.front').map(({ says, slots }) => [says.split(':')[0], slots])).toEqual([
    ['chest', ['zepeto-top', 'zepeto-dress']],
    ['groin', ['zepeto-dress']],
  ])
  expect(marksOf(seen, [], 'mesh.0.front', used)).toEqual([])
  expect(marksOf(seen, [], 'mesh.0.front').map(({ says, slots }) => [says, slots])).toEqual([
    ['holes', ['zepeto-dress']],
  ])
  const reason = decision.reasons.find(({ rule }) => rule === 'item.revealing')!
  const pictures = reasonPictures(ruleset, event, decision, reason, (_, name, slots) =>
    marksOf(seen, [], name, slots),
  )
  expect(pictures).toMatchObject([
    { name: 'worn.front', marks: [{ why: 'exposure', slots: ['zepeto-top', 'zepeto-dress'] }] },
  ])
  expect(pictures[0]!.url).toMatch(/\?slots=zepeto-top$/)
})

test('a dress is held against the slot of a dress', async () => {
  const seen = skimpy(0)
  const { ruleset, event, decision } = await judged(hostOf(seen), listing({ slot: 'dress' }))
  const used = slotsUsed(ruleset, event, decision)
  expect(used).toEqual(new Set(['zepeto-dress']))
  expect(marksOf(seen, [], 'worn.front', used).map(({ says }) => says.split(':')[0])).toEqual(['groin'])
})

test('a reason that is about no slot leaves those that were looked at', async () => {
  const seen = skimpy(0, 'you clodpole')
  const { ruleset, event, decision } = await judged(hostOf(seen), listing({ slot: 'top' }))
  expect(decision.reasons.filter(({ rule }) => rule === 'item.revealing')).toEqual([])
  expect(slotsUsed(ruleset, event, decision)).toEqual(new Set(['any', 'zepeto-top']))
})

test('where nothing could be looked at in time, the slot is the one that the event says', async () => {
  const { ruleset, event, decision } = await judged(hostOf(undefined), listing({ slot: 'dress' }))
  expect(decision.reasons).toEqual([])
  expect(slotsUsed(ruleset, event, decision)).toEqual(new Set(['zepeto-dress', 'any']))
  const unsaid = await judged(hostOf(undefined), listing({}))
  expect(slotsUsed(unsaid.ruleset, unsaid.event, unsaid.decision)).toBeUndefined()
})
