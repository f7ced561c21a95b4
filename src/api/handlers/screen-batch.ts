import { describeFault } from '../describe-fault.ts'
import type { MakeHandler } from '../handler.ts'
import { SAFE_HEADERS } from '../safe-headers.ts'
import { screenStream } from '../screen-stream.ts'

/** Judges a stream of events, one a line; see screenStream. */
export const screenBatch: MakeHandler = (parts) => async (request, reply) => {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    ...SAFE_HEADERS,
    ...(parts.stopping.aborted ? { connection: 'close' } : {}),
  })
  // The other side may wait for the headers before it sends.
  raw.flushHeaders()
  const faulted = (fault: unknown) => {
    parts.measures.fault()
    parts.log({ level: 'error', message: 'a line of a batch failed', ...describeFault(fault) })
  }
  await screenStream({ ...parts, faulted }, request.grant!, request.raw, raw)
}
