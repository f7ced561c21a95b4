import type { Decision, ModelUse, Reason, SeenPicture } from '../core/decision.ts'
import type { Value } from '../core/value.ts'
import type { Policy, Rule } from '../pack/pack.ts'
import { signalSlots } from '../rules/evaluation-order.ts'
import { type Explained, explain } from '../rules/explain.ts'
import { NOT_READ } from '../rules/frame.ts'
import type { Find } from '../signals/signal.ts'
import { decodeEvent } from './decode-event.ts'
import { EXPLANATION_WORDS, type Language } from './explanation-words.ts'
import { eventTypeOf, firstStage, release, secondStage } from './judge-frame.ts'
import { recordedMemory } from './memory.ts'
import type { StoredDecision } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

/** One part of a condition and what it came to. */
export interface Step {
  readonly depth: number
  readonly source: string
  readonly value: string
}

export interface ExplainedRule {
  readonly rule: string
  /** `id@version` */
  readonly policy: string
  readonly severity?: string
  readonly outcome: 'fired' | 'shadow' | 'unknown'
  readonly description?: string
  readonly owner?: string
  /** The condition as written; absent when the ruleset that judged is not at hand. */
  readonly condition?: string
  readonly saw: Reason['saw']
  /** Each part of the condition with its value; empty when the content was erased. */
  readonly steps: readonly Step[]
  /** Terms that its signals found, and in what disguise; empty when the content was erased. */
  readonly finds: readonly Find[]
  readonly policyTitle?: string
  /** The policy's guideline, when the ruleset is at hand. */
  readonly guideline?: string
}

/** The story of one decision, for a reviewer. */
export interface Explanation {
  readonly decision: string
  readonly language: Language
  /** What happened, the verdict and why, effects, unknowns, versions: a sentence each. */
  readonly sentences: readonly string[]
  readonly rules: readonly ExplainedRule[]
}

/**
 * Tells the story of a decision. With the ruleset that judged it, and while the content is kept, every part of each
 * condition is told with its value; without, what the record itself holds.
 */
export async function explainDecision(
  stored: StoredDecision,
  ruleset: Ruleset | undefined,
  language: Language,
): Promise<Explanation> {
  const { decision } = stored
  const words = EXPLANATION_WORDS[language]
  const own = ruleset?.id === decision.ruleset ? ruleset : undefined
  const taken = own === undefined ? new Map<string, TakenApart>() : await takeApart(own, stored, language)
  const describe = (
    id: string,
    outcome: ExplainedRule['outcome'],
    record: Partial<Pick<Reason, 'policy' | 'severity' | 'saw'>>,
  ): ExplainedRule => {
    const rule = own?.pack.rules.find((one) => one.id === id)
    const policy = rule && own?.pack.policies.get(rule.policy)
    return {
      rule: id,
      policy: record.policy ?? (policy ? `${policy.id}@${policy.version}` : ''),
      outcome,
      saw: record.saw ?? {},
      steps: taken.get(id)?.steps ?? [],
      finds: taken.get(id)?.finds ?? [],
      ...(record.severity === undefined ? {} : { severity: record.severity }),
      ...(rule === undefined ? {} : fromRule(rule)),
      ...(policy === undefined ? {} : fromPolicy(policy, language)),
    }
  }
  const rules = [
    ...decision.reasons.map((one) => describe(one.rule, 'fired', one)),
    ...decision.shadow.map((one) => describe(one.rule, 'shadow', one)),
    ...decision.unknown.map((one) => describe(one.rule, 'unknown', {})),
  ]
  return {
    decision: decision.decision,
    language,
    sentences: [
      words.happened(decision),
      words.verdict(decision),
      ...decision.reasons.map((one) => words.reason(one, titleOf(rules, one.rule))),
      ...(decision.labels ?? []).map(words.borne),
      ...decision.effects.map(words.effect),
      ...decision.unknown.map(words.unknown),
      ...modelsOf(decision).map(([name, use]) => words.model(name, use)),
      ...picturesOf(decision).map(([name, seen]) => words.seen(name, seen)),
      ...(decision.shadow.length ? [words.shadow(decision.shadow.map(({ rule }) => rule))] : []),
      words.versions(decision),
      ...(stored.event === undefined ? [words.erased] : []),
      ...(own === undefined ? [words.noRuleset(decision.ruleset)] : []),
    ],
    rules,
  }
}

