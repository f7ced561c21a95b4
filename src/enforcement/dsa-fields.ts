import type { Policy } from '../pack/pack.ts'

/**
 * What the EU's transparency database asks of a statement, in its own words (schema of 1 July 2025), as far as it is
 * known when the statement is made; an export adds the rest. Times in ms since the epoch.
 */
export function dsaFields(said: {
  readonly policy: Policy | undefined
  /** As `DECISION_VISIBILITY_CONTENT_REMOVED`; undefined: none of the database's restrictions. */
  readonly measure: string | undefined
  readonly contentMs: number | undefined
  readonly appliedMs: number
  readonly untilMs: number | undefined
  readonly automatedDetection: boolean
  readonly automatedDecision: 'fully' | 'partially' | 'not'
  readonly source: 'own-initiative' | 'report'
  readonly trusted: boolean
}): Readonly<Record<string, string | readonly string[]>> {
  const { measure, policy } = said
  const { category, keywords } = legalOf(policy)
  const field = FIELDS.find((one) => measure?.startsWith(one.toUpperCase()))
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return {
    ...(measure === undefined || field === undefined
      ? {}
      : { [field]: field === 'decision_visibility' ? [measure] : measure }),
    ...(said.untilMs === undefined || field === undefined ? {} : { [END_DATES[field]]: day(said.untilMs) }),
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    ...(policy === undefined ? {} : { incompatible_content_ground: `${policy.id}@${policy.version}` }),
    category: `STATEMENT_CATEGORY_${category ?? 'OTHER_VIOLATION_TC'}`,
    category_specification: (keywords ?? []).map((keyword) => `KEYWORD_${keyword}`),
    ...(said.contentMs === undefined ? {} : { content_date: day(said.contentMs) }),
    application_date: day(said.appliedMs),
    automated_detection: said.automatedDetection ? 'Yes' : 'No',
    automated_decision: AUTOMATED[said.automatedDecision],
    source_type: said.trusted
      ? 'SOURCE_TRUSTED_FLAGGER'
      : said.source === 'report'
        ? 'SOURCE_ARTICLE_16'
        : 'SOURCE_VOLUNTARY',
  }
}

const FIELDS = ['decision_visibility', 'decision_monetary', 'decision_provision', 'decision_account'] as const

const END_DATES = {
  decision_visibility: 'end_date_visibility_restriction',
  decision_monetary: 'end_date_monetary_restriction',
  decision_provision: 'end_date_service_restriction',
  decision_account: 'end_date_account_restriction',
} as const

const AUTOMATED = {
  fully: 'AUTOMATED_DECISION_FULLY',
  partially: 'AUTOMATED_DECISION_PARTIALLY',
  not: 'AUTOMATED_DECISION_NOT_AUTOMATED',
} as const

function legalOf(policy: Policy | undefined): { category?: string; keywords?: readonly string[] } {
  const legal = policy?.legal as { dsa?: { category?: string; keywords?: readonly string[] } } | undefined
  return legal?.dsa ?? {}
}
