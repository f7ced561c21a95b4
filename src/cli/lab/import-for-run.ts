import type { Client } from '../../client/client.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'
import type { RunOptions } from './run-options.ts'

/** Brings files of labelled rows to the service as a dataset of the task; gives its id. */
export async function importForRun(
  _adapters: CliAdapters,
  _client: Client,
  _task: string,
  _options: RunOptions,
  _signal: AbortSignal,
): Promise<string> {
  throw new CliFailure('usage', 'not yet')
}
