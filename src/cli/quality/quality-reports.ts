import type {
  AgreementReply,
  PrecisionReply,
  PrevalenceReply,
  ReviewersReply,
} from '../../api/contract/quality.ts'

/** What was asked for: one of these, or all. */
export interface QualityReports {
  readonly prevalence?: PrevalenceReply
  readonly precision?: PrecisionReply
  readonly agreement?: AgreementReply
  readonly reviewers?: ReviewersReply
}

/** Any one of them, for what all have: span, worlds, notes. */
export function headOf({ prevalence, precision, agreement, reviewers }: QualityReports) {
  return (prevalence ?? precision ?? agreement ?? reviewers)!
}
