import { Command } from 'commander'
import { bindingOf, kindOf, type ModelSignalSpec, modelsOf } from '../../engine/bind-model.ts'
import { checkPack } from '../../pack/check-pack.ts'
import type { Pack } from '../../pack/pack.ts'
import { registry } from '../../pack/registry.ts'
import { sizeOf } from '../../signals/models/model-file.ts'
import type { ModelHost } from '../../signals/models/model-host.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { loadPack, packFolder } from '../pack-folder.ts'
import { renderTable } from '../table.ts'

interface Options extends Common, ConnectOptions {
  readonly pack?: string
  readonly live?: true
}

/** `haechi models list` */
export function modelsListCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description(
      'List the models of a pack: kind, labels, version, size, the rules that read them, and where they run here. Exit code 1: one of them cannot run.',
    )
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
    .option('--live', 'the pack that judges in the running service')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { pack, dir } = await packOf(adapters, options)
    const host = adapters.modelHost(dir)
    const models = await Promise.all(modelsOf(pack.signals).map((spec) => rowOf(pack, spec, host)))
    await adapters.stdout.write(options.json ? `${JSON.stringify({ models })}\n` : render(models))
    return models.some(({ problem }) => problem !== null) ? 'negative' : 'ok'
  })
}

async function packOf(adapters: CliAdapters, options: Options): Promise<{ pack: Pack; dir: string }> {
  const folder = packFolder(adapters, options.pack)
  if (!options.live) return { pack: await loadPack(folder), dir: folder.path }
  const client = connect(adapters, options)
  const { live } = await client.versions.list({ limit: 1 })
  const { pack } = checkPack((await client.versions.get(live)).files)
  if (pack === undefined)
    throw new CliFailure(
      'negative',
      'The pack that is live has errors for this version of Haechi; run the same one',
    )
  return { pack, dir: folder.path }
}

interface Row {
  readonly model: string
  readonly kind: string
  readonly of: string
  readonly eventTypes: readonly string[]
  readonly labels: readonly string[]
  readonly version: string
  readonly bytes: number
  readonly deadlineMs: number
  readonly degrade: string
  readonly usedBy: readonly string[]
  /** Where it runs here; null: it cannot, and `problem` says why. */
  readonly runs: string | null
  readonly problem: string | null
}

async function rowOf(pack: Pack, spec: ModelSignalSpec, host: ModelHost): Promise<Row> {
  const { model, kind, of, deadlineMs, degrade } = spec
  const used = registry(pack).find(({ part, name }) => part === 'signal' && name === spec.name)
  const bound = [...pack.eventTypes.values()].filter(({ slots }) =>
    slots.some(({ signal }) => signal === spec.name),
  )
  const runs = await kindOf(spec)
    .prepare?.(bindingOf(spec, of), host)
    .then(() => undefined)
    .catch(messageOf)
  const problem = runs ?? null
  return {
    ...{ model: model.name, kind, of, eventTypes: bound.map(({ name }) => name) },
    ...{ labels: model.labels, version: model.version, bytes: sizeOf(model.files), deadlineMs, degrade },
    usedBy: (used?.usedBy ?? []).map(({ name }) => name),
    runs: problem === null ? await kindOf(spec).whereRuns(bindingOf(spec, of), host) : null,
    problem,
  }
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}

function render(models: readonly Row[]): string {
  if (models.length === 0) return 'The pack has no models; docs/models.md says how to declare one.\n'
  const table = renderTable(
    [
      { heading: 'MODEL' },
      { heading: 'KIND' },
      { heading: 'LABELS' },
      { heading: 'VERSION' },
      { heading: 'KB', right: true },
      { heading: 'RUNS' },
      { heading: 'READ BY' },
    ],
    models.map(({ model, kind, labels, version, bytes, runs, usedBy }) => [
      model,
      kind,
      few(labels),
      version,
      bytes === 0 ? '' : String(Math.ceil(bytes / 1000)),
      runs ?? 'cannot run',
      few(usedBy) || 'nothing',
    ]),
  )
  const problems = models.flatMap(({ problem }) => (problem === null ? [] : [`${problem}\n`]))
  return problems.length === 0 ? table : `${table}\n${problems.join('')}`
}

function few(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')}, … (${names.length})` : names.join(', ')
}
