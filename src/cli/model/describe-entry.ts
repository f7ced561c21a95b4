import type { ModelEntryReply } from '../../api/contract/lab-models.ts'

/** What an entry of a model says, in one line. */
export function describeEntry({ kind, body, why }: ModelEntryReply): string {
  const reason = why === null ? '' : `: ${why}`
  const text = (key: string) => (body[key] === undefined ? '' : String(body[key]))
  switch (kind) {
    case 'move': {
      const share = typeof body.share === 'number' && body.to === 'canary' ? ` at ${100 * body.share} %` : ''
      const rests =
        Array.isArray(body.rests) && body.rests.length > 0
          ? ` by ${body.rests.map((n) => `#${n}`).join(', ')}`
          : ''
      const good = body.isLastGood === true ? ', the last known good' : ''
      return `${text('from')} → ${text('to')}${share}${good}${rests}${reason}`
    }
    case 'authority':
      return `may ${text('to')} (was ${text('from')})${reason}`
    case 'asked':
      return `asked for ${text('to')}${reason}`
    case 'signed':
      return `signed off: ${list(body.changes)}${reason}`
    case 'gates': {
      const results = Array.isArray(body.results) ? (body.results as { verdict?: unknown }[]) : []
      const passed = results.filter(({ verdict }) => verdict === 'pass').length
      return `${passed} of ${results.length} gates passed`
    }
    case 'probation':
    case 'canary':
    case 'watch':
      return [text('verdict'), text('says') || text('why')].filter((one) => one !== '').join(': ')
    case 'drill':
      return `rolled back in ${Number(body.ms).toPrecision(2)} ms, ${text('dropped')} requests dropped`
    default:
      return text('says') || kind
  }
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : ''
}
