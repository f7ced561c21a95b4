import type { SeenPicture, Span } from '../../core/decision.ts'
import type { Value } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { Item, Signal } from '../signal.ts'
import { factsFor, knownFor } from './facts-for.ts'
import { notWhole } from './facts-signal.ts'
import type { MediaFacts } from './media-facts.ts'
import type { MediaHost } from './media-host.ts'
import { noteSeen, seenBy } from './seen-pictures.ts'

/**
 * A signal of text, asked about what was read in the pictures of a file, joined by line breaks. Where it found something is told
 * by picture: there are no places in the content.
 */
export function overWriting(inner: Signal, media: MediaHost | undefined): Signal {
  const { name, of, type, recorded } = inner

  /** What is read in part may hold more: only what was found in it counts then. */
  function told(facts: MediaFacts, writing: Writing, value: Value, item: Item): Value {
    const spans = inner.spans?.(value) ?? []
    if (!facts.whole && spans.length === 0) throw notWhole(name)
    noteSeen(item, name, seenAt(writing, spans))
    return value
  }

  return {
    ...{ name, of, type },
    version: hashOf({ kind: 'over writing', form: 1, of: inner.version }),
    ...(recorded === undefined ? {} : { recorded }),
    cost: 'dear',
    seen: (item) => seenBy(item, name),
    atOnce(item, event) {
      const facts = knownFor(item, media)
      if (facts === undefined) return undefined
      const writing = writingOf(item, facts)
      const value =
        inner.cost === 'cheap' ? inner.evaluate(writing.item, event) : inner.atOnce?.(writing.item, event)
      return value === undefined ? undefined : told(facts, writing, value, item)
    },
    async evaluate(item, event, stop) {
      const facts = await factsFor(item, { signal: name, media, stop })
      const writing = writingOf(item, facts)
      const value =
        inner.cost === 'cheap'
          ? inner.evaluate(writing.item, event)
          : await inner.evaluate(writing.item, event, stop)
      return value === undefined ? undefined : told(facts, writing, value, item)
    },
  }
}

interface Writing {
  /** What signals of text share among themselves. */
  readonly item: Item
  /** Where each text that was read starts in it, and its picture. */
  readonly places: readonly { readonly from: number; readonly seen: SeenPicture }[]
}

const KEY = {}

/** What was read in all pictures, each text once: the eight views of an item show the same. */
function writingOf({ shared }: Item, { pictures }: MediaFacts): Writing {
  const known = shared.get(KEY) as Writing | undefined
  if (known !== undefined) return known
  const places: { from: number; seen: SeenPicture }[] = []
  const told = new Set<string>()
  let raw = ''
  for (const { name, texts } of pictures)
    for (const { text, box } of texts) {
      if (told.has(text)) continue
      told.add(text)
      if (raw !== '') raw += '\n'
      places.push({ from: raw.length, seen: { picture: name, box: [...box] } })
      raw += text
    }
  const writing = { item: { raw, shared: new Map() }, places }
  shared.set(KEY, writing)
  return writing
}

/** The texts that spans touch; without spans nobody can say where it stands. */
function seenAt({ places }: Writing, spans: readonly Span[]): SeenPicture[] {
  return places
    .filter(({ from }, i) => {
      const end = places[i + 1]?.from ?? Number.POSITIVE_INFINITY
      return spans.some(([start, to]) => start < end && to > from)
    })
    .map(({ seen }) => seen)
}
