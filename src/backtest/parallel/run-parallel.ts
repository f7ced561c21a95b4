import { Worker } from 'node:worker_threads'
import type { LabelChange } from '../../engine/ports.ts'
import type { HistorySlice } from '../../history/read-blocks.ts'
import type { ColumnsAsked } from '../replay/columns-asked.ts'
import { mergeTallies } from '../report/tally.ts'
import type { TallySetup } from '../report/tallying.ts'
import { type ColumnsJob, DICTIONARY_LIMITS, readingOf } from '../run-columns.ts'
import type { Subject } from '../subject.ts'
import type { FromThread, ThreadStart, ToThread } from './messages.ts'
import { type Shipper, shipper } from './ship-slice.ts'

export interface ParallelJob extends Omit<ColumnsJob, 'counting'> {
  readonly asked: Subject
  readonly counting: TallySetup
  readonly threads: number
  /** The built `replay.worker`. */
  readonly worker: URL
}

/**
 * How many threads judge and how many count. A text that two judge is looked through twice, so that one more thread
 * does less than it seems: with two in all, one judges and one counts, beside this one, which reads.
 */
function rolesOf(
  threads: number,
  hasCounters: boolean,
): { readonly judges: number; readonly counters: number } {
  const counters = hasCounters ? Math.max(1, Math.floor(threads / 2)) : 0
  return { judges: Math.max(1, threads - (hasCounters ? counters : 1)), counters }
}

/** Slices under way beyond one for each thread that judges: so that none waits for the others. */
const SPARE_SLICES = 2

interface Thread {
  readonly worker: Worker
  readonly judges: boolean
  readonly counts: boolean
  readonly shipper: Shipper
  /** Slices that it has to judge. */
  busy: number
  /** Changes of labels by slices of other threads that it has not been told. */
  readonly labels: LabelChange[]
}

interface Slice {
  readonly id: number
  readonly owner: Thread
  readonly rows: number
  /** Threads that have not answered the stage under way. */
  waiting: number
}

/**
 * The same as runColumns, by several threads: this one reads and hands out slices; some judge, each the slices that it
 * is given; the others count, each its own share of the keys of every counter, for all slices in their order. What
 * comes out is what one thread alone would say. Gives how many events were counted before the range.
 */
