import { z } from 'zod'

/** What somebody may do: the least that can be granted. Keys get them by scope, people by role. */
export const CAPABILITIES = {
  screen: 'send events to be judged',
  read: 'read decisions, rules, versions, counters, labels, metrics and the reference',
  'media.read': "see files that were sent: one's own, and those of decisions and jobs that one may see",
  label: 'set and take off labels',
  'content.bulk': 'see what many past events held, as examples in backtests and investigations',
  'report.send': "hand in users' reports and appeals, and read what became of them",
  'job.read': 'see queues and jobs',
  'job.work': 'take jobs and judge them',
  'job.adjudicate': 'settle disagreements between reviewers',
  'job.manage': 'move, raise, withdraw and assign jobs; keep golden jobs',
  'quality.read': "see reviewers' quality, agreement and prevalence",
  'enforcement.read': 'see enforcements, strikes, statements, appeals and deliveries',
  'enforcement.act': 'enforce and reverse by hand',
  'endpoint.manage': 'set up endpoints and their secrets, send again what was not delivered',
  'policy.manage': 'apply packs, roll back, apply rules to the past',
  'model.read': 'see datasets, models, their evidence and their way',
  'model.manage': 'bring in labelled data, train models, promote them and roll them back',
  'bank.read': 'see banks of known hashes, and what became of their members, without the hashes',
  'bank.judge': 'confirm and dispute members of banks',
  'bank.manage': 'fill banks of known hashes, withdraw and release members, turn banks on and off',
  'bank.export': 'take the hashes of banks out',
  'key.manage': 'create and revoke API keys',
  'user.manage': 'invite people, give roles and skills, lock them out',
  'audit.read': 'read and verify the audit log',
  erase: 'erase accounts, and set and lift legal holds',
} as const satisfies Readonly<Record<string, string>>

export type Capability = keyof typeof CAPABILITIES
const ALL = Object.keys(CAPABILITIES) as Capability[]

/** What a key may do; `person`: all that the role of the person for whom it speaks may. */
export const KeyScope = z.enum(['screen', 'read', 'label', 'report', 'review', 'person', 'admin'])
export type KeyScope = z.infer<typeof KeyScope>

/** What a person does here. */
export const Role = z.enum(['admin', 'policy_manager', 'analyst', 'adjudicator', 'reviewer', 'auditor'])
export type Role = z.infer<typeof Role>

export const SCOPE_CAPABILITIES: Readonly<Record<KeyScope, readonly Capability[]>> = {
  screen: ['screen', 'media.read'],
  read: ['read', 'media.read', 'model.read', 'bank.read'],
  label: ['label'],
  report: ['report.send'],
  review: ['job.read', 'media.read', 'quality.read', 'enforcement.read', 'enforcement.act'],
  // What the person's role says, see key-capabilities.ts; nothing without a person.
  person: [],
  admin: ALL,
}

export const ROLE_CAPABILITIES: Readonly<Record<Role, readonly Capability[]>> = {
  admin: ALL,
  policy_manager: [
    'read',
    'media.read',
    'label',
    'job.read',
    'job.manage',
    'quality.read',
    'enforcement.read',
    'policy.manage',
    'model.read',
    'model.manage',
    'bank.read',
    'bank.judge',
    'bank.manage',
  ],
  analyst: [
    'read',
    'media.read',
    'content.bulk',
    'label',
    'job.read',
    'quality.read',
    'enforcement.read',
    'enforcement.act',
    'model.read',
    'bank.read',
  ],
  adjudicator: [
    'read',
    'media.read',
    'job.read',
    'job.work',
    'job.adjudicate',
    'quality.read',
    'enforcement.read',
    'model.read',
    'bank.read',
    'bank.judge',
  ],
  reviewer: ['job.read', 'job.work', 'media.read', 'bank.read', 'bank.judge'],
  auditor: [
    'read',
    'media.read',
    'job.read',
    'quality.read',
    'enforcement.read',
    'audit.read',
    'model.read',
    'bank.read',
  ],
}
