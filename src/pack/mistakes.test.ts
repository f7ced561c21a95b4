import { expect, test } from 'vitest'
import { frameOf } from '../rules/condition.fixture.ts'
import { evaluate } from '../rules/evaluate.ts'
import { checkPack } from './check-pack.ts'
import { BEYOND, type MistakeProbe, TWELVE } from './mistakes.fixture.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

test('the pack that the mistakes are made in has none, and the kinds are twelve', () => {
  expect(checkPack(SMALL_PACK).diagnostics).toEqual([])
  expect(new Set(TWELVE.map(({ kind }) => kind)).size).toBe(12)
})

const told = [...TWELVE, ...BEYOND].filter(({ code }) => code !== 'harmless')

test.each(told.map((probe): [string, MistakeProbe] => [probe.kind, probe]))(
  '%s is told at its place',
  (_, probe) => {
    const { diagnostics } = checkPack(probe.files)
    const found = diagnostics.filter(({ code }) => code === probe.code)
    expect(found.map(({ place }) => `${place.file}:${place.line}`)).toEqual([probe.at])
    const [{ message, wayOut, label }] = found as [(typeof found)[0]]
    expect(`${message}; ${wayOut}; ${label}`).toMatch(probe.says)
    expect(wayOut).toBeTruthy()
  },
)

test('a pattern that takes others for ever costs as much as the text is long', () => {
  const probe = TWELVE.find(({ kind }) => kind === 'catastrophic regex')!
  const { pack, diagnostics } = checkPack(probe.files)
  expect(diagnostics).toEqual([])
  const ir = pack!.rules.find(({ id }) => id === 'more')!.irs.get('chat.message')!
  // Where patterns backtrack, 30 letters take seconds and each one more doubles that.
  const judged = (text: string) => evaluate(ir, frameOf({ data: { text } }))
  expect(judged(`${'a'.repeat(9_999)}!`)).toBe(false)
  expect(judged('a'.repeat(10_000))).toBe(true)
})
