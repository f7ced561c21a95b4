import type { Diagnostic } from '../../core/diagnostic.ts'
import type { CheckedPack } from '../../pack/check-pack.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { VersionLog, VersionRecord } from './ports.ts'

/** Who asks for a change, and why. */
export interface Asked {
  readonly by: string
  readonly why: string
}

export interface ApplyAsked extends Asked {
  readonly files: PackFiles
  /** The version that the change was planned against. */
  readonly base: number
}

export interface RollbackAsked extends Asked {
  /** Undefined: the one before the pack that is live. */
  readonly to: number | undefined
  /** The version that is to be replaced; undefined: whichever is live. */
  readonly base: number | undefined
}

export type Applied =
  | { readonly ok: true; readonly version: VersionRecord; readonly warnings: readonly Diagnostic[] }
  /** Another version than the caller's base is live. */
  | { readonly ok: false; readonly reason: 'conflict'; readonly live: VersionRecord }
  | { readonly ok: false; readonly reason: 'errors'; readonly errors: readonly Diagnostic[] }
  /** There is nothing to go back to; a sentence. */
  | { readonly ok: false; readonly reason: 'no-version'; readonly detail: string }

export type FolderTaken =
  | { readonly kind: 'applied'; readonly version: VersionRecord; readonly warnings: readonly Diagnostic[] }
  | { readonly kind: 'same' }
  /** A version was applied meanwhile, so the folder is not followed. */
  | { readonly kind: 'not-followed' }
  | { readonly kind: 'errors'; readonly errors: readonly Diagnostic[] }

/** The packs that went live, and the one way to make another live. */
export interface Versions {
  /** The version that judges here: the latest one, but for a moment, or where it cannot judge. */
  readonly live: VersionRecord
  /** The latest version known here, upon which the next one is made. */
  readonly latest: VersionRecord
  /** Since when it does, in ms since the epoch. */
  readonly since: number
  /** Whether changes of the pack's folder go live; until a version is applied, and again after a start with --watch. */
  readonly followsFolder: boolean
  /** What an operator should know. */
  readonly notes: readonly string[]
  /** Says what is wrong with a pack, and gives it when nothing is; nothing becomes of it. Rejects when too many wait. */
  check(files: PackFiles): Promise<CheckedPack>
  /** Checks, prepares and records a pack, and lets it judge. Rejects with `Unavailable`. */
  apply(asked: ApplyAsked): Promise<Applied>
  /** Makes an earlier pack live again, as a new version. Rejects with `Unavailable`. */
  rollBack(asked: RollbackAsked): Promise<Applied>
  /** Makes what the pack's folder holds live, while it is followed. Rejects with `Unavailable`. */
  takeFolder(files: PackFiles): Promise<FolderTaken>
  /** Takes up what another process has made live. Rejects with `Unavailable`. */
  adopt(): Promise<void>
  /** Who made it, when and why. */
  record(number: number): Promise<VersionRecord | undefined>
  /** Of some rulesets, the files of one folder that mention a text. */
  filesWith: VersionLog['filesWith']
  /** Newest first. */
  list(limit: number, before?: number): Promise<VersionRecord[]>
  /** A version with the files of its pack, as JSON text. */
  get(number: number): Promise<{ readonly version: VersionRecord; readonly files: string } | undefined>
}

/** A pack's folder is followed until somebody applies a version by hand. */
export function followsFolder({ via }: VersionRecord): boolean {
  return via === 'start' || via === 'folder'
}
