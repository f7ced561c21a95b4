import type { Random } from '../random.ts'

/** Phrases by name; `{name}` inside a phrase stands for one of that name's phrases. */
export type Phrases = Readonly<Record<string, readonly string[]>>

/** Fills a slot with something drawn afresh, such as a number or an address. */
export type Slots = Readonly<Record<string, (random: Random) => string>>

export type Expand = (random: Random, name: string) => string

type Part = string | { readonly slot: string }

/** Turns phrases into a function that draws a sentence. Throws when a phrase names a slot that nothing fills. */
export function grammar(phrases: Phrases, slots: Slots): Expand {
  const parsed = new Map<string, readonly (readonly Part[])[]>()
  for (const [name, alternatives] of Object.entries(phrases)) parsed.set(name, alternatives.map(parse))
  for (const [name, alternatives] of parsed) {
    for (const part of alternatives.flat()) {
      if (typeof part !== 'string' && !parsed.has(part.slot) && !(part.slot in slots))
        throw new Error(
          `Phrase "${name}" has the slot "${part.slot}", which nothing fills: add phrases of that name`,
        )
    }
  }
  const expand = (random: Random, name: string): string => {
    const alternatives = parsed.get(name)
    if (!alternatives) throw new Error(`No phrases are named "${name}"`)
    let text = ''
    for (const part of random.pick(alternatives)) {
      if (typeof part === 'string') text += part
      else text += slots[part.slot]?.(random) ?? expand(random, part.slot)
    }
    return text
  }
  return expand
}

function parse(phrase: string): Part[] {
  return phrase
    .split(/\{(\w+)\}/)
    .map((piece, index): Part => (index % 2 === 1 ? { slot: piece } : piece))
    .filter((part) => part !== '')
}
