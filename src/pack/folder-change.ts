import { type FSWatcher, watch } from 'node:fs'
import { folderSignature } from './folder-signature.ts'

export interface FolderChangeOptions {
  /** Editors write in several steps; a change is told this long after its last sign. */
  readonly settleMs?: number
  /** Looks by itself this often, where the file system tells nothing (network mounts). */
  readonly pollMs?: number
}

export const FOLDER_CHANGE_DEFAULTS = { settleMs: 50, pollMs: 2000 } as const

/**
 * Resolves with true when the folder's signature is no longer `since`, with false once `stop` says so. A folder that
 * is gone has a signature of its own, so that its coming back is a change.
 */
export async function folderChange(
  dir: string,
  since: string,
  stop: AbortSignal,
  {
    settleMs = FOLDER_CHANGE_DEFAULTS.settleMs,
    pollMs = FOLDER_CHANGE_DEFAULTS.pollMs,
  }: FolderChangeOptions = {},
): Promise<boolean> {
  if (stop.aborted) return false
  return new Promise((resolve) => {
    let watcher: FSWatcher | undefined
    let timer: NodeJS.Timeout | undefined
    const end = (changed: boolean) => {
      clearTimeout(timer)
      clearInterval(poll)
      watcher?.close()
      stop.removeEventListener('abort', onStop)
      resolve(changed)
    }
    const onStop = () => end(false)
    const look = () =>
      void signatureOrGone(dir).then((now) => {
        if (now !== since) end(true)
      })
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(look, settleMs)
    }
    const poll = setInterval(look, pollMs)
    stop.addEventListener('abort', onStop)
    try {
      watcher = watch(dir, { recursive: true }, soon)
      watcher.on('error', () => watcher?.close())
    } catch {
      // The poll finds it.
    }
    // What changed before anybody watched.
    look()
  })
}

/** The signature of a folder, also of one that is not there. */
export function signatureOrGone(dir: string): Promise<string> {
  return folderSignature(dir).catch(() => 'gone')
}
