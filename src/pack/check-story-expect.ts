import type { Diagnostic } from '../core/diagnostic.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Expectation } from './pack-test.ts'
import { findNamed, type TestNames } from './test-names.ts'
import type { ExpectedEffect, StoryExpect } from './test-schemas.ts'
import type { Path, YamlFile } from './yaml-file.ts'

const RULE_LISTS = ['fired', 'includes', 'not', 'shadow', 'unknown'] as const

/** What is expected after an event, one expectation for each key, its names looked up. */
export function checkStoryExpect(
  file: YamlFile,
  path: Path,
  expect: StoryExpect,
  eventType: string,
  names: TestNames,
  diagnostics: Diagnostic[],
): Expectation[] {
  const expectations: Expectation[] = []
  if (expect.verdict !== undefined)
    expectations.push({ kind: 'verdict', verdict: expect.verdict, place: file.place([...path, 'verdict']) })
  for (const kind of RULE_LISTS) {
    const rules = expect[kind]
    if (rules === undefined) continue
    expectations.push({ kind, rules, place: file.keyPlace([...path, kind]) })
    for (const [i, rule] of rules.entries())
      checkRule(file, [...path, kind, i], rule, eventType, names, diagnostics)
  }
  for (const [i, effect] of (expect.effects ?? []).entries()) {
    const at = [...path, 'effects', i]
    checkEffect(file, at, effect, names, diagnostics)
    expectations.push({ kind: 'effect', effect, place: file.place(at) })
  }
  for (const [counter, value] of Object.entries(expect.counters ?? {})) {
    const place = file.keyPlace([...path, 'counters', counter])
    const found = findNamed('counter', counter, names.counters, place, diagnostics)
    const binding = found?.bindings.get(eventType)
    if (found !== undefined && names.eventTypes.has(eventType) && binding?.reads === undefined)
      diagnostics.push({
        severity: 'error',
        code: 'counter-not-read',
        message: `the counter "${counter}" cannot be read on ${eventType}`,
        place,
        wayOut: 'expect it after an event whose rules may read it',
      })
    expectations.push({ kind: 'counter', counter, value, place })
  }
  for (const [entity, labels] of Object.entries(expect.labels ?? {})) {
    const at = [...path, 'labels', entity]
    for (const [i, label] of labels.entries())
      findNamed('label', label, names.labels, file.place([...at, i]), diagnostics)
    expectations.push({ kind: 'labels', entity: entity as EntityRef, labels, place: file.keyPlace(at) })
  }
  if (expect.masked !== undefined)
    expectations.push({ kind: 'masked', text: expect.masked, place: file.keyPlace([...path, 'masked']) })
  return expectations
}

function checkRule(
  file: YamlFile,
  path: Path,
  id: string,
  eventType: string,
  { rules, eventTypes }: TestNames,
  diagnostics: Diagnostic[],
): void {
  const place = file.place(path)
  const rule = findNamed('rule', id, rules, place, diagnostics)
  if (rule === undefined || rule.on.includes(eventType) || !eventTypes.has(eventType)) return
  diagnostics.push({
    severity: 'error',
    code: 'rule-not-on',
    message: `the rule "${id}" is not on ${eventType}, so it never fires there`,
    place,
    wayOut: `expect it after ${rule.on.join(' or ')}`,
    related: [{ message: 'the rule', place: rule.place }],
  })
}

function checkEffect(
  file: YamlFile,
  path: Path,
  effect: ExpectedEffect,
  names: TestNames,
  diagnostics: Diagnostic[],
): void {
  const find = (key: 'rule' | 'label' | 'queue' | 'enforcement', all: ReadonlyMap<string, unknown>) => {
    const name = effect[key]
    if (name !== undefined) findNamed(key, name, all, file.place([...path, key]), diagnostics)
  }
  find('rule', names.rules)
  find('label', names.labels)
  find('queue', names.queues)
  find('enforcement', names.enforcements)
  if (effect.policy !== undefined) {
    const id = effect.policy.replace(/@\d+$/, '')
    findNamed('policy', id, names.policies, file.place([...path, 'policy']), diagnostics)
  }
}