export async function runParallel(job: ParallelJob): Promise<number> {
  const { history, asked, counting, labels, threads: count, worker, progress, signal } = job
  const reading = readingOf(job, counting)
  const namesOf = (asked: ColumnsAsked) => new Map([...asked].map(([type, all]) => [type, Object.keys(all)]))
  const names = { counted: namesOf(reading.counted), judged: namesOf(reading.types) }
  const { judges, counters } = rolesOf(count, job.subject.ruleset.pack.counters.size > 0)
  const threads = Array.from({ length: judges + counters }, (_, i): Thread => {
    const share = i < judges ? undefined : { of: counters, own: i - judges }
    const start: ThreadStart = { subject: asked, counting, labels, share }
    return {
      worker: new Worker(worker, { workerData: start }),
      ...{ judges: i < judges, counts: i >= judges, shipper: shipper(), busy: 0, labels: [] },
    }
  })
  const judgingThreads = threads.filter((one) => one.judges)
  const countingThreads = threads.filter((one) => one.counts)
  const slices = new Map<number, Slice>()
  // What is counted must be counted in the order of the slices, stage by stage.
  const nextToCount: number[] = []
  const asks = new Map<string, FromThread & { readonly kind: 'asks' }>()
  // Where labels are asked for, slices are judged one after another as well.
  const ready = new Set<number>()
  const judged = new Set<number>()
  let nextToJudge = 0
  let opened = 0
  let finished = 0
  let wake: () => void = () => {}
  let failed: Error | undefined

  const tell = ({ worker: to }: Thread, message: ToThread, transfer: ArrayBuffer[] = []) =>
    to.postMessage(message, transfer)

  function fail(fault: unknown): void {
    failed ??= fault instanceof Error ? fault : new Error(String(fault))
    wake()
  }

  function countNext(stage: number): void {
    nextToCount[stage] ??= 0
    for (;;) {
      const key = `${stage} ${nextToCount[stage]}`
      const next = asks.get(key)
      if (next === undefined) return
      asks.delete(key)
      nextToCount[stage]!++
      slices.get(next.id)!.waiting = countingThreads.length
      for (const thread of countingThreads) tell(thread, { kind: 'count', id: next.id, stage, ops: next.ops })
    }
  }

  function judgeNext(): void {
    if (!ready.delete(nextToJudge)) return
    const { owner, id } = slices.get(nextToJudge)!
    tell(owner, { kind: 'judge', id, labels: owner.labels.splice(0) })
  }

  function hear(thread: Thread, message: FromThread): void {
    switch (message.kind) {
      case 'asks':
        asks.set(`${message.stage} ${message.id}`, message)
        countNext(message.stage)
        break
      case 'counted': {
        const slice = slices.get(message.id)!
        if (--slice.waiting === 0) tell(slice.owner, { kind: 'answered', id: slice.id })
        break
      }
      case 'ready':
        ready.add(message.id)
        judgeNext()
        break
      case 'judged': {
        const slice = slices.get(message.id)!
        slices.delete(message.id)
        slice.owner.busy--
        for (const other of judgingThreads) if (other !== thread) other.labels.push(...message.labels)
        judged.add(message.id)
        while (judged.delete(nextToJudge)) nextToJudge++
        judgeNext()
        progress?.(slice.rows)
        wake()
        break
      }
      case 'finished':
        mergeTallies(counting.tally, message.tally)
        finished++
        wake()
    }
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (failed !== undefined || signal?.aborted) resolve()
      })
      if (failed !== undefined) throw failed
      signal?.throwIfAborted()
    }
  }

  async function hand(slice: HistorySlice, judging: boolean): Promise<void> {
    signal?.throwIfAborted()
    await until(() => slices.size < judgingThreads.length + SPARE_SLICES)
    const owner = judgingThreads.reduce((least, one) => (one.busy < least.busy ? one : least))
    const id = opened++
    owner.busy++
    slices.set(id, { id, owner, rows: slice.rows, waiting: 0 })
    const shipped = owner.shipper.ship(slice, judging ? names.judged : names.counted)
    tell(owner, { kind: 'slice', id, slice: shipped.slice, judging }, shipped.transfer)
  }

  const stop = () => wake()
  signal?.addEventListener('abort', stop)
  try {
    for (const thread of threads) {
      thread.worker.on('message', (message: FromThread) => hear(thread, message))
      thread.worker.on('error', fail)
      thread.worker.on('exit', (code) =>
        fail(new Error(`a thread that judges history ended with code ${code}`)),
      )
    }
    const limits = { rows: reading.rows, dictionaryLimits: DICTIONARY_LIMITS }
    const { from, to, warmUpMs, warn } = job
    let warmedUp = 0
    if (warmUpMs > 0)
      for await (const slice of history.readBlocks({
        ...{ ...limits, types: reading.counted, from: from - warmUpMs, to: from },
      })) {
        warmedUp += slice.rows
        await hand(slice, false)
      }
    for await (const slice of history.readBlocks({
      ...{ ...limits, types: reading.types, from, to },
      ...(warn && { warn }),
    }))
      await hand(slice, true)
    await until(() => slices.size === 0)
    for (const thread of threads) tell(thread, { kind: 'finish' })
    await until(() => finished === threads.length)
    return warmedUp
  } finally {
    signal?.removeEventListener('abort', stop)
    for (const { worker: thread } of threads) {
      thread.removeAllListeners()
      thread.on('error', () => {})
      await thread.terminate()
    }
  }
}
