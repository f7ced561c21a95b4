import { readFileSync } from 'node:fs'
import { compileBanks } from '../src/signals/text/compile-banks.ts'
import { normalise } from '../src/signals/text/normalise.ts'
import { starterBanks } from './starter-banks.ts'

const D = '/work/shared/data/'
const banks = await starterBanks(
  ['profanity', 'insults', 'slurs', 'sexual'].flatMap((n) => [`${n}_ko`, `${n}_en`]),
)
const all = compileBanks(banks).matcher
const plain = compileBanks(
  banks.map((b) => ({
    ...b,
    level: 'unicode' as const,
    terms: b.terms.map((t) => (typeof t === 'string' ? t : { ...t, level: 'unicode' as const })),
  })),
).matcher
const sets: Record<string, string[]> = {
  beep: readFileSync(D + 'beep/train.tsv', 'utf8')
    .split('\n')
    .slice(1)
    .map((l) => l.split('\t')[0]!),
  unsmile: readFileSync(D + 'unsmile/' + (await import('node:fs')).readdirSync(D + 'unsmile')[0], 'utf8')
    .split('\n')
    .slice(1)
    .map((l) => l.split('\t')[0]!),
  kmhas: readFileSync(D + 'kmhas/kmhas_valid.txt', 'utf8')
    .split('\n')
    .slice(1)
    .map((l) => l.split('\t')[0]!),
  curse: readFileSync(D + 'curse-ko/train.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l).text),
  davidson: readFileSync(D + 'davidson/train.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l).text),
  hatecheck: readFileSync(D + 'hatecheck/test_suite_cases.csv', 'utf8').split('\n'),
  kodict: readFileSync('/tmp/h/normtry/node_modules/dictionary-ko/index.dic', 'utf8')
    .normalize('NFC')
    .split('\n')
    .map((l) => l.split('/')[0]!),
  endict: JSON.parse(
    readFileSync('/tmp/h/normtry/node_modules/an-array-of-english-words/index.json', 'utf8'),
  ),
}
for (const [name, texts] of Object.entries(sets)) {
  if (process.argv[2] && !process.argv[2].split(',').includes(name)) continue
  let clean = 0,
    extra = 0
  for (const t of texts) {
    const a = plain.scan(normalise(t)),
      b = all.scan(normalise(t))
    if (a.length) {
      clean++
      continue
    }
    if (!b.length) continue
    extra++
    const seen = b
      .slice(0, 2)
      .map(
        (h) =>
          `${h.term}<${t.slice(Math.max(0, h.span[0] - 5), h.span[0])}[${t.slice(...h.span)}]${t.slice(h.span[1], h.span[1] + 5)}> ${h.disguise}`,
      )
      .join(' ; ')
    console.log(name, seen)
  }
  console.log('TOTAL', name, texts.length, clean, extra)
}
