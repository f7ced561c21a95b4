import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkPack } from '../check-pack.ts'
import { listPieces } from '../list-pieces.ts'
import type { PackFiles } from '../pack.ts'
import { readPackFolder } from '../read-pack.ts'
import { SMALL_PACK } from '../small-pack.fixture.ts'
import { editPack } from './edit-pack.ts'
import { sourceOf } from './source-of.ts'

const RULES = `# Rules of the room.

- id: chat.insult # masks
  policy: harassment.insult
  # where people talk
  on: [chat.message, direct.message]
  when: insults.count > 0 # any
  then:
    verdict: mask # not more
    label: { name: insulter, for: 7d }
    strike: true
  mode: live
  description: |
    Masked.

    Counted.

# About links.
- id: chat.links
  policy: spam.links
  on: chat.message
  when: >-
    links.count > 0 &&
    level < 10
  then: { verdict: hold, job: default } # both
  unknown: hold
- { id: chat.flow, policy: spam.links, on: chat.message, when: links.count > 3, then: { verdict: block } } # short
# the end
`
const FILES: PackFiles = { ...SMALL_PACK, 'rules/chat.yaml': RULES }
const STARTER = await readPackFolder(fileURLToPath(new URL('../../../starter', import.meta.url)))
const changed = (id: string, set: Record<string, unknown>, files = FILES) => {
  const edited = editPack(files, [{ kind: 'change-rule', rule: id, set }])
  if (!edited.ok) throw new Error(edited.refused.detail)
  return edited.files['rules/chat.yaml']!
}

describe('a changed rule', () => {
  test('changes by the bytes of what changed', () => {
    expect(changed('chat.insult', { mode: 'shadow' })).toBe(RULES.replace('mode: live', 'mode: shadow'))
    expect(changed('chat.insult', { when: 'insults.count > 1' })).toBe(
      RULES.replace('insults.count > 0', 'insults.count > 1'),
    )
    expect(changed('chat.links', { mode: 'canary 5%' })).toBe(
      RULES.replace('# both\n', '# both\n  mode: canary 5%\n'),
    )
    expect(changed('chat.insult', { then: { ...thenOf('chat.insult'), verdict: 'hold' } })).toBe(
      RULES.replace('verdict: mask', 'verdict: hold'),
    )
    expect(changed('chat.insult', { owner: 'safety', description: null })).toBe(
      RULES.replace(/ {2}description: \|\n {4}Masked.\n\n {4}Counted.\n/, '  owner: safety\n'),
    )
    expect(changed('chat.links', { then: { verdict: 'block' } })).toBe(
      RULES.replace('{ verdict: hold, job: default }', '{ verdict: block }'),
    )
  })

  test('keeps a condition of several lines as it was written, and its remark', () => {
    const text = changed('chat.insult', { when: 'insults.count > 0 ||\n  links.count > 2' })
    expect(text).toContain('  # any\n  when: |-\n    insults.count > 0 ||\n      links.count > 2\n  then:')
    expect(parse(text)[0].when).toBe('insults.count > 0 ||\n  links.count > 2')
  })

  test('on one line is written anew in its place, and nothing else', () => {
    const text = changed('chat.flow', { mode: 'live', when: 'links.count > 4' })
    expect(text.slice(0, text.indexOf('- { id: chat.flow'))).toBe(
      RULES.slice(0, RULES.indexOf('- { id: chat.flow')),
    )
    expect(text).toContain('# short')
    expect(text).toContain('# the end')
    expect(parse(text)[2]).toMatchObject({ id: 'chat.flow', mode: 'live', when: 'links.count > 4' })
  })

  test('that is set to what it says already changes no byte', () => {
    const { spec } = sourceOf(FILES, 'rules', 'chat.insult')!
    expect(editPack(FILES, [{ kind: 'change-rule', rule: 'chat.insult', set: spec }])).toMatchObject({
      ok: true,
      changed: {},
    })
  })

  test('keeps the line breaks of its file', () => {
    const crlf = { ...FILES, 'rules/chat.yaml': RULES.replaceAll('\n', '\r\n') }
    const text = changed(
      'chat.insult',
      { when: 'insults.count > 1 &&\n  links.count > 0', owner: 'me' },
      crlf,
    )
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
    expect(parse(text)[0]).toMatchObject({ owner: 'me', when: 'insults.count > 1 &&\n  links.count > 0' })
  })

  test('cannot be renamed, and must be there', () => {
    const refuse = (set: object, rule = 'chat.insult') =>
      editPack(FILES, [{ kind: 'change-rule', rule, set: set as Record<string, unknown> }])
    expect(refuse({ id: 'chat.other' })).toMatchObject({ ok: false, refused: { edit: 0, reason: 'renamed' } })
    expect(refuse({}, 'chat.insul')).toMatchObject({ ok: false, refused: { reason: 'unknown' } })
  })
})

