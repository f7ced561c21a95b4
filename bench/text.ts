import { automatonBytes, runAutomaton } from '../src/signals/text/automaton.ts'
import { compileBanks } from '../src/signals/text/compile-banks.ts'
import { emptyNormal, plainText } from '../src/signals/text/normal.ts'
import { normalise } from '../src/signals/text/normalise.ts'
import type { TermBank } from '../src/signals/text/term-bank.ts'
import type { Bench, Emit } from './emit.ts'
import { makeTextWorld, type TextWorld } from './text-world.ts'

export const bench: Bench = {
  name: 'text',
  summary: 'folding chat messages and finding 10,000 and 100,000 terms in them, beside a V8 alternation',
  async run(emit, { quick }) {
    const messages = quick ? 4000 : 20_000
    const seconds = quick ? 0.3 : 1
    for (const size of [10_000, 100_000]) measure(emit, makeTextWorld(7, size, messages), seconds)
    linear(emit, seconds)
  },
}

function measure(emit: Emit, { terms, messages }: TextWorld, seconds: number): void {
  const of = `${terms.length.toLocaleString('en-US')} terms`
  const line = lineOf(emit)
  const bank: TermBank = { name: 'bench', language: 'ko', match: 'substring', terms, except: [] }

  // 1. Build, the best of three: the first also compiles the code that builds.
  let build = Number.POSITIVE_INFINITY
  let compiled = compileBanks([bank])
  for (let i = 0; i < 3; i++)
    build = Math.min(
      build,
      cpuSeconds(() => (compiled = compileBanks([bank]))),
    )
  const { tables, matcher } = compiled
  const plain = tables.plain.automaton
  line(`${of}: build`, build, 'CPU-s', 1, null, true)
  line(`${of}: table of the plain form`, automatonBytes(plain) / 1e6, 'MB', 50, null, true)
  line(
    `${of}: both tables`,
    (automatonBytes(plain) + automatonBytes(tables.squeezed.automaton)) / 1e6,
    'MB',
    50,
    null,
    true,
  )

  // 2. Matching alone, over text folded before.
  const bytes = messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0)
  const units = messages.reduce((sum, message) => sum + message.length, 0)
  const folded = messages.map((message) => {
    const normal = normalise(message)
    return normal.units.slice(0, normal.length)
  })
  const found = { ends: new Int32Array(512) }
  const alone = perCpuSecond(seconds, () => {
    for (const text of folded) runAutomaton(plain, text, text.length, found)
  })
  line(
    `${of}: matching alone (UTF-8 of the messages)`,
    (alone * bytes) / 1e6,
    'MB/CPU-s',
    terms.length > 10_000 ? 50 : 100,
  )
  line(`${of}: matching alone (UTF-16 units)`, (alone * units) / 1e6, 'M units/CPU-s', null)

  // 3. From the raw message to hits with their spans.
  const normal = emptyNormal()
  const whole = perCpuSecond(seconds, () => {
    for (const message of messages) matcher.scan(normalise(message, normal))
  })
  line(
    `${of}: folding and matching, ${Math.round(units / messages.length)} characters each`,
    whole * messages.length,
    'messages/CPU-s',
    300_000,
  )
  const folding = perCpuSecond(seconds, () => {
    for (const message of messages) normalise(message, normal)
  })
  line(`${of}: folding alone`, folding * messages.length, 'messages/CPU-s', null)
  if (terms.length <= 10_000) {
    // A bank of this size at the highest level is the worst case: banks choose it for some hundreds of terms.
    const widest = compileBanks([{ ...bank, level: 'initials' }]).matcher
    const looked = perCpuSecond(seconds, () => {
      for (const message of messages) widest.scan(normalise(message, normal))
    })
    line(
      `${of} at the highest level: folding and matching`,
      looked * messages.length,
      'messages/CPU-s',
      66_667,
    )
  }

  // 4. A peer on the folded text: it must find terms in the same messages.
  const sample = folded.slice(0, terms.length > 10_000 ? 40 : 200).map((text) => String.fromCharCode(...text))
  const forms = terms.map((term) => plainText(normalise(term)))
  const pattern = new RegExp(forms.map((form) => form.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|'))
  const ours = sample.filter((_, i) => runAutomaton(plain, folded[i]!, folded[i]!.length, found) > 0).length
  const theirs = sample.filter((text) => pattern.test(text)).length
  if (ours !== theirs)
    throw new Error(`text: ${ours} messages with a term against ${theirs} of V8's alternation`)
  const sampleBytes = sample.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const v8 = perCpuSecond(seconds, () => {
    for (const text of sample) pattern.test(text)
  })
  line(`${of}: matching alone`, (v8 * sampleBytes) / 1e6, 'MB/CPU-s', null, 'V8 alternation')
}

/** Cost of a character in hostile texts ten times as long: 1 when time is linear. */
function linear(emit: Emit, seconds: number): void {
  const line = lineOf(emit)
  const nested = Array.from({ length: 60 }, (_, i) => 'ab'.repeat(i + 1))
  const terms = [...nested, 'abc', 'abbcc', 'aab', '가나다', '가나', '시발', '멍청이']
  const bank: TermBank = {
    name: 'bench',
    language: 'ko',
    match: 'substring',
    level: 'initials',
    terms,
    except: ['ababa', '가나가'],
  }
  const { matcher } = compileBanks([bank])
  const texts: Record<string, string> = {
    'invisible characters': '\u200b',
    'combining marks': '\u0336',
    'letters apart': 'a b ',
    'one letter': 'a',
    'nested terms': 'ab',
    'syllables apart': '가.나 ',
    'lone surrogates': '\ud83d',
    'split jamo': 'ㄱㅏ',
    'signs as letters': '4b1@',
    'masked words': 'a*c ',
    'silent syllables': '이',
    'Latin beside Hangul': '시a',
    'keys of another layout': 'tlqk ',
    'turned letters': 'ɐb',
  }
  for (const [name, piece] of Object.entries(texts)) {
    const perUnit = [10_000, 100_000].map((length) => {
      const text = piece.repeat(length / piece.length)
      return 1 / (perCpuSecond(seconds / 2, () => matcher.scan(normalise(text))) * length)
    })
    line(
      `cost of a character in a text ten times as long: ${name}`,
      perUnit[1]! / perUnit[0]!,
      'ratio',
      3,
      null,
      true,
    )
  }
}

/** How often a second of CPU runs a function, after a warm-up; the median of five. */
function perCpuSecond(seconds: number, run: () => unknown): number {
  run()
  run()
  const rates: number[] = []
  for (let round = 0; round < 5; round++) {
    let times = 0
    const begun = process.cpuUsage()
    let spent = 0
    do {
      run()
      times++
      const { user, system } = process.cpuUsage(begun)
      spent = (user + system) / 1e6
    } while (spent < seconds / 5)
    rates.push(times / spent)
  }
  return rates.sort((a, b) => a - b)[2]!
}

function cpuSeconds(run: () => unknown): number {
  const begun = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

function lineOf(emit: Emit) {
  return (
    figure: string,
    value: number,
    unit: string,
    reach: number | null,
    peer: string | null = null,
    below = false,
  ) =>
    emit({
      bench: 'text',
      figure,
      value,
      unit,
      reach,
      holds: reach === null ? null : below ? value <= reach : value >= reach,
      peer,
    })
}
