import type {
  AgreementReply,
  PrecisionReply,
  PrevalenceReply,
  RecallReply,
  ReviewersReply,
} from '../../api/contract/quality.ts'

/** What was asked for: one of these, or all. */
export interface QualityReports {
  readonly prevalence?: PrevalenceReply
  readonly recall?: RecallReply
  readonly precision?: PrecisionReply
  readonly agreement?: AgreementReply
  readonly reviewers?: ReviewersReply
}

/** Any one of them, for what all have: span, worlds, notes. */
export function headOf({ prevalence, recall, precision, agreement, reviewers }: QualityReports) {
  return (prevalence ?? recall ?? precision ?? agreement ?? reviewers)!
}
