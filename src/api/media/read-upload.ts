import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { gatherBytes } from '../gather-bytes.ts'
import { type ProblemError, refusal } from '../problem-error.ts'

export interface Upload {
  readonly content: Buffer
  /** 64 hexadecimal digits. */
  readonly sha256: string
}

/** How long a body may take to arrive, in ms. */
const LONGEST_MS = 120_000

/** Reads a body of bytes; rejects with the problem when it is larger than `maxBytes`, slow, or cut off. */
export function readUpload(request: IncomingMessage, maxBytes: number): Promise<Upload> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    request.resume()
    return Promise.reject(tooLarge(maxBytes))
  }
  return new Promise((resolve, reject) => {
    const body = gatherBytes(maxBytes)
    // Made as it comes: over 32 MiB at once everybody would wait.
    const hash = createHash('sha256')
    const late = setTimeout(
      () => stop(refusal('invalid-request', 'The body did not arrive in time.')),
      LONGEST_MS,
    )
    function stop(why: ProblemError): void {
      clearTimeout(late)
      // What is still coming is read and dropped, so that the answer can be.
      request.removeAllListeners('data').resume()
      reject(why)
    }
    request.on('data', (piece: Buffer) => {
      if (!body.push(piece)) return stop(tooLarge(maxBytes))
      hash.update(piece)
    })
    request.on('end', () => {
      clearTimeout(late)
      resolve({ content: body.take(), sha256: hash.digest('hex') })
    })
    request.on('error', reject)
    request.on('close', () => stop(refusal('invalid-request', 'The body ended before its end.')))
  })
}

function tooLarge(maxBytes: number): ProblemError {
  const most = `${Math.floor(maxBytes / 1_048_576)} MiB`
  return refusal('too-large', `The file is larger than ${most}.`, {
    wayOut: `Send a smaller one: shrink its pictures, or leave out what is not worn. An operator can raise the limit of ${most} (HAECHI_MEDIA_MB).`,
    headers: { connection: 'close' },
  })
}
