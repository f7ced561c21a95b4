import { resolve } from 'node:path'
import { build } from '../scripts/build.mjs'
import { createClient } from '../src/client/client.ts'
import { HAS_CHROMIUM } from '../test/browser-path.fixture.ts'
import { askOnScreen } from './console-investigate.ts'
import type { Bench } from './emit.ts'
import { startHaechi } from './haechi-process.ts'
import { HISTORY_START, historyWorld } from './history-world.ts'

const DAY_MS = 86_400_000
export const INVESTIGATE_DAYS = 30

/** The history that is looked into: 10,000,000 decisions of 30 days. Gives its folder. */
export async function investigateWorld(quick = false): Promise<string> {
  return resolve(await historyWorld({ events: quick ? 1_000_000 : 10_000_000, days: INVESTIGATE_DAYS }))
}

export const INVESTIGATE_RANGE = {
  from: new Date(HISTORY_START).toISOString(),
  to: new Date(HISTORY_START + INVESTIGATE_DAYS * DAY_MS).toISOString(),
}

const LISTS = ['actor', 'decision.fired', 'event.world', 'session']
const QUESTIONS: readonly (readonly [name: string, when: string, where: { rules?: string[] }])[] = [
  ['all events', 'true', {}],
  ['a condition on text and age', `text.contains('gift') && account_age < duration('168h')`, {}],
  ['what one rule fired on', 'true', { rules: ['rule-7'] }],
]
const TRIES = 5

export const bench: Bench = {
  name: 'investigate',
  summary:
    'questions about the past by the API, and on the page in Chromium, over 10,000,000 decisions of 30 days',
  async run(emit, { quick }) {
    await build()
    const haechi = await startHaechi({ history: await investigateWorld(quick) })
    const client = createClient({ url: haechi.url, key: haechi.key })
    const tell = (figure: string, ms: readonly number[], reach: number | null) => {
      const value = Math.round(ms.toSorted((a, b) => a - b)[ms.length >> 1]!) / 1000
      emit({
        ...{ bench: 'investigate', figure, value, unit: 's', reach, peer: null },
        holds: reach === null ? null : value < reach,
      })
    }
    const timed = async (what: () => Promise<unknown>): Promise<number> => {
      const start = performance.now()
      await what()
      return performance.now() - start
    }
    const reach = quick ? null : 2
    try {
      const asked = {
        on: 'chat.message',
        lists: LISTS,
        top: 8,
        events: { limit: 100, bare: true },
        ...INVESTIGATE_RANGE,
      }
      const cold = await timed(() => client.investigate({ ...asked, when: 'true' }))
      tell('the first question: a thread starts, the pack is checked', [cold], null)
      for (const [name, when, where] of QUESTIONS) {
        const ms: number[] = []
        for (let i = 0; i < TRIES; i++)
          ms.push(await timed(() => client.investigate({ ...asked, when, where })))
        tell(`series, four lists, 100 events: ${name}`, ms, reach)
      }
      if (HAS_CHROMIUM)
        for (const [name, when, where] of QUESTIONS) {
          const query = { on: asked.on, when, where, lists: LISTS, ...INVESTIGATE_RANGE }
          tell(`the same on screen: ${name}`, await askOnScreen(haechi, query), reach)
        }
      const { lists } = await client.investigate({ ...asked, when: 'true' })
      const busiest = String(lists[0]!.rows[0]!.value)
      for (const [name, entity] of [
        ['the busiest account', busiest],
        ['an account with few events', 'account:u777777'],
      ] as const) {
        const days = 400
        const find: number[] = []
        const timeline: number[] = []
        const neighbours: number[] = []
        for (let i = 0; i < 3; i++) {
          find.push(await timed(() => client.entities.find(entity, days)))
          timeline.push(await timed(() => client.entities.timeline(entity, { days, limit: 40 })))
          neighbours.push(await timed(() => client.entities.neighbours(entity, { days })))
        }
        tell(`entity, what is known: ${name}`, find, reach)
        tell(`entity, timeline: ${name}`, timeline, reach)
        tell(`entity, who writes the same: ${name}`, neighbours, reach)
      }
    } finally {
      await haechi.stop()
    }
  },
}
