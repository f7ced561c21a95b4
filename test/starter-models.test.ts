import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadTextModel } from '../src/signals/text-model/text-model.ts'

const models = fileURLToPath(new URL('../starter/models', import.meta.url))

/** The probability of a label for each of some texts. */
function scores(name: string, label: string, ...texts: readonly string[]): number[] {
  const model = loadTextModel(join(models, name))
  const into = new Float32Array(model.labels.length)
  return texts.map((text) => {
    model.score(text, into)
    return into[model.labels.indexOf(label)]!
  })
}

test('ordinary chat is likelier clean than abuse is, in Korean and English', () => {
  const ordinary = Math.min(
    ...scores('abuse_ko', 'clean', '오늘 경기 재밌었어 고마워', '다음 주에 같이 놀자', '이 옷 어디서 샀어?'),
  )
  const abuse = Math.max(
    ...scores('abuse_ko', 'clean', '야 이 멍청한 놈아 꺼져', 'ㅅㅂ 진짜 짜증나', '병신새끼'),
  )
  expect(ordinary).toBeGreaterThan(0.6)
  expect(abuse).toBeLessThan(0.2)
  const neither = Math.min(
    ...scores('abuse_en', 'neither', 'gg wp', 'nice house, thanks', 'where is the market'),
  )
  expect(neither).toBeGreaterThan(0.6)
  expect(Math.max(...scores('abuse_en', 'neither', 'you fucking bitch', 'stupid ass hoe'))).toBeLessThan(0.2)
})

test('disguises that the fold undoes are scored like the plain text', () => {
  const [plain, wide, invisible, split] = scores(
    'abuse_ko',
    'clean',
    '병신새끼',
    '병\u200b신새끼',
    '병신\u2060새끼',
    'ㅂㅕㅇㅅㅣㄴ새끼',
  )
  expect([wide, invisible, split]).toEqual([plain, plain, plain])
})

test('together they take less than 3 MB, and hold no text of their data', () => {
  let bytes = 0
  for (const name of readdirSync(models)) {
    for (const file of readdirSync(join(models, name))) bytes += statSync(join(models, name, file)).size
    const weights = readFileSync(join(models, name, 'weights.bin'))
    // Bytes of Hangul or letters stand side by side by chance, but never for long.
    expect(weights.toString('utf8')).not.toMatch(/[가-힣]{5}/)
    expect(weights.toString('latin1')).not.toMatch(/[a-z]{12}/)
  }
  expect(bytes).toBeLessThan(3_000_000)
})

test('each card names its data with licence and attribution', () => {
  expect(readFileSync(join(models, 'abuse_ko/card.md'), 'utf8')).toMatch(
    /BEEP![\s\S]*CC BY-SA 4\.0[\s\S]*2runo[\s\S]*MIT/,
  )
  expect(readFileSync(join(models, 'abuse_en/card.md'), 'utf8')).toMatch(/Davidson[\s\S]*MIT/)
})
