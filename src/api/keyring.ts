import { hash, timingSafeEqual } from 'node:crypto'
import { type Capability, SCOPE_CAPABILITIES } from '../access/capability.ts'
import type { Person } from '../access/person.ts'
import type { Clock } from '../core/clock.ts'
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
  may(capability: Capability): boolean
}

export interface KeyringParts {
  readonly store: KeyStore
  readonly clock: Clock
  /** Fills bytes by chance. */
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  /** Events a second for keys that name no rate. */
  readonly defaultRatePerSecond: number
}

/** The API keys, in memory; the store has the truth and is read again by `refresh`. */
export interface Keyring {
  /** The grant of a key as sent, or undefined when there is no such key or it was revoked. */
  grant(secret: string): Grant | undefined
  create(request: CreateKeyRequest): Promise<CreatedKey>
  /** Takes an admin key that was chosen elsewhere, unless it is there already; false when it was revoked, or is there as another key. */
  adopt(secret: string, name: string): Promise<boolean>
  list(): Promise<Key[]>
  /** Undefined when there is no such key. */
  revoke(id: string): Promise<Key | undefined>
  /** Reads the keys from the store, where other processes may have changed them. */
  refresh(): Promise<void>
  readonly size: number
}

interface Entry {
  readonly hash: Buffer
  readonly grant: Grant
}

/** Opens the keyring on what the store holds. */
export async function openKeyring(parts: KeyringParts): Promise<Keyring> {
  const { store, clock } = parts
  let entries = new Map<string, Entry>()
  // Counts the changes made here: what was read from the store before one of them is old news.
  let changes = 0

  async function refresh(): Promise<void> {
    const at = changes
    const records = await store.all()
    if (at !== changes) return refresh()
    // Grants that stand keep their buckets, so that a refresh does not fill them up.
    const before = entries
    entries = new Map(
      records
        .filter(({ revokedAt }) => revokedAt === null)
        .map((record) => [record.hash, before.get(record.hash) ?? entryOf(record)]),
    )
  }

  function entryOf(record: KeyRecord): Entry {
    const capabilities = new Set(record.scopes.flatMap((scope) => SCOPE_CAPABILITIES[scope]))
    return {
      hash: Buffer.from(record.hash, 'hex'),
      grant: {
        id: record.id,
        name: record.name,
        worlds: record.worlds && new Set(record.worlds),
        bucket: tokenBucket(record.ratePerSecond ?? parts.defaultRatePerSecond, clock.now()),
        person: undefined,
        may: (capability) => capabilities.has(capability),
      },
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
    }
    await store.add(record)
    changes++
    entries.set(record.hash, entryOf(record))
    return record
  }

  await refresh()
  return {
    grant(secret) {
      // Looking up by hash tells nothing of the key by its timing; the comparison that decides takes constant time.
      const digest = sha256(secret)
      const entry = entries.get(digest.toString('hex'))
      return entry && timingSafeEqual(entry.hash, digest) ? entry.grant : undefined
    },
    async create(request) {
      const id = randomHex(6)
      const bytes = new Uint8Array(32)
      parts.random(bytes)
      const secret = `hk_${id}_${Buffer.from(bytes).toString('base64url')}`
      return { ...keyOf(await add(secret, id, request)), secret }
    },
    async adopt(secret, name) {
      const hash = sha256(secret).toString('hex')
      const known = (await store.all()).find((record) => record.hash === hash)
      if (known) return known.revokedAt === null && known.scopes.includes('admin')
      await add(secret, randomHex(6), { name, scopes: ['admin'] })
      return true
    },
    list: async () => (await store.all()).map(keyOf),
    async revoke(id) {
      await store.revoke(id, new Date(clock.now()).toISOString())
      changes++
      await refresh()
      const record = (await store.all()).find((record) => record.id === id)
      return record && keyOf(record)
    },
    refresh,
    get size() {
      return entries.size
    },
  }
}

function keyOf({ hash: _, ...record }: KeyRecord): Key {
  return { ...record, scopes: [...record.scopes], worlds: record.worlds && [...record.worlds] }
}

function sha256(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
