import { randomFillSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashOfCode, recoveryCodes } from './recovery-codes.ts'

test('ten codes, none twice, without letters that are easily misread', () => {
  const codes = recoveryCodes((bytes) => void randomFillSync(bytes))
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}(-[A-HJKMNP-TV-Z2-9]{4}){2}$/)
})

test('a code is known again however it is typed', () => {
  expect(hashOfCode(' abcd efgh-jkmn ')).toBe(hashOfCode('ABCD-EFGH-JKMN'))
  expect(hashOfCode('ABCD-EFGH-JKMM')).not.toBe(hashOfCode('ABCD-EFGH-JKMN'))
})
