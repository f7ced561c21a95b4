import type { Writable } from 'node:stream'

/** Where a command writes. */
export interface Output {
  readonly isTTY: boolean
  /** Width of the terminal in cells. */
  readonly columns: number
  /** Resolves when more may be written; rejects with OutputClosed when nobody reads any longer. */
  write(text: string): Promise<void>
}

/** The reader has gone, as `head` does; not a failure. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed'
}

/** An Output over a stream of Node's, such as process.stdout. */
export function outputTo(stream: Writable & { isTTY?: boolean; columns?: number }): Output {
  let closed = false
  // Without a listener, a reader that goes away would end the process with a trace.
  stream.on('error', () => {
    closed = true
  })
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      // Some terminals say 0 for a width that they do not know.
      return stream.columns || 80
    },
    write(text) {
      return new Promise((resolve, reject) => {
        if (closed) return reject(new OutputClosed('nobody reads the output'))
        stream.write(text, (fault) => {
          if (!fault) return resolve()
          closed = true
          reject(new OutputClosed('nobody reads the output', { cause: fault }))
        })
      })
    },
  }
}
