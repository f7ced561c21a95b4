import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { ValueType } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import { checkExpression } from '../rules/check-condition.ts'
import { isModelName, MODELS } from '../rules/check-model.ts'
import { envelopeNames } from '../rules/envelope-names.ts'
import type { Declaration, LabelDeclaration } from '../rules/scope.ts'
import { type BoundCounter, bindCounter } from './bind-counter.ts'
import { checkFeatures, EVENT_TYPE_DEFAULTS } from './check-features.ts'
import { checkLinks } from './check-links.ts'
import type { EventTypeDraft, Settings } from './check-settings.ts'
import { derivedBelow } from './derived-below.ts'
import type { EventType } from './pack.ts'
import type { CounterDraft } from './read-counters.ts'
import { readsOf } from './reads-of.ts'
import { durationMs } from './schemas.ts'

/** Words that CEL or every event takes, and names that every JavaScript object has. */
const RESERVED = new Set([
  ...['event', 'data', 'actor', 'target', 'session', 'content', 'true', 'false', 'null', 'in', 'as', 'break'],
  ...['const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace'],
  ...[
    'return',
    'var',
    'void',
    'while',
    'has',
    'size',
    'int',
    'uint',
    'double',
    'bool',
    'string',
    'bytes',
    'list',
  ],
  ...['map', 'type', 'duration', 'timestamp', 'dyn', 'math', 'optional', 'matches'],
  ...Object.getOwnPropertyNames(Object.prototype),
])

/** What stands beside the event types. */
export interface NamesAround {
  readonly settings: Settings
  readonly labels: ReadonlyMap<string, LabelDeclaration>
  readonly counters: readonly CounterDraft[]
}

