import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cli, type Given, type Ran } from '../src/cli/capture.fixture.ts'
import { someText } from '../src/lab/dataset/texts.fixture.ts'
import { ADMIN_KEY, startTestService, type TestService, testFolder } from './api-service.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService

beforeAll(async () => {
  haechi = await startTestService({ dir })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function run(argv: readonly string[], given: Partial<Given> = {}): Promise<Ran> {
  const settings = { url: haechi.url, key: ADMIN_KEY }
  const adapters = { fetch: (...asked: Parameters<typeof fetch>) => fetch(...asked), ...given.adapters }
  return cli({ cwd: dir, settings, ...given, adapters }, 'data', ...argv)
}
const save = (name: string, content: string | Uint8Array) => writeFileSync(join(dir, name), content)

type Cells = Readonly<Record<string, string | number>>
const rowsOf = (count: number, more: (i: number) => Cells = () => ({})): Cells[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ text: someText(i), label: i % 4 === 0 ? 'hate' : 'none' },
    ...more(i),
  }))
const csv = (rows: readonly Cells[]) =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    .map((cells) => `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\n`)
    .join('')

/** CP949 of what EUC-KR has: the platform decodes it and does not encode, so the table is made by decoding. */
function cp949(text: string): Buffer {
  const pairs = new Map<string, number>()
  const decoder = new TextDecoder('euc-kr')
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      pairs.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail)
  return Buffer.from(
    [...text].flatMap((one) => {
      const pair = pairs.get(one)
      return pair === undefined ? [one.charCodeAt(0)] : [pair >> 8, pair & 0xff]
    }),
  )
}

test('a CSV becomes a dataset: columns are named back, labels told apart, rows split', async () => {
  const day = (i: number) => `2026-01-${String(1 + (i % 28)).padStart(2, '0')} 10:00`
  const facts = (i: number) => ({
    ...{ user_id: `u ${i % 90}`, created_at: day(i), lang: 'ko', channel: 'chat', likes: i % 7 },
  })
  save('full.csv', csv(rowsOf(400, facts)))
  const made = await run(['import', 'abuse', 'full.csv'])
  expect(made.code, made.err).toBe(0)
  expect(made.err).toBe(
    'full.csv: text "text"; label "label"; account "user_id"; time "created_at"; surface "channel"; language "lang"; not used "likes"\n',
  )
  expect(made.out).toMatch(/^ds-[0-9a-f]{32} {2}task abuse, import, /)
  expect(made.out).toContain('400 rows, 400 different texts\n')
  expect(made.out).toContain('violates: hate (100)\nfine: none (300)\n')
  const [id] = made.out.split(' ')
  const [row] = await sql(
    connectionOf(haechi.dataDir),
    `select account, surface, language, at_ms, source from haechi.lab_rows where source = 'full.csv:2'`,
  )
  expect(row).toEqual({
    ...{ account: 'account:u_0', surface: 'chat', language: 'ko', source: 'full.csv:2' },
    at_ms: String(Date.parse('2026-01-01T10:00:00Z')),
  })
  const shown = await run(['show', id!])
  expect(shown.out).toBe(made.out)
  const listed = await run(['list', '--task', 'abuse'])
  expect(listed.out).toMatch(new RegExp(`^${id} +abuse +20\\S+ \\S+ +import +400 +400 +0$`, 'm'))
  const json = JSON.parse((await run(['import', 'abuse', 'full.csv', '--json'])).out)
  expect([json.id, json.files[0].encoding]).toEqual([id, 'utf-8'])
  expect(json.columns.map(({ name, role, type }: Record<string, string>) => [name, role, type])).toEqual([
    ...[
      ['text', 'text', 'text'],
      ['label', 'label', 'text'],
      ['user_id', 'account', 'text'],
    ],
    ...[
      ['created_at', 'time', 'time'],
      ['lang', 'language', 'text'],
      ['channel', 'surface', 'text'],
    ],
    ['likes', 'other', 'number'],
  ])
})

test('licence and source are kept with the dataset and shown; not stated where nobody says', async () => {
  save('said.csv', csv(rowsOf(200)))
  const said = ['--licence', 'CC BY 4.0', '--source', 'our forum, 2025']
  const made = await run(['import', 'said', 'said.csv', ...said])
  expect(made.code, made.err).toBe(0)
  expect(made.out).toContain('licence: CC BY 4.0\nsource: our forum, 2025\n')
  const [id] = made.out.split(' ')
  const shown = JSON.parse((await run(['show', id!, '--json'])).out)
  expect(shown.files[0]).toMatchObject({ licence: 'CC BY 4.0', source: 'our forum, 2025' })
  save('unsaid.csv', csv(rowsOf(200)))
  expect((await run(['import', 'said', 'unsaid.csv'])).out).toContain(
    'licence: not stated\nsource: not stated\n',
  )
})

