import { Command } from 'commander'
import type { Span } from '../../core/decision.ts'
import { didYouMean } from '../../core/suggest.ts'
import { bindingOf, bindModel, kindOf, type ModelSignalSpec, modelsOf } from '../../engine/bind-model.ts'
import { NO_EVENT } from '../../engine/event-frame.ts'
import { mergeSpans } from '../../engine/spans.ts'
import { ModelFault } from '../../signals/models/model-fault.ts'
import type { Signal } from '../../signals/signal.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { lineSink } from '../line-sink.ts'
import { loadPack, packFolder } from '../pack-folder.ts'
import { byteLines, type Line } from '../text/byte-lines.ts'

interface Options extends Common {
  readonly pack?: string
}

/** `haechi models try` */
export function modelsTryCommand(adapters: CliAdapters): Command {
  const command = new Command('try')
    .description(
      'Score the lines of stdin by one model of a pack, in order: its scores, and the places that carried them. A model behind a service is asked for real. Exit code 1: a line got no score.',
    )
    .argument('<NAME>', 'the model, as models.yaml calls it')
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
  return act<Options>(command, adapters, ([names = []], options) => tryModel(adapters, names[0]!, options))
}

/** Lines that are asked about together. */
const TOGETHER = 32

async function tryModel(adapters: CliAdapters, name: string, options: Options): Promise<ExitName> {
  if (adapters.stdin.isTTY) throw new CliFailure('usage', 'Nothing to score; pipe lines into stdin')
  const folder = packFolder(adapters, options.pack)
  const pack = await loadPack(folder)
  const models = modelsOf(pack.signals)
  const spec = models.find(({ model }) => model.name === name.replace(/^model\./, ''))
  if (spec === undefined) {
    const known = models.map(({ model }) => model.name)
    throw new CliFailure('usage', `The pack has no model "${name}"; ${didYouMean(name, known)}`)
  }
  const host = adapters.modelHost(folder.path)
  await kindOf(spec)
    .prepare?.(bindingOf(spec, spec.of), host)
    .catch((fault: unknown) => {
      throw new CliFailure('negative', fault instanceof Error ? fault.message : String(fault), fault)
    })
  const signal = bindModel(spec, spec.of, host)
  const sink = lineSink((text) => adapters.stdout.write(text))
  const write = options.json ? (tried: Tried) => JSON.stringify(shownTried(tried)) : renderTried
  let failed = 0
  return interruptible(adapters, async (stop): Promise<ExitName> => {
    for await (const lines of together(byteLines(adapters.stdin))) {
      if (stop.aborted) break
      for (const tried of await Promise.all(lines.map((line) => tryLine(spec, signal, line)))) {
        if (tried.failed !== undefined) failed++
        await sink.add(`${write(tried)}\n`)
      }
    }
    await sink.flush()
    return stop.aborted ? 'interrupted' : failed > 0 ? 'negative' : 'ok'
  })
}

async function* together(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let some: Line[] = []
  for await (const line of lines) {
    some.push(line)
    if (some.length === TOGETHER) {
      yield some
      some = []
    }
  }
  if (some.length > 0) yield some
}

interface Tried {
  readonly line: number
  readonly text: string
  readonly scores: Readonly<Record<string, number>> | undefined
  readonly spans: readonly Span[]
  /** Why there are no scores. */
  readonly failed: string | undefined
}

async function tryLine(spec: ModelSignalSpec, signal: Signal, line: Line): Promise<Tried> {
  if ('bad' in line) return { line: line.line, text: '', scores: undefined, spans: [], failed: line.bad }
  const item = { raw: line.text, shared: new Map() }
  const about = { line: line.line, text: line.text }
  try {
    const value =
      signal.cost === 'cheap'
        ? signal.evaluate(item, NO_EVENT)
        : await signal.evaluate(item, NO_EVENT, AbortSignal.timeout(spec.deadlineMs))
    const scores = value as Readonly<Record<string, number>>
    return { ...about, scores, spans: mergeSpans(signal.spans?.(value) ?? []), failed: undefined }
  } catch (fault) {
    const why = fault instanceof ModelFault ? `${fault.why}: ${fault.message}` : String(fault)
    return { ...about, scores: undefined, spans: [], failed: why }
  }
}

function shownTried({ line, scores, spans, failed }: Tried): object {
  return failed === undefined ? { line, scores, spans } : { line, failed }
}

function renderTried({ line, text, scores, spans, failed }: Tried): string {
  if (failed !== undefined) return `${line}: no score (${failed})`
  const shown = Object.entries(scores ?? {})
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([label, score]) => `${label} ${score.toFixed(3)}`)
  const places = spans.map(([start, end]) => JSON.stringify(text.slice(start, end)))
  return `${line}: ${shown.join(', ')}${places.length === 0 ? '' : `; ${places.join(' ')}`}`
}
