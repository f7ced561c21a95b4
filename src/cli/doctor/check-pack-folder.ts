import { checkPack } from '../../pack/check-pack.ts'
import { counted } from '../counted.ts'
import { type PackFolder, readPack } from '../pack-folder.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Checks a pack as `haechi check` does, in one line. */
export async function checkPackFolder(folder: PackFolder): Promise<Finding> {
  try {
    const { pack, diagnostics } = checkPack(await readPack(folder))
    const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
    const mend = `\`haechi check ${folder.shown}\` shows all`
    if (!pack)
      return fail('pack', `${folder.shown}: ${counted(diagnostics.length - warnings, 'error')}`, mend)
    const found = `${folder.shown}: ${counted(pack.rules.length, 'rule')}, ruleset ${pack.id}`
    return warnings > 0 ? warn('pack', `${found}, ${counted(warnings, 'warning')}`, mend) : ok('pack', found)
  } catch (fault) {
    return fail('pack', fault instanceof Error ? fault.message : String(fault), 'pass --pack DIR')
  }
}
