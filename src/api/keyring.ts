import { hash, timingSafeEqual } from 'node:crypto'
import type { Capability } from '../access/capability.ts'
import { keyCapabilities } from '../access/key-capabilities.ts'
import { meetWorlds } from '../access/meet-worlds.ts'
import type { Person } from '../access/person.ts'
import { personOf } from '../access/person-of.ts'
import type { UserRecord, UserStore } from '../access/ports.ts'
import type { Clock } from '../core/clock.ts'
import type { UserId } from '../core/ids.ts'
import type { CreatedKey, CreateKeyRequest, Key } from './contract/keys.ts'
import type { KeyRecord, KeyStore } from './ports.ts'
import { type TokenBucket, tokenBucket } from './token-bucket.ts'

/** Whoever asks and was let in, as the routes need it: a valid key, or a person. */
export interface Grant {
  readonly id: string
  readonly name: string
  /** Null: all worlds. */
  readonly worlds: ReadonlySet<string> | null
  readonly bucket: TokenBucket
  /** For whom it speaks; undefined: for a machine. */
  readonly person: Person | undefined
  /** Where somebody has signed in; not there with a key. */
  readonly session?: GrantSession
  may(capability: Capability): boolean
}

export interface GrantSession {
  /** The secret itself: from it follows the CSRF token. */
  readonly token: string
  readonly hash: string
  readonly kind: 'cookie' | 'bearer'
  readonly via: 'password' | 'sso'
  readonly expiresMs: number
  /** Nothing else may be done before a second factor is set up. */
  readonly mustEnrol: boolean
  readonly user: UserRecord
}

export interface KeyringParts {
  readonly store: KeyStore
  /** The people for whom keys may speak. */
  readonly users: Pick<UserStore, 'all'>
  readonly clock: Clock
  /** Fills bytes by chance. */
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  /** Events a second for keys that name no rate. */
  readonly defaultRatePerSecond: number
}

/** The API keys, and the people for whom they speak, in memory; the store has the truth and is read again by `refresh`. */
export interface Keyring {
  /** The grant of a key as sent, or undefined when there is no such key or it was revoked. */
  grant(secret: string): Grant | undefined
  create(request: CreateKeyRequest): Promise<CreatedKey>
  /**
   * Takes an admin key that was chosen elsewhere, unless it is there already, and lets it speak for `user` unless it
   * speaks for somebody; false when it was revoked, or is there as another key, or as that of somebody disabled.
   */
  adopt(secret: string, name: string, user: UserId | undefined): Promise<boolean>
  list(): Promise<Key[]>
  /** Undefined when there is no such key. */
  revoke(id: string): Promise<Key | undefined>
  /** Somebody who is not disabled, as last read. */
  person(id: UserId): Person | undefined
  /** Everybody who is not disabled, as last read. */
  people(): readonly Person[]
  /** Reads the keys and people from the store, where other processes may have changed them. */
  refresh(): Promise<void>
  readonly size: number
}

/** When a key was last let in, in ms since the epoch; undefined: not in this process. */
interface Use {
  atMs: number | undefined
}

interface Entry {
  readonly use: Use
  readonly hash: Buffer
  readonly grant: Grant
}

