import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { PackFiles } from '../pack/pack.ts'
import { changed, SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import type { Outcome } from './outcome.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')

function rulesetOf(files: PackFiles) {
  const { pack, diagnostics } = checkPack(files)
  if (!pack) throw new Error(JSON.stringify(diagnostics))
  return compileRuleset(pack)
}

function judge(files: PackFiles, event: Partial<Event> & Pick<Event, 'data'>): Outcome | Promise<Outcome> {
  const ruleset = rulesetOf(files)
  const sent = { type: 'chat.message', actor: 'account:u1', ...event } as Event
  const decoded = decodeEvent(ruleset, sent, NOW)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  return decide(ruleset, decoded.event)
}

/** A pack with these rules, as YAML, in place of the small pack's own. */
const withRules = (rules: string, files: PackFiles = SMALL_PACK): PackFiles => ({
  ...files,
  'rules/chat.yaml': rules,
})
const rule = (id: string, when: string, then: string, more = '') =>
  `- { id: ${id}, policy: harassment.insult, on: chat.message, when: '${when}', then: ${then}${more} }\n`

test('an innocent event is allowed, and nothing is said of it but what could not be decided', () => {
  expect(judge(SMALL_PACK, { data: { text: 'hello there' } })).toEqual({
    verdict: 'allow',
    reasons: [],
    shadow: [],
    unknown: [],
    effects: [],
  })
})

test('an insult is masked at its place, with label, strike and notice', () => {
  const outcome = judge(SMALL_PACK, { data: { text: 'you dunderhead, you' } }) as Outcome
  expect(outcome.verdict).toBe('mask')
  expect(outcome.masked).toBe('you **********, you')
  expect(outcome.reasons).toEqual([
    {
      rule: 'chat.insult',
      policy: 'harassment.insult@3',
      severity: 'S3',
      verdict: 'mask',
      saw: { 'insults.count': 1 },
      spans: [[4, 14]],
    },
  ])
  const base = { rule: 'chat.insult', policy: 'harassment.insult@3', target: 'account:u1' }
  expect(outcome.effects).toEqual([
    { kind: 'label', ...base, label: 'insulter', until: '2026-11-30T09:00:00.000Z' },
    { kind: 'strike', ...base, weight: 2 },
    { kind: 'notice', ...base },
  ])
})

test('a rule that cannot be decided is recorded with what was missing, and holds when it says so', () => {
  const outcome = judge(SMALL_PACK, {
    data: { text: 'see https://example.com', mentions: [], level: 1 },
  }) as Outcome
  expect(outcome.verdict).toBe('hold')
  expect(outcome.reasons).toEqual([])
  expect(outcome.unknown).toEqual([
    { rule: 'chat.new_account_links', missing: ['account_created'], took: 'hold' },
  ])
})

test('what is false whatever is missing is false, not unknown', () => {
  const outcome = judge(SMALL_PACK, { data: { text: 'see https://example.com', level: 50 } }) as Outcome
  expect(outcome.unknown).toEqual([])
})

test('the strictest verdict wins, the gravest policy is named first, duplicates fold to the latest end', () => {
  const outcome = judge(
    withRules(
      rule(
        'a',
        'level > 1',
        '{ verdict: nudge, label: { name: insulter, for: 1d }, job: default, strike: true }',
      ) +
        rule('b', 'level > 2', '{ verdict: block, label: { name: insulter, for: 3d }, job: default }') +
        rule('c', 'level > 3', '{ label: { name: insulter, for: 2d } }').replace(
          'harassment.insult',
          'spam.links',
        ) +
        rule('d', 'level > 90', '{ verdict: hold }'),
    ),
    { data: { text: 'x', level: 7 } },
  ) as Outcome
  expect(outcome.verdict).toBe('block')
  expect(outcome.reasons.map(({ rule: id, severity }) => `${id} ${severity}`)).toEqual([
    'a S3',
    'b S3',
    'c S4',
  ])
  expect(outcome.effects.map((one) => [one.kind, one.rule, 'until' in one ? one.until : null])).toEqual([
    ['label', 'b', '2026-11-26T09:00:00.000Z'],
    ['strike', 'a', null],
    ['job', 'a', null],
  ])
  expect(outcome.masked).toBeUndefined()
})

test('an effect on a target that the event does not name falls on nobody', () => {
  const files = withRules(rule('a', 'level > 1', '{ label: { name: insulter, on: target }, notice: true }'))
  const none = judge(files, { data: { text: 'x', level: 7 } }) as Outcome
  expect(none.effects.map(({ kind }) => kind)).toEqual(['notice'])
  const named = judge(files, { target: 'account:u2' as never, data: { text: 'x', level: 7 } }) as Outcome
  expect(named.effects.map((one) => [one.kind, 'target' in one && one.target])).toEqual([
    ['label', 'account:u2'],
    ['notice', 'account:u1'],
  ])
})

