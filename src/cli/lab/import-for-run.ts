import type { Client } from '../../client/client.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'
import { importFiles } from './import-files.ts'
import { askedFacts } from './import-options.ts'
import { importPictures } from './import-pictures.ts'
import { findPictures } from './picture-folder.ts'
import type { RunOptions } from './run-options.ts'

/** Brings labelled rows, of files or of a folder of pictures, to the service as a dataset of the task. */
export async function importForRun(
  adapters: CliAdapters,
  client: Client,
  task: string,
  options: RunOptions,
  signal: AbortSignal,
): Promise<{ readonly dataset: string; readonly content: 'text' | 'image' }> {
  const data = options.data ?? []
  const folders = await Promise.all(data.map((path) => findPictures(adapters.cwd, path)))
  const [folder] = folders
  if (folder !== undefined && data.length === 1) {
    if (options.model !== undefined || options.suite !== undefined || (options.learner ?? 'head') !== 'head')
      throw new CliFailure(
        'usage',
        'Pictures are learnt by a head on their embeddings: leave --learner, --model and --suite out',
      )
    const { id } = await importPictures(adapters, client, task, folder, options, signal)
    return { dataset: id, content: 'image' }
  }
  if (folders.some((one) => one !== undefined))
    throw new CliFailure(
      'usage',
      'A folder of pictures is brought by itself: name one folder, and no file beside it',
    )
  const asked = { ...options, data, facts: askedFacts(options) }
  const { id } = await importFiles(adapters, client, task, asked, signal)
  return { dataset: id, content: 'text' }
}
