import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { totpSecret, totpStep, totpUri } from './totp.ts'

// The secret of the test vectors in RFC 6238, appendix B: "12345678901234567890"; the last six of its eight digits.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('at %s s the code is %s (RFC 6238, appendix B)', (seconds, code) => {
  expect(totpStep(SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

test('a code of the step before or after is taken and told as such; two steps off is wrong', () => {
  const at = 1111111109_000
  const step = Math.floor(at / 30_000)
  expect([-60_000, -30_000, 0, 30_000, 60_000].map((off) => totpStep(SECRET, '081804', at + off))).toEqual([
    undefined,
    step,
    step,
    step,
    undefined,
  ])
})

test('what is no code is none', () => {
  for (const code of ['', '28708', '2870822', 'abcdef', ' 287082', '２８７０８２'])
    expect(totpStep(SECRET, code, 59_000)).toBeUndefined()
})

test('a new secret has 160 bits, and the address for apps names us and the person', () => {
  let next = 0
  const secret = totpSecret((bytes) => void bytes.set(Array.from(bytes, () => next++)))
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const uri = totpUri(secret, 'mina@example.com')
  expect(uri).toMatch(/^otpauth:\/\/totp\/Haechi:mina%40example.com\?issuer=Haechi&secret=/)
  expect(uri).toContain(secret)
  expect(totpStep(secret, new TOTP({ secret }).generate({ timestamp: 90_000 }), 90_000)).toBe(3)
})
