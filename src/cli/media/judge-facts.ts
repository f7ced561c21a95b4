import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch, CatalogueMatch } from '../../signals/media/media-host.ts'
import type { Finding } from '../../signals/model3d/finding.ts'
import type { SlotProfile } from '../../signals/model3d/slot-profile.ts'
import { harmfulScores } from './harmful-scores.ts'
import type { JudgedFile, Reason, WrittenTerm } from './judged-file.ts'

export interface JudgeParts {
  readonly profile: SlotProfile | undefined
  readonly matches: readonly BankMatch[]
  readonly near: readonly CatalogueMatch[]
  readonly terms: readonly WrittenTerm[]
  readonly models: readonly string[]
  readonly unasked: string | undefined
}

const RANK = { error: 0, warning: 1, note: 2 } as const

/**
 * Block for an error or a known hash; hold for a warning, for writing that a bank of terms has, for a high score, for a copy, and
 * for what could not be looked at whole, or not be judged by what the pack asks.
 */
export function judgeFacts(file: string, facts: MediaFacts, parts: JudgeParts): JudgedFile {
  const { profile, matches, near, terms, models, unasked } = parts
  const decision = profile === undefined ? undefined : facts.item?.decisions[profile.id]
  const findings = each([...(decision?.findings ?? []), ...facts.findings])
  const reasons: Reason[] = [
    ...matches.map(({ bank, distance, picture }): Reason => {
      const says = distance === 0 ? `Known in ${bank}.` : `Known in ${bank}: ${distance} of 256 bits differ.`
      return { verdict: 'block', code: 'known-hash', says, ...(picture !== undefined && { picture }) }
    }),
    ...findings.flatMap((finding): Reason[] => {
      const { code, says, severity, at } = finding
      if (severity === 'note') return []
      const picture = pictureOf(at, facts, parts)
      return [
        {
          verdict: severity === 'error' ? 'block' : 'hold',
          code,
          says,
          ...(picture !== undefined && { picture }),
        },
      ]
    }),
    ...terms.map(({ picture, bank }): Reason => {
      return { verdict: 'hold', code: 'written-term', says: `A term of ${bank} is written in it.`, picture }
    }),
    ...facts.pictures.flatMap((picture) =>
      harmfulScores(picture)
        .slice(0, 1)
        .map(({ model, label, score }): Reason => {
          const says = `${model} says ${label}: ${score.toFixed(2)}.`
          return { verdict: 'hold', code: 'score', says, picture: picture.name }
        }),
    ),
    ...codesIn(facts),
    ...near.map(({ item, similarity, by, picture }): Reason => {
      const says = `Like ${item}: ${Math.round(similarity * 100)} % by ${by}.`
      return { verdict: 'hold', code: 'copy', says, ...(picture && { picture: picture.mine }) }
    }),
  ]
  if (!facts.whole && reasons.length === 0)
    reasons.push({ verdict: 'hold', code: 'not-whole', says: 'Not all of it could be looked at.' })
  reasons.push(...notJudged(facts, unasked))
  const verdict = reasons.some((one) => one.verdict === 'block')
    ? 'block'
    : reasons.length > 0
      ? 'hold'
      : 'allow'
  const sorted = reasons.toSorted((a, b) => a.verdict.localeCompare(b.verdict))
  return { file, verdict, reasons: sorted, facts, profile, findings, matches, near, terms, models, unasked }
}

/** What the pack asks of files and nobody could answer here: a file is not allowed for what was not judged. */
function notJudged({ findings }: MediaFacts, unasked: string | undefined): Reason[] {
  const unread = findings.find(({ code }) => code === 'ocr-unavailable')
  return [unasked === undefined ? [] : [`No image model looked at it: ${unasked}`], unread?.says ?? []]
    .flat()
    .map((says) => ({ verdict: 'hold', code: 'not-judged', says }))
}

function codesIn({ pictures }: MediaFacts): Reason[] {
  return pictures.flatMap(({ name, texts }) =>
    texts.some(({ by }) => by === 'code')
      ? [
          {
            verdict: 'hold' as const,
            code: 'code-painted',
            says: 'A QR code is painted on it.',
            picture: name,
          },
        ]
      : [],
  )
}

function each(findings: readonly Finding[]): Finding[] {
  const all = new Map<string, Finding>()
  for (const finding of findings) all.set(`${finding.code} ${finding.at}`, finding)
  return [...all.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity])
}

/** The picture that shows what a finding is about: a mesh, a texture, a region of the body. */
function pictureOf(at: string, facts: MediaFacts, { profile }: JudgeParts): string | undefined {
  const region = /^body\/(\w+)$/.exec(at)?.[1]
  if (region !== undefined)
    return facts.item?.exposure[profile?.id ?? '']?.find((one) => one.region === region)?.view
  const mesh = /^\/meshes\/(\d+)/.exec(at)?.[1]
  const texture = /^\/(?:images|textures)\/(\d+)/.exec(at)?.[1]
  const name =
    mesh !== undefined ? `mesh.${mesh}.front` : texture !== undefined ? `texture.${texture}` : undefined
  return facts.pictures.some((one) => one.name === name) ? name : undefined
}