/** Opens the keyring on what the store holds. */
export async function openKeyring(parts: KeyringParts): Promise<Keyring> {
  const { store, users, clock } = parts
  let entries = new Map<string, Entry>()
  let people = new Map<UserId, Person>()
  // Counts the changes made here: what was read from the store before one of them is old news.
  let changes = 0

  // Of two reads at once the older can come back last: it would bring back somebody who was disabled in between.
  let begun = 0
  let taken = 0

  async function refresh(): Promise<void> {
    const at = changes
    const mine = ++begun
    const [records, everybody] = await Promise.all([store.all(), users.all()])
    if (at !== changes) return refresh()
    if (mine < taken) return
    taken = mine
    people = new Map(
      everybody.filter(({ disabledMs }) => disabledMs === null).map((user) => [user.id, personOf(user)]),
    )
    // Grants that stand keep their buckets, so that a refresh does not fill them up.
    const before = entries
    entries = new Map(
      records.filter(isGood).map((record) => [record.hash, entryOf(record, before.get(record.hash))]),
    )
  }

  /** Not revoked, and not of somebody who was disabled. */
  function isGood({ revokedAt, user }: KeyRecord): boolean {
    return revokedAt === null && (user === null || people.has(user))
  }

  function entryOf(record: KeyRecord, before?: Entry): Entry {
    const person = record.user === null ? undefined : people.get(record.user)
    const capabilities = keyCapabilities(record.scopes, person)
    return {
      use: before?.use ?? { atMs: undefined },
      hash: Buffer.from(record.hash, 'hex'),
      grant: {
        id: record.id,
        name: record.name,
        worlds: meetWorlds(record.worlds && new Set(record.worlds), person?.worlds ?? null),
        bucket:
          before?.grant.bucket ??
          tokenBucket(record.ratePerSecond ?? parts.defaultRatePerSecond, clock.now()),
        person,
        may: (capability) => capabilities.has(capability),
      },
    }
  }

  function keyOf({ hash, ...record }: KeyRecord): Key {
    const usedMs = entries.get(hash)?.use.atMs
    return {
      ...record,
      scopes: [...record.scopes],
      worlds: record.worlds && [...record.worlds],
      usedAt: usedMs === undefined ? null : new Date(usedMs).toISOString(),
    }
  }

  function randomHex(length: number): string {
    const bytes = new Uint8Array(length)
    parts.random(bytes)
    return Buffer.from(bytes).toString('hex')
  }

  async function add(secret: string, id: string, request: CreateKeyRequest): Promise<KeyRecord> {
    const record: KeyRecord = {
      id,
      name: request.name,
      hash: sha256(secret).toString('hex'),
      scopes: request.scopes,
      worlds: request.worlds ?? null,
      ratePerSecond: request.ratePerSecond ?? null,
      createdAt: new Date(clock.now()).toISOString(),
      revokedAt: null,
      user: request.user ?? null,
    }
    await store.add(record)
    changes++
    if (isGood(record)) entries.set(record.hash, entryOf(record))
    return record
  }

  await refresh()
  return {
    grant(secret) {
      // Looking up by hash tells nothing of the key by its timing; the comparison that decides takes constant time.
      const digest = sha256(secret)
      const entry = entries.get(digest.toString('hex'))
      if (!entry || !timingSafeEqual(entry.hash, digest)) return undefined
      entry.use.atMs = clock.now()
      return entry.grant
    },
    async create(request) {
      const id = randomHex(6)
      const bytes = new Uint8Array(32)
      parts.random(bytes)
      const secret = `hk_${id}_${Buffer.from(bytes).toString('base64url')}`
      return { ...keyOf(await add(secret, id, request)), secret }
    },
    async adopt(secret, name, user) {
      const hash = sha256(secret).toString('hex')
      const known = (await store.all()).find((record) => record.hash === hash)
      if (!known) {
        await add(secret, randomHex(6), { name, scopes: ['admin'], ...(user === undefined ? {} : { user }) })
        return true
      }
      if (user !== undefined && known.user === null && known.scopes.includes('admin')) {
        await store.give(known.id, user)
        changes++
        await refresh()
      }
      return isGood(known) && known.scopes.includes('admin')
    },
    list: async () => (await store.all()).map(keyOf),
    async revoke(id) {
      await store.revoke(id, new Date(clock.now()).toISOString())
      changes++
      await refresh()
      const record = (await store.all()).find((record) => record.id === id)
      return record && keyOf(record)
    },
    person: (id) => people.get(id),
    people: () => [...people.values()],
    refresh,
    get size() {
      return entries.size
    },
  }
}

function sha256(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
