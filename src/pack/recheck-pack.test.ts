import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import type { PackFiles } from './pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const WHENS = [
  'links.count > 0',
  'level < 7',
  'level < 7 && level > 9',
  'account_age < duration("24h")',
  'insults.count > 2 && has(data.text)',
  'lnks.count > 0',
  'level <',
  'true',
]
const rule = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'chat.insult'),
  policy: fc.constantFrom('spam.links', 'harassment.insult', 'spam.lnks'),
  on: fc.constantFrom('chat.message', 'direct.message', '[chat.message, direct.message]', 'chat.mesage'),
  when: fc.constantFrom(...WHENS),
  effects: fc.constantFrom(
    '{ verdict: mask }',
    '{ label: insulter }',
    '{ label: { name: insulter } }',
    '{ label: { name: insultr } }',
    '{}',
    '{ job: defalt }',
  ),
})
const ruleFile = fc
  .array(rule, { maxLength: 4 })
  .map((rules) =>
    rules
      .map(
        ({ id, policy, on, when, effects }) =>
          `- id: ${id}\n  policy: ${policy}\n  on: ${on}\n  when: '${when}'\n  then: ${effects}\n`,
      )
      .join(''),
  )

/** One edit after another, to rules and to what they point at. */
const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom('rules/a.yaml', 'rules/z.yaml'), ruleFile).map(
      ([path, text]) =>
        (files: PackFiles): PackFiles => ({ ...files, [path]: text }),
    ),
  },
  fc.constant(({ 'rules/a.yaml': _, ...rest }: PackFiles): PackFiles => rest),
  fc.constantFrom('queues.yaml', 'haechi.yaml').map(
    (path) =>
      ({ [path]: _, ...rest }: PackFiles): PackFiles =>
        rest,
  ),
  fc.constantFrom('int', 'double').map(
    (type) =>
      (files: PackFiles): PackFiles => ({
        ...files,
        'haechi.yaml': SMALL_PACK['haechi.yaml']!.replace('level: { type: int', `level: { type: ${type}`),
      }),
  ),
  fc.constant(
    (files: PackFiles): PackFiles => ({ ...files, 'labels.yaml': '', 'queues.yaml': 'default: {}' }),
  ),
  fc.constant(
    (files: PackFiles): PackFiles => ({ ...SMALL_PACK, 'rules/z.yaml': files['rules/z.yaml'] ?? '' }),
  ),
)

test('a check that reuses what did not change comes to what a check anew comes to', () => {
  let packs = 0
  fc.assert(
    fc.property(fc.array(edit, { minLength: 4, maxLength: 12 }), (edits) => {
      let files = SMALL_PACK
      let { pack: previous } = checkPack(files)
      for (const next of edits) {
        files = next(files)
        const anew = checkPack(files)
        const again = checkPack(files, previous)
        expect(again.diagnostics).toEqual(anew.diagnostics)
        expect(JSON.stringify(again.pack, plain)).toBe(JSON.stringify(anew.pack, plain))
        if (again.pack) packs++
        previous = again.pack ?? previous
      }
    }),
    { numRuns: 50 },
  )
  expect(packs).toBeGreaterThan(10)
})

function plain(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value
}

test('rules keep their compiled form when another file of rules, or the rule above, changes', () => {
  const { pack: before } = checkPack(SMALL_PACK)
  const irsOf = (pack: typeof before, id: string) => pack?.rules.find((one) => one.id === id)?.irs
  const beside = checkPack({ ...SMALL_PACK, 'rules/more.yaml': '' }, before).pack
  expect(beside?.rules[0]).toBe(before?.rules[0])
  const above = checkPack(changed('rules/chat.yaml', 'insults.count > 0', 'insults.count > 1'), before).pack
  expect(irsOf(above, 'chat.insult')).not.toBe(irsOf(before, 'chat.insult'))
  expect(irsOf(above, 'chat.new_account_links')).toBe(irsOf(before, 'chat.new_account_links'))
  const around = checkPack(changed('haechi.yaml', 'max: 200', 'max: 300'), before).pack
  expect(irsOf(around, 'chat.new_account_links')).not.toBe(irsOf(before, 'chat.new_account_links'))
})

test('a rule that only moved within its file is known by its new place', () => {
  const { pack: before } = checkPack(SMALL_PACK)
  const path = 'rules/chat.yaml'
  const files = { ...SMALL_PACK, [path]: `# a remark\n\n${SMALL_PACK[path]}` }
  const again = checkPack(files, before)
  const removed = checkPack(SMALL_PACK, again.pack)
  for (const [i, rule] of before!.rules.entries()) {
    const moved = again.pack!.rules[i]!
    expect(moved.place).toEqual(checkPack(files).pack!.rules[i]!.place)
    expect(moved.place.line).toBe(rule.place.line + 2)
    expect(moved.irs).toBe(rule.irs)
    expect(removed.pack!.rules[i]).toEqual(rule)
  }
})
