import type { Ir } from '../rules/ir.ts'
import { labelsOf } from '../rules/labels-of.ts'
import { banksOf } from './banks-of.ts'
import { PARTS, type Part } from './diff/change.ts'
import type { CounterBinding, Pack, Rule } from './pack.ts'
import { addReview } from './registry/add-review.ts'
import { featuresRead } from './registry/features-read.ts'
import { type Link, Links } from './registry/links.ts'

/** One part of a pack, with what it uses and what uses it. */
export interface RegistryEntry {
  readonly part: Part
  /** As `chat.insult`, or `chat.message/level` for what belongs to an event type. */
  readonly name: string
  readonly uses: readonly Link[]
  readonly usedBy: readonly Link[]
}

/**
 * Which rule uses which feature, signal, counter, label, policy and so on, and the other way round. What a rule reads
 * includes what a derived name in its condition reads. In the order of parts and names.
 */
export function registry(pack: Pack): RegistryEntry[] {
  const links = new Links()
  for (const name of pack.eventTypes.keys()) links.declare('event type', name)
  for (const [part, all] of declared(pack)) for (const name of all) links.declare(part, name)

  // 1. What rules read, ask for and do.
  for (const rule of pack.rules) {
    links.declare('rule', rule.id)
    const from = { part: 'rule', name: rule.id } as const
    for (const on of rule.on) links.add(from, 'judges', 'event type', on)
    links.add(from, 'is under', 'policy', rule.policy)
    for (const [eventType, ir] of rule.irs) addReads(links, pack, from, eventType, ir)
    addEffects(links, rule)
  }

  // 2. What counters count.
  for (const counter of pack.counters.values()) {
    const from = { part: 'counter', name: counter.name } as const
    for (const on of counter.on) links.add(from, 'counts', 'event type', on)
    for (const [eventType, binding] of counter.bindings)
      for (const ir of expressionsOf(binding)) addReads(links, pack, from, eventType, ir)
  }

  // 3. What strikes and appeals lead to.
  for (const { enforcement } of pack.strikes.thresholds)
    links.add({ part: 'setting', name: 'strikes.yaml' }, 'asks for', 'enforcement', enforcement)
  if (pack.appeals.queue !== undefined)
    links.add({ part: 'setting', name: 'appeals.yaml' }, 'puts jobs into', 'queue', pack.appeals.queue)

  // 4. What signals read, and banks and features stand for.
  for (const signal of pack.signals.values()) {
    const from = { part: 'signal', name: signal.name } as const
    for (const bank of banksOf(signal)) links.add(from, 'reads', 'bank', bank)
    const policy = signal.model?.policy?.id.split('@')[0]
    if (policy !== undefined) links.add(from, 'asks about', 'policy', policy)
  }
  for (const { name, slots, content, scope } of pack.eventTypes.values()) {
    for (const { signal, of } of slots)
      links.add({ part: 'signal', name: signal }, 'reads', 'feature', `${name}/${of}`)
    if (content !== undefined)
      links.add({ part: 'event type', name }, 'has as content', 'feature', `${name}/${content}`)
    for (const { name: derived, from } of scope.names.values())
      if (from.kind === 'derived') links.declare('derived name', `${name}/${derived}`)
  }
  for (const bank of pack.banks.values()) {
    const policies = bank.terms.map((term) => (typeof term === 'string' ? undefined : term.policy))
    for (const policy of new Set([bank.policy, ...policies]))
      if (policy !== undefined) links.add({ part: 'bank', name: bank.name }, 'is under', 'policy', policy)
  }
  addReview(links, pack)
  return links.entries((a, b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part) || (a.name < b.name ? -1 : 1))
}

/** Parts that are there for themselves. */
const OWN_ENDS: readonly Part[] = ['rule', 'route', 'sample', 'setting']

/** What nothing uses. */
export function unusedParts(entries: readonly RegistryEntry[]): RegistryEntry[] {
  return entries.filter(({ part, usedBy }) => !OWN_ENDS.includes(part) && usedBy.length === 0)
}

function declared(pack: Pack): [Part, Iterable<string>][] {
  const features = [...pack.eventTypes.values()].flatMap((one) =>
    [...one.features.keys()].map((feature) => `${one.name}/${feature}`),
  )
  return [
    ['counter', pack.counters.keys()],
    ['label', pack.labels.keys()],
    ['signal', pack.signals.keys()],
    ['bank', pack.banks.keys()],
    ['policy', pack.policies.keys()],
    ['feature', features],
    ['queue', pack.queues.keys()],
    ['sample', pack.review.samples.map(({ name }) => name)],
    ['enforcement', pack.enforcements.keys()],
  ]
}

type From = { readonly part: Part; readonly name: string }

function addReads(links: Links, pack: Pack, from: From, eventType: string, ir: Ir): void {
  for (const [name, { read }] of Object.entries(ir.names)) {
    if (read.kind === 'data') links.add(from, 'reads', 'feature', `${eventType}/${read.property}`)
    if (read.kind === 'signal') links.add(from, 'reads', pack.counters.has(name) ? 'counter' : 'signal', name)
    if (read.kind === 'derived') links.add(from, 'reads', 'derived name', `${eventType}/${name}`)
  }
  for (const feature of featuresRead(ir)) links.add(from, 'reads', 'feature', `${eventType}/${feature}`)
  for (const label of labelsOf(ir)) links.add(from, 'asks for', 'label', label)
}

function addEffects(links: Links, rule: Rule): void {
  const from = { part: 'rule', name: rule.id } as const
  for (const effect of rule.effects)
    switch (effect.kind) {
      case 'label':
        links.add(from, 'sets', 'label', effect.label)
        break
      case 'unlabel':
        links.add(from, 'takes off', 'label', effect.label)
        break
      case 'job':
        links.add(from, 'puts jobs into', 'queue', effect.queue)
        break
      case 'enforcement':
        links.add(from, 'asks for', 'enforcement', effect.enforcement)
        break
      case 'strike':
      case 'notice':
    }
}

function expressionsOf({ counts, reads }: CounterBinding): Ir[] {
  const keys = [...(counts?.key ?? []), ...(reads ?? []), ...(counts?.value ? [counts.value] : [])]
  return [...keys.map(({ ir }) => ir), ...(counts?.where ? [counts.where] : [])]
}
