import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { BeginRunRequest } from '../../api/contract/lab-runs.ts'
import type { Client } from '../../client/client.ts'
import { readSuites } from '../../lab/suites/read-suites.ts'
import { BadSuite } from '../../lab/suites/suite.ts'
import { suiteText } from '../../lab/suites/suite-text.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'
import { uploadFile } from './upload-file.ts'

/** Uploads suites, once all of them can be read. Throws CliFailure that names the file, the place and the way out. */
export async function uploadSuites(
  { cwd }: Pick<CliAdapters, 'cwd'>,
  client: Client,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<NonNullable<BeginRunRequest['suites']>> {
  const found = await Promise.all(
    paths.map(async (path) => ({ path: resolve(cwd, path), name: basename(path), bytes: await read(path) })),
  )
  try {
    await readSuites(found.map(({ name, bytes }) => ({ name, text: suiteText(name, bytes) })))
  } catch (fault) {
    throw fault instanceof BadSuite ? new CliFailure('usage', fault.message) : fault
  }
  const refs: NonNullable<BeginRunRequest['suites']> = []
  for (const { path, name, bytes } of found) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await uploadFile(client, path, { sha256, size: bytes.length }, signal, () => {})
    refs.push({ name, sha256, size: bytes.length })
  }
  return refs

  async function read(path: string): Promise<Uint8Array> {
    if (!/\.(csv|ya?ml)$/i.test(path))
      throw new CliFailure('usage', `${path} is no suite: give a file that ends in .csv, .yaml or .yml`)
    return readFile(resolve(cwd, path)).catch((fault: NodeJS.ErrnoException) => {
      throw new CliFailure('usage', `${path} cannot be read (${fault.code}); give the file of a suite`)
    })
  }
}
