import { expect, test } from 'vitest'
import { START, starterEngine } from '../../test/starter-engine.fixture.ts'
import { Event } from '../core/event.ts'
import { eventOf } from './event-of.ts'
import { seededRandom } from './random.ts'
import type { Scheme, Step } from './scheme.ts'
import { HARMFUL_SCHEMES, INNOCENT_SCHEMES } from './schemes.ts'
import { createWorld } from './world.ts'

const HOUR = 3_600_000
const ALL: Readonly<Record<string, Scheme>> = { ...HARMFUL_SCHEMES, ...INNOCENT_SCHEMES }

function runs(name: string, count: number): Step[][] {
  const random = seededRandom(1)
  const world = createWorld(random, 500, START)
  return Array.from({ length: count }, () => ALL[name]!.begin(random, world, START))
}

const textOf = ({ draft }: Step) => String(draft.data.text)
/** Letters only: what is left when spacing, case and marks are taken away. */
const bare = (text: string) => text.toLowerCase().replace(/[^a-z가-힣]/g, '')
const distinct = <T>(items: readonly T[]) => new Set(items).size

test.each(Object.keys(ALL))('%s begins at once, goes on in order, and has the size that it says', (name) => {
  const all = runs(name, 300)
  for (const steps of all) {
    const times = steps.map(({ afterMs }) => afterMs)
    expect(times[0]).toBe(0)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const time of times) expect(Number.isInteger(time)).toBe(true)
  }
  const harmful = name in HARMFUL_SCHEMES
  const sizes = all.map((steps) => steps.filter(({ draft }) => draft.truth.violating === harmful).length)
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  expect(mean / ALL[name]!.size).toBeGreaterThan(0.93)
  expect(mean / ALL[name]!.size).toBeLessThan(1.07)
})

test('a campaign is one account that writes nearly the same to many within minutes', () => {
  for (const steps of runs('campaign', 40)) {
    expect(distinct(steps.map(({ draft }) => draft.actor))).toBe(1)
    expect(distinct(steps.map(({ draft }) => draft.target))).toBe(steps.length)
    expect(steps.at(-1)!.afterMs).toBeLessThan(0.5 * HOUR)
    const texts = steps.map(textOf)
    // No two need be the same as written, and most are the same but for spacing, case and marks.
    expect(distinct(texts)).toBeGreaterThan(texts.length / 2)
    const most = bare(texts.toSorted((a, b) => count(texts, b) - count(texts, a))[0]!)
    expect(texts.filter((text) => bare(text) === most).length).toBeGreaterThan(texts.length / 2)
  }
})

function count(texts: readonly string[], one: string): number {
  return texts.filter((text) => bare(text) === bare(one)).length
}

test('an advertisement comes from many accounts within an hour, and goes to many places', () => {
  for (const steps of runs('advert-wave', 40)) {
    expect(distinct(steps.map(({ draft }) => draft.actor))).toBeGreaterThanOrEqual(12)
    expect(distinct(steps.map(({ draft }) => draft.target))).toBeGreaterThanOrEqual(5)
    expect(steps.at(-1)!.afterMs).toBeLessThan(HOUR)
  }
})

test('good wishes come from many accounts too, and go to one', () => {
  for (const steps of runs('birthday', 40)) {
    expect(distinct(steps.map(({ draft }) => draft.actor))).toBeGreaterThanOrEqual(15)
    expect(distinct(steps.map(({ draft }) => draft.target))).toBeLessThanOrEqual(2)
  }
})

test('a slow approach is one grown-up who writes much to few children, and gets little back', () => {
  for (const steps of runs('slow-approach', 40)) {
    const messages = steps.filter(({ draft }) => draft.type === 'direct.message')
    const sent = messages.filter(({ draft }) => draft.truth.violating)
    expect(distinct(sent.map(({ draft }) => draft.actor))).toBe(1)
    expect(distinct(sent.map(({ draft }) => draft.target))).toBeLessThanOrEqual(3)
    for (const { draft } of sent)
      expect(draft.data).toMatchObject({ actor_minor: false, target_minor: true, friends: false })
    expect(sent.length).toBeGreaterThan((messages.length - sent.length) * 2)
    expect(steps.at(-1)!.afterMs).toBeGreaterThan(HOUR)
  }
})

test('requests are really sent, more than sixty in an hour', () => {
  for (const steps of runs('mass-requests', 40)) {
    const within = steps.filter(({ afterMs }) => afterMs < HOUR)
    expect(within.length).toBeGreaterThan(60)
    expect(distinct(steps.map(({ draft }) => draft.actor))).toBe(1)
  }
})

test('the first event of most schemes is one that no rule of the starter pack minds', async () => {
  const engine = await starterEngine()
  for (const name of ['campaign', 'advert-wave', 'slow-approach', 'greeting', 'invitation', 'birthday']) {
    let minded = 0
    const all = runs(name, 60)
    for (const [n, steps] of all.entries()) {
      // Everybody is somebody else here, so that nothing is remembered of anybody.
      const { draft } = steps[0]!
      const event = { ...eventOf(draft, `${name}-${n}`, START), actor: `account:${name}-${n}` }
      const judged = await engine.judge(Event.parse(event))
      if (!judged.ok) throw new Error(judged.problems[0]!.problem)
      if (judged.decision.verdict !== 'allow') minded++
    }
    expect(minded, name).toBeLessThanOrEqual(all.length * 0.1)
  }
})
