import type { DecisionLog, RulesetLog } from '../engine/ports.ts'

/** What a key may do: `screen` events, `read` decisions and metrics, `admin` everything. */
export type KeyScope = 'screen' | 'read' | 'admin'

/** An API key as it is kept: its hash, never the key. */
export interface KeyRecord {
  readonly id: string
  readonly name: string
  /** SHA-256 of the whole key, 64 hexadecimal digits. */
  readonly hash: string
  readonly scopes: readonly KeyScope[]
  /** The worlds it may speak for; `null`: all. */
  readonly worlds: readonly string[] | null
  /** Requests a second, sustained; `null`: the service's default. */
  readonly ratePerSecond: number | null
  readonly createdAt: string
  readonly revokedAt: string | null
}

export interface KeyStore {
  all(): Promise<KeyRecord[]>
  add(record: KeyRecord): Promise<void>
  /** False when there is no such key or it was revoked before. */
  revoke(id: string, at: string): Promise<boolean>
}

/** Whether the store would take a decision just now, and in words why not. */
export type StoreHealth = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Everything durable that the service stands on. */
export interface ServiceStore {
  readonly decisions: DecisionLog
  readonly rulesets: RulesetLog
  readonly keys: KeyStore
  /** Cheap and current. */
  health(): StoreHealth
  close(): Promise<void>
}
