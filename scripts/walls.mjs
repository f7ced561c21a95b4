// Holds src/ to the import table in .dependency-cruiser.mjs; fails when nothing was cruised.

import { readdirSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import config, { mayImport } from '../.dependency-cruiser.mjs'

const { options, ...ruleSet } = config
const { output } = await cruise(['src', 'test'], { ...options, ruleSet, validate: true }, undefined, {
  tsConfig: extractTSConfig('tsconfig.json'),
})
const cruised = output.summary.totalCruised
for (const { rule, from, to } of output.summary.violations) console.error(`${rule.name}: ${from} -> ${to}`)
const homeless = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !(entry.name in mayImport))
  .map((entry) => entry.name)
for (const folder of homeless) console.error(`src/${folder}/ has no row in the import table`)
if (cruised === 0) console.error('no module was cruised: the check itself is broken')
const failed = output.summary.violations.length + homeless.length + (cruised === 0 ? 1 : 0)
console.log(`walls: ${cruised} modules, ${failed} violations`)
process.exit(failed ? 1 : 0)
