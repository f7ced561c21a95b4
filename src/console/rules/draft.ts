/** What an effect of the form says; further keys are kept as they are. */
export interface DraftEffect {
  readonly name: string
  readonly on?: string
  readonly for?: string
  readonly [more: string]: unknown
}

/** A rule as it is being written. */
export interface Draft {
  readonly id: string
  readonly policy: string
  readonly on: readonly string[]
  readonly worlds: readonly string[]
  readonly when: string
  readonly then: Readonly<Record<string, unknown>>
  /** `shadow`, `canary 5%` or `live`. */
  readonly mode: string
  readonly unknown: string
  readonly owner: string
  readonly description: string
}

export const EMPTY_DRAFT: Draft = {
  ...{ id: '', policy: '', on: [], worlds: [], when: '', then: { verdict: 'hold' } },
  ...{ mode: 'shadow', unknown: '', owner: '', description: '' },
}

/** The draft of a rule that fires on what a query finds. */
export function draftOfQuery(query: {
  readonly on: string
  readonly when: string
  readonly where?: { readonly worlds?: readonly string[] }
}): Draft {
  return { ...EMPTY_DRAFT, on: [query.on], when: query.when, worlds: query.where?.worlds ?? [] }
}

type Spec = Readonly<Record<string, unknown>>

/** The draft of a rule as its file has it. */
export function draftOf(spec: Spec): Draft {
  const text = (key: string) => (typeof spec[key] === 'string' ? spec[key] : '')
  return {
    ...{ id: text('id'), policy: text('policy'), when: text('when'), owner: text('owner') },
    ...{ description: text('description'), unknown: text('unknown'), mode: text('mode') || 'live' },
    on: listOf(spec.on),
    worlds: listOf(spec.worlds),
    then: typeof spec.then === 'object' && spec.then !== null ? (spec.then as Spec) : {},
  }
}

/** What a draft says, as a file of rules has it; keys that are empty are left out. */
export function specOf(draft: Draft): Record<string, unknown> & { id: string } {
  const { id, policy, on, worlds, when, then, mode, unknown, owner, description } = draft
  return {
    ...{ id, policy, on: on.length === 1 ? on[0] : on },
    ...(worlds.length === 0 ? {} : { worlds }),
    when: when.trim(),
    then,
    mode,
    ...(unknown === '' ? {} : { unknown }),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
  }
}

/** What is to be set of a rule so that it says what the draft does; null takes a key out. Empty: nothing differs. */
export function changeOf(spec: Spec, draft: Draft): Record<string, unknown> {
  const wanted: Spec = specOf(draft)
  const change: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(spec), ...Object.keys(wanted)]))
    if (!isSame(key, spec[key], wanted[key])) change[key] = wanted[key] ?? null
  return change
}

/** How a rule is written where nothing was changed is left as it is: a list of one, a mode that goes without saying. */
function isSame(key: string, before: unknown, after: unknown): boolean {
  const plain = (value: unknown) => {
    if (key === 'on' || key === 'worlds') return listOf(value)
    if (key === 'mode') return value === undefined ? 'live' : String(value).replace('canary:', 'canary')
    return typeof value === 'string' ? value.trim() : value
  }
  return JSON.stringify(plain(before)) === JSON.stringify(plain(after))
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}

/** Effects of one kind, however the file has them. */
export function effectsOf(then: Spec, key: 'label' | 'enforcement'): DraftEffect[] {
  const value = then[key]
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]) as DraftEffect[]
}

/** The same with other effects of a kind; one stands alone, none not at all. */
export function withEffects(then: Spec, key: string, effects: readonly DraftEffect[]): Spec {
  return withKey(then, key, effects.length === 0 ? undefined : effects.length === 1 ? effects[0] : effects)
}

/** The same with a key set, or, with undefined, taken out. */
export function withKey(then: Spec, key: string, value: unknown): Spec {
  const { [key]: _, ...rest } = then
  return value === undefined ? rest : { ...then, [key]: value }
}
