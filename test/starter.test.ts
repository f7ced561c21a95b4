import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { oneLine } from '../src/core/diagnostic.ts'
import { Event } from '../src/core/event.ts'
import { decisionIds } from '../src/core/id.ts'
import { VERDICT_RANK } from '../src/core/verdict.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { createEngine, type Engine } from '../src/engine/engine.ts'
import { createLabelState } from '../src/engine/label-state.ts'
import { createLiveMemory } from '../src/engine/live-memory.ts'
import { type CheckedPack, checkPack } from '../src/pack/check-pack.ts'
import type { Pack } from '../src/pack/pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'
import {
  DSA_CATEGORIES,
  DSA_KEYWORDS,
  OPENAI_CATEGORIES,
  PERSPECTIVE_ATTRIBUTES,
} from './outside-names.fixture.ts'
import {
  type Example,
  FIRES,
  INNOCENT,
  INNOCENT_STORIES,
  STORIES,
  type Story,
} from './starter-examples.fixture.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
let checked: CheckedPack
let pack: Pack
let engine: Engine

beforeAll(async () => {
  checked = checkPack(await readPackFolder(fileURLToPath(new URL('../starter', import.meta.url))))
  pack = checked.pack!
  engine = createEngine({ ruleset: compileRuleset(pack), clock: { now: () => NOW }, ids: decisionIds() })
})

/** Ids of the rules that fired on an example; canaries that it was not drawn for, and shadows, too. */
async function rulesOn([type, content, data]: Example): Promise<string[]> {
  const feature = pack.eventTypes.get(type)!.content
  const event: Event = {
    type,
    time: new Date(NOW).toISOString(),
    data: { ...(feature && content !== undefined ? { [feature]: content } : {}), ...data } as Event['data'],
  }
  const judged = await engine.judge(event)
  if (!judged.ok)
    throw new Error(judged.problems.map(({ field, problem }) => `${field} ${problem}`).join('; '))
  expect(judged.decision.unknown).toEqual([])
  return [...judged.decision.reasons, ...judged.decision.shadow].map(({ rule }) => rule)
}

/** Ids of the rules that fired on each event of a story, by an engine that remembers nothing else. */
async function rulesOfStory({ everySeconds, events }: Story): Promise<string[][]> {
  let time = NOW
  const own = createEngine({ ruleset: engine.ruleset, clock: { now: () => time }, ids: decisionIds() })
  const fired: string[][] = []
  for (const [type, content, data, who] of events) {
    const feature = pack.eventTypes.get(type)!.content
    const said = feature && content !== undefined ? { [feature]: content } : {}
    const event = Event.parse({
      type,
      ...who,
      time: new Date(time).toISOString(),
      data: { ...said, ...data },
    })
    const judged = await own.judge(event)
    if (!judged.ok) throw new Error(judged.problems.map(({ problem }) => problem).join('; '))
    expect(judged.decision.unknown).toEqual([])
    fired.push([...judged.decision.reasons, ...judged.decision.shadow].map(({ rule }) => rule))
    time += everySeconds * 1000
  }
  return fired
}

test('the pack has no mistakes and nothing superfluous', () => {
  expect(checked.diagnostics.map(oneLine)).toEqual([])
})

