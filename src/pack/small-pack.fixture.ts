import type { PackFiles } from './pack.ts'

/** A small pack that checks without a warning, for tests to change one thing in. */
export const SMALL_PACK: PackFiles = {
  'haechi.yaml': `haechi: 1
tenant: tests
worlds: [plaza, school]
languages: [en, ko]
clock: { early: 5m, late: 7d }
events:
  chat.message:
    description: A message said in a room
    actor: account
    target: [account, room]
    content: text
    features:
      text: { type: string, required: true, max: 200, personal: true }
      account_created: timestamp
      mentions: { type: list<account>, max: 5 }
      level: { type: int, min: 0, max: 100 }
    derive:
      account_age: event.time - account_created
    keep: { content: 30d, decision: 365d }
  direct.message:
    actor: account
    content: text
    features:
      text: { type: string, required: true }
signals:
  insults: { kind: terms, of: content, banks: [insults_en] }
  links: { kind: links, of: content }
`,
  'policies/all.yaml': `- id: harassment.insult
  version: 3
  severity: S3
  title: { en: Insult, ko: 모욕 }
  guideline: { en: Names that hurt., ko: 상처를 주는 말. }
  notice: { en: Please be kind., ko: 서로 존중해 주세요. }
  strike: 2
- id: spam.links
  version: 1
  severity: S4
  title: { en: Links, ko: 링크 }
  guideline: { en: Unwanted links., ko: 원치 않는 링크. }
  notice: { en: No links here., ko: 링크는 안 됩니다. }
`,
  'rules/chat.yaml': `- id: chat.insult
  policy: harassment.insult
  on: [chat.message, direct.message]
  when: insults.count > 0
  then:
    verdict: mask
    label: { name: insulter, for: 7d }
    strike: true
    notice: true
- id: chat.new_account_links
  policy: spam.links
  on: chat.message
  when: >-
    links.count > 0 &&
    account_age < duration("24h") &&
    size(mentions) < 5 && level < 10
  then: { verdict: hold, job: default, enforcement: { name: mute, for: 10m } }
  unknown: hold
`,
  'banks/insults_en.yaml': `bank: insults_en
kind: terms
language: en
policy: harassment.insult
source: written for these tests
licence: Apache-2.0
terms: [dunderhead, { term: nincompoop, match: substring }]
terms_file: insults_en.txt
`,
  'banks/insults_en.txt': '# more\nclodpole\r\n\n',
  'labels.yaml':
    'insulter: { on: account, description: Insulted somebody, connotation: negative, expires: 30d }\n',
  'queues.yaml': 'default: { description: All that nobody else takes }\n',
  'enforcements.yaml':
    'mute: { on: account, title: { en: Muted, ko: 음소거 }, description: Cannot speak, for: 5m }\n',
}

/** The small pack with `from` replaced by `to` in one file; throws when it is not there. */
export function changed(path: string, from: string, to: string, files: PackFiles = SMALL_PACK): PackFiles {
  const text = files[path]
  if (text === undefined || !text.includes(from)) throw new Error(`no "${from}" in ${path}`)
  return { ...files, [path]: text.replace(from, () => to) }
}
