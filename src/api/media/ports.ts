import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { JobId } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import type { MediaFacts, MediaKind } from '../../signals/media/media-facts.ts'
import type { MediaId } from '../../signals/media/media-host.ts'

/** A file as it is kept; times in ms since the epoch. */
export interface MediaRecord {
  readonly id: MediaId
  readonly kind: Exclude<MediaKind, 'unknown'>
  readonly format: string | undefined
  readonly bytes: number
  readonly firstMs: number
  readonly lastMs: number
  /** Its bytes are gone for good; only hashes of it are kept. */
  readonly sealed: boolean
}

export interface NewFile {
  readonly id: MediaId
  readonly kind: MediaRecord['kind']
  readonly format: string | undefined
  readonly content: Uint8Array
}

/** How much is kept, in bytes. */
export interface MediaQuota {
  /** For one sender, of files that no event has named yet. */
  readonly unnamed: number
  /** Of all files. */
  readonly whole: number
}

/** `full`: there is no room for it now, and which of the two it was. */
export type FileAdded =
  | { readonly kind: 'added' | 'known' }
  | { readonly kind: 'full'; readonly of: keyof MediaQuota }

/** That a decision is about a file; kept until its event's content goes. */
export interface MediaUse {
  readonly decision: DecisionId
  readonly world: string
  /** The gravest that any rule saw. */
  readonly severity: Severity
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
  readonly atMs: number
  readonly untilMs: number
  /** The files by which the event puts its target up, so that others are held against them once it is allowed. */
  readonly lists: readonly MediaId[]
  readonly allowed: boolean
}

/** An item that was allowed, by the rules or by people, and is not in the catalogue yet. */
export interface ToList {
  readonly media: MediaId
  readonly decision: DecisionId
  readonly item: EntityRef
  readonly maker: EntityRef | undefined
  readonly world: string
  readonly atMs: number
}

/** What decides who may see a file. */
export interface MediaSight {
  readonly record: MediaRecord
  /** Whether the one who is asked about has sent it. */
  readonly sent: boolean
  /** The gravest of all decisions about it; undefined: there is none. */
  readonly severity: Severity | undefined
  /** Worlds of the decisions about it. */
  readonly worlds: readonly string[]
  /** Worlds in which it is an item of the catalogue. */
  readonly listed: readonly string[]
  /** Jobs about those decisions that are not over, newest first, 20 at most. */
  readonly jobs: readonly JobId[]
}

/** Files that events name. Rejects with `Unavailable`. */
export interface MediaStore {
  /** Keeps a file, or notes that it was sent again; a sealed one stays without bytes. */
  add(file: NewFile, who: string, quota: MediaQuota, nowMs: number): Promise<FileAdded>
  get(id: MediaId): Promise<MediaRecord | undefined>
  /** `who`: as the audit log names whoever asks. */
  sight(id: MediaId, who: string): Promise<MediaSight | undefined>
  /** Undefined: it is not there, or its bytes are gone. */
  bytes(id: MediaId): Promise<Uint8Array | undefined>
  /** As looked at by this version; of a sealed file whatever is kept. */
  facts(id: MediaId, version: string): Promise<MediaFacts | undefined>
  /** Keeps facts, in the place of those of earlier versions; of a sealed or gone file nothing. */
  keepFacts(id: MediaId, facts: MediaFacts, nowMs: number): Promise<void>
  /** Whether this process is the one to look at it now, until `untilMs`. */
  claim(id: MediaId, nowMs: number, untilMs: number): Promise<boolean>
  /** Notes that a decision is about files; those that are not there are passed over. */
  use(files: readonly MediaId[], use: MediaUse): Promise<void>
  /** That decision was not stored. */
  unuse(decision: DecisionId): Promise<void>
  /**
   * Deletes the bytes and all that was read in them, keeps `left` in their place, and notes it in the audit log, at
   * once or not at all. False: it was sealed before, or is not there.
   */
  seal(id: MediaId, bank: string, left: MediaFacts, nowMs: number): Promise<boolean>
  /** The eldest first. */
  toList(limit: number): Promise<ToList[]>
  listed(file: Pick<ToList, 'media' | 'decision'>): Promise<void>
  /** Those of some files that are not there any more. */
  gone(ids: readonly MediaId[]): Promise<MediaId[]>
  /** Files that nobody has looked at, the latest first. */
  unlooked(limit: number): Promise<MediaId[]>
}
