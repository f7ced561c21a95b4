import { builtInNames } from './built-in/built-in-suites.ts'
import { readSuite } from './read-suite.ts'
import { BadSuite, type Suite } from './suite.ts'
import type { SuiteFile } from './suite-file.ts'

/** Reads suites that are run together: no two may share a name. Throws BadSuite. */
export async function readSuites(files: readonly SuiteFile[]): Promise<Suite[]> {
  const suites = await Promise.all(files.map(readSuite))
  const taken = new Set<string>(builtInNames())
  for (const { name } of suites) {
    if (taken.has(name)) throw new BadSuite(`there are two suites called ${name}; give one another name`)
    taken.add(name)
  }
  return suites
}
