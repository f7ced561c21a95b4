import type { LaterEffect } from '../core/effect.ts'
import type { UserId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import type { Pack } from '../pack/pack.ts'
import { drawn } from './drawn.ts'
import { effectsOf } from './effects-of.ts'
import type { NewMark, Settled, Settling } from './jobs/ports.ts'
import type { AnnotationRecord, JobStage } from './ports.ts'

/** So many people may be unsure before somebody decides who may settle disagreements. */
const UNSURE_AT_MOST = 2

/**
 * What becomes of a job that was judged, once that can be undone no more: somebody else judges it, or it is done, with
 * effects. Nothing happens in the world before a judgement that needs a second one has it.
 */
export function settle(settling: Settling, pack: Pack, nowMs: number): Settled {
  const { job, annotations } = settling
  const last = annotations.at(-1)!
  if (job.kind === 'golden') return settleGolden(settling, last)
  if (last.choice === 'unsure') return passOn(settling, last)
  switch (job.stage) {
    case 'first':
      return needsSecond(settling, last, pack)
        ? on('second', settling, true)
        : done(settling, last, [], pack, nowMs)
    case 'second': {
      const first = firstOf(annotations)
      if (first === undefined) return on('second', settling, true)
      if (!agree(first, last, pack))
        return on('adjudication', settling, false, marks([first, last], 'disagreed'))
      // The first saw all there is to see, and chose by it; what cannot be taken back was chosen by both.
      return done(settling, first, marks([first, last], 'agreed'), pack, nowMs)
    }
    case 'adjudication':
      // Whoever carries out appeals marks their judgements as truth.
      return done(settling, last, job.kind === 'appeal' ? [] : marks([last], 'truth'), pack, nowMs)
  }
}

/** Golden jobs measure their reviewer and never have effect. */
function settleGolden({ truth }: Settling, last: AnnotationRecord): Settled {
  const end = { kind: 'done', outcome: last.choice, annotation: last.id, effects: [] } as const
  if (truth === undefined || last.choice === 'unsure') return { ...end, marks: [] }
  const named = last.policies.map(familyOf)
  const same =
    last.choice === truth.choice &&
    (truth.choice === 'fine' ||
      truth.policies.length === 0 ||
      named.length === 0 ||
      truth.policies.some((policy) => named.includes(familyOf(policy))))
  return { ...end, marks: marks([last], same ? 'golden-right' : 'golden-wrong') }
}

function passOn(settling: Settling, last: AnnotationRecord): Settled {
  const { job, annotations } = settling
  const unsure = annotations.filter(({ choice }) => choice === 'unsure').length
  const isHard = job.stage === 'adjudication' || unsure >= UNSURE_AT_MOST
  const stage: JobStage = isHard ? 'adjudication' : job.stage
  return on(stage, settling, stage === 'adjudication' ? false : job.blind, [], [last.reviewer])
}

function on(
  stage: JobStage,
  { job, annotations }: Settling,
  blind: boolean,
  marks: readonly NewMark[] = [],
  besides: readonly UserId[] = [],
): Settled {
  // Whoever has judged a job is not asked about it again.
  const excluded = [...new Set([...job.excluded, ...annotations.map(({ reviewer }) => reviewer), ...besides])]
  return {
    kind: 'on',
    stage,
    blind,
    needs: stage === 'first' ? job.needs : 2,
    excluded: excluded.sort(),
    marks,
  }
}

function done(
  settling: Settling,
  decisive: AnnotationRecord,
  marks: readonly NewMark[],
  pack: Pack,
  nowMs: number,
): Settled {
  const effects: LaterEffect[] = effectsOf(settling, decisive, pack, nowMs)
  return { kind: 'done', outcome: decisive.choice, annotation: decisive.id, effects, marks }
}

function needsSecond({ job }: Settling, last: AnnotationRecord, pack: Pack): boolean {
  if (job.needs === 2 || isGrave(job.severity, last, pack)) return true
  if (job.kind === 'appeal') return false
  return drawn(job.id, pack.queues.get(job.queue)?.second ?? 0)
}

/** Grave, and with something chosen that cannot be taken back: no one person's word is enough. */
function isGrave(severity: Severity, { policies, enforcements }: AnnotationRecord, pack: Pack): boolean {
  const severities = [severity, ...policies.map((id) => pack.policies.get(bare(id))?.severity ?? 'S4')]
  return severities.some((one) => one <= 'S1') && enforcements.some(({ name }) => isFinal(name, pack))
}

/** The same choice, and the same of what cannot be taken back. */
function agree(first: AnnotationRecord, second: AnnotationRecord, pack: Pack): boolean {
  if (first.choice !== second.choice) return false
  const finals = ({ enforcements }: AnnotationRecord) =>
    [...new Set(enforcements.filter(({ name }) => isFinal(name, pack)).map((one) => `${one.name} ${one.on}`))]
      .sort()
      .join('\n')
  return finals(first) === finals(second)
}

function isFinal(enforcement: string, { enforcements }: Pack): boolean {
  return enforcements.get(enforcement)?.reversible === false
}

function firstOf(annotations: readonly AnnotationRecord[]): AnnotationRecord | undefined {
  return annotations.slice(0, -1).findLast(({ choice, stage }) => choice !== 'unsure' && stage === 'first')
}

function marks(annotations: readonly AnnotationRecord[], mark: NewMark['mark']): NewMark[] {
  return annotations.map(({ id }) => ({ annotation: id, mark }))
}

function familyOf(policy: string): string {
  return policy.split(/[.@]/, 1)[0]!
}

function bare(policy: string): string {
  return policy.split('@', 1)[0]!
}
