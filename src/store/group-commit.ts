import { Unavailable } from '../engine/ports.ts'

export interface GroupCommitOptions {
  /** How long the first row of a batch waits for company when no batch is under way, in ms. */
  readonly lingerMs?: number
  /** Rows at which a batch leaves at once, and the most that one batch holds. */
  readonly maxRows?: number
  /** Bytes that one batch holds at most, beyond its first row. */
  readonly maxBytes?: number
  /** Batches under way at the same time. */
  readonly maxFlights?: number
  /** Rows and bytes that may wait; more are refused as busy. */
  readonly maxQueuedRows?: number
  readonly maxQueuedBytes?: number
}

export const GROUP_COMMIT_DEFAULTS: Required<GroupCommitOptions> = {
  lingerMs: 2,
  maxRows: 256,
  maxBytes: 4_000_000,
  maxFlights: 2,
  maxQueuedRows: 20_000,
  maxQueuedBytes: 128_000_000,
}

/** What became of one row: its result, or the error for its caller alone. */
export type RowOutcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly fault: Error }

export interface GroupCommit<Row, Result> {
  /** Resolves after the batch with this row is committed. Rejects with `Unavailable('busy')` when too many wait. */
  add(row: Row, bytes: number): Promise<Result>
  /** Resolves when nothing waits and nothing is under way. */
  drained(): Promise<void>
}

interface Waiting<Row, Result> {
  readonly row: Row
  readonly bytes: number
  readonly resolve: (result: Result) => void
  readonly reject: (fault: Error) => void
}

/**
 * Gathers rows into batches, so that many share one commit. `write` gives one outcome per row, in order.
 * A second batch leaves beside the first only when it is full: small ones cost more than they gain.
 */
export function groupCommit<Row, Result>(
  write: (rows: readonly Row[]) => Promise<readonly RowOutcome<Result>[]>,
  options: GroupCommitOptions = {},
): GroupCommit<Row, Result> {
  const { lingerMs, maxRows, maxBytes, maxFlights, maxQueuedRows, maxQueuedBytes } = {
    ...GROUP_COMMIT_DEFAULTS,
    ...options,
  }
  let queue: Waiting<Row, Result>[] = []
  let queuedBytes = 0
  let flights = 0
  let timer: NodeJS.Timeout | undefined
  let idle: (() => void)[] = []

  const isFull = () => queue.length >= maxRows || queuedBytes >= maxBytes

  function schedule(): void {
    if (queue.length === 0) return
    if (isFull() && flights < maxFlights) fly()
    else if (flights === 0) timer ??= setTimeout(fly, lingerMs)
  }

  function fly(): void {
    clearTimeout(timer)
    timer = undefined
    const batch = take()
    flights++
    write(batch.map(({ row }) => row))
      .then(
        (outcomes) =>
          batch.forEach(({ resolve, reject }, i) => {
            const outcome = outcomes[i]!
            if (outcome.ok) resolve(outcome.result)
            else reject(outcome.fault)
          }),
        (fault: unknown) => {
          for (const { reject } of batch)
            reject(fault instanceof Error ? fault : new Error('The write failed.'))
        },
      )
      .then(() => {
        flights--
        // Those who waited while this batch was under way have lingered long enough.
        if (queue.length > 0 && flights === 0) fly()
        else schedule()
        if (queue.length === 0 && flights === 0) {
          for (const done of idle) done()
          idle = []
        }
      })
  }

  function take(): Waiting<Row, Result>[] {
    let count = 0
    let bytes = 0
    while (
      count < queue.length &&
      count < maxRows &&
      (count === 0 || bytes + queue[count]!.bytes <= maxBytes)
    )
      bytes += queue[count++]!.bytes
    const batch = queue.slice(0, count)
    queue = queue.slice(count)
    queuedBytes -= bytes
    return batch
  }

  return {
    add(row, bytes) {
      if (queue.length >= maxQueuedRows || queuedBytes + bytes > maxQueuedBytes)
        return Promise.reject(
          new Unavailable(
            'busy',
            'More decisions wait to be written than the database keeps up with; try again.',
          ),
        )
      return new Promise<Result>((resolve, reject) => {
        queue.push({ row, bytes, resolve, reject })
        queuedBytes += bytes
        schedule()
      })
    },
    drained() {
      if (queue.length === 0 && flights === 0) return Promise.resolve()
      return new Promise((resolve) => void idle.push(resolve))
    },
  }
}
