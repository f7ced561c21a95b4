import type { Client } from '../../client/client.ts'
import type { CliAdapters } from '../adapters.ts'
import { importFiles } from './import-files.ts'
import { askedFacts } from './import-options.ts'
import type { RunOptions } from './run-options.ts'

/** Brings files of labelled rows to the service as a dataset of the task; gives its id. */
export async function importForRun(
  adapters: CliAdapters,
  client: Client,
  task: string,
  options: RunOptions,
  signal: AbortSignal,
): Promise<string> {
  const data = options.data ?? []
  const { id } = await importFiles(
    adapters,
    client,
    task,
    { ...options, data, facts: askedFacts(options) },
    signal,
  )
  return id
}
