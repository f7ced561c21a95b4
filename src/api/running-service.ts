/** What `haechi start` was told; what is not given has its default in START_DEFAULTS. */
export interface StartOptions {
  readonly port: number
  readonly host: string
  /** Folder of the embedded database and of the lock. */
  readonly dataDir: string
  /** Folder of the policy pack; undefined: the starter pack that comes with Haechi. */
  readonly pack: string | undefined
  /** Follows the pack's folder again, whatever version was applied since. */
  readonly watch: boolean
  /** Used instead of the embedded database. */
  readonly databaseUrl: string | undefined
  /** The first admin key; undefined: one is made and shown once. */
  readonly adminKey: string | undefined
  /** Shows no banner: the caller tells of the start itself. */
  readonly quiet: boolean
}

export const START_DEFAULTS = { port: 7700, host: '127.0.0.1', dataDir: '.haechi' } as const

/** A service that answers. */
export interface RunningService {
  /** Where it answers, as `http://127.0.0.1:7700`. */
  readonly url: string
  /** The admin key made in this start, to be shown this once. */
  readonly newKey: string | undefined
  /** The one-time link by which the first admin, made in this start, sets a password. */
  readonly welcome: string | undefined
  /** Resolves after it has stopped, everything in flight answered and stored. */
  readonly stopped: Promise<void>
  /** Stops taking requests, finishes those it has, closes the store. */
  stop(): Promise<void>
}

/** A start that cannot be; the message says why and the way out. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
