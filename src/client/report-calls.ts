import type {
  FindReportsReply,
  InvalidateReply,
  JobPriority,
  ReporterReply,
  ReportReceipt,
  ReportReply,
  SendReportRequest,
} from '../api/contract/reports.ts'
import type { Ask, CallOptions } from './ask.ts'

/** A report as its sender has it: ids are plain strings. */
type PlainReport = {
  [Key in keyof SendReportRequest]: SendReportRequest[Key] extends string | undefined
    ? string
    : SendReportRequest[Key]
}

/** What users report, as functions. */
export interface ReportCalls {
  readonly reports: {
    /** Hands in a user's report; with the same id it is the same report, so that it may be sent again. */
    send(request: PlainReport, options?: CallOptions): Promise<ReportReceipt>
    /** What became of one. */
    get(id: string, options?: CallOptions): Promise<ReportReply>
    /** By job, reporter or target, newest first; only those whose job the asker may see. */
    find(
      of: { job?: string; reporter?: string; target?: string },
      options?: CallOptions & { before?: string; limit?: number },
    ): Promise<FindReportsReply>
    /** How far somebody's word is worth something. */
    reporter(reporter: string, options?: CallOptions): Promise<ReporterReply>
    /** Makes somebody's open reports void. */
    invalidate(reporter: string, options?: CallOptions): Promise<InvalidateReply>
    /** Why a job stands where it stands. */
    priority(job: string, options?: CallOptions): Promise<JobPriority>
  }
}

export function reportCalls(ask: Ask): ReportCalls {
  return {
    reports: {
      send: (request, { signal } = {}) => ask('sendReport', { body: request, repeatable: true, signal }),
      get: (id, { signal } = {}) => ask('report', { params: { id }, signal }),
      find: (of, { signal, ...page } = {}) =>
        ask('findReports', { body: { ...of, ...page }, repeatable: true, signal }),
      reporter: (reporter, { signal } = {}) =>
        ask('reporter', { body: { reporter }, repeatable: true, signal }),
      invalidate: (reporter, { signal } = {}) =>
        ask('invalidateReports', { body: { reporter }, repeatable: true, signal }),
      priority: (id, { signal } = {}) => ask('jobPriority', { params: { id }, signal }),
    },
  }
}
