import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** A file that grows by lines of JSON. */
export interface LineFile {
  /** Throws when the file cannot be written. */
  write(value: unknown): Promise<void>
  end(): Promise<void>
}

/** Opens a file for writing, from its start; no path, no file. */
export function openLineFile(path: string | undefined): LineFile | undefined {
  if (path === undefined) return undefined
  const file = createWriteStream(path)
  // Without a listener a full disk would end the process; `write` and `end` below meet the error.
  let failure: Error | undefined
  file.on('error', (error) => {
    failure = error
  })
  return {
    async write(value) {
      if (failure) throw failure
      if (!file.write(`${JSON.stringify(value)}\n`)) await once(file, 'drain')
    },
    async end() {
      if (!failure) await new Promise((resolve) => file.end(resolve))
    },
  }
}
