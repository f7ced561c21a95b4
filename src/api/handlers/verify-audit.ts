import { Readable } from 'node:stream'
import { walkLog } from '../audit/walk-log.ts'
import type { VerifyAuditRequest } from '../contract/audit-verify.ts'
import { ROUTES } from '../contract/routes.ts'
import { describeFault } from '../describe-fault.ts'
import type { MakeHandler } from '../handler.ts'
import { unbounded } from './unbounded.ts'

/** Walks the chain of the audit log, and streams how far it is. */
export const verifyAudit: MakeHandler =
  ({ audit, stopping, log }) =>
  async (request, reply) => {
    unbounded(request, 'The audit log is of')
    const { since } = request.body as VerifyAuditRequest
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    await audit.settled()
    reply.header('content-type', ROUTES.verifyAudit.replyType).header('cache-control', 'no-store')
    return Readable.from(lines())

    async function* lines(): AsyncGenerator<string> {
      try {
        const stop = AbortSignal.any([stopping, gone.signal])
        for await (const line of walkLog(audit.log, since, stop)) yield `${JSON.stringify(line)}\n`
      } catch (fault) {
        // The status is sent: a stream without its last line says that it was cut short.
        log({
          level: 'warn',
          message: 'the audit log could not be walked to its end',
          ...describeFault(fault),
        })
      }
    }
  }
