import type { Diagnostic } from '../core/diagnostic.ts'
import type { Placed } from './check-names.ts'
import type { Declared } from './names.ts'
import type { Enforcement, Queue } from './pack.ts'
import type { YamlFile } from './yaml-file.ts'

/**
 * Resolves what queues name, and which one takes what nothing routes: the one with `default: true`, in packs that say
 * nothing the one called default, else the first.
 */
export function checkQueueNames(
  file: YamlFile | undefined,
  queues: Declared<Placed<Queue>>,
  enforcements: Declared<Placed<Enforcement>>,
  diagnostics: Diagnostic[],
): void {
  if (file === undefined) return
  for (const { name, enforcements: allowed = [] } of queues.all.values())
    for (const [i, enforcement] of allowed.entries())
      enforcements.find(enforcement, file.place([name, 'enforcements', i]))
  for (const queue of queues.all.values())
    for (const [key, ms] of [
      ['service_level', queue.serviceLevelMs],
      ['doubles', queue.doublesMs],
      ['hold', queue.holdMs],
    ] as const)
      if (ms < 1000)
        diagnostics.push({
          severity: 'error',
          code: 'bad-limit',
          message: `${key} of the queue "${queue.name}" is shorter than a second`,
          place: file.place([queue.name, key]),
          wayOut: 'write a length of time such as 10m, 6h or 1d',
        })
  const defaults = [...queues.all.values()].filter(({ isDefault }) => isDefault)
  for (const second of defaults.slice(1))
    diagnostics.push({
      severity: 'error',
      code: 'several-defaults',
      message: `both "${defaults[0]!.name}" and "${second.name}" take what nothing routes`,
      place: file.keyPlace([second.name, 'default']),
      wayOut: 'leave `default: true` on one of them',
      related: [{ message: 'first here', place: file.keyPlace([defaults[0]!.name, 'default']) }],
    })
  const taker = queues.all.get('default') ?? queues.all.values().next().value
  if (defaults.length === 0 && taker !== undefined) queues.all.set(taker.name, { ...taker, isDefault: true })
}
