import type { Diagnostic } from '../core/diagnostic.ts'
import { Declared } from './names.ts'
import type { Rule } from './pack.ts'

/** The rules of all files as one set: an id stands once, and a condition that stands twice is warned of. */
export function joinRules(files: Iterable<readonly Rule[]>, diagnostics: Diagnostic[]): Rule[] {
  const declared = new Declared<Rule>('rule', diagnostics)
  const byText = new Map<string, Rule[]>()
  for (const rules of files)
    for (const rule of rules)
      if (declared.add(rule.id, rule) && rule.mode.kind !== 'shadow') warnOfSame(rule, byText, diagnostics)
  return [...declared.all.values()]
}

function warnOfSame(rule: Rule, byText: Map<string, Rule[]>, diagnostics: Diagnostic[]): void {
  // Most conditions are written without needless blanks: looking is cheaper than replacing.
  const text = /\s\s|[^\S ]|^ | $/.test(rule.when) ? rule.when.replace(/\s+/g, ' ').trim() : rule.when
  const alike = byText.get(text)
  if (alike === undefined) {
    byText.set(text, [rule])
    return
  }
  const worlds = rule.worlds?.join()
  for (const on of rule.on) {
    const before = alike.find((one) => one.on.includes(on) && one.worlds?.join() === worlds)
    if (before === undefined) continue
    diagnostics.push({
      severity: 'warning',
      code: 'same-condition',
      message: `the rule "${rule.id}" has the same condition as "${before.id}" on ${on}`,
      place: rule.place,
      wayOut: 'join the two, or remove one',
      related: [{ message: 'the other rule', place: before.place }],
    })
    return
  }
  alike.push(rule)
}
