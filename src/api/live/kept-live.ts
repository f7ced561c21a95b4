import type { Standing } from './view-now.ts'

export type Listener = (standing: Standing) => void

/** What happens now, worked out once for all who listen, and not at all while nobody does. */
export interface KeptLive {
  /** Told at once, and then every two seconds, until the given function is called; `ended`: the service stops. */
  listen(listener: Listener, ended: () => void): () => void
  readonly watching: number
  stop(): Promise<void>
}
