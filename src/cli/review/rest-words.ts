import type { Rest } from '../../api/contract/protection.ts'

/** Why there are no more jobs just now, as a sentence. */
export function restWords({ why, severity, until }: Rest): string {
  const when = `until ${until.slice(0, 16).replace('T', ' ')} UTC`
  switch (why) {
    case 'break':
      return `It is time for a break, ${when}.`
    case 'hour':
      return `You have seen as much of ${severity} as is wanted within an hour, and nothing else waits: rest ${when}.`
    case 'day':
      return `You have seen as much of ${severity} as is wanted within a day, and nothing else waits: rest ${when}.`
  }
}
