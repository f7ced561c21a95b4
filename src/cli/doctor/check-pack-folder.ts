import { checkPack } from '../../pack/check-pack.ts'
import { type PackFolder, readPack } from '../pack-folder.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Checks a pack as `haechi check` does, in one line. */
export async function checkPackFolder(folder: PackFolder): Promise<Finding> {
  try {
    const { pack, diagnostics } = checkPack(await readPack(folder))
    const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
    const mend = `\`haechi check ${folder.shown}\` shows all`
    if (!pack) return fail('pack', `${folder.shown}: ${diagnostics.length - warnings} errors`, mend)
    const found = `${folder.shown}: ${pack.rules.length} rules, ruleset ${pack.id}`
    return warnings > 0 ? warn('pack', `${found}, ${warnings} warnings`, mend) : ok('pack', found)
  } catch (fault) {
    return fail('pack', fault instanceof Error ? fault.message : String(fault), 'pass --pack DIR')
  }
}
