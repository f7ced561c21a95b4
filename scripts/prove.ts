import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { backends } from './prove/backends.ts'
import { gates } from './prove/gates.ts'
import { type KeptBatches, keptBatches } from './prove/kept-batches.ts'
import type { BatchResult, Proof } from './prove/proof.ts'
import { replay } from './prove/replay.ts'
import { statistics } from './prove/statistics.ts'
import { zoo } from './prove/zoo.ts'

/*
 * Shows that things hold which no example can show, on chance: that backends agree, that statistics keep their promises.
 * npm run prove -- [--proof NAME] [--seed N] [--evaluations N] [--workers N] [--batch N]
 * With --batch, that batch alone is run again, in this thread. A proof of so many batches that was interrupted goes on where it
 * was, when it is asked for with the same seed and the code has not changed.
 */

/** One line each; every proof is run unless one is named. */
const PROOFS: readonly Proof[] = [backends, replay, statistics, gates, zoo]

const SHOWN_DIFFERENCES = 10
const PROGRESS_MS = 10_000

interface Options {
  readonly proofs: readonly Proof[]
  readonly seed: number
  readonly evaluations: number
  readonly workers: number
  readonly batch: number | undefined
}

interface WorkerTask {
  readonly proof: string
  readonly seed: number
  readonly first: number
  readonly step: number
  /** Batches that were done before. */
  readonly done: readonly number[]
}

interface Done {
  readonly batch: number
  readonly result: BatchResult
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.error(options)
    return 2
  }
  let failed = false
  for (const proof of options.proofs) {
    console.log(`${proof.name}: ${proof.summary}; seed ${options.seed}`)
    const sum = new Sum()
    const before = performance.now()
    const kept = proof.batches === undefined ? undefined : keptBatches(proof.name, options.seed)
    if (options.batch !== undefined)
      sum.add(options.batch, await (await proof.open())(options.seed, options.batch))
    else {
      for (const [batch, result] of kept?.found ?? []) sum.add(batch, result)
      if (kept)
        console.log(
          `  ${sum.batches} of ${proof.batches} batches done before; interrupted, it goes on with --proof ${proof.name} --seed ${options.seed} (${kept.file})`,
        )
      await runWorkers(proof, options, sum, kept)
      kept?.end()
    }
    console.log(sum.line(performance.now() - before))
    if (proof.finish && options.batch === undefined) console.log(proof.finish(sum.rows(), options.seed))
    for (const one of sum.differences.slice(0, SHOWN_DIFFERENCES)) console.log(JSON.stringify(one, null, 2))
    failed ||= sum.differences.length > 0
  }
  return failed ? 1 : 0
}

class Sum {
  evaluations = 0
  batches = 0
  readonly figures = new Map<string, number>()
  readonly differences: unknown[] = []
  readonly #rows = new Map<number, readonly unknown[]>()

  add(batch: number, { evaluations, figures, differences, rows = [] }: BatchResult): void {
    this.evaluations += evaluations
    this.batches++
    for (const [name, value] of Object.entries(figures))
      this.figures.set(name, (this.figures.get(name) ?? 0) + value)
    this.differences.push(...differences)
    this.#rows.set(batch, rows)
  }

  /** In the order of batches, whichever was done first. */
  rows(): unknown[] {
    return [...this.#rows].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows)
  }

  line(ms: number): string {
    const count = (n: number) => Math.round(n).toLocaleString('en-US')
    const figures = [...this.figures].map(([name, value]) => `${name} ${count(value)}`).join(', ')
    const rate = count(this.evaluations / (ms / 1000))
    return `${this.differences.length} differences in ${count(this.evaluations)} evaluations (${this.batches} batches, ${(ms / 1000).toFixed(0)} s, ${rate}/s): ${figures}`
  }
}

function isDone({ batches }: Proof, sum: Sum, evaluations: number): boolean {
  if (batches !== undefined) return sum.batches >= batches
  return sum.evaluations >= evaluations || sum.differences.length > 0
}

/** Each worker takes every so-many-th batch; all end when enough was evaluated, or something differed. */
function runWorkers(proof: Proof, options: Options, sum: Sum, kept: KeptBatches | undefined): Promise<void> {
  const { seed, evaluations, workers } = options
  if (isDone(proof, sum, evaluations)) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const before = performance.now()
    let shown = before
    const running = Array.from({ length: workers }, (_, first) => {
      const done = [...(kept?.found.keys() ?? [])]
      const task: WorkerTask = { proof: proof.name, seed, first, step: workers, done }
      return new Worker(fileURLToPath(import.meta.url), { workerData: task })
    })
    for (const worker of running) {
      worker.on('error', reject)
      worker.on('message', ({ batch, result }: Done) => {
        sum.add(batch, result)
        kept?.keep(batch, result)
        const now = performance.now()
        if (now - shown > PROGRESS_MS) {
          shown = now
          const of = proof.batches === undefined ? '' : `${sum.batches} of ${proof.batches} batches: `
          console.log(`  ${of}${sum.line(now - before)}`)
        }
        if (!isDone(proof, sum, evaluations)) return
        void Promise.all(running.map((one) => one.terminate())).then(() => resolve())
      })
    }
  })
}

async function work({ proof, seed, first, step, done }: WorkerTask): Promise<void> {
  const { open, batches = Infinity } = PROOFS.find(({ name }) => name === proof)!
  const run = await open()
  const before = new Set(done)
  for (let batch = first; batch < batches; batch += step) {
    if (before.has(batch)) continue
    const found: Done = { batch, result: await run(seed, batch) }
    parentPort!.postMessage(found)
  }
}

function readOptions(args: readonly string[]): Options | string {
  const given = new Map<string, string>()
  for (let i = 0; i < args.length; i += 2) given.set(args[i]!, args[i + 1] ?? '')
  const strange = [...given.keys()].find(
    (name) => !['--proof', '--seed', '--evaluations', '--workers', '--batch'].includes(name),
  )
  if (strange !== undefined)
    return `Unknown option ${strange}\nusage: npm run prove -- [--proof NAME] [--seed N] [--evaluations N] [--workers N] [--batch N]`
  const name = given.get('--proof')
  const proofs = name === undefined ? PROOFS : PROOFS.filter((one) => one.name === name)
  if (proofs.length === 0)
    return `Unknown proof ${name}; there are: ${PROOFS.map((one) => one.name).join(', ')}`
  const number = (option: string, otherwise: number): number =>
    given.has(option) ? Number(given.get(option)!.replaceAll(/[_,]/g, '')) : otherwise
  const options = {
    proofs,
    seed: number('--seed', Math.floor(Math.random() * 2 ** 32)),
    evaluations: number('--evaluations', 20_000_000),
    workers: number('--workers', availableParallelism()),
    batch: given.has('--batch') ? number('--batch', 0) : undefined,
  }
  const wrong = Object.entries(options).find(
    ([, value]) => typeof value === 'number' && (!Number.isSafeInteger(value) || value < 0),
  )
  return wrong === undefined ? options : `--${wrong[0]} takes a whole number`
}

if (isMainThread) process.exitCode = await main(process.argv.slice(2))
else await work(workerData as WorkerTask)
