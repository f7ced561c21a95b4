import type { SharedSegment } from './hash-segment.ts'
import type { MergeOptions } from './merge-segments.ts'

/** What a thread of an index is asked. */
export type IndexQuestion = SearchQuestion | MergeQuestion | SaveQuestion | LoadQuestion

export interface SearchQuestion {
  readonly kind: 'search'
  readonly segments: readonly SharedSegment[]
  /** 32 bytes for each query. */
  readonly hashes: Uint8Array
  readonly distance: number
  readonly most: number
  readonly lane: number
}

export interface MergeQuestion {
  readonly kind: 'merge'
  readonly segments: readonly [SharedSegment, ...SharedSegment[]]
  readonly options: MergeOptions
}

export interface SaveQuestion {
  readonly kind: 'save'
  readonly segment: SharedSegment
  readonly path: string
}

export interface LoadQuestion {
  readonly kind: 'load'
  readonly path: string
  readonly lanes: number
}

/** What it answers. */
export type IndexAnswer =
  | {
      readonly kind: 'found'
      /** How many matches each query has, and of all of them id and distance. */
      readonly counts: Uint32Array<ArrayBuffer>
      readonly pairs: Uint32Array<ArrayBuffer>
    }
  | { readonly kind: 'merged'; readonly segment: SharedSegment }
  | { readonly kind: 'saved' }
  | { readonly kind: 'loaded'; readonly segment: SharedSegment | undefined }
