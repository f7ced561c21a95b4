import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { cli, newFolder } from '../capture.fixture.ts'

const PHRASES = {
  kind: ['고마워', '같이 하자', '잘했어', 'well played', 'thank you'],
  rude: ['이 바보야', '멍청이', 'you noob', 'dumb team', '한심하다'],
  trade: ['계정 팔아요', '골드 싸게', 'selling gold', '아이템 삽니다', 'cheap account'],
}
const WHO = ['친구', 'hey', '진짜', 'lol', '방금', 'guys', '오늘']

function rows(count: number): { text: string; label: string }[] {
  const kinds = Object.entries(PHRASES)
  return Array.from({ length: count }, (_, i) => {
    const [label, phrases] = kinds[i % 3]!
    const at = Math.floor(i / 3)
    return {
      text: `${WHO[at % WHO.length]} ${phrases[at % phrases.length]} ${WHO[(at * 5 + 1) % WHO.length]}`,
      label,
    }
  })
}

let cwd = ''
beforeAll(async () => {
  cwd = await newFolder()
  const all = rows(180)
  const write = (name: string, content: string) => writeFileSync(join(cwd, name), content)
  write('chat.jsonl', all.map(({ text, label }) => `${JSON.stringify({ text, labels: [label] })}\n`).join(''))
  write(
    'chat.csv',
    `id,comment,label\r\n${all.map(({ text, label }, i) => `${i},"${text}, ""so""\nthere",${label}\r\n`).join('')}`,
  )
  write(
    'flags.tsv',
    `문장\tkind\trude\ttrade\n${all.map(({ text, label }) => `${text}\t${['kind', 'rude', 'trade'].map((name) => Number(name === label)).join('\t')}\n`).join('')}`,
  )
  const several = all.map(
    ({ text, label }, i) => `${text}\t${i % 4 === 0 && label !== 'kind' ? `${label},kind` : label}\n`,
  )
  write('several.txt', `document\tlabel\n${several.join('')}`)
  await cli({ cwd }, 'text', 'fit', '--data', 'chat.jsonl', '--out', 'model')
})

const train = (...args: string[]) => cli({ cwd }, 'text', 'fit', ...args, '--json')

test('JSONL, CSV with quotes and line breaks, and a column for each label give the same labels', async () => {
  for (const [i, file] of ['chat.jsonl', 'chat.csv', 'flags.tsv'].entries()) {
    const { code, out } = await train('--data', file, '--out', `m${i}`)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      labels: ['kind', 'rude', 'trade'],
      left_out: 0,
      out_of_fold: { rows: 180 },
    })
    expect(JSON.parse(out).out_of_fold.macroF1).toBeGreaterThan(0.9)
  }
})

test('several labels in a cell are split where each stands alone elsewhere', async () => {
  const { out } = await train('--data', 'several.txt', '--out', 'm3')
  expect(JSON.parse(out)).toMatchObject({ labels: ['kind', 'rude', 'trade'], multi_label: true })
  writeFileSync(
    join(cwd, 'comma.csv'),
    `text,label\n${rows(90)
      .map(({ text, label }) => `${text},"${label}, very"\n`)
      .join('')}`,
  )
  const whole = JSON.parse((await train('--data', 'comma.csv', '--out', 'm4')).out)
  expect(whole).toMatchObject({ labels: ['kind, very', 'rude, very', 'trade, very'], multi_label: false })
})

test('several files are one set, and a run again writes the same bytes', async () => {
  const { out } = await train(
    '--data',
    'chat.jsonl',
    'chat.csv',
    '--out',
    'm5',
    '--licence',
    'CC0',
    '--attribution',
    'made up',
  )
  expect(JSON.parse(out).out_of_fold.rows).toBe(360)
  await train(
    '--data',
    'chat.jsonl',
    'chat.csv',
    '--out',
    'm6',
    '--name',
    'm5',
    '--licence',
    'CC0',
    '--attribution',
    'made up',
  )
  for (const file of ['model.json', 'weights.bin', 'card.md'])
    expect(readFileSync(join(cwd, 'm6', file))).toEqual(readFileSync(join(cwd, 'm5', file)))
  expect(readFileSync(join(cwd, 'm5/card.md'), 'utf8')).toMatch(
    /\| chat\.csv \| 180 \| 0 \|[\s\S]*Licence: CC0\.\n- made up/,
  )
})

test('a person sees the figures, and how large the model is', async () => {
  const { code, out } = await cli({ cwd }, 'text', 'fit', '--data', 'chat.jsonl', '--out', 'm7')
  expect(code).toBe(0)
  expect(out).toMatch(/Out of fold: 180 texts: macro-F1 \d/)
  expect(out).toMatch(/m7: \d+ features, 0\.\d\d MB; card\.md/)
})

