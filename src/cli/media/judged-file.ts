import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch, CatalogueMatch } from '../../signals/media/media-host.ts'
import type { Finding } from '../../signals/model3d/finding.ts'
import type { SlotProfile } from '../../signals/model3d/slot-profile.ts'

/** A term of the pack that was read in a picture. */
export interface WrittenTerm {
  readonly picture: string
  readonly bank: string
  readonly term: string
}

/** Why a file is not simply allowed. */
export interface Reason {
  readonly verdict: 'hold' | 'block'
  readonly code: string
  readonly says: string
  /** The picture that shows it, where one does. */
  readonly picture?: string
}

/** What the command makes of one file, without a service: by the file and its looks, not by the rules of a pack. */
export interface JudgedFile {
  /** As it was given. */
  readonly file: string
  readonly verdict: 'allow' | 'hold' | 'block'
  /** The gravest first. */
  readonly reasons: readonly Reason[]
  readonly facts: MediaFacts
  /** The slot that an item was held against. */
  readonly profile: SlotProfile | undefined
  /** Of the file and of the item, each once, the gravest first. */
  readonly findings: readonly Finding[]
  readonly matches: readonly BankMatch[]
  readonly near: readonly CatalogueMatch[]
  readonly terms: readonly WrittenTerm[]
  /** Image models that were asked, and why the others could not be. */
  readonly models: readonly string[]
  readonly unasked: string | undefined
}
