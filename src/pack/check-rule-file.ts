import type { Diagnostic } from '../core/diagnostic.ts'
import type { Steps } from '../core/steps.ts'
import { type Condition, checkRules, type RuleFindings, type RuleNames } from './check-rules.ts'
import { type ListPiece, listPieces } from './list-pieces.ts'
import type { Rule } from './pack.ts'
import { parseYaml, tooLargeYaml } from './yaml-file.ts'

/** What came of one file of rules, by itself: names taken twice show only beside the other files. */
export interface CheckedRuleFile {
  readonly rules: readonly Rule[]
  /** `eventType/name` for everything that a condition reads. */
  readonly used: ReadonlySet<string>
  readonly conditions: ReadonlyMap<string, Condition>
  /** By its text, each item that is one rule of which there is nothing to say. */
  readonly items: ReadonlyMap<string, CheckedItem>
  readonly diagnostics: readonly Diagnostic[]
}

interface CheckedItem {
  readonly rule: Rule
  /** Lines of the file before it. */
  readonly line: number
  readonly used: ReadonlySet<string>
  readonly conditions: ReadonlyMap<string, Condition>
}

/**
 * Checks a file of rules item by item. `earlier`, the same file before a change and with the same names known, gives
 * the items that stand as they stood. Whoever knows the names tells of unknown ones in `told`; what is told meanwhile
 * belongs to this file and is taken from there.
 */
export function* checkRuleFile(
  path: string,
  text: string,
  known: RuleNames,
  told: Diagnostic[],
  earlier: CheckedRuleFile | undefined,
): Steps<CheckedRuleFile> {
  const diagnostics: Diagnostic[] = []
  const all = findings()
  const items = new Map<string, CheckedItem>()
  const result = { ...all, items, diagnostics }
  const tooLarge = tooLargeYaml(path, text)
  if (tooLarge !== undefined) {
    diagnostics.push(tooLarge)
    return result
  }
  const conditions = new Map(earlier?.conditions)
  for (const piece of listPieces(text) ?? [{ text, line: 0 }]) {
    const item = earlier?.items.get(piece.text)
    if (item !== undefined) {
      take(moved(item, piece), piece.text)
      continue
    }
    const before = diagnostics.length
    const toldBefore = told.length
    const own = findings()
    try {
      checkRules(parseYaml(path, piece.text, diagnostics, piece.line), known, conditions, own, diagnostics)
    } finally {
      diagnostics.push(...told.splice(toldBefore))
    }
    const { rules, used } = own
    if (rules.length === 1 && diagnostics.length === before)
      take({ rule: rules[0]!, line: piece.line, used, conditions: own.conditions }, piece.text)
    else {
      all.rules.push(...rules)
      add(own.used, own.conditions)
    }
    yield
  }
  return result

  function take(item: CheckedItem, text: string): void {
    items.set(text, item)
    all.rules.push(item.rule)
    add(item.used, item.conditions)
  }

  function add(used: ReadonlySet<string>, more: ReadonlyMap<string, Condition>): void {
    for (const name of used) all.used.add(name)
    for (const [when, condition] of more) {
      all.conditions.set(when, condition)
      conditions.set(when, condition)
    }
  }
}

function findings(): RuleFindings {
  return { rules: [], used: new Set(), conditions: new Map() }
}

/** The same item where it stands now. */
function moved(item: CheckedItem, { line }: ListPiece): CheckedItem {
  if (item.line === line) return item
  const by = line - item.line
  const { place } = item.rule
  return {
    ...item,
    line,
    rule: {
      ...item.rule,
      place: {
        ...place,
        line: place.line + by,
        ...(place.endLine === undefined ? {} : { endLine: place.endLine + by }),
      },
    },
  }
}
