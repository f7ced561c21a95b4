import type { Capability } from '../access/capability.ts'
import { paths } from './paths.ts'
import type { NavWord } from './shell/words.ts'

export interface NavEntry {
  readonly word: NavWord
  readonly path: string
  /** Shown to whoever has this capability; undefined: to everybody. */
  readonly needs?: Capability
}
export interface NavGroup {
  readonly word: NavWord
  readonly entries: readonly NavEntry[]
}

/** The menu. */
export const NAV: readonly NavGroup[] = [
  {
    word: 'now',
    entries: [{ word: 'home', path: paths.home() }],
  },
  {
    word: 'people',
    entries: [
      { word: 'review', path: paths.review(), needs: 'job.work' },
      { word: 'protection', path: paths.protection(), needs: 'job.read' },
    ],
  },
]
