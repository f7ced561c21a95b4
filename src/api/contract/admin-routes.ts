import { VerifyAuditLine, VerifyAuditRequest } from './audit-verify.ts'
import { BODY, type Route } from './route.ts'
import { SettingsReply } from './settings.ts'
import { UserHoldings, UserParams } from './users.ts'

/** What whoever runs the place looks at before they change something. */
export const ADMIN_ROUTES = {
  settings: {
    method: 'GET',
    path: '/v1/settings',
    needs: 'read',
    guard: 'none',
    summary: 'Show what runs here and what the live pack says of it',
    description:
      'Version and store of the service; worlds, languages, types of events with how long they are kept, labels and models of the pack. Whoever is bound to worlds is shown those alone.',
    status: 200,
    reply: SettingsReply,
    problems: [],
  },
  verifyAudit: {
    method: 'POST',
    path: '/v1/audit/verify',
    needs: 'audit.read',
    guard: 'all-worlds',
    reads: true,
    summary: 'Walk the chain of the audit log, here',
    description:
      'NDJSON out, streamed: a line for each piece walked, and a last one with `done`, which says whether the chain holds or where it does not. It shows that the log was not changed by hand; that the service itself is honest is shown by `haechi audit verify`, which walks the chain elsewhere, and by a head that was kept elsewhere (`since`).',
    body: VerifyAuditRequest,
    status: 200,
    reply: VerifyAuditLine,
    replyType: 'application/x-ndjson; charset=utf-8',
    problems: [...BODY, 'world-not-allowed'],
    example: { body: {}, reply: undefined },
  },
  userHoldings: {
    method: 'GET',
    path: '/v1/users/:id/holdings',
    needs: 'user.manage',
    guard: 'user',
    summary: 'Show what somebody holds: sessions, keys, jobs; what ends when they are disabled',
    params: UserParams,
    status: 200,
    reply: UserHoldings,
    problems: ['invalid-request', 'not-found'],
  },
} as const satisfies Readonly<Record<string, Route>>
