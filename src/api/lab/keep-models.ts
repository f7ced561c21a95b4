import { randomUUID } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ModelStore } from '../../lab/registry/ports.ts'
import { openScorer } from '../../lab/train/open-scorer.ts'
import type { ScorerHost } from '../../lab/train/scorer-host.ts'
import type { MediaHost } from '../../signals/media/media-host.ts'
import type { ServedTask } from '../../signals/models/lab/served-task.ts'
import type { Log } from '../parts.ts'
import type { ServiceStore } from '../ports.ts'
import { keepProving, type ProvingOptions } from './keep-proving.ts'
import { keepServing } from './keep-serving.ts'
import type { KeptServing } from './kept-serving.ts'
import type { LabFiles } from './runs/lab-files.ts'
import { wakeOnModels } from './wake-on-models.ts'

export interface ModelsWorld {
  readonly store: Pick<ServiceStore, 'models' | 'probation' | 'labData' | 'listenModels'>
  readonly engine: Engine
  readonly clock: Clock
  readonly log: Log
  /** Where files lie that are too large for the database; undefined: this process has no such folder. */
  readonly files: LabFiles | undefined
  /** What files of players hold, for tasks of images; undefined: none is looked at here. */
  readonly media?: Pick<MediaHost, 'facts'> | undefined
}

/** What the models of the lab stand on in this process. */
export interface ServingAdapters {
  /** The pointers that rules read by: those of the host that models are asked through. */
  readonly serving: Map<string, ServedTask>
  readonly scorers: ScorerHost
  readonly stopwatch: () => number
  readonly proving?: ProvingOptions
}

/** The models of the lab as they serve here, are proved and watched. */
export interface KeptModels {
  /** The registry; what is changed through it holds here at once. */
  readonly models: ModelStore
  readonly serving: KeptServing
  /** One round of proving now. */
  prove(): Promise<void>
  /** Finishes what is under way. */
  stop(): Promise<void>
}

/** Follows the registry, so that what serves here is what it says, and proves models on live traffic. */
export async function keepModels(
  { store, engine, clock, log, files, media }: ModelsWorld,
  adapters: ServingAdapters = NOBODY_ASKS,
): Promise<KeptModels> {
  const serving = keepServing({
    models: store.models,
    files,
    open: (manifest, given) => openScorer(adapters.scorers, manifest, given),
    ...{ serving: adapters.serving, stopwatch: adapters.stopwatch },
    tell: log,
  })
  // Whoever asks first is to be served; a registry that cannot be read just now is read by the rounds.
  await serving.look().catch(() => undefined)
  const listening = store.listenModels(() => void serving.look().catch(() => undefined))
  const proving = keepProving(
    {
      ...{ store: store.probation, tasks: () => store.labData.tasks(), serving, clock, tell: log },
      ...{ pack: () => engine.ruleset.pack, holder: randomUUID(), stopwatch: adapters.stopwatch },
      media,
    },
    adapters.proving,
  )
  return {
    models: wakeOnModels(store.models, () => serving.look()),
    serving,
    prove: () => proving.round(),
    async stop() {
      await listening.stop()
      await proving.stop()
    },
  }
}

const NOBODY_ASKS: ServingAdapters = {
  ...{ serving: new Map(), scorers: {}, stopwatch: () => performance.now() },
}
