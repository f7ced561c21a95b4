import type { ServingMediaHost } from '../../signals/media/create-media-host.ts'
import type { MediaStore } from './ports.ts'

/** Forgets what is held in memory of files that were erased, by whatever process. Rejects as the store does. */
export async function forgetGone(
  host: Pick<ServingMediaHost, 'held' | 'forget'>,
  store: Pick<MediaStore, 'gone'>,
): Promise<void> {
  const held = host.held()
  if (held.length > 0) for (const id of await store.gone(held)) host.forget(id)
}