test('a folder of folders of texts: each folder is a label, each .txt file a row', async () => {
  for (const label of ['hate', 'none']) mkdirSync(join(dir, 'texts', label), { recursive: true })
  for (const [i, { text, label }] of rowsOf(240).entries())
    save(`texts/${label}/private name ${i}.txt`, i === 5 ? cp949('늦게 온 줄') : `\ufeff${text}\n`)
  save('texts/none/picture.png', 'x')
  save('texts/none/empty.txt', '')
  save('texts/hate/noise.txt', Buffer.from([0xff, 0xff, 0x81, 0x20, 0xfe]))
  save('texts/README', 'x')
  const made = await run(['import', 'folders', 'texts'])
  expect(made.code, made.err).toBe(0)
  expect(made.err).toContain('texts: text "file"; label "folder"\n')
  expect(made.err).toContain("texts: 2 entries left out that are no .txt files of a label's folder")
  expect(made.err).toContain('neither UTF-8 nor CP949')
  expect(made.err).toContain('no text')
  expect(made.out).toContain('240 rows')
  expect(made.out).toContain('violates: hate (60)\nfine: none (180)\n')
  const rows = await sql<{ text: string; source: string; labels: string[] }>(
    connectionOf(haechi.dataDir),
    `select text, source, labels from haechi.lab_rows where source like 'texts:%'`,
  )
  expect(rows.find(({ text }) => text === someText(8))).toMatchObject({ labels: ['hate'] })
  expect(rows.find(({ text }) => text === '늦게 온 줄')).toMatchObject({ labels: ['none'] })
  // What files are called may name people.
  expect(rows.every(({ source }) => /^texts:\d+$/.test(source))).toBe(true)
  mkdirSync(join(dir, 'bare'))
  const bare = await run(['import', 'folders', 'bare'])
  expect([bare.code, bare.err]).toEqual([2, expect.stringContaining('sub-folders are labels')])
})

test('JSON lines, keys named otherwise, and a fact that is not wanted', async () => {
  const lines = rowsOf(200).map(({ text, label }, i) =>
    JSON.stringify({ comment: text, kinds: [label], who: `account:w${i}`, time: 1_767_323_045 + i }),
  )
  save('keys.jsonl', lines.join('\n'))
  const made = await run([
    ...['import', 'keys', 'keys.jsonl', '--label', 'kinds', '--account', 'who', '--time', '-', '--json'],
  ])
  expect(made.code, made.err).toBe(0)
  const [row] = await sql(
    connectionOf(haechi.dataDir),
    `select account, at_ms, labels from haechi.lab_rows where source = 'keys.jsonl:3'`,
  )
  expect(row).toEqual({ account: 'account:w2', at_ms: null, labels: ['none'] })
  const wrong = await run(['import', 'keys', 'keys.jsonl', '--label', 'kinds', '--account', 'whom'])
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('did you mean "who"?')])
})

describe('encodings', () => {
  const korean = csv(rowsOf(200))
  test.each<[string, Uint8Array, string, string]>([
    ['bom.csv', Buffer.from(`\ufeff${korean}`), 'utf-8', ''],
    ['wide.csv', Buffer.from(`\ufeff${korean}`, 'utf16le'), 'utf-16le', 'was read as UTF-16LE'],
    ['euckr.csv', cp949(korean), 'euc-kr', 'euckr.csv is not UTF-8; it was read as CP949 (EUC-KR).'],
    [
      'mixed.csv',
      Buffer.concat([Buffer.from(korean), cp949('"늦게 온 줄","none"\n')]),
      'mixed',
      '1 line is CP949 in a file that is UTF-8 otherwise, line 202 first',
    ],
  ])('%s', async (name, bytes, encoding, note) => {
    save(name, bytes)
    const made = await run(['import', 'encodings', name, '--json'])
    expect(made.code, made.err).toBe(0)
    expect(JSON.parse(made.out).files[0].encoding).toBe(encoding)
    expect(made.err).toContain(note)
    const rows = await sql<{ text: string }>(
      connectionOf(haechi.dataDir),
      'select text from haechi.lab_rows where source like $1',
      [`${name}:%`],
    )
    const texts = new Set(rows.map(({ text }) => text))
    expect(texts.has(someText(0)) && texts.has(someText(199))).toBe(true)
  })

  test('a file that is no text is refused with its lines', async () => {
    save('noise.csv', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256)))
    const made = await run(['import', 'encodings', 'noise.csv'])
    expect(made.code).toBe(2)
  })
})

