import type { FindAuditReply, FindAuditRequest } from '../contract/records.ts'
import type { MakeHandler } from '../handler.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const PAGE = 100

/** Looks into the audit log. */
export const findAudit: MakeHandler =
  ({ audit }) =>
  async (request) => {
    unbounded(request, 'The audit log is of')
    const { from, to, limit = PAGE, ...asked } = request.body as FindAuditRequest
    await audit.settled()
    const ms = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time))
    const entries = await orUnavailable(audit.log.find({ ...asked, limit, fromMs: ms(from), toMs: ms(to) }))
    const commitments = new Set(entries.flatMap(({ objects }) => JSON.parse(objects) as string[]))
    const opened = await orUnavailable(audit.log.open([...commitments]))
    return { entries, opened: Object.fromEntries(opened) } satisfies FindAuditReply
  }

/** Shows where the audit log ends. */
export const auditHead: MakeHandler =
  ({ audit }) =>
  async (request) => {
    unbounded(request, 'The audit log is of')
    await audit.settled()
    return orUnavailable(audit.log.head())
  }
