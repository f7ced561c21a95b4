import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { MediaHost } from '../media/media-host.ts'
import type { ServedTask } from './lab/served-task.ts'
import type { ModelHost } from './model-host.ts'
import { type ModelTally, newTally } from './model-tally.ts'
import type { OnnxRuntime } from './onnx/onnx-runtime.ts'

export interface HostParts {
  readonly stopwatch: () => number
  readonly fetch: typeof globalThis.fetch
  readonly secret: (variable: string) => string | undefined
  readonly onnx: OnnxRuntime | undefined
  /** What pictures, items and videos hold; undefined: files are not looked at here. */
  readonly media?: MediaHost
  /** Folder where files that do not travel with a pack lie by their SHA-256; undefined: there is none. */
  readonly storeDir: string | undefined
  /** Folder for models that are made here; undefined: `storeDir`. */
  readonly modelsDir?: string
  /** Folder of the pack, whose own models/ is looked in next. */
  readonly packDir: string | undefined
}

/** What dear models stand on, with the counts of every model that was asked since. */
export interface CountingHost extends ModelHost {
  readonly tallies: ReadonlyMap<string, ModelTally>
  /** What serves each task; whoever follows the registry sets it. */
  readonly serving: Map<string, ServedTask>
}

/** State of so many versions of models is kept; of the least lately used it is forgotten. */
const MOST_KEPT = 64

/** Makes the host of a process. */
export function createModelHost({ storeDir, modelsDir, packDir, ...parts }: HostParts): CountingHost {
  const tallies = new Map<string, ModelTally>()
  const kept = new Map<string, object>()
  return {
    ...parts,
    modelsDir: modelsDir ?? storeDir,
    tallies,
    serving: new Map(),
    tally(model) {
      let tally = tallies.get(model)
      if (tally === undefined) {
        tally = newTally()
        tallies.set(model, tally)
      }
      return tally
    },
    keep<T extends object>(key: string, make: () => T): T {
      const known = (kept.get(key) as T | undefined) ?? make()
      kept.delete(key)
      kept.set(key, known)
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
      return known
    },
    find(model, name, { sha256, size }) {
      const places = [
        ...(storeDir === undefined ? [] : [join(storeDir, sha256)]),
        ...(packDir === undefined ? [] : [join(packDir, 'models', model, name)]),
      ]
      const found = places.find((place) => isFileOf(place, size))
      if (found !== undefined) return found
      throw new Error(
        `${name} (${(size / 1_048_576).toFixed(1)} MiB) does not travel with the pack and is not on this machine; put it at ${places[0] ?? 'a folder that HAECHI_MODELS names'} (SHA-256 ${sha256})`,
      )
    },
  }
}

function isFileOf(path: string, size: number): boolean {
  const info = statSync(path, { throwIfNoEntry: false })
  return info?.isFile() === true && info.size === size
}