describe('the taxonomy', () => {
  const leaves = () => [...pack.policies.values()]

  test('has 18 categories, a file each', () => {
    const categories = new Set(leaves().map(({ id }) => id.split('.')[0]))
    expect(categories.size).toBe(18)
    for (const { id, place } of leaves()) expect(place.file).toBe(`policies/${id.split('.')[0]}.yaml`)
  })

  test('every policy has a category and a keyword that the DSA database knows', () => {
    expect(DSA_KEYWORDS.length).toBe(69)
    for (const { id, legal } of leaves()) {
      expect(legal, id).toMatchObject({ dsa: { category: expect.any(String), keywords: expect.any(Array) } })
      const { category, keywords } = (legal as { dsa: { category: string; keywords: string[] } }).dsa
      expect(DSA_CATEGORIES, id).toContain(category)
      expect(keywords.length, id).toBeGreaterThan(0)
      for (const keyword of keywords) expect(DSA_KEYWORDS, id).toContain(keyword)
    }
  })

  test.each([
    ['openai', OPENAI_CATEGORIES],
    ['perspective', PERSPECTIVE_ATTRIBUTES],
  ])('every name of %s maps back to a policy', (system, names) => {
    for (const name of names)
      expect(
        leaves().some(({ maps }) => maps[system]?.includes(name)),
        name,
      ).toBe(true)
  })

  test('every policy speaks Korean and English: title, guideline, and a notice of its own', () => {
    for (const { id, title, guideline, notice } of leaves()) {
      for (const texts of [title, guideline, notice]) {
        expect(texts.ko, id).toMatch(/[가-힣]/)
        expect(texts.en, id).toMatch(/^[^가-힣]+$/)
      }
      // Players are addressed politely.
      expect(notice.ko, id).toMatch(/(니다|세요|습니다)\.$/)
    }
    expect(new Set(leaves().map(({ guideline }) => guideline.en)).size).toBe(pack.policies.size)
    expect(new Set(leaves().map(({ notice }) => notice.ko)).size).toBe(pack.policies.size)
  })

  test('an emergency is held or blocked, and a person looks at it', () => {
    const emergencies = pack.rules.filter(({ policy }) => pack.policies.get(policy)!.severity === 'S0')
    expect(emergencies.length).toBeGreaterThan(3)
    for (const { id, verdict, effects } of emergencies) {
      expect(VERDICT_RANK[verdict ?? 'allow'], id).toBeGreaterThanOrEqual(VERDICT_RANK.hold)
      expect(
        effects.some(({ kind }) => kind === 'job'),
        id,
      ).toBe(true)
    }
  })
})

describe('rules', () => {
  test('each has an example', () => {
    const examples = new Set([...Object.keys(FIRES), ...Object.keys(STORIES)])
    expect([...examples].sort()).toEqual(pack.rules.map(({ id }) => id).sort())
  })

  test.each(Object.entries(FIRES))('%s fires', async (rule, examples) => {
    for (const example of examples) expect(await rulesOn(example), JSON.stringify(example)).toContain(rule)
  })

  test.each(Object.entries(STORIES))(
    '%s fires at the end of its story, and not before',
    async (rule, story) => {
      const fired = await rulesOfStory(story)
      expect(fired.at(-1)).toContain(rule)
      for (const rules of fired.slice(0, -1)) expect(rules).not.toContain(rule)
    },
  )

  test.each(Object.entries(INNOCENT_STORIES))('nothing fires when %s', async (_, story) => {
    expect((await rulesOfStory(story)).flat()).toEqual([])
  })

  test.each(INNOCENT.map((example) => ({ example, said: example[1] ?? '', type: example[0] })))(
    'nothing fires on $type "$said"',
    async ({ example }) => {
      expect(await rulesOn(example)).toEqual([])
    },
  )

  test('whom the team trusts is not asked to think again, as long as the label lasts', async () => {
    const labels = createLabelState()
    const memory = createLiveMemory({ labels })
    const own = createEngine({
      ruleset: engine.ruleset,
      clock: { now: () => NOW },
      ids: decisionIds(),
      memory,
    })
    const post = Event.parse({
      type: 'feed.post',
      actor: 'account:a',
      data: { text: '오늘의 코디', tags: Array(31).fill('tag') },
    })
    const verdict = async () => {
      const judged = await own.judge(post)
      return judged.ok && judged.decision.verdict
    }
    expect(await verdict()).toBe('nudge')
    const change = { id: '0'.repeat(32), atMs: NOW, entity: post.actor!, label: 'trusted', rule: undefined }
    labels.apply({ ...change, op: 'set', untilMs: undefined })
    expect(await verdict()).toBe('allow')
    labels.apply({ ...change, id: '1'.padEnd(32, '0'), op: 'unset', untilMs: undefined })
    expect(await verdict()).toBe('nudge')
  })

  test('most are live, some are tried first', () => {
    const modes = pack.rules.map(({ mode }) => mode.kind)
    expect(modes.filter((mode) => mode === 'live').length).toBeGreaterThan(modes.length / 2)
    expect(modes).toContain('shadow')
    expect(modes).toContain('canary')
  })

  test('a chat message with nothing but its text and the age of the account is taken', async () => {
    expect(await rulesOn(['chat.message', 'hi there', { account_created: '2026-11-22T09:00:00Z' }])).toEqual(
      [],
    )
  })
})
