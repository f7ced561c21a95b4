import { hashOf } from '../../hash-of.ts'
import { CircuitBreaker } from '../circuit-breaker.ts'
import { hashFiles } from '../hash-files.ts'
import { ModelFault } from '../model-fault.ts'
import { type ModelFile, textOf } from '../model-file.ts'
import type { ModelHost } from '../model-host.ts'
import { type ModelBinding, type ModelKind, type ModelSource, scoresOf } from '../model-kind.ts'
import { scoreType } from '../score-type.ts'
import { activate } from './activate.ts'
import { type Batcher, batcher } from './batcher.ts'
import { readOnnxConfig } from './onnx-config.ts'
import { ONNX_DEFAULTS, OnnxOptions } from './onnx-options.ts'
import type { OnnxLoad, OnnxSession } from './onnx-runtime.ts'

const FILES = ['model.onnx', 'tokenizer.json', 'config.json'] as const

/** `onnx`: a text classifier from a file, with its tokenizer, in a thread of its own. */
export const onnx: ModelKind = {
  kind: 'onnx',
  options: OnnxOptions,
  cost: 'dear',
  hasFiles: true,
  defaults: { deadlineMs: 100, degrade: 'open' },
  look(source) {
    const { name, files, options } = source
    const missing = FILES.filter((file) => !files.has(file))
    if (missing.length > 0)
      return {
        ok: false,
        code: 'missing-model',
        message: `models/${name} lacks ${missing.join(' and ')}`,
        wayOut: `an ONNX text model is ${FILES.join(', ')}, as Hugging Face Optimum exports them`,
      }
    try {
      const { labels } = readOnnxConfig(files, options as OnnxOptions)
      return { ok: true, labels, version: versionOf(source) }
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault)
      return {
        ok: false,
        code: 'broken-model',
        message: `the model "${name}" cannot be used: ${message}`,
        wayOut: 'take the config.json that was saved with the model',
      }
    }
  },
  build(binding, host) {
    const { name, of, labels, files, options } = binding
    const version = versionOf(binding)
    const { activation } = readOnnxConfig(files, options as OnnxOptions)
    const kept = host?.onnx && keptOf(host, binding)
    return {
      name: `model.${name}`,
      of,
      version,
      type: scoreType(name, labels),
      cost: 'dear',
      async evaluate(item, _event, stop) {
        if (host === undefined || kept === undefined)
          throw new ModelFault('failed', `Model "${name}" is not asked here`)
        const tally = host.tally(name)
        const { breaker, batches } = kept
        const started = host.stopwatch()
        try {
          if (!breaker.allows(started))
            throw new ModelFault(
              'resting',
              `Model "${name}" is not asked for a while: it failed too often in a row`,
            )
          const logits = await batches.ask(item.raw, stop)
          breaker.succeeded()
          tally.calls[stop.aborted ? 'late' : 'scored']++
          return scoresOf(labels, activate(logits, activation))
        } catch (fault) {
          const why = fault instanceof ModelFault ? fault.why : 'failed'
          tally.calls[why]++
          if (why === 'failed') breaker.failed(host.stopwatch())
          else if (why !== 'resting') breaker.undecided()
          throw fault
        } finally {
          tally.breaker = breaker.state
          tally.seconds += (host.stopwatch() - started) / 1000
        }
      },
    }
  },
  async prepare(binding, host) {
    await loadNow(binding, host)
  },
  async whereRuns(binding, host) {
    return `a thread, ${await loadNow(binding, host)}`
  },
}

async function loadNow(binding: ModelBinding, host: ModelHost): Promise<'native' | 'wasm'> {
  if (host.onnx === undefined)
    throw new Error(`the model "${binding.name}" needs a thread of its own, which is not here`)
  try {
    return await keptOf(host, binding).session.load()
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    throw new Error(`the model "${binding.name}" cannot be used: ${message}`, { cause: fault })
  }
}

interface Kept {
  readonly session: OnnxSession
  readonly batches: Batcher
  /** A model that cannot be loaded any more must not be loaded again for each event. */
  readonly breaker: CircuitBreaker
}

const FAILURES = 5
const REST_MS = 10_000

/** One thread for a version, whatever event types it is bound to. */
function keptOf(host: ModelHost, binding: ModelBinding): Kept {
  const { name } = binding
  const options = binding.options as OnnxOptions
  const limits = {
    maxBatch: options.max_batch ?? ONNX_DEFAULTS.maxBatch,
    maxWaitMs: options.max_wait_ms ?? ONNX_DEFAULTS.maxWaitMs,
    queue: options.queue ?? ONNX_DEFAULTS.queue,
  }
  return host.keep(`onnx ${versionOf(binding)} ${JSON.stringify(limits)}`, () => {
    const session = host.onnx!.open(() => loadOf(host, binding))
    const tally = host.tally(name)
    const batches = batcher(limits, (texts) => {
      tally.batches++
      tally.batched += texts.length
      return session.score(texts)
    })
    return { session, batches, breaker: new CircuitBreaker(FAILURES, REST_MS) }
  })
}

function loadOf(host: ModelHost, { name, files, options }: ModelSource): OnnxLoad {
  const own = options as OnnxOptions
  const config = readOnnxConfig(files, own)
  const place = (file: string) => {
    const at = files.get(file) as ModelFile
    return at.kind === 'here'
      ? { from: at.bytes, sha256: undefined }
      : { from: host.find(name, file, at), sha256: at.sha256 }
  }
  const graph = place('model.onnx')
  const tokenizer = place('tokenizer.json')
  return {
    model: name,
    graph: graph.from,
    sha256: graph.sha256,
    tokenizer: tokenizer.from,
    tokenizerSha256: tokenizer.sha256,
    tokenizerConfig: textOf(files, 'tokenizer_config.json'),
    labels: config.labels.length,
    vocabSize: config.vocabSize,
    padId: config.padId,
    maxTokens: Math.min(
      own.max_tokens ?? ONNX_DEFAULTS.maxTokens,
      config.maxPositions ?? Number.POSITIVE_INFINITY,
    ),
    runtime: own.runtime,
  }
}

function versionOf({ files, options }: ModelSource): string {
  const { activation, max_tokens } = options as OnnxOptions
  return hashOf({ kind: 'onnx', form: 1, files: hashFiles(files), activation, max_tokens })
}
