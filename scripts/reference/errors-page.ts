import { PROBLEM_TYPES, PROBLEM_URN } from '../../src/api/contract/problem.ts'
import { GENERATED, table } from './markdown.ts'

/** docs/errors.md: every problem there is. */
export function errorsPage(): string {
  const rows = Object.entries(PROBLEM_TYPES).map(([name, { status, title, when, wayOut }]) => [
    String(status),
    `\`${PROBLEM_URN}${name}\``,
    title,
    when,
    wayOut,
  ])
  return `${GENERATED}
# Errors

Every refusal is \`application/problem+json\` (RFC 9457):

\`\`\`json
{ "type": "${PROBLEM_URN}invalid-request", "title": "The request does not fit", "status": 400,
  "detail": "data.text is required.", "field": "data.text", "wayOut": "send it",
  "errors": [{ "field": "data.text", "problem": "is required", "wayOut": "send it" }] }
\`\`\`

\`type\` never changes; \`field\` is the first field that is wrong and \`errors\` lists them all. No problem ever quotes what
was sent, beyond names of fields. 429 and 503 carry \`Retry-After\` in seconds. In a batch the same object stands on
the line's own result, with \`line\`.

${table(['status', 'type', 'title', 'when', 'way out'], rows)}
`
}
