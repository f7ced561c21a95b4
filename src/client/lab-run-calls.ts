import type { z } from 'zod'
import {
  type BeginRunRequest,
  type LabFileReply,
  LabRunLine,
  type LabRunReply,
} from '../api/contract/lab-runs.ts'
import type { Ask, CallOptions } from './ask.ts'
import { backoffMs } from './backoff.ts'
import { asHaechiError, type Connection } from './connection.ts'
import { HaechiError, problemError } from './haechi-error.ts'
import { lineStream } from './line-stream.ts'

export interface LabRunCalls {
  /** Runs of the lab: a task taken from labelled rows to a model in shadow. */
  readonly labRuns: {
    /** Begins one in the background; `follow` tells how it goes on. */
    begin(request: z.input<typeof BeginRunRequest>, options?: CallOptions): Promise<LabRunReply>
    /** Newest first; of one task, or of all. */
    list(task?: string, options?: CallOptions): Promise<LabRunReply[]>
    get(id: string, options?: CallOptions): Promise<LabRunReply>
    cancel(id: string, options?: CallOptions): Promise<LabRunReply>
    /**
     * How it goes on, until it is over: the last line is `end`. A stream that breaks is taken up again, and what was told
     * already is not told once more.
     */
    follow(id: string, options?: CallOptions): AsyncGenerator<LabRunLine, void, undefined>
  }
  /** Files of models that are given, by SHA-256. */
  readonly labFiles: {
    look(sha256: string, options?: CallOptions): Promise<LabFileReply>
    /** Adds the piece that comes behind the first `at` bytes. */
    add(
      sha256: string,
      piece: { readonly size: number; readonly at: number; readonly bytes: Uint8Array },
      options?: CallOptions,
    ): Promise<LabFileReply>
  }
}

/** A piece is some MB, over whatever line. */
const UPLOAD_MS = 120_000
/** A service that is started anew is waited for. */
const TRIES = 60
const LONGEST_MS = 2000

export function labRunCalls(ask: Ask, connection: Connection): LabRunCalls {
  return {
    labRuns: {
      begin: (body, { signal } = {}) => ask('beginLabRun', { body, signal }),
      list: async (task, { signal } = {}) =>
        (await ask('listLabRuns', { ...(task === undefined ? {} : { query: { task } }), signal })).runs,
      get: (id, { signal } = {}) => ask('labRun', { params: { id }, signal }),
      cancel: (id, { signal } = {}) => ask('cancelLabRun', { params: { id }, repeatable: true, signal }),
      follow: (id, options) => follow(connection, id, options),
    },
    labFiles: {
      look: (sha256, { signal } = {}) => ask('labFile', { params: { sha256 }, signal }),
      add: (sha256, { size, at, bytes }, { signal } = {}) =>
        ask('uploadLabFile', {
          params: { sha256 },
          body: { size, at, bytes: base64(bytes) },
          repeatable: true,
          timeoutMs: UPLOAD_MS,
          signal,
        }),
    },
  }
}

async function* follow(
  connection: Connection,
  id: string,
  { signal }: CallOptions = {},
): AsyncGenerator<LabRunLine, void, undefined> {
  let told = 0
  for (let attempt = 0; ; attempt++) {
    let steps = 0
    let failure: HaechiError
    try {
      for await (const text of lineStream(connection, `/v1/lab/runs/${id}/follow`, signal)) {
        const line = lineOf(text, connection.url)
        if (line.kind === 'problem') throw problemError(line.problem)
        attempt = 0
        // Steps that were told before the stream broke come again at its head.
        if (line.kind === 'step' && ++steps <= told) continue
        if (line.kind === 'step') told = steps
        yield line
        if (line.kind === 'end') return
      }
      failure = new HaechiError(
        'unreachable',
        `${connection.url} ended the stream; the run goes on by itself`,
      )
    } catch (fault) {
      failure = asHaechiError(fault, connection, signal)
      const status = failure.problem?.status
      if (failure.kind === 'stopped' || (status !== undefined && status < 500 && status !== 429))
        throw failure
    }
    if (attempt >= TRIES) throw failure
    await connection.sleep(Math.min(LONGEST_MS, backoffMs(attempt, connection.random())), signal)
    if (signal?.aborted) throw asHaechiError(signal.reason, connection, signal)
  }
}

function lineOf(text: string, url: string): LabRunLine {
  try {
    return LabRunLine.parse(JSON.parse(text))
  } catch (cause) {
    const message = `${url} sent a line that is not Haechi's; check that client and service have the same version`
    throw new HaechiError('protocol', message, { cause })
  }
}

/** In pieces: a function takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
