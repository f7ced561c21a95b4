import { expect, test } from 'vitest'
import { oneLine } from '../core/diagnostic.ts'
import { checkPack } from './check-pack.ts'
import { packSchemas } from './json-schemas.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const RULE = `- id: chat.scammer
  policy: spam.links
  on: chat.message
  when: WHEN
  then: THEN
`
const LABELS = `insulter: { on: account, description: Insulted somebody, connotation: negative, expires: 30d }
scammer: { on: account, description: Sold what is not there }
quiet: { on: room, description: A quiet room }
seen: { description: Seen }
`

/** The small pack with more labels and a rule. */
function packWith({ when = 'text.size() > 3', asks = '{ verdict: hold }', labels = LABELS }) {
  const rule = RULE.replace('WHEN', `"${when}"`).replace('THEN', asks)
  return checkPack({ ...SMALL_PACK, 'labels.yaml': labels, 'rules/labels.yaml': rule })
}
const SET_ALL = 'label: [{ name: scammer }, { name: quiet, on: target }, { name: seen, on: session }]'
const about = (told: ReturnType<typeof packWith>, name: string) =>
  told.diagnostics.filter(({ message }) => message.includes(`"${name}"`)).map(({ code }) => code)

test('a rule may set labels and take them off, one or several', () => {
  const asks = `{ ${SET_ALL}, unlabel: { name: insulter } }`
  const { pack, diagnostics } = packWith({ asks })
  expect(diagnostics.map(oneLine)).toEqual([])
  expect(pack!.rules.find(({ id }) => id === 'chat.scammer')!.effects).toEqual([
    { kind: 'label', label: 'scammer', on: 'actor', forMs: undefined },
    { kind: 'label', label: 'quiet', on: 'target', forMs: undefined },
    { kind: 'label', label: 'seen', on: 'session', forMs: undefined },
    { kind: 'unlabel', label: 'insulter', on: 'actor' },
  ])
  const many = packWith({ asks: '{ unlabel: [{ name: insulter }, { name: quiet, on: target }] }' })
  expect(many.pack!.rules.find(({ id }) => id === 'chat.scammer')!.effects).toHaveLength(2)
})

test.each([
  ['unlabel: { name: insultor }', /unknown label "insultor"; did you mean "insulter"\?/],
  ['unlabel: { name: quiet }', /label "quiet" stands on room, and the actor of "chat\.message" is never one/],
  ['unlabel: { name: insulter, for: 7d }', /for/],
  ['unlabel: insulter', /expected \{ name: …, on: … \}/],
  [
    'label: { name: seen }, unlabel: { name: seen }',
    /both sets the label "seen" on the actor and takes it off/,
  ],
])('%s is refused', (then, told) => {
  const { pack, diagnostics } = packWith({ asks: `{ ${then} }` })
  expect(pack).toBe(undefined)
  expect(diagnostics.map(oneLine).join('\n')).toMatch(told)
})

test('setting a label on one and taking it off another is no contradiction', () => {
  const asks = '{ label: { name: seen }, unlabel: { name: seen, on: target } }'
  expect(about(packWith({ asks }), 'seen')).toEqual([])
})

test('conditions of every event type may ask for labels, derived names too', () => {
  const files = changed(
    'haechi.yaml',
    'account_age: event.time - account_created',
    'account_age: event.time - account_created\n      marked: "actor.labels.has(\'scammer\')"',
    { ...SMALL_PACK, 'labels.yaml': LABELS },
  )
  const rule = RULE.replace('WHEN', '"marked && !(\'insulter\' in actor.labels)"').replace(
    'THEN',
    `{ ${SET_ALL} }`,
  )
  const { pack, diagnostics } = checkPack({ ...files, 'rules/labels.yaml': rule })
  expect(diagnostics.map(oneLine)).toEqual([])
  expect(pack!.rules).toHaveLength(3)
  const typo = checkPack({ ...files, 'rules/labels.yaml': rule.replace("'insulter'", "'insulted'") })
  expect(typo.diagnostics.map(oneLine).join()).toMatch(
    /rules\/labels\.yaml:4:\d+: unknown label "insulted"; did you mean "insulter"\?/,
  )
})

test('a label that is there for nothing, or waited for in vain, is told; one that people set is not', () => {
  const when = "actor.labels.has('scammer')"
  expect(about(packWith({}), 'scammer')).toEqual(['unused-label'])
  expect(about(packWith({ when }), 'scammer')).toEqual(['unset-label'])
  expect(about(packWith({ asks: '{ unlabel: { name: scammer } }' }), 'scammer')).toEqual(['unset-label'])
  expect(about(packWith({ when, asks: '{ label: { name: scammer } }' }), 'scammer')).toEqual([])
  const labels = LABELS.replace('scammer: { ', 'scammer: { manual: true, ')
  expect(about(packWith({ when, labels }), 'scammer')).toEqual([])
  expect(about(packWith({ labels }), 'scammer')).toEqual([])
  expect(packWith({ labels }).pack!.labels.get('scammer')).toMatchObject({ manual: true })
})

test('labels of odd names are labels', () => {
  const odd = ['has', 'labels', 'a.b-c_d', `x${'-'.repeat(63)}`]
  const labels = LABELS + odd.map((name) => `${name}: { description: Odd }\n`).join('')
  const asks = `{ label: [${odd.map((name) => `{ name: ${name} }`).join(', ')}] }`
  const when = odd.map((name) => `actor.labels.has('${name}')`).join(' || ')
  const told = packWith({ labels, asks, when })
  for (const name of odd) expect(about(told, name)).toEqual([])
  expect(told.pack).toBeDefined()
  for (const name of ['__proto__', 'constructor', 'Scammer', 'x y', `x${'-'.repeat(64)}`])
    expect(packWith({ labels: `${LABELS}"${name}": { description: Odd }\n` }).pack).toBe(undefined)
})

test('editors are told of both', () => {
  const text = JSON.stringify(packSchemas())
  expect(text).toContain('"unlabel"')
  expect(text).toContain('"manual"')
})
