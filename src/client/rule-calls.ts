import type {
  CheckConditionReply,
  CheckConditionRequest,
  CheckReply,
  CheckRequest,
} from '../api/contract/check.ts'
import type { LanguageReply } from '../api/contract/language.ts'
import type {
  HistoryReply,
  PoliciesReply,
  PolicyDetail,
  RuleDaysReply,
  RuleDetail,
  RuleHoursReply,
} from '../api/contract/rule-detail.ts'
import type {
  AppliedEditsReply,
  ApplyEditsRequest,
  DifferenceReply,
  EditReply,
  EditRequest,
} from '../api/contract/rule-edits.ts'
import type { Ask, CallOptions } from './ask.ts'

/** A pack may hold large files, and is checked before the answer. */
const PACK = { repeatable: true, timeoutMs: 120_000 } as const

export interface RuleCalls {
  /** Every name that conditions and rules may use; of one event type, or of all. */
  language(type?: string, options?: CallOptions): Promise<LanguageReply>
  /** What is wrong with a pack, or with a change of the one that is live; nothing becomes of it. */
  check(request: CheckRequest, options?: CallOptions): Promise<CheckReply>
  checkCondition(request: CheckConditionRequest, options?: CallOptions): Promise<CheckConditionReply>
  /** What a version changed; of the one that it was made on, or of `from`. */
  difference(number: number, options?: CallOptions & { from?: number }): Promise<DifferenceReply>
  readonly rule: {
    get(id: string, options?: CallOptions): Promise<RuleDetail>
    hours(id: string, options?: CallOptions & { days?: number }): Promise<RuleHoursReply>
    /** Firings of every rule by day. */
    days(options?: CallOptions & { days?: number }): Promise<RuleDaysReply>
    /** Newest first; `before` is the `next` of the page before. */
    history(id: string, options?: CallOptions & { before?: number }): Promise<HistoryReply>
    /** Writes a change into the pack's files, and says what it comes to; nothing is live. */
    edit(request: EditRequest, options?: CallOptions): Promise<EditReply>
    /** Makes a change live; refused when another version than `base` is. */
    apply(request: ApplyEditsRequest, options?: CallOptions): Promise<AppliedEditsReply>
  }
  readonly policies: {
    list(options?: CallOptions): Promise<PoliciesReply>
    get(id: string, options?: CallOptions): Promise<PolicyDetail>
    history(id: string, options?: CallOptions & { before?: number }): Promise<HistoryReply>
  }
}

/** What is known of rules and policies, and how they are changed. */
export function ruleCalls(ask: Ask): RuleCalls {
  return {
    language: (type, options) => ask('language', { ...options, ...(type && { query: { type } }) }),
    check: (body, options) => ask('check', { ...options, ...PACK, body }),
    checkCondition: (body, options) => ask('checkCondition', { ...options, repeatable: true, body }),
    difference: (number, { signal, from } = {}) =>
      ask('versionDifference', {
        ...{ params: { number: String(number) }, query: texts({ from }), timeoutMs: PACK.timeoutMs, signal },
      }),
    rule: {
      get: (id, options) => ask('rule', { ...options, params: { id } }),
      hours: (id, { signal, days } = {}) =>
        ask('ruleHours', { params: { id }, query: texts({ days }), signal }),
      days: ({ signal, days } = {}) => ask('ruleDays', { query: texts({ days }), signal }),
      history: (id, { signal, before } = {}) =>
        ask('ruleHistory', { params: { id }, query: texts({ before }), signal }),
      edit: (body, options) => ask('editRules', { ...options, ...PACK, body }),
      // Sent again after a lost answer, it is answered with the version that it made.
      apply: (body, options) => ask('applyRules', { ...options, ...PACK, body }),
    },
    policies: {
      list: (options) => ask('listPolicies', { ...options }),
      get: (id, options) => ask('policy', { ...options, params: { id } }),
      history: (id, { signal, before } = {}) =>
        ask('policyHistory', { params: { id }, query: texts({ before }), signal }),
    },
  }
}

function texts(query: Readonly<Record<string, number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
