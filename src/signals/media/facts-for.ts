import type { Item } from '../signal.ts'
import type { MediaFacts } from './media-facts.ts'
import { isMediaId, type MediaHost } from './media-host.ts'

/** The facts of the file that a feature names. Rejects when files are not looked at here, or it is not there. */
export function factsFor(
  { raw }: Item,
  {
    signal,
    media,
    stop,
  }: { readonly signal: string; readonly media: MediaHost | undefined; readonly stop: AbortSignal },
): Promise<MediaFacts> {
  if (media === undefined)
    return Promise.reject(new Error(`Signal "${signal}" needs files to be looked at, which is not done here`))
  if (!isMediaId(raw)) return Promise.reject(new Error(`Signal "${signal}" was given no id of a file`))
  return media.facts(raw, stop)
}

/** The same when they are at hand. */
export function knownFor({ raw }: Item, media: MediaHost | undefined): MediaFacts | undefined {
  return isMediaId(raw) ? media?.known(raw) : undefined
}
