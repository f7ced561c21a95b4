import type { Diagnostic } from '../core/diagnostic.ts'
import type { Ir } from '../rules/ir.ts'
import { REACHES, type Reach } from '../signals/models/lab/reached.ts'
import { labFieldsRead } from './lab-fields-read.ts'
import type { EffectSpec, Rule, SignalSpec } from './pack.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/**
 * Holds rules to the authority of the models of the lab that they read: a score by itself has none, so that only a rule
 * in shadow may read it; `rank` lets a rule ask for jobs, `act` for what can be taken back, `act_for_good` for the rest.
 */
export function checkLabRules(
  file: YamlFile,
  when: Path,
  rule: Pick<Rule, 'id' | 'verdict' | 'effects' | 'mode' | 'unknown'>,
  irs: ReadonlyMap<string, Ir>,
  signals: ReadonlyMap<string, SignalSpec>,
  diagnostics: Diagnostic[],
): void {
  if (rule.mode.kind === 'shadow') return
  const needed = neededFor(rule)
  if (needed === undefined) return
  const told = new Set<string>()
  for (const ir of irs.values())
    for (const { model, field, at } of labFieldsRead(ir, signals)) {
      const given = REACHES.indexOf(field as Reach)
      if (given >= REACHES.indexOf(needed.reach) || told.has(`${model} ${field}`)) continue
      told.add(`${model} ${field}`)
      const read = field === undefined ? model : `${model}.${field}`
      diagnostics.push({
        severity: 'error',
        code: 'beyond-authority',
        message:
          given < 0
            ? `"${read}" is a score, which has no authority: the rule "${rule.id}" may only watch it`
            : `"${read}" is not enough for ${needed.what}, which the rule "${rule.id}" asks for`,
        // What is read within a derived name has its place there.
        place: at === undefined ? file.place(when) : file.sourceText(when).locate(at[0], at[1]),
        wayOut: `read ${model}.${needed.reach}, ${given < 0 ? 'or set mode: shadow' : 'or ask for less'}`,
      })
    }
}

/** The authority that a rule's gravest effect needs; undefined: it asks for nothing. */
function neededFor({
  verdict,
  effects,
  unknown,
}: Pick<Rule, 'verdict' | 'effects' | 'unknown'>): { reach: Reach; what: string } | undefined {
  const asked = effects.map(ofEffect)
  if (verdict !== undefined && verdict !== 'allow')
    asked.push({ reach: 'act', what: `the verdict ${verdict}` })
  // A model that fails would hold what it may not hold by its score.
  if (unknown === 'hold') asked.push({ reach: 'act', what: '`unknown: hold`' })
  asked.sort((a, b) => REACHES.indexOf(b.reach) - REACHES.indexOf(a.reach))
  return asked[0]
}

function ofEffect(effect: EffectSpec): { reach: Reach; what: string } {
  switch (effect.kind) {
    case 'job':
      return { reach: 'rank', what: 'a job' }
    case 'label':
    case 'unlabel':
      return { reach: 'act', what: `the label ${effect.label}` }
    case 'notice':
      return { reach: 'act', what: 'a notice' }
    case 'strike':
      return { reach: 'act_for_good', what: 'a strike' }
    case 'enforcement':
      return effect.forMs === undefined
        ? { reach: 'act_for_good', what: `the enforcement ${effect.enforcement} without an end` }
        : { reach: 'act', what: `the enforcement ${effect.enforcement}` }
  }
}