test('a new rule stands beside its like, as a person would write it', () => {
  const rule = {
    id: 'chat.many-links',
    then: { verdict: 'hold', label: { name: 'insulter', for: '7d' } },
    when: 'links.count > 5\n  && level < 3',
    policy: 'spam.links',
    on: ['chat.message'],
    mode: 'shadow',
  }
  const edited = editPack(FILES, [{ kind: 'add-rule', rule }])
  expect(edited).toMatchObject({ ok: true })
  const text = edited.ok ? edited.changed['rules/chat.yaml']! : ''
  expect(text).toBe(`${RULES}
- id: chat.many-links
  policy: spam.links
  on: [ chat.message ]
  when: |-
    links.count > 5
      && level < 3
  then:
    verdict: hold
    label: { name: insulter, for: 7d }
  mode: shadow
`)
  expect(editPack(FILES, [{ kind: 'add-rule', rule: { ...rule, id: 'chat.flow' } }])).toMatchObject({
    ok: false,
    refused: { reason: 'taken' },
  })
  const other = { ...rule, id: 'other.rule', policy: 'fraud.scam' }
  const alone = editPack(FILES, [{ kind: 'add-rule', rule: other }])
  expect(alone.ok && Object.keys(alone.changed)).toEqual(['rules/console.yaml'])
  for (const file of ['banks/x.yaml', 'rules/../x.yaml', 'policies/all.yaml'])
    expect(editPack(FILES, [{ kind: 'add-rule', rule: { ...rule, id: 'x.y' }, file }]).ok).toBe(
      file.startsWith('rules/'),
    )
})

test.each([
  ['chat.rude', 'harassment.insult', 'rules/speech.yaml'],
  ['chat.again', 'inauthentic.spam', 'rules/links-and-scams.yaml'],
  ['chat.come-away', 'child_safety.grooming', 'rules/contact.yaml'],
  ['name.rude', 'harassment.insult', 'rules/names-and-profiles.yaml'],
  ['speech.again', 'fraud.phishing', 'rules/speech.yaml'],
  ['new-rule', 'ip.trademark', 'rules/shop-and-worlds.yaml'],
  ['odd.rule', 'none.such', 'rules/console.yaml'],
])('in the starter pack, %s of %s goes to %s', (id, policy, file) => {
  const edited = editPack(STARTER, [{ kind: 'add-rule', rule: { id, policy } }])
  expect(edited.ok && Object.keys(edited.changed)).toEqual([file])
})

test('a rule that goes leaves all remarks around it, and the last one takes its file along', () => {
  const without = editPack(FILES, [{ kind: 'remove-rule', rule: 'chat.links' }])
  const text = without.ok ? without.changed['rules/chat.yaml']! : ''
  expect(text).toContain('# About links.')
  expect(parse(text).map(({ id }: { id: string }) => id)).toEqual(['chat.insult', 'chat.flow'])
  const all = editPack(
    FILES,
    ['chat.flow', 'chat.insult', 'chat.links'].map((rule) => ({ kind: 'remove-rule', rule })),
  )
  expect(all.ok && all.changed).toEqual({ 'rules/chat.yaml': null })
})