/** Resolves one event type: its features' types and limits, and every name that its conditions may use. */
export function checkEventType(
  draft: EventTypeDraft,
  { settings, labels, counters }: NamesAround,
  used: Set<string>,
  diagnostics: Diagnostic[],
): { eventType: EventType; bound: BoundCounter[] } {
  const { name, spec } = draft
  const { file } = settings
  const base = ['events', name]
  const error = (
    code: string,
    message: string,
    place: Place,
    wayOut: string,
    related?: Diagnostic['related'],
  ) => {
    diagnostics.push({ severity: 'error', code, message, place, wayOut, ...(related ? { related } : {}) })
  }
  const names = new Map<string, Declaration>()
  const scope = { eventType: name, names, labels }
  const declare = (declaration: Declaration, place: Place) => {
    // `model` before a dot is no feature where there are models.
    const first = declaration.name === MODELS ? [...names.keys()].find(isModelName) : undefined
    const before = names.get(first ?? (isModelName(declaration.name) ? MODELS : declaration.name))
    if (RESERVED.has(declaration.name)) {
      error(
        'reserved-name',
        `"${declaration.name}" is a word of the rule language`,
        place,
        'choose another name',
      )
    } else if (before !== undefined) {
      const related = before.place ? [{ message: 'first here', place: before.place }] : undefined
      const message = `"${declaration.name}" has two meanings in the event type "${name}"`
      error('duplicate-name', message, place, 'rename one of them', related)
    } else names.set(declaration.name, declaration)
  }

  // 1. Features.
  const features = checkFeatures(draft, file, diagnostics)
  for (const { name: feature, type, required, personal, place } of features.values()) {
    const secret = personal || spec.content === feature
    const from = { kind: 'data' as const, property: feature }
    declare({ name: feature, type, optional: !required, from, place, secret }, place)
  }
  const content = spec.content === undefined ? undefined : features.get(spec.content)
  if (spec.content !== undefined && content === undefined && !Object.hasOwn(spec.features, spec.content))
    error(
      'unknown-feature',
      `content names "${spec.content}", which is no feature of "${name}"`,
      file.place([...base, 'content']),
      didYouMean(spec.content, features.keys()),
    )
  if (content && (content.type.kind !== 'string' || content.media !== undefined))
    error(
      'wrong-type',
      `content must be a string, and "${content.name}" is a ${content.media ?? typeName(content.type)}`,
      file.place([...base, 'content']),
      'name a feature of type string',
      [{ message: 'declared here', place: content.place }],
    )
  if (content) used.add(`${name}/${content.name}`)

  const reach = spec.reach === undefined ? undefined : features.get(spec.reach)
  if (spec.reach !== undefined && reach === undefined && !Object.hasOwn(spec.features, spec.reach))
    error(
      'unknown-feature',
      `reach names "${spec.reach}", which is no feature of "${name}"`,
      file.place([...base, 'reach']),
      didYouMean(spec.reach, features.keys()),
    )
  if (reach && reach.type.kind !== 'int')
    error(
      'wrong-type',
      `reach must be an int, and "${reach.name}" is a ${typeName(reach.type)}`,
      file.place([...base, 'reach']),
      'name a feature of type int: how many people it reached',
      [{ message: 'declared here', place: reach.place }],
    )
  if (reach) used.add(`${name}/${reach.name}`)

  const links = checkLinks(draft, features, file, diagnostics)
  for (const link of links) used.add(`${name}/${link}`)

  // 2. What every event has, and the signals that find their feature here.
  const actor = kindsOf(spec.actor)
  const target = kindsOf(spec.target)
  const types: Record<string, ValueType> = {}
  for (const feature of features.values()) types[feature.name] = feature.type
  const envelope = envelopeNames(types, {
    ...(actor?.length === 1 ? { actor: actor[0]! } : {}),
    ...(target?.length === 1 ? { target: target[0]! } : {}),
  })
  for (const declaration of envelope) names.set(declaration.name, declaration)
  const slots: { signal: string; of: string }[] = []
  for (const signal of settings.signals.all.values()) {
    const feature = signal.of === 'content' ? content : features.get(signal.of)
    if (feature === undefined || signal.on?.includes(name) === false) continue
    if (feature.type.kind !== 'string') {
      error(
        'wrong-type',
        `the signal "${signal.name}" reads text, and "${feature.name}" of "${name}" is a ${typeName(feature.type)}`,
        signal.place,
        'bind it to a feature of type string',
        [{ message: 'declared here', place: feature.place }],
      )
      continue
    }
    const takes = readsOf(signal) === 'media'
    if (takes && feature.media === undefined) {
      error(
        'wrong-type',
        `the signal "${signal.name}" reads files, and "${feature.name}" of "${name}" is a string`,
        signal.place,
        'bind it to a feature of type image, model3d or video',
        [{ message: 'declared here', place: feature.place }],
      )
      continue
    }
    declare(
      {
        name: signal.name,
        type: signal.type,
        optional: true,
        from: {
          kind: 'signal',
          slot: slots.length,
          dear: signal.cost === 'dear' || feature.media !== undefined,
        },
        place: signal.place,
      },
      signal.place,
    )
    used.add(`${name}/${feature.name}`)
    slots.push({ signal: signal.name, of: feature.name })
  }

  // 3. Counters: their keys are read from what stands above.
  const bound = counters.flatMap((counter): BoundCounter[] => {
    const one = bindCounter(counter, scope, content?.name, diagnostics)
    return one === undefined ? [] : [one]
  })
  for (const [i, one] of bound.entries()) {
    bound[i] = { ...one, slot: slots.length + i }
    const { draft: counter, type, reads } = one
    if (reads === undefined) continue
    declare(
      {
        name: counter.name,
        type,
        optional: true,
        from: { kind: 'signal', slot: slots.length + i, dear: false, counter: true },
        place: counter.place,
      },
      counter.place,
    )
  }

  // 4. Derived names, each over what stands above it.
  for (const derived of Object.keys(spec.derive ?? {})) {
    const path = [...base, 'derive', derived]
    const place = file.keyPlace(path)
    const source = file.sourceText(path)
    const checked = checkExpression(source, { ...scope, below: derivedBelow(derived, spec.derive!) })
    diagnostics.push(...checked.diagnostics)
    if (checked.ir === undefined) {
      // Its own mistake is reported; `dyn` keeps the conditions that read it from being blamed.
      declare(
        { name: derived, type: { kind: 'dyn' }, optional: true, from: { kind: 'derived', source }, place },
        place,
      )
      continue
    }
    const read = Object.entries(checked.ir.names)
    for (const [each] of read) used.add(`${name}/${each}`)
    declare(
      {
        name: derived,
        type: checked.ir.type,
        optional: checked.ir.root.fallible,
        from: { kind: 'derived', source },
        place,
        secret: read.some(([, one]) => one.secret),
      },
      place,
    )
  }
  const eventType = {
    name,
    description: spec.description ?? '',
    actor,
    target,
    content: content?.type.kind === 'string' && content.media === undefined ? content.name : undefined,
    features,
    item: spec.item ?? 'event',
    reach: reach?.type.kind === 'int' ? reach.name : undefined,
    links,
    keep: {
      contentMs:
        spec.keep?.content === undefined ? EVENT_TYPE_DEFAULTS.contentMs : durationMs(spec.keep.content),
      decisionMs:
        spec.keep?.decision === undefined ? EVENT_TYPE_DEFAULTS.decisionMs : durationMs(spec.keep.decision),
    },
    scope,
    slots,
    counters: bound.map(({ draft: { name: counter }, slot }) => ({ counter, slot })),
  }
  return { eventType, bound }
}

function kindsOf(kinds: string | string[] | undefined): readonly string[] | undefined {
  return typeof kinds === 'string' ? [kinds] : kinds
}
