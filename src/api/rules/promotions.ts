import { modeText } from '../../pack/diff/facets.ts'
import { hasMoreForce, mayPromote, sayConcern } from '../../pack/may-promote.ts'
import type { Pack, Rule } from '../../pack/pack.ts'
import type { Promotion } from '../contract/rule-edits.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { ruleEvidence } from './rule-evidence.ts'

/** More rules at once are no promotion but another pack: they are named without their evidence. */
const MOST_LOOKED_AT = 20

/** The rules that a change gives more force, or that have force and another condition, with what speaks against it. */
export async function promotions(
  parts: ServerParts,
  grant: Grant,
  before: Pack,
  after: Pack,
): Promise<Promotion[]> {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]))
  const promoted = after.rules.filter((rule) => isPromoted(old.get(rule.id), rule))
  const found: Promotion[] = []
  for (const [i, rule] of promoted.entries()) {
    const was = old.get(rule.id)
    const known = was && i < MOST_LOOKED_AT ? await ruleEvidence(parts, grant, was) : undefined
    const may = mayPromote({
      from: was?.mode,
      to: rule.mode,
      shadowDays: known?.shadowDays ?? 0,
      events: known?.events ?? 0,
      fires: (known?.fired ?? 0) + (known?.wouldHaveFired ?? 0),
      unknown: known?.unknown ?? 0,
      anomalies: known?.anomalies.length ?? 0,
      judged: judgedOf(known?.precision),
      changesCondition: was !== undefined && changesCondition(was, rule),
    })
    found.push({
      rule: rule.id,
      from: was ? modeText(was.mode) : null,
      to: modeText(rule.mode),
      concerns: may.ok
        ? []
        : may.why.map((one) => ({
            ...{ kind: one.kind, value: one.value ?? null, wanted: one.wanted ?? null },
            sentence: sayConcern(one),
          })),
    })
  }
  return found
}

function judgedOf(precision: { judged: number; share: number | null } | null | undefined) {
  return precision?.share == null ? undefined : { n: precision.judged, share: precision.share }
}

/** A condition written anew has the force of its rule from the first event on. */
function isPromoted(before: Rule | undefined, after: Rule): boolean {
  if (hasMoreForce(before?.mode, after.mode)) return true
  return before !== undefined && after.mode.kind !== 'shadow' && changesCondition(before, after)
}

function changesCondition(before: Rule, after: Rule): boolean {
  const said = ({ when, on, worlds }: Rule) => JSON.stringify([when.replace(/\s+/g, ' ').trim(), on, worlds])
  return said(before) !== said(after)
}
