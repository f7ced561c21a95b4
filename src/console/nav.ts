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
      { word: 'jobs', path: paths.jobs(), needs: 'job.read' },
      { word: 'queues', path: paths.queues(), needs: 'job.read' },
      { word: 'reports', path: paths.reports(), needs: 'job.read' },
      { word: 'protection', path: paths.protection(), needs: 'job.read' },
      { word: 'golden', path: paths.golden(), needs: 'job.manage' },
      { word: 'quality', path: paths.quality(), needs: 'quality.read' },
    ],
  },
  {
    word: 'policy',
    entries: [
      { word: 'rules', path: paths.rules(), needs: 'read' },
      { word: 'policies', path: paths.policies(), needs: 'read' },
      { word: 'versions', path: paths.versions(), needs: 'read' },
      { word: 'registry', path: paths.registry(), needs: 'read' },
      { word: 'labels', path: paths.labels(), needs: 'read' },
      { word: 'banks', path: paths.banks(), needs: 'bank.read' },
    ],
  },
  {
    word: 'learning',
    entries: [
      { word: 'models', path: paths.models(), needs: 'model.read' },
      { word: 'lab', path: paths.lab(), needs: 'model.read' },
    ],
  },
  {
    word: 'look',
    entries: [{ word: 'investigate', path: paths.investigate(), needs: 'read' }],
  },
  {
    word: 'acts',
    entries: [
      { word: 'enforcements', path: paths.enforcements(), needs: 'enforcement.read' },
      { word: 'strikes', path: paths.strikes(), needs: 'enforcement.read' },
      { word: 'appeals', path: paths.appeals(), needs: 'enforcement.read' },
      { word: 'statements', path: paths.statements(), needs: 'enforcement.read' },
      { word: 'endpoints', path: paths.endpoints(), needs: 'enforcement.read' },
      { word: 'deliveries', path: paths.deliveries(), needs: 'enforcement.read' },
      { word: 'effects', path: paths.effects(), needs: 'endpoint.manage' },
    ],
  },
  {
    word: 'keeping',
    entries: [
      { word: 'users', path: paths.users(), needs: 'user.manage' },
      { word: 'keys', path: paths.keys(), needs: 'key.manage' },
      { word: 'audit', path: paths.audit(), needs: 'audit.read' },
      { word: 'erasures', path: paths.erasures(), needs: 'erase' },
      { word: 'holds', path: paths.holds(), needs: 'erase' },
      { word: 'settings', path: paths.settings(), needs: 'read' },
    ],
  },
]
