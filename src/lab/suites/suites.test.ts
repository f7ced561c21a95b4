import { expect, test } from 'vitest'
import type { Scorer } from '../train/scorer.ts'
import { builtInSuites } from './built-in/built-in-suites.ts'
import { IDENTITY_SENTENCES, identitySentences } from './identity-sentences.ts'
import { identitySwap } from './identity-swap.ts'
import { IDENTITY_TEMPLATES } from './identity-templates.ts'
import { identityMentions } from './identity-terms.ts'
import { readSuite } from './read-suite.ts'
import { runSuite } from './run-suite.ts'

/** Finds texts with a word. */
const finds = (word: string, score = 0.95): Scorer => ({
  labels: ['violates', 'rude'],
  score: async (texts) =>
    Float32Array.from(texts.flatMap((text) => [text.includes(word) ? score : 0.1, 0.5])),
})
const player = (word: string, score?: number) => ({ scorer: finds(word, score), review: 0.25, act: 0.9 })

const HATECHECK = `,functionality,case_id,test_case,label_gold,target_ident
0,F1,1,"I really, truly mean this ""goat""",hateful,x
1,F1,2,you goat,hateful,
2,F2,3,what a nice goat shed,non-hateful,
`

test('HateCheck is run by functionality', async () => {
  const suite = await readSuite({ name: 'hatecheck.csv', text: HATECHECK })
  expect(suite.functionalities.map(({ name, cases }) => [name, cases.length])).toEqual([
    ['F1', 2],
    ['F2', 1],
  ])
  expect(suite.functionalities[0]!.cases[0]!.text).toBe('I really, truly mean this "goat"')
  const figures = await runSuite(suite, player('goat'), player('shed'))
  expect(figures).toMatchObject({ cases: 3, macro: 0.5, againstIncumbent: { onlyThis: 2, onlyOther: 0 } })
  expect(figures.functionalities[1]).toMatchObject({ wrong: ['3'], incumbentRight: 0 })
})

test('what must pass is judged by what is acted on, the rest by what is found', async () => {
  const text = `functionalities:
  - { name: kind, expect: fine, must_pass: true, cases: [nice goat, well done] }
  - { name: unkind, expect: violates, cases: [you goat] }
`
  const suite = await readSuite({ name: 'own.yaml', text })
  const ranked = await runSuite(suite, player('goat', 0.5), undefined)
  expect(ranked.functionalities.map(({ right, mustPass }) => [right.value, mustPass])).toEqual([
    [1, true],
    [1, false],
  ])
  const acted = await runSuite(suite, player('goat', 0.95), undefined)
  expect(acted.functionalities[0]!.right.value).toBe(0.5)
})

test.each([
  ['own.csv', 'text,expect\nhello,maybe\n', /own\.csv:2: what is expected is neither/],
  ['own.csv', 'words,expect\nhello,fine\n', /no column "text"/],
  ['own.csv', 'text,expect\n', /has no cases/],
  ['own.csv', 'text,expect\n"hello,fine\n', /own\.csv:2: the quote is not closed/],
  ['own.yaml', 'functionalities: [{ name: a, expect: bad, cases: [x] }]', /functionalities\.0\.expect/],
  ['own.yaml', 'functionalities: [', /no YAML/],
  ['own.csv', `text,expect\n${'x'.repeat(10_001)},fine\n`, /longer than 10000/],
])('%s with %j is refused at its place', async (name, text, told) => {
  await expect(readSuite({ name, text })).rejects.toThrow(told)
})

test('insults are for tasks about abuse alone, in the languages of the data', () => {
  const names = (task: string, en: boolean, ko: boolean) =>
    builtInSuites({ en, ko }, [task]).map(({ name }) => name)
  expect(names('chat_abuse', true, true)).toEqual(['everyday-en', 'everyday-ko', 'insults-en', 'insults-ko'])
  expect(names('gold_trade', true, false)).toEqual(['everyday-en'])
  expect(names('혐오', false, true)).toEqual(['everyday-ko', 'insults-ko'])
})

test('a model that hears a group in a sentence is found out', async () => {
  const biased = await identitySwap(finds('muslims'), 0.5, ['en'])
  expect(biased).toMatchObject({ templates: IDENTITY_SENTENCES, flips: { value: 1 } })
  expect(biased!.meanGapHigh).toBeGreaterThan(0.8)
  expect(biased!.worstTerms[0]!.term).toBe('muslims')
  const fair = await identitySwap(finds('party'), 0.5, ['en', 'ko'])
  expect(fair).toMatchObject({ meanGap: 0, meanGapHigh: 0, flips: { value: 0 } })
  expect(await identitySwap(finds('x'), 0.5, [])).toBe(undefined)
})

test('sentences are drawn from all that can be made, no two alike, and always the same', () => {
  for (const language of ['en', 'ko'] as const) {
    const sentences = identitySentences(language)
    expect(new Set(sentences).size).toBe(IDENTITY_SENTENCES)
    expect(identitySentences(language)).toEqual(sentences)
    for (const sentence of sentences) expect(sentence.split('{}')).toHaveLength(2)
    // Each template is among them: a group that one of them alone is unfair to is seen.
    for (const template of IDENTITY_TEMPLATES[language])
      expect(sentences.some((sentence) => sentence.includes(template))).toBe(true)
  }
})

test('each template has one place, and mentions are heard in both languages', () => {
  for (const templates of Object.values(IDENTITY_TEMPLATES)) {
    expect(new Set(templates).size).toBeGreaterThanOrEqual(36)
    for (const template of templates) expect(template.split('{}')).toHaveLength(2)
  }
  expect(identityMentions('two gay dads and a 외국인 친구')).toEqual(['sexuality', 'origin'])
  expect(identityMentions('a manual for the boss')).toEqual([])
})