test('a policy whose meaning changes gets the next version, unless somebody says that it stays', () => {
  const set = { guideline: { en: 'Names that hurt somebody.', ko: '누군가에게 상처를 주는 말.' } }
  const edited = editPack(FILES, [{ kind: 'change-policy', policy: 'harassment.insult', set }])
  const before = FILES['policies/all.yaml']!
  expect(edited.ok && edited.changed['policies/all.yaml']).toBe(
    before
      .replace('version: 3', 'version: 4')
      .replace(
        '{ en: Names that hurt., ko: 상처를 주는 말. }',
        '{ en: Names that hurt somebody., ko: 누군가에게 상처를 주는 말. }',
      ),
  )
  const kept = editPack(FILES, [
    { kind: 'change-policy', policy: 'harassment.insult', set, keepsVersion: true },
  ])
  expect(kept.ok && sourceOf(kept.files, 'policies', 'harassment.insult')!.spec.version).toBe(3)
})

function thenOf(id: string): object {
  return sourceOf(FILES, 'rules', id)!.spec.then as object
}

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 150 }),
    fc
      .array(
        fc.constantFrom('a: b', '# c', '- d', '  e', '"', "'", '', '\t', '{', ']', '&x', '*x', '|', '%'),
        { minLength: 1, maxLength: 6 },
      )
      .map((lines) => lines.join('\n')),
  )
  .filter(
    (one) =>
      !/[\ud800-\udfff\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u2028\u2029\ufffe\uffff]/u.test(one) &&
      one.trim() !== '',
  )
const set = fc.record(
  {
    when: text,
    description: fc.option(text, { nil: null }),
    owner: fc.option(text, { nil: null }),
    mode: fc.constantFrom('live', 'shadow', 'canary 5%', null),
    on: fc.constantFrom('chat.message', ['chat.message'], ['chat.message', 'direct.message']),
    then: fc.constantFrom(
      { verdict: 'hold' },
      { verdict: 'mask', strike: { on: 'actor', weight: 2 } },
      { label: [{ name: 'insulter' }, { name: 'insulter', for: '3d', on: 'target' }] },
    ),
  },
  { requiredKeys: [] },
)

test('whatever is set is read again as set; other rules keep every byte, and every remark of the file stays', () => {
  const remarks = RULES.match(/#[^\n]*/g)!
  fc.assert(
    fc.property(
      fc.constantFrom('chat.insult', 'chat.links', 'chat.flow'),
      set,
      fc.boolean(),
      (id, change, crlf) => {
        const file = crlf ? RULES.replaceAll('\n', '\r\n') : RULES
        const after = changed(id, change, { ...FILES, 'rules/chat.yaml': file })
        const spec = (parse(after) as { id: string }[]).find((one) => one.id === id)! as Record<
          string,
          unknown
        >
        for (const [key, value] of Object.entries(change)) expect(spec[key]).toEqual(value ?? undefined)
        const pieces = (all: string) =>
          listPieces(all)!
            .filter(({ text: one }) => !one.includes(`id: ${id}`))
            .map(({ text: one }) => one)
        expect(pieces(after)).toEqual(pieces(file))
        // Remarks inside a map that is replaced as a whole have nothing left to stand at.
        for (const remark of remarks)
          if (remark !== '# not more' || change.then === undefined) expect(after).toContain(remark)
      },
    ),
  )
})

test('an edited pack is checked as any other, and conditions written in the console are found where they stand', () => {
  const edited = editPack(FILES, [
    { kind: 'change-rule', rule: 'chat.insult', set: { when: 'insults.count > 0 &&\n  insult.count > 1' } },
  ])
  const { diagnostics } = checkPack(edited.ok ? edited.files : {})
  const error = diagnostics.find(({ severity }) => severity === 'error')!
  expect(error).toMatchObject({ code: 'unknown-name', place: { file: 'rules/chat.yaml' } })
  const line = edited.ok ? edited.files['rules/chat.yaml']!.split('\n')[error.place.line - 1]! : ''
  expect(line.slice(error.place.column - 1)).toMatch(/^insult\.count/)
})
