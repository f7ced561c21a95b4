import { expect, test } from 'vitest'
import { ARGON2, passwords } from './passwords.ts'

const cheap = { memoryCost: 1024, timeCost: 1, parallelism: 1 }

test('a password is kept as argon2id with settings no weaker than OWASP asks for, each time with another salt', async () => {
  const [one, two] = [
    await passwords().hash('tidal copper lantern'),
    await passwords().hash('tidal copper lantern'),
  ]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(ARGON2.memoryCost).toBeGreaterThanOrEqual(19 * 1024)
  expect(await passwords().check(one, 'tidal copper lantern')).toEqual({ ok: true, stale: false })
  expect(await passwords().check(one, 'tidal copper lanterN')).toEqual({ ok: false, stale: false })
})

test('what was hashed with weaker settings is told to be hashed anew', async () => {
  const old = await passwords(cheap).hash('tidal copper lantern')
  expect(await passwords({ ...cheap, timeCost: 2 }).check(old, 'tidal copper lantern')).toEqual({
    ok: true,
    stale: true,
  })
})

test('nobody has a password, not even the one that stands in for it', async () => {
  const of = passwords(cheap)
  expect((await of.check(null, 'the password of nobody')).ok).toBe(false)
})

test('the same text is the same password, however a keyboard composed it', async () => {
  const of = passwords(cheap)
  const kept = await of.hash('비밀의 정원에서 만나요'.normalize('NFD'))
  expect((await of.check(kept, '비밀의 정원에서 만나요'.normalize('NFC'))).ok).toBe(true)
})

test('a flood is refused instead of queueing without end', async () => {
  const of = passwords(cheap)
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => of.hash('x')))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(65)
  await expect(of.hash('x')).resolves.toMatch(/^\$argon2id/)
})
