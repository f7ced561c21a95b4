import { expect, test } from 'vitest'
import type { UserRecord } from '../access/ports.ts'
import type { UserId } from '../core/ids.ts'
import { openKeyring } from './keyring.ts'
import { memoryKeyStore } from './memory-store.fixture.ts'

function parts(store = memoryKeyStore(), users: readonly UserRecord[] = []) {
  let seed = 1
  return {
    store,
    users: { all: async () => [...users] },
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
  expect(await keyring.adopt('any string of mine', 'admin', undefined)).toBe(true)
  expect(await keyring.adopt('any string of mine', 'admin', undefined)).toBe(true)
  expect(await keyring.list()).toHaveLength(1)
  expect(keyring.grant('any string of mine')?.may('key.manage')).toBe(true)
  await keyring.revoke((await keyring.list())[0]!.id)
  expect(await keyring.adopt('any string of mine', 'admin', undefined)).toBe(false)
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
  expect(await keyring.adopt(key.secret, 'admin', undefined)).toBe(false)
})

const mina: UserRecord = {
  id: `usr-${'1'.repeat(32)}` as UserId,
  name: 'Mina',
  email: 'mina@example.com',
  role: 'reviewer',
  worlds: ['plaza', 'school'],
  skills: { languages: ['ko'], families: null, clearance: 'S2' },
  hasPassword: true,
  hasTotp: false,
  hasSso: false,
  createdMs: 0,
  createdBy: null,
  disabledMs: null,
}

test('a key that speaks for a person does what both its scopes and the role say, in the worlds of both', async () => {
  const keyring = await openKeyring(parts(memoryKeyStore(), [mina]))
  const key = await keyring.create({
    name: 'k',
    scopes: ['read', 'person'],
    worlds: ['plaza', 'isle'],
    user: mina.id,
  })
  const grant = keyring.grant(key.secret)!
  expect(grant.person).toMatchObject({ id: mina.id, role: 'reviewer', skills: mina.skills })
  expect(['read', 'job.read', 'job.work', 'key.manage'].map((c) => grant.may(c as 'read'))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect([...grant.worlds!]).toEqual(['plaza'])
})

test('the scope person means nothing without a person, and admin no more than the role', async () => {
  const keyring = await openKeyring(parts(memoryKeyStore(), [mina]))
  const machine = await keyring.create({ name: 'm', scopes: ['person'] })
  const admin = await keyring.create({ name: 'a', scopes: ['admin'], user: mina.id })
  expect(keyring.grant(machine.secret)!.may('job.read')).toBe(false)
  expect(keyring.grant(admin.secret)!.may('user.manage')).toBe(false)
  expect(keyring.grant(admin.secret)!.may('job.work')).toBe(true)
})

test('a key follows its person: a new role with the next refresh, the end with their being disabled', async () => {
  const users = [mina]
  const keyring = await openKeyring(parts(memoryKeyStore(), users))
  const { secret } = await keyring.create({ name: 'k', scopes: ['person'], user: mina.id, ratePerSecond: 1 })
  expect(keyring.grant(secret)!.bucket.take(0)).toBe(0)
  users[0] = { ...mina, role: 'auditor' }
  await keyring.refresh()
  expect(keyring.grant(secret)!.may('audit.read')).toBe(true)
  expect(keyring.grant(secret)!.may('job.work')).toBe(false)
  expect(keyring.grant(secret)!.bucket.take(0)).toBeGreaterThan(0)
  users[0] = { ...mina, disabledMs: 1 }
  await keyring.refresh()
  expect(keyring.grant(secret)).toBeUndefined()
  expect(keyring.person(mina.id)).toBeUndefined()
  users[0] = mina
  await keyring.refresh()
  expect(keyring.grant(secret)?.person?.name).toBe('Mina')
})

test('of two refreshes at once the one that began last counts, whichever comes back last', async () => {
  const users = [mina]
  const given = parts(memoryKeyStore(), users)
  let held: Promise<void> | undefined
  const all = async () => {
    const [read, wait] = [[...users], held]
    held = undefined
    await wait
    return read
  }
  const keyring = await openKeyring({ ...given, users: { all } })
  const { secret } = await keyring.create({ name: 'k', scopes: ['person'], user: mina.id })
  let release = (): void => {}
  held = new Promise((resolve) => {
    release = resolve
  })
  const older = keyring.refresh()
  users[0] = { ...mina, disabledMs: 1 }
  await keyring.refresh()
  expect(keyring.grant(secret)).toBeUndefined()
  release()
  await older
  expect(keyring.grant(secret), 'somebody disabled stays out').toBeUndefined()
  expect(keyring.person(mina.id)).toBeUndefined()
})

test("the operator's key comes to speak for the admin, also when it was there before", async () => {
  const admin: UserRecord = { ...mina, role: 'admin', worlds: null }
  const users = [admin]
  const keyring = await openKeyring(parts(memoryKeyStore(), users))
  expect(await keyring.adopt('any string of mine', 'admin', undefined)).toBe(true)
  expect(keyring.grant('any string of mine')!.person).toBeUndefined()
  expect(await keyring.adopt('any string of mine', 'admin', admin.id)).toBe(true)
  expect(keyring.grant('any string of mine')!.person?.id).toBe(admin.id)
  users[0] = { ...admin, disabledMs: 1 }
  await keyring.refresh()
  expect(await keyring.adopt('any string of mine', 'admin', undefined)).toBe(false)
})
