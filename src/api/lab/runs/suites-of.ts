import { readFile } from 'node:fs/promises'
import { readSuites } from '../../../lab/suites/read-suites.ts'
import { BadSuite } from '../../../lab/suites/suite.ts'
import type { SuiteFile } from '../../../lab/suites/suite-file.ts'
import { suiteText } from '../../../lab/suites/suite-text.ts'
import type { FileRef } from '../../../lab/train/candidate.ts'
import { sha256 } from '../../../lab/train/model-id.ts'
import type { LabFiles } from './lab-files.ts'

/** Suites that were uploaded, read and tried. Rejects with BadSuite: which one, what is wrong, the way out. */
export async function suitesOf(
  files: Pick<LabFiles, 'look' | 'place'> | undefined,
  refs: readonly FileRef[],
): Promise<SuiteFile[]> {
  if (refs.length === 0) return []
  if (files === undefined) throw new BadSuite('this service keeps no files of suites: leave them out')
  const read = await Promise.all(
    refs.map(async ({ name, sha256: hash, size }) => {
      const there = await files.look(hash)
      const bytes = there.whole && there.have === size ? await readFile(files.place(hash)) : undefined
      if (bytes === undefined || sha256(bytes) !== hash)
        throw new BadSuite(`${name} is not here; upload it again, with the command that began the run`)
      return { name, text: suiteText(name, bytes) }
    }),
  )
  await readSuites(read)
  return read
}
