import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const RULE = `- id: chat.flood
  policy: spam.links
  on: chat.message
  when: COUNTERS
  then: { verdict: hold }
`

/** The small pack with these counters, and a rule whose condition reads them. */
function packWith(counters: string, when = 'c > 3') {
  const files = {
    ...SMALL_PACK,
    'counters.yaml': counters,
    'rules/flood.yaml': RULE.replace('COUNTERS', `'${when}'`),
  }
  return checkPack(files)
}

function codes(counters: string, when?: string): string[] {
  return packWith(counters, when).diagnostics.map(({ code }) => code)
}

test('a counter is resolved, and rules on every event type where its key is there may read it', () => {
  const { pack, diagnostics } = packWith(
    'c: { distinct: mentions, by: [actor, target], on: chat.message, window: 10m, where: level > 3 }\n',
  )
  expect(diagnostics).toEqual([])
  const counter = pack!.counters.get('c')!
  expect(counter).toMatchObject({
    ...{ kind: 'distinct', windowMs: 600_000, lateMs: 60_000, self: true, type: { kind: 'int' } },
    on: ['chat.message'],
  })
  expect(counter.bindings.get('chat.message')!.counts!.value!.ir.text).toBe('mentions')
  // direct.message has the same envelope, so the counter is read there and nothing is counted.
  expect(counter.bindings.get('direct.message')).toMatchObject({ counts: undefined })
  expect(pack!.eventTypes.get('direct.message')!.counters).toEqual([{ counter: 'c', slot: 2 }])
})

test('the text of players is keyed by its near-duplicate hash, other text by itself', () => {
  const { pack } = packWith(
    'c: { distinct: event.world, by: [text, event.world], on: chat.message, window: 1h }\n',
  )
  const { key, value } = pack!.counters.get('c')!.bindings.get('chat.message')!.counts!
  expect(key.map(({ near }) => near)).toEqual([true, false])
  expect(value!.near).toBe(false)
})

test.each([
  ['c: { by: actor, on: chat.message, window: 1m }', 'counter-kind'],
  ['c: { count: true, sum: level, by: actor, on: chat.message, window: 1m }', 'counter-kind'],
  ['c: { count: true, by: actor, on: chat.message, window: 31d }', 'bad-window'],
  ['c: { count: true, by: actor, on: chat.message, window: 10ms }', 'bad-window'],
  ['c: { count: true, by: actor, on: chat.message, window: 1m, late: 8d }', 'bad-window'],
  ['c: { score: 1, by: actor, on: chat.message, window: 1m }', 'bad-half-life'],
  ['c: { count: true, by: actor, on: chat.massage, window: 1m }', 'unknown-event-type'],
  ['c: { count: true, by: aktor, on: chat.message, window: 1m }', 'unknown-name'],
  ['c: { count: true, by: mentions, on: chat.message, window: 1m }', 'wrong-type'],
  ['c: { sum: text, by: actor, on: chat.message, window: 1m }', 'wrong-type'],
  ['c: { distinct: links, by: actor, on: chat.message, window: 1m }', 'wrong-type'],
  ['c: { count: true, by: actor, on: chat.message, window: 1m, unordered: true }', 'counter-key'],
  ['c: { count: true, by: actor, read: [actor, target], on: chat.message, window: 1m }', 'counter-key'],
  [
    `c: { count: true, by: actor, on: chat.message, window: 1m, where: "actor.labels.has('insulter')" }`,
    'label-in-counter',
  ],
  ['c: { count: yes please, by: actor, on: chat.message, window: 1m }', 'bad-value'],
  ['[c]', 'wrong-type'],
])('%s is refused as %s', (counters, code) => {
  const found = packWith(`${counters}\n`).diagnostics.filter(({ severity }) => severity === 'error')
  expect(found.map((one) => one.code)).toContain(code)
  for (const { wayOut } of found) expect(wayOut).toBeTruthy()
})

test('a distinct over a map is refused', () => {
  const files = changed('haechi.yaml', 'mentions: {', 'extra: map<string, string>\n      mentions: {')
  const counters = 'c: { distinct: extra, by: actor, on: chat.message, window: 1m }\n'
  const { diagnostics } = checkPack({ ...files, 'counters.yaml': counters })
  expect(diagnostics.find(({ code }) => code === 'wrong-type')?.message).toContain('map<string, string>')
})

test('counters that read each other in a circle are refused, and others stand behind those they read', () => {
  const circle = `a: { count: true, by: actor, on: chat.message, window: 1m, where: c > 1 }
c: { count: true, by: actor, on: chat.message, window: 1m, where: a > 1 }
`
  expect(codes(circle)).toContain('circular-counter')
  const line = circle.replace('where: a > 1', 'where: level > 1')
  const { pack, diagnostics } = packWith(line, 'a > 3')
  expect(diagnostics).toEqual([])
  expect([...pack!.counters.keys()]).toEqual(['c', 'a'])
})

test('a circle through a derived name is found too', () => {
  const files = changed('haechi.yaml', 'account_age: event', 'many: c > 3\n      account_age: event')
  const counters = 'c: { count: true, by: actor, on: chat.message, window: 1m, where: many }\n'
  const { diagnostics } = checkPack({ ...files, 'counters.yaml': counters })
  expect(diagnostics.map(({ code }) => code)).toContain('circular-counter')
})

test('a window longer than the events are kept is refused with the key to change', () => {
  const files = changed('haechi.yaml', 'keep: { content: 30d', 'keep: { content: 7d')
  const counters = 'c: { count: true, by: actor, on: chat.message, window: 8d }\n'
  const { diagnostics } = checkPack({ ...files, 'counters.yaml': counters })
  expect(diagnostics.find(({ code }) => code === 'window-exceeds-keep')).toMatchObject({
    place: { file: 'counters.yaml', line: 1 },
    wayOut: expect.stringContaining('keep.content of "chat.message"'),
  })
})

test('a counter that nothing reads is warned of', () => {
  expect(codes('c: { count: true, by: actor, on: chat.message, window: 1m }\n', 'text != ""')).toEqual([
    'unused-counter',
  ])
})

test('the definition changes with what is counted, and with nothing else', () => {
  const definition = (counters: string, files = SMALL_PACK) =>
    checkPack({ ...files, 'counters.yaml': counters }).pack!.counters.get('c')!.definition
  const base = definition(
    'c: { count: true, by: actor, on: chat.message, window: 1m, where: insults.count > 0 }\n',
  )
  const again =
    'c: { window: 60s, count: true, by: actor, on: chat.message, where: insults.count > 0, description: x }\n'
  expect(definition(again)).toBe(base)
  for (const other of ['window: 2m', 'window: 1m, late: 2m', 'window: 1m, self: false'])
    expect(definition(again.replace('window: 60s', other))).not.toBe(base)
  expect(definition(again.replace('by: actor', 'by: target'))).not.toBe(base)
  // Another bank finds other things, so it counts other things.
  expect(definition(again, changed('banks/insults_en.txt', 'clodpole', 'clodpoll'))).not.toBe(base)
})
