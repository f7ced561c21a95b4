import type { IncomingMessage } from 'node:http'
import type { ParseAside } from './json/parse-aside.ts'
import { ProblemError, refusal } from './problem-error.ts'

export const LARGE_BODY_BYTES = 64 * 1024 * 1024

/** Gathers and parses a body of whole files; rejects with the problem when it is too large or no strict JSON. */
export async function readLargeBody(
  request: IncomingMessage,
  parse: ParseAside,
  maxBytes = LARGE_BODY_BYTES,
): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    request.resume()
    throw tooLarge(maxBytes)
  }
  const parsed = await parse(await pieces(request, maxBytes))
  if (!parsed.ok) throw new ProblemError(parsed.problem)
  return parsed.value
}

function pieces(request: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>[]> {
  return new Promise((resolve, reject) => {
    const all: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    request.on('data', (piece: Buffer) => {
      bytes += piece.length
      // Each with memory of its own, so that it can be handed to another thread.
      if (bytes <= maxBytes) return void all.push(new Uint8Array(piece))
      // What is still coming is read and dropped, so that the answer can be.
      request.removeAllListeners('data').resume()
      reject(tooLarge(maxBytes))
    })
    request.on('end', () => resolve(all))
    request.on('error', reject)
    request.on('close', () => reject(refusal('invalid-request', 'The body ended before its end.')))
  })
}

function tooLarge(maxBytes: number): ProblemError {
  return refusal('too-large', `The body is larger than ${Math.floor(maxBytes / 1_048_576)} MiB.`, {
    wayOut: 'Send less at once; lists that are larger have no place in a pack.',
    headers: { connection: 'close' },
  })
}
