import { expect, test } from 'vitest'
import { openKeyring } from './keyring.ts'
import { memoryKeyStore } from './memory-store.fixture.ts'

function parts(store = memoryKeyStore()) {
  let seed = 1
  return {
    store,
    clock: { now: () => 1_763_900_000_000 },
    random: (bytes: Uint8Array) => void bytes.set(Array.from(bytes, () => seed++ % 251)),
    defaultRatePerSecond: 100,
  }
}

test('a created key opens what its scopes allow, and is kept only as a hash', async () => {
  const store = memoryKeyStore()
  const keyring = await openKeyring(parts(store))
  const key = await keyring.create({ name: 'game', scopes: ['screen'], worlds: ['plaza'] })
  expect(key.secret).toMatch(/^hk_[0-9a-f]{12}_[\w-]{43}$/)
  const grant = keyring.grant(key.secret)!
  expect(grant.may('screen')).toBe(true)
  expect(grant.may('read')).toBe(false)
  expect([...grant.worlds!]).toEqual(['plaza'])
  expect(keyring.grant(`${key.secret.slice(0, -1)}A`)).toBeUndefined()
  expect(JSON.stringify(await store.all())).not.toContain(key.secret)
  expect(JSON.stringify(await keyring.list())).not.toContain((await store.all())[0]!.hash)
})

test('a revoked key stops at once, here and after the next refresh elsewhere', async () => {
  const store = memoryKeyStore()
  const [here, elsewhere] = [await openKeyring(parts(store)), await openKeyring(parts(store))]
  const key = await here.create({ name: 'k', scopes: ['admin'] })
  await elsewhere.refresh()
  expect(elsewhere.grant(key.secret)?.may('screen')).toBe(true)
  expect((await here.revoke(key.id))?.revokedAt).not.toBeNull()
  expect(here.grant(key.secret)).toBeUndefined()
  await elsewhere.refresh()
  expect(elsewhere.grant(key.secret)).toBeUndefined()
  expect(await here.revoke('unknown')).toBeUndefined()
})

test('a chosen admin key is adopted once, whatever it looks like', async () => {
  const keyring = await openKeyring(parts())
  expect(await keyring.adopt('any string of mine', 'admin')).toBe(true)
  expect(await keyring.adopt('any string of mine', 'admin')).toBe(true)
  expect(await keyring.list()).toHaveLength(1)
  expect(keyring.grant('any string of mine')?.may('key.manage')).toBe(true)
  await keyring.revoke((await keyring.list())[0]!.id)
  expect(await keyring.adopt('any string of mine', 'admin')).toBe(false)
})

test('a refresh does not fill up the rate of a key', async () => {
  const keyring = await openKeyring(parts())
  const key = await keyring.create({ name: 'slow', scopes: ['screen'], ratePerSecond: 1 })
  expect(keyring.grant(key.secret)!.bucket.take(0)).toBe(0)
  await keyring.refresh()
  expect(keyring.grant(key.secret)!.bucket.take(0)).toBeGreaterThan(0)
})

test('a refresh that began before a key was revoked or made does not undo it', async () => {
  const store = memoryKeyStore()
  let held: Promise<void> | undefined
  const all = async () => {
    const records = await store.all()
    const wait = held
    held = undefined
    await wait
    return records
  }
  const keyring = await openKeyring(parts({ ...store, all }))
  const old = await keyring.create({ name: 'old', scopes: ['read'] })
  let release = (): void => {}
  held = new Promise((resolve) => {
    release = resolve
  })
  const refreshing = keyring.refresh()
  await new Promise(setImmediate)
  await keyring.revoke(old.id)
  const made = await keyring.create({ name: 'new', scopes: ['read'] })
  release()
  await refreshing
  expect(keyring.grant(old.secret)).toBeUndefined()
  expect(keyring.grant(made.secret)?.may('read')).toBe(true)
})

test('a key without the scope admin cannot be adopted as the admin key', async () => {
  const keyring = await openKeyring(parts())
  const key = await keyring.create({ name: 'game', scopes: ['screen'] })
  expect(await keyring.adopt(key.secret, 'admin')).toBe(false)
})
