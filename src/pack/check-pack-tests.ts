import { byPlace, type Diagnostic } from '../core/diagnostic.ts'
import { checkTests } from './check-tests.ts'
import type { Pack, PackFiles } from './pack.ts'
import type { PackTest } from './pack-test.ts'
import { parseYaml } from './yaml-file.ts'

/** The tests of a pack as far as nothing is wrong with them, in the order of their files, and what is wrong. */
export interface CheckedTests {
  readonly tests: readonly PackTest[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Checks `tests/*.yaml` against a pack that is sound. Apart from `checkPack`, since a pack may go live whatever its
 * tests say.
 */
export function checkPackTests(files: PackFiles, pack: Pack): CheckedTests {
  const diagnostics: Diagnostic[] = []
  const names = { ...pack, rules: new Map(pack.rules.map((rule) => [rule.id, rule])) }
  const tests = Object.keys(files)
    .filter((path) => path.startsWith('tests/'))
    .sort()
    .flatMap((path) => {
      if (/\.ya?ml$/.test(path))
        return checkTests(parseYaml(path, files[path]!, diagnostics), names, diagnostics)
      diagnostics.push({
        severity: 'warning',
        code: 'unknown-file',
        message: 'nothing reads this file',
        place: { file: path, line: 1, column: 1 },
        wayOut: 'tests are lists in files that end in .yaml',
      })
      return []
    })
  return { tests, diagnostics: diagnostics.sort(byPlace) }
}