test('a shadow rule is recorded and has no effect', () => {
  const files = withRules(rule('a', 'level > 1', '{ verdict: block, job: default }', ', mode: shadow'))
  const outcome = judge(files, { data: { text: 'x', level: 7 } }) as Outcome
  expect(outcome).toMatchObject({ verdict: 'allow', reasons: [], effects: [] })
  expect(outcome.shadow.map(({ rule: id, verdict }) => [id, verdict])).toEqual([['a', 'block']])
  // What it would have done is recorded all the same.
  expect(outcome.shadow[0]!.effects).toMatchObject([{ kind: 'job', queue: 'default' }])
})

test('a canary has force on its share of actors, each the same every time', () => {
  const ruleset = rulesetOf(withRules(rule('a', 'level > 1', '{ verdict: block }', ', mode: canary 20%')))
  const blocked = (actor: string) => {
    const event: Event = { type: 'chat.message', actor: actor as EntityRef, data: { text: 'x', level: 7 } }
    const decoded = decodeEvent(ruleset, event, NOW)
    if (!decoded.ok) throw new Error('not decoded')
    const { verdict, shadow } = decide(ruleset, decoded.event) as Outcome
    expect(shadow.length).toBe(verdict === 'block' ? 0 : 1)
    return verdict === 'block'
  }
  const actors = Array.from({ length: 5000 }, (_, i) => `account:u${i}`)
  const drawn = actors.filter(blocked)
  // Four standard deviations of a binomial share of 20 % of 5,000.
  expect(Math.abs(drawn.length / 5000 - 0.2)).toBeLessThan(0.023)
  expect(actors.filter(blocked)).toEqual(drawn)
})

test('a rule for one world does not judge in another', () => {
  const files = withRules(rule('a', 'level > 1', '{ verdict: block }', ', worlds: [school]'))
  expect((judge(files, { data: { text: 'x', level: 7 } }) as Outcome).verdict).toBe('allow')
  expect((judge(files, { world: 'school', data: { text: 'x', level: 7 } }) as Outcome).verdict).toBe('block')
})

test('a masking rule that finds no place masks the whole content', () => {
  const outcome = judge(withRules(rule('a', 'level > 1', '{ verdict: mask }')), {
    data: { text: 'a b', level: 7 },
  })
  expect((outcome as Outcome).masked).toBe('***')
})

describe('a dear signal', () => {
  const withRemote = (url: string, degrade: string, when = 'toxic.score > 0.5', deadline = '150ms') =>
    withRules(
      rule('a', when, '{ verdict: block }') + rule('b', 'level > 1', '{ verdict: nudge }'),
      changed(
        'haechi.yaml',
        '  links: { kind: links, of: content }',
        `  links: { kind: links, of: content }\n  toxic: { kind: remote, of: content, url: '${url}', deadline: ${deadline}, degrade: ${degrade} }`,
      ),
    )
  const serving = async (
    score: number | undefined,
    work: (url: string, asked: () => number) => Promise<void>,
  ) => {
    let asked = 0
    const server = createServer((_request, reply) => {
      asked++
      // Without a score it never answers: the deadline has to.
      if (score !== undefined) reply.end(JSON.stringify({ value: { score, label: 'x' } }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => asked)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  test('is asked only for rules still undecided, and the rule judged again with its value', async () => {
    await serving(0.9, async (url, asked) => {
      const files = withRemote(url, 'open', 'level > 5 && toxic.score > 0.5', '30s')
      expect(judge(files, { data: { text: 'x', level: 3 } })).toMatchObject({ verdict: 'nudge', unknown: [] })
      expect(asked()).toBe(0)
      const waiting = judge(files, { data: { text: 'x', level: 7 } })
      expect(waiting).toBeInstanceOf(Promise)
      expect(await waiting).toMatchObject({ verdict: 'block', unknown: [] })
      expect((await waiting).reasons.map(({ rule: id }) => id)).toEqual(['a', 'b'])
      expect(asked()).toBe(1)
    })
  })

  test.each([
    ['open', 'nudge', 'skip'],
    ['hold', 'hold', 'hold'],
    ['closed', 'block', 'block'],
  ])('that never answers is given up at its deadline, and degrades %s', async (degrade, verdict, took) => {
    await serving(undefined, async (url) => {
      const outcome = await judge(withRemote(url, degrade), { data: { text: 'x', level: 7 } })
      expect(outcome.verdict).toBe(verdict)
      expect(outcome.unknown).toEqual([{ rule: 'a', missing: expect.any(Array), took }])
    })
  })

  test('does not mix up events that wait at the same time', async () => {
    await serving(0.9, async (url) => {
      const ruleset = rulesetOf(withRemote(url, 'open', 'level > 5 && toxic.score > 0.5', '30s'))
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const decoded = decodeEvent(ruleset, { type: 'chat.message', data: { text: 'x', level: i } }, NOW)
          if (!decoded.ok) throw new Error('not decoded')
          return decide(ruleset, decoded.event)
        }),
      )
      expect(outcomes.map(({ verdict }) => verdict)).toEqual(
        Array.from({ length: 20 }, (_, i) => (i > 5 ? 'block' : i > 1 ? 'nudge' : 'allow')),
      )
    })
  })
})
