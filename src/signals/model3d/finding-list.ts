import { Fault, type Finding, Spent } from './finding.ts'

/** So many findings of one code tell enough: a hostile file could have a million. */
const MOST_PER_CODE = 16

const MOST_REMEMBERED = 1_000

/** Gathers findings, of each code only the first ones. */
export interface FindingList {
  add(finding: Finding): void
  /** Does something; its fault becomes a finding and gives undefined. A spent budget is thrown on. */
  attempt<T>(work: () => T): T | undefined
  /** All that were kept, in order; of codes that had more, a note says how many. */
  all(): Finding[]
}

/** Makes an empty list. */
export function findingList(): FindingList {
  const kept: Finding[] = []
  const told = new Set<string>()
  const seen = new Map<string, number>()

  function add(finding: Finding): void {
    // A part that is used twice is told once.
    const key = `${finding.code} ${finding.at} ${finding.says}`
    if (told.has(key)) return
    if (told.size < MOST_REMEMBERED) told.add(key)
    const before = seen.get(finding.code) ?? 0
    seen.set(finding.code, before + 1)
    if (before < MOST_PER_CODE) kept.push(finding)
  }

  return {
    add,
    attempt(work) {
      try {
        return work()
      } catch (fault) {
        if (!(fault instanceof Fault) || fault instanceof Spent) throw fault
        add(fault.finding)
        return undefined
      }
    },
    all() {
      const more = [...seen].filter(([, count]) => count > MOST_PER_CODE)
      return [
        ...kept,
        ...more.map(
          ([code, count]): Finding => ({
            code: 'more-of-the-same',
            severity: 'note',
            at: 'file',
            says: `${count - MOST_PER_CODE} more findings "${code}" are not listed.`,
          }),
        ),
      ]
    },
  }
}
