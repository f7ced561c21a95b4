import { labelsOf } from '../../rules/labels-of.ts'
import type { Pack } from '../pack.ts'
import type { Links } from './links.ts'

/** What routes, samples and reasons of reports point at. */
export function addReview(links: Links, { review, queues }: Pack): void {
  for (const { name, queue, on = [], policies = [], asks } of review.samples) {
    const from = { part: 'sample', name } as const
    links.add(from, 'puts jobs into', 'queue', queue)
    for (const type of on) links.add(from, 'draws from', 'event type', type)
    for (const policy of policies) links.add(from, 'draws from', 'policy', policy)
    if (asks !== undefined) links.add(from, 'asks about', 'policy', asks)
  }
  for (const { when, queue } of review.routes) {
    const from = { part: 'route', name: when.text.replace(/\s+/g, ' ').trim() } as const
    links.declare(from.part, from.name)
    links.add(from, 'puts jobs into', 'queue', queue)
    for (const label of labelsOf(when)) links.add(from, 'asks for', 'label', label)
  }
  const from = { part: 'setting', name: 'review.yaml' } as const
  for (const [, policy] of review.reasons) links.add(from, 'has a reason for', 'policy', policy)
  for (const { queue, asks } of review.undecided) {
    links.add(from, 'puts jobs into', 'queue', queue)
    links.add(from, 'asks about', 'policy', asks)
  }
  for (const label of review.trustedLabels) links.add(from, 'asks for', 'label', label)
  for (const queue of queues.values())
    for (const enforcement of queue.enforcements ?? [])
      links.add({ part: 'queue', name: queue.name }, 'lets reviewers choose', 'enforcement', enforcement)
}
