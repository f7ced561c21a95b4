/** What endpoints are told of: see docs/enforcement.md. */
export const MESSAGE_TYPES = [
  'enforcement.applied',
  'enforcement.reversed',
  'enforcement.expired',
  'statement.created',
  'appeal.received',
  'appeal.decided',
] as const