describe('bad input', () => {
  const refused = async (name: string, rows: readonly Cells[], ...more: string[]) => {
    save(name, csv(rows))
    const made = await run(['import', name.split('.')[0]!, name, ...more])
    const kept = await haechi.client.datasets.list({ task: name.split('.')[0]! })
    expect(kept).toEqual([])
    return made
  }

  test.each<[string, readonly Cells[], string]>([
    ['typo_fine.csv', rowsOf(300, (i) => (i === 7 ? { label: 'nnoe' } : {})), 'looks like "none" misspelt'],
    ['one_class.csv', rowsOf(300, () => ({ label: 'hate' })), 'All 300 rows are violating'],
    ['few.csv', rowsOf(40), '40 different texts of 40 rows; at least 100 are needed'],
    ['copies.csv', rowsOf(300, (i) => ({ text: `${someText(i % 30)} !` })), '30 different texts of 300 rows'],
    ['unnamed.csv', rowsOf(300, (i) => ({ label: i % 4 === 0 ? 'a' : 'b' })), '--fine LABEL'],
  ])('%s is refused with what is needed, and leaves no dataset', async (name, rows, says) => {
    const made = await refused(name, rows)
    expect(made.code).toBe(4)
    expect(made.err).toContain(says)
  })

  test('a label that no row has is named, and so is a typo that changes nothing', async () => {
    save('typo.csv', csv(rowsOf(400, (i) => (i === 8 ? { label: 'hte' } : {}))))
    const made = await run(['import', 'typo', 'typo.csv', '--fine', 'none', 'noen'])
    expect(made.code, made.err).toBe(0)
    expect(made.out).toContain('warning: The label "hte" (1 row) looks like "hate" misspelt')
    expect(made.out).toContain('warning: No row has the label "noen"; did you mean "none"?')
  })

  test('a column of ids that tells the label is named', async () => {
    const sorted = rowsOf(400, (i) => ({ label: i < 100 ? 'hate' : 'none', id: 1000 + i }))
    save('ids.csv', csv(sorted))
    const made = await run(['import', 'ids', 'ids.csv'])
    expect(made.out).toContain('warning: ids.csv: the column "id" alone tells the label')
  })

  test('rows that cannot be sent are listed, and too many stop the work before anything is sent', async () => {
    const bad = (i: number) => (i < 3 ? { text: ['', ' ', 'x'.repeat(20_001)][i]! } : {})
    save('bad.csv', csv(rowsOf(300, bad)))
    const made = await run(['import', 'bad', 'bad.csv'])
    expect(made.code, made.err).toBe(0)
    expect(made.err).toContain('bad.csv:2: no text')
    expect(made.err).toContain('bad.csv:4: a text of 20001 characters; 20000 at most')
    expect(made.out).toContain('297 rows')
    expect(made.out).toContain('warning: 3 rows could not be sent and were left out.')
    save('worse.csv', csv(rowsOf(300, (i) => (i < 30 ? { text: ' ' } : {}))))
    const worse = await run(['import', 'worse', 'worse.csv'])
    expect([worse.code, worse.err]).toEqual([2, expect.stringContaining('More than 2 %')])
    expect((await run(['import', 'worse', 'worse.csv', '--skip-bad'])).code).toBe(0)
  })

  test('a time that is none is left out and told', async () => {
    const times = (i: number) => ({
      time: i === 5 ? 'long ago' : `2026-02-01 10:${String(i % 60).padStart(2, '0')}`,
    })
    save('times.csv', csv(rowsOf(200, times)))
    const made = await run(['import', 'times', 'times.csv'])
    expect(made.out).toContain('warning: times.csv: the time of 1 row could not be read and was left out.')
  })
})

test('an import that is cut off leaves what was sent and no dataset, and is gone on with', async () => {
  save('large.csv', csv(rowsOf(12_000)))
  let sent = 0
  const cut = await run(['import', 'large', 'large.csv'], {
    adapters: {
      fetch: (input, init) => {
        if (String(input).endsWith('/rows') && ++sent > 1)
          return Promise.reject(new TypeError('fetch failed'))
        return fetch(input, init)
      },
    },
  })
  expect(cut.code).toBe(3)
  expect(cut.err).toMatch(/5000 of 12000 rows are there, and no dataset yet/)
  expect(await haechi.client.datasets.list({ task: 'large' })).toEqual([])
  const froms: number[] = []
  const again = await run(['import', 'large', 'large.csv'], {
    isTTY: true,
    adapters: {
      fetch: (input, init) => {
        if (String(input).endsWith('/rows')) froms.push(JSON.parse(String(init!.body)).from)
        return fetch(input, init)
      },
    },
  })
  expect(again.code, again.err).toBe(0)
  expect(froms).toEqual([5000, 10_000])
  expect(again.err).toMatch(/\[#+\.+\] 41 % {2}sending rows: 5000 of 12000/)
  expect(again.out).toContain('12000 rows')
})

test('labels that are odd are listed with their rows, and those of files are not sent', async () => {
  save('odd.csv', csv([...rowsOf(240), { text: `${someText(1)} !`, label: 'hate' }]))
  const [id] = (await run(['import', 'odd', 'odd.csv'])).out.split(' ')
  const listed = await run(['errors', id!])
  expect(listed.out).toMatch(/^1 +odd\.csv:3 +fine +a copy says otherwise +\S/m)
  const sent = await run(['errors', id!, '--send'])
  expect(sent.out).toContain('0 jobs sent; 2 rows of files cannot be judged here.')
})