/** The explanation as lines of text. */
export function renderExplanation({ decision, language, sentences, rules }: Explanation): string {
  const words = EXPLANATION_WORDS[language]
  const lines: string[] = [decision, '', ...sentences]
  for (const rule of rules) {
    lines.push(
      '',
      `${rule.rule} (${words.outcome[rule.outcome]}, ${rule.policy}${rule.severity ? `, ${rule.severity}` : ''})`,
    )
    if (rule.description) lines.push(`  ${rule.description}`)
    if (rule.guideline) lines.push(`  ${rule.policyTitle}: ${rule.guideline}`)
    if (rule.owner) lines.push(`  ${words.owner}: ${rule.owner}`)
    for (const find of rule.finds) lines.push(`  ${words.find(find)}`)
    if (rule.steps.length > 0) {
      const width = Math.min(
        60,
        Math.max(...rule.steps.map(({ depth, source }) => depth * 2 + source.length)),
      )
      for (const { depth, source, value } of rule.steps)
        lines.push(`    ${`${'  '.repeat(depth)}${source}`.padEnd(width)}  ${value}`)
      continue
    }
    if (rule.condition) lines.push(`    ${rule.condition.replace(/\s+/g, ' ').trim()}`)
    for (const [name, value] of Object.entries(rule.saw)) lines.push(`    ${name} = ${JSON.stringify(value)}`)
  }
  return lines.join('\n')
}

interface TakenApart {
  readonly steps: readonly Step[]
  readonly finds: readonly Find[]
}

/** Runs the event again and takes each condition of the record apart. Empty when the content is gone. */
async function takeApart(
  ruleset: Ruleset,
  { decision, event }: StoredDecision,
  language: Language,
): Promise<Map<string, TakenApart>> {
  const taken = new Map<string, TakenApart>()
  const decoded = event && decodeEvent(ruleset, event, Date.parse(decision.receivedAt))
  if (!decoded?.ok) return taken
  const compiled = eventTypeOf(ruleset, decoded.event)
  const frame = firstStage(compiled, decoded.event, recordedMemory(decision).of(compiled))
  if (frame.unknownCount > 0 && frame.wanted.size > 0) await secondStage(compiled, frame)
  for (const id of rulesOf(decision)) {
    const ir = compiled.rules.find(({ rule }) => rule.id === id)?.rule.irs.get(decoded.event.type)
    if (ir === undefined) continue
    const steps = flatten(explain(ir, frame), 0, language)
    const finds = [...new Set(signalSlots(ir))].flatMap((slot) => {
      const value = frame.signals[slot]
      return value === NOT_READ ? [] : (compiled.signals[slot]?.signal.finds?.(value as Value) ?? [])
    })
    taken.set(id, { steps, finds })
  }
  release(compiled, frame)
  return taken
}

function rulesOf(decision: Decision): Set<string> {
  return new Set([...decision.reasons, ...decision.shadow, ...decision.unknown].map(({ rule }) => rule))
}

function flatten(node: Explained, depth: number, language: Language): Step[] {
  const words = EXPLANATION_WORDS[language]
  const { outcome } = node
  // What a signal found as a whole is a piece of the content: only its single values are told.
  const whole = outcome.kind === 'value' && typeof outcome.value === 'object' && outcome.value !== null
  const value =
    outcome.kind === 'value'
      ? whole
        ? words.secret
        : JSON.stringify(outcome.value)
      : outcome.kind === 'unknown'
        ? words.missing(outcome.causes)
        : words[outcome.kind]
  const source = node.text.replace(/\s+/g, ' ').trim()
  const parts = whole && node.parts.length === 0 ? [] : [{ depth, source, value }]
  return [...parts, ...node.parts.flatMap((part) => flatten(part, depth + 1, language))]
}

function fromRule(rule: Rule): Pick<ExplainedRule, 'condition' | 'description' | 'owner'> {
  return {
    condition: rule.when,
    ...(rule.description === undefined ? {} : { description: rule.description }),
    ...(rule.owner === undefined ? {} : { owner: rule.owner }),
  }
}

function fromPolicy(policy: Policy, language: Language): Pick<ExplainedRule, 'policyTitle' | 'guideline'> {
  const text = (texts: Policy['title']) => texts[language] ?? Object.values(texts)[0] ?? ''
  return { policyTitle: text(policy.title), guideline: text(policy.guideline) }
}

/** Those that were asked elsewhere; what cheap ones gave stands with the rules that read it. */
function modelsOf({ models = {} }: Decision): [string, ModelUse][] {
  return Object.entries(models).filter(
    ([, { scores, failed }]) => scores !== undefined || failed !== undefined,
  )
}

/** Signals and models that found something in pictures of a file. */
function picturesOf({ media = {}, models = {} }: Decision): [string, readonly SeenPicture[]][] {
  const ofModels = Object.entries(models).map(
    ([name, { pictures = {} }]): [string, readonly SeenPicture[]] => [
      `model.${name}`,
      Object.entries(pictures).map(([label, picture]) => ({ picture, says: label })),
    ],
  )
  const ofSignals = Object.entries(media).map(([name, { seen }]): [string, readonly SeenPicture[]] => [
    name,
    seen,
  ])
  return [...ofSignals, ...ofModels].filter(([, seen]) => seen.length > 0)
}

function titleOf(rules: readonly ExplainedRule[], id: string): string | undefined {
  return rules.find(({ rule }) => rule === id)?.policyTitle
}