test('a terminal sees how far the work is', async () => {
  const { err } = await cli({ cwd, isTTY: true }, 'text', 'fit', '--data', 'chat.jsonl', '--out', 'm8')
  expect(err).toMatch(/\[#+\.*\] \d+ % {2}learning/)
})

test('rows that cannot be read are listed by file and line, and stop the work when they are many', async () => {
  const lines = rows(120).map(({ text, label }) => JSON.stringify({ text, label }))
  lines[4] = '{"text":'
  writeFileSync(join(cwd, 'few.jsonl'), lines.join('\n'))
  const few = await train('--data', 'few.jsonl', '--out', 'm9')
  expect(few.code).toBe(0)
  expect(few.err).toContain('few.jsonl:5: not JSON')
  expect(JSON.parse(few.out).left_out).toBe(1)

  for (let i = 0; i < 10; i++) lines[i] = '{"text":"no label"}'
  writeFileSync(join(cwd, 'many.jsonl'), lines.join('\n'))
  const many = await train('--data', 'many.jsonl', '--out', 'm10')
  expect(many.code).toBe(2)
  expect(many.err).toMatch(/10 rows of 120.*[\s\S]*pass --skip-bad/)
  expect((await train('--data', 'many.jsonl', '--out', 'm10', '--skip-bad')).code).toBe(0)
})

test('a file or column that cannot be used is named with the way out', async () => {
  writeFileSync(join(cwd, 'empty.jsonl'), '')
  writeFileSync(join(cwd, 'empty.csv'), '')
  writeFileSync(join(cwd, 'wide.csv'), 'text,mood,tone\na,x,y\n')
  writeFileSync(
    join(cwd, 'one.jsonl'),
    rows(60)
      .map(({ text }) => `${JSON.stringify({ text, label: 'all' })}\n`)
      .join(''),
  )
  mkdirSync(join(cwd, 'folder'), { recursive: true })
  const faults: Record<string, RegExp> = {
    'empty.jsonl': /no labelled text in it/,
    'empty.csv': /empty\.csv is empty; expected a heading/,
    'wide.csv': /which column holds the label\? Pass --label with one of: mood, tone/,
    'one.jsonl': /every text has the label "all"; add texts with another label/,
    'nowhere.csv': /cannot be read \(ENOENT\)/,
    folder: /is a folder/,
  }
  for (const [file, fault] of Object.entries(faults)) {
    const { code, err } = await train('--data', file, '--out', 'bad')
    expect(code, file).toBe(2)
    expect(err).toMatch(fault)
  }
  expect((await train('--data', 'chat.csv', '--label', 'labl', '--out', 'bad')).err).toMatch(
    /no column "labl"; did you mean "label"/,
  )
  expect((await train('--data', 'several.txt', '--one', '--out', 'bad')).err).toMatch(
    /several\.txt:6: 2 labels where --one/,
  )
})

test('predict answers each line in order, and says which it could not read', async () => {
  const stdin = '{"text":"이 멍청이"}\n"thank you"\nnot json\n\n{"id":1}\r\n{"text":"selling gold","id":7}'
  const { code, out, err } = await cli({ cwd, stdin }, 'text', 'predict', '--model', 'model')
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ labels, error }) => labels?.[0] ?? error)).toEqual([
    'rude',
    'kind',
    expect.stringMatching(/^line 3: not JSON/),
    expect.stringMatching(/^line 5: no text/),
    'trade',
  ])
  expect(Object.keys(answers[0].scores)).toEqual(['kind', 'rude', 'trade'])
  expect(code).toBe(1)
  expect(err).toContain('2 lines of 6')
})

test('predict shows what carried a label when it is asked', async () => {
  const { out, code } = await cli(
    { cwd, stdin: '{"text":"방금 멍청이"}\n' },
    'text',
    'predict',
    '--model',
    'model',
    '--explain',
  )
  expect(code).toBe(0)
  const [first] = JSON.parse(out).because.rude
  expect('방금 멍청이'.slice(...first.span)).toMatch(/[멍청이]/)
})

test('a folder that holds no model is refused', async () => {
  for (const command of [['predict'], ['eval', '--data', 'chat.jsonl']]) {
    const { code, err } = await cli({ cwd, stdin: '"x"' }, 'text', ...command, '--model', 'nowhere')
    expect(code).toBe(2)
    expect(err).toMatch(/nowhere\/model\.json cannot be read/)
  }
})

test('eval counts right answers by group, and maps labels of the model to those of the data', async () => {
  const kinds = ['praise', 'insult', 'advert']
  writeFileSync(
    join(cwd, 'check.csv'),
    `test_case,kind,label_gold\n이 멍청이,${kinds[1]},bad\nthank you,${kinds[0]},good\nselling gold,${kinds[2]},good\n`,
  )
  const args = [
    '--model',
    'model',
    '--data',
    'check.csv',
    '--by',
    'kind',
    '--map',
    'rude=bad',
    'kind=good',
    'trade=bad',
  ]
  const { code, out } = await cli({ cwd }, 'text', 'eval', ...args, '--json')
  expect(code).toBe(0)
  const result = JSON.parse(out)
  expect(result.labels.map(({ label }: { label: string }) => label).sort()).toEqual(['bad', 'good'])
  expect(
    result.groups.map((one: { group: string; accuracy: { value: number } }) => [
      one.group,
      one.accuracy.value,
    ]),
  ).toEqual([
    ['insult', 1],
    ['praise', 1],
    ['advert', 0],
  ])
  const person = await cli({ cwd }, 'text', 'eval', ...args)
  expect(person.out).toMatch(/KIND +TEXTS +RIGHT \(95 %\)\nadvert/)
  const unknown = await cli(
    { cwd },
    'text',
    'eval',
    '--model',
    'model',
    '--data',
    'check.csv',
    '--map',
    'rud=bad',
  )
  expect(unknown.err).toMatch(/no label "rud"; did you mean "rude"/)
})
