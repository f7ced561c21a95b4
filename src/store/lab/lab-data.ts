import type pg from 'pg'
import type { LabData } from '../../lab/dataset/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import type { Names } from '../names.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { readDecisions } from '../read-decisions.ts'
import { askForJobs } from './ask-for-jobs.ts'
import { addRows, beginImport, endImport, importedRows, readImport } from './imports.ts'
import { datasetFacts, datasetRows, datasetsWithErased, importedOf, listDatasets } from './read-datasets.ts'
import { readRepeated } from './read-repeated.ts'
import { readSettled } from './read-settled.ts'
import { saveDataset } from './save-dataset.ts'
import { readSuspects, saveSuspects } from './suspects.ts'
import { listTasks, readTask, saveTask } from './tasks.ts'

export interface LabDataParts {
  readonly pool: pg.Pool
  readonly names: Names
  readonly partitions: PartitionKeeper
  readonly health: HealthWatch
}

/** What models learn from, on Postgres. Rejects with `Unavailable`. */
export function labData({ pool, names, partitions, health }: LabDataParts): LabData {
  const kept = <T>(work: () => Promise<T>) => available(health, work)
  return {
    saveTask: (task, by, nowMs) => kept(() => saveTask(pool, task, by, nowMs)),
    task: (name) => kept(() => readTask(pool, name)),
    tasks: () => kept(() => listTasks(pool)),
    beginImport: (record, nowMs) => kept(() => beginImport(pool, record, nowMs)),
    import: (id) => kept(() => readImport(pool, id)),
    addRows: (id, from, rows, nowMs) => kept(() => addRows(pool, id, from, rows, nowMs)),
    importedRows: (id, from, limit) => kept(() => importedRows(pool, id, from, limit)),
    endImport: (id) => kept(() => endImport(pool, id)),
    save: (dataset) => kept(() => saveDataset(pool, dataset)),
    facts: (id) => kept(() => datasetFacts(pool, id)),
    list: (task, limit) => kept(() => listDatasets(pool, task, limit)),
    rows: (id, from, limit) => kept(() => datasetRows(pool, id, from, limit)),
    datasetsWithErased: () => kept(() => datasetsWithErased(pool)),
    importedOf: (task, after, limit) => kept(() => importedOf(pool, task, after, limit)),
    settled: (after, limit) => kept(() => readSettled(pool, after, limit)),
    repeated: (limit) => kept(() => readRepeated(pool, limit)),
    events: (ids) =>
      kept(async () => {
        const found = await readDecisions(pool, names, ids)
        return new Map([...found].flatMap(([id, { event }]) => (event === undefined ? [] : [[id, event]])))
      }),
    saveSuspects: (id, suspects) => kept(() => saveSuspects(pool, id, suspects)),
    suspects: (id, limit) => kept(() => readSuspects(pool, id, limit)),
    askForJobs: (asked) => kept(() => askForJobs(pool, partitions, asked)),
  }
}
