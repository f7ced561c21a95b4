import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { HaechiError } from '../../client/haechi-error.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { lineSink } from '../line-sink.ts'
import { renderProgress } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'
import type { Judge } from './answer.ts'
import { FORMATS, type Format, type InputRecord } from './input-record.ts'
import { readRecords } from './read-records.ts'
import { type ResultLine, renderResultLine, type WrittenLine } from './result-line.ts'
import { openResultsFile, type ResultsFile } from './results-file.ts'
import { screenRecords } from './screen-records.ts'
import { countBad, countReply, newTally, renderTally, type Tally, tallyJson } from './tally.ts'

export interface ScreenFileOptions {
  /** Undefined: stdin. */
  readonly file?: string
  readonly format?: Format
  readonly type: string
  readonly feature: string
  readonly column?: string
  readonly world?: string
  readonly actor?: string
  readonly run: string
  readonly out?: string
  readonly json?: true
}

/** Judges every line of a file or of stdin; goes on where the results of an earlier run end. */
export async function screenFile(
  adapters: CliAdapters,
  judge: Judge,
  options: ScreenFileOptions,
): Promise<ExitName> {
  const input = await openInput(adapters, options)
  const tally = newTally()
  const lastSeen: { line: WrittenLine | undefined } = { line: undefined }
  const results =
    options.out === undefined
      ? undefined
      : await openResultsFile(resolve(adapters.cwd, options.out), options.out, (line) => {
          if (line.id !== undefined) lastSeen.line = line
          countWritten(tally, line)
        })
  const lines = recordsAfter(
    readRecords(input.bytes, {
      format: input.format,
      type: options.type,
      feature: options.feature,
      column: options.column,
      world: options.world,
      actor: options.actor,
      run: input.name === undefined ? undefined : `${options.run}\0${input.name}`,
    }),
    results?.lastLine ?? 0,
    lastSeen.line,
    options,
  )
  const status = statusLine(adapters.stderr)
  const startedAt = adapters.clock.now()
  const seconds = () => (adapters.clock.now() - startedAt) / 1000
  const stopped = await interruptible(adapters, async (signal) => {
    try {
      await consume(adapters, screenRecords(lines, judge, signal), results, options, (result) => {
        countResult(tally, result)
        const lines = tally.judged + tally.bad
        if (lines % 100 !== 0) return
        const passed = seconds()
        const linesPerSecond = (lines - tally.before) / Math.max(passed, 0.001)
        status.show(renderProgress({ lines, linesPerSecond, share: input.share(), seconds: passed }))
      })
      return signal.aborted
    } catch (fault) {
      if (fault instanceof HaechiError && fault.kind === 'stopped') return true
      throw resumable(fault, options)
    } finally {
      status.clear()
      await results?.close()
    }
  })
  await report(adapters, tally, seconds(), options)
  if (stopped) {
    const again =
      options.out === undefined
        ? '; pass --out FILE to be able to go on'
        : '; run the same command again to go on'
    await adapters.stderr.write(`haechi: stopped${again}\n`)
    return 'interrupted'
  }
  return tally.judged === 0 && tally.bad > 0 ? 'negative' : 'ok'
}

interface Input {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly format: Format
  /** Undefined: stdin, whose lines cannot be told from another run's. */
  readonly name: string | undefined
  /** How much has been read, 0 to 1, where that is known. */
  share(): number | undefined
}

async function openInput({ stdin, cwd }: CliAdapters, { file, format }: ScreenFileOptions): Promise<Input> {
  if (file === undefined)
    return { bytes: stdin, format: format ?? 'txt', name: undefined, share: () => undefined }
  const path = resolve(cwd, file)
  const found = await stat(path).catch((fault: NodeJS.ErrnoException) => {
    throw new CliFailure('usage', `${file} cannot be read (${fault.code}); check the path`, fault)
  })
  if (found.isDirectory()) throw new CliFailure('usage', `${file} is a folder; give a file`)
  let read = 0
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const chunk of createReadStream(path)) {
        read += chunk.length
        yield chunk
      }
    } catch (fault) {
      throw new CliFailure(
        'usage',
        `${file} cannot be read (${(fault as NodeJS.ErrnoException).code}); check the path`,
        fault,
      )
    }
  }
  return {
    bytes: counted(),
    format: format ?? formatOf(file),
    name: basename(file),
    share: () => (found.size > 0 ? read / found.size : undefined),
  }
}

function formatOf(file: string): Format {
  const ending = extname(file).slice(1).toLowerCase()
  if (ending === 'ndjson') return 'jsonl'
  return FORMATS.find((format) => format === ending) ?? 'txt'
}

/** Leaves out the records that have results. Throws CliFailure when the results are of another input. */
async function* recordsAfter(
  records: AsyncIterable<InputRecord>,
  lastLine: number,
  written: WrittenLine | undefined,
  { out }: ScreenFileOptions,
): AsyncGenerator<InputRecord, void, undefined> {
  let matched = written === undefined
  const foreign = () =>
    new CliFailure(
      'usage',
      `${out} holds the results of another input, or of other options; choose another --out, or run the first command again`,
    )
  for await (const record of records) {
    if (record.line === written?.line) {
      if (record.kind !== 'event' || record.event.id !== written.id) throw foreign()
      matched = true
    }
    if (record.line <= lastLine) continue
    if (!matched) throw foreign()
    yield record
  }
  if (!matched) throw foreign()
}

async function consume(
  { stdout }: CliAdapters,
  results: AsyncIterable<ResultLine>,
  file: ResultsFile | undefined,
  { json }: ScreenFileOptions,
  seen: (result: ResultLine) => void,
): Promise<void> {
  const printed = json && !file ? lineSink((text) => stdout.write(text)) : undefined
  try {
    for await (const result of results) {
      await (file?.sink ?? printed)?.add(renderResultLine(result))
      seen(result)
    }
  } finally {
    await printed?.flush()
  }
}

function countResult(tally: Tally, result: ResultLine): void {
  if (result.kind === 'reply') countReply(tally, result.reply.verdict, result.reply.reasons)
  else countBad(tally, result.line, result.kind === 'bad' ? result.why : result.problem.detail)
}

function countWritten(tally: Tally, { line, verdict, reasons, problem }: WrittenLine): void {
  tally.before++
  if (verdict === undefined) countBad(tally, line, problem?.detail ?? 'not judged')
  else countReply(tally, verdict, reasons ?? [])
}

function resumable(fault: unknown, { out }: ScreenFileOptions): unknown {
  if (out === undefined) return fault
  const again = `. ${out} holds what was done; run the same command again to go on`
  if (fault instanceof CliFailure && fault.exit === 'unreachable')
    return new CliFailure('unreachable', fault.message + again, fault)
  const code = (fault as NodeJS.ErrnoException)?.code
  if (code === 'ENOSPC') return new CliFailure('unreachable', `No space is left on the disk${again}`, fault)
  return fault
}

async function report(
  { stdout, stderr }: CliAdapters,
  tally: Tally,
  seconds: number,
  { json, out }: ScreenFileOptions,
): Promise<void> {
  const where = out === undefined ? '' : `\nResults: ${out}\n`
  if (!json) return stdout.write(renderTally(tally, seconds) + where)
  // The results themselves go to stdout unless a file takes them; then the sum of them does.
  if (out !== undefined) return stdout.write(`${JSON.stringify(tallyJson(tally, seconds))}\n`)
  return stderr.write(renderTally(tally, seconds))
}
