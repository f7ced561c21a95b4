import type { Reply } from '../api/ask.ts'

type Policy = Pick<Reply<'policy'>, 'title' | 'guideline' | 'notice' | 'severity' | 'strike' | 'spec'>
type Texts = Readonly<Record<string, string>>

/** What of a policy is being written; the weight as typed. */
export interface PolicyDraft {
  readonly title: Texts
  readonly guideline: Texts
  readonly notice: Texts
  readonly severity: string
  readonly strike: string
}

export function policyDraft({ title, guideline, notice, severity, strike }: Policy): PolicyDraft {
  return { title, guideline, notice, severity, strike: String(strike) }
}

/** What is to be set of a policy so that it says what the draft does; empty: nothing differs. */
export function policyChange(policy: Policy, draft: PolicyDraft): Record<string, unknown> {
  const before: Readonly<Record<string, unknown>> = { ...policyDraft(policy), strike: policy.strike }
  const after: Readonly<Record<string, unknown>> = { ...draft, strike: Number(draft.strike) }
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  )
}
