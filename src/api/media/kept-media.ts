import type { Entry } from '../../engine/ports.ts'
import type { ServingMediaHost } from '../../signals/media/create-media-host.ts'
import type { Looker } from '../../signals/media/look.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { MediaId } from '../../signals/media/media-host.ts'
import type { MediaLimits } from './media-limits.ts'
import type { MediaRecord, MediaStore } from './ports.ts'

/** What may be shown of a file: nothing yet, nothing at all, or what was measured of it. */
export type Shown =
  | { readonly state: 'waiting' | 'held' }
  | { readonly state: 'looked'; readonly facts: MediaFacts }

/** Files, as long as the service runs. */
export interface KeptMedia {
  readonly store: MediaStore
  /** What signals ask; a file that is in a sealed bank is deleted before they are answered. */
  readonly host: ServingMediaHost
  readonly looker: Looker
  readonly limits: MediaLimits
  /** Looks at a file in the background, when there is time. */
  lookSoon(id: MediaId): void
  /** What may be shown of a file now, without waiting until it was looked at. Rejects with `Unavailable`. */
  shown(record: MediaRecord): Promise<Shown>
  /** A decision about files was stored. */
  judged(entry: Pick<Entry, 'decision' | 'event'>): void
  /** Finishes what is under way. */
  stop(): Promise<void>
}
