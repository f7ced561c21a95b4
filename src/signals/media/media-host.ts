import type { MediaFacts } from './media-facts.ts'

/** A file by what it holds: `sha256:` and 64 hex digits, small letters. */
export type MediaId = `sha256:${string}`

export function isMediaId(text: string): text is MediaId {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}

/** A file that was sent, or is not there (any more). */
export class NoSuchMedia extends Error {}

/** How signals reach what files hold. */
export interface MediaHost {
  /**
   * The facts of a file, looked at when nobody has yet. Shared by all who ask for the same file. Rejects with NoSuchMedia when
   * the file was never sent or is gone; never for what the file holds.
   */
  facts(id: MediaId, stop: AbortSignal): Promise<MediaFacts>
  /** The facts when they are at hand. */
  known(id: MediaId): MediaFacts | undefined
  readonly banks: HashBanks
  readonly catalogue: Catalogue
}

/** How much a file shares with a known video, 0 to 1. */
export interface VideoMatch {
  /** Of the frames of the file that say something, those that the known video has. */
  readonly file: number
  /** Of the known video, what the file has: a frame that is met stands for as much around it as lies between two frames that were looked at. */
  readonly known: number
  /** The frames of the file that the known video has, and when its nearest frame stands in it, both in seconds. */
  readonly frames: readonly {
    readonly picture: string
    readonly seconds?: number
    readonly at: number
    readonly distance: number
  }[]
}

/** A known hash that a picture or file is near. Neither the content nor its hash is told. */
export interface BankMatch {
  readonly bank: string
  /** As reviewers and feeds name it. */
  readonly member: number
  /** Bits of 256 that differ, of a video in its nearest frame; 0 for a digest that is equal. */
  readonly distance: number
  /** The picture of the file, of a video that nearest frame; undefined: the file as a whole (MD5, SHA-1, SHA-256). */
  readonly picture: string | undefined
  /** The member is a known video (vPDQ). */
  readonly video?: VideoMatch
  /**
   * The member is in quarantine, or one person disputes it, and its bank is sealed: whoever matches is held, and nothing is deleted
   * or enforced for that alone. Doubted members of other banks match nothing.
   */
  readonly doubted?: true
}

/** The banks of known hashes as matching sees them: only what is enabled, not withdrawn, not disputed away, not in quarantine. */
export interface HashBanks {
  /**
   * Matches of a file in the banks that are named, the nearest first, at most 100 a bank. A member of a negative bank that is at
   * least as near takes a match away, but not one of a sealed bank. Of a bank with a share below 1, only files that are drawn by
   * their id match.
   */
  match(
    facts: MediaFacts,
    banks: readonly string[],
    asked: { readonly distance: number; readonly quality: number },
  ): readonly BankMatch[]
  /** Changes with every member that comes or goes. */
  readonly version: string
}

/** An item of the catalogue that another is like. */
export interface CatalogueMatch {
  /** The item, as `item:ID`. */
  readonly item: string
  readonly media: MediaId
  /** Who made it, as `account:ID`, where that is known. */
  readonly maker: string | undefined
  /** Whether that is the maker who was asked about: an item of one's own is no copy. */
  readonly sameMaker: boolean
  /** 0 to 1: 1 is the same; from 0.5 on it is called a copy. The best of `parts`. */
  readonly similarity: number
  /** What is alike: shape and what is painted on it (`looks`), the shape alone, or a texture on another shape. */
  readonly by: 'looks' | 'shape' | 'texture'
  /** 0 to 1 each; undefined where one of the two has no such part. */
  readonly parts: {
    readonly shape: number | undefined
    /** Of the views around it, as they stand. */
    readonly views: number | undefined
    readonly texture: number | undefined
  }
  /** The picture of the asked item that is most alike, and that of the other by the same measure. */
  readonly picture: { readonly mine: string; readonly theirs: string } | undefined
  /** So many makers of the catalogue, this one's and the asked one's among them, have this shape: a base that is shared has many. */
  readonly makers: number
  readonly seenMs: number
}

export interface CopiesAsked {
  readonly most: number
  /** The item that is asked about: its own listings are left out. */
  readonly not?: string
  /** Its maker, for `sameMaker`. */
  readonly maker?: string
  /** Leaves out items of the same maker, however many they are, so that they do not push out those of others. */
  readonly others?: boolean
  /** Matches below this similarity are left out; 0.5 unless said. */
  readonly least?: number
}

/** The items that were listed, by looks and shape. */
export interface Catalogue {
  /** The most similar items first, then the oldest. */
  near(facts: MediaFacts, asked: CopiesAsked): readonly CatalogueMatch[]
}
