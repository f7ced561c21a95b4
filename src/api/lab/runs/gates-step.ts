import type { LabData, Suspect } from '../../../lab/dataset/ports.ts'
import { certifiedAuthority, missingFor } from '../../../lab/gates/certified-authority.ts'
import type { GateResult } from '../../../lab/gates/gate.ts'
import type { CheckResult } from '../../../lab/registry/check-result.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'
import type { LearnAside } from './learn-aside.ts'
import type { Prepare } from './prepared.ts'
import { learntOf, moveByGates, type RegistryParts } from './registry-steps.ts'
import { type CarryOutStep, StepsMissing } from './steps.ts'

/** What the checks found, for the step that moves the model. */
const CHECKS = 'checks'
const MOST_SUSPECTS = 1000

export interface GatesStepParts extends RegistryParts {
  readonly aside: LearnAside
  readonly prepare: Prepare
  readonly labData: Pick<LabData, 'suspects' | 'saveSuspects'>
}

/** What the gates found in this run. */
export function gateResultsOf({ steps }: Pick<LabRun, 'steps'>): readonly GateResult[] {
  const gates = steps.find(({ step }) => step === 'gates')?.gates
  if (gates === undefined) throw new StepsMissing('the gates did not run')
  return gates
}

export function checksOf(kept: ReadonlyMap<string, Uint8Array>): readonly CheckResult[] {
  const bytes = kept.get(CHECKS)
  return bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as CheckResult[])
}

/** Runs every gate; a model that may not even be in shadow is refused, and the run stops. */
export function gatesStep(parts: GatesStepParts): CarryOutStep {
  const { aside, prepare, labData, now } = parts
  return async (context) => {
    const { output, search } = learntOf(context)
    const { input, facts, attempt } = await prepare(context)
    const policyVersion = input.policyVersion
    const judgement = await aside.ask(
      {
        kind: 'judge',
        input: {
          nowMs: now(),
          input,
          output,
          search,
          facts,
          attempt,
          agreement: facts.agreement,
          policyVersion,
        },
      },
      context.signal,
      (told) => {
        if (told.kind === 'judging') context.progress(told.share, told.doing)
      },
    )
    const { results, checks } = judgement
    await noteSuspects(labData, facts.id, judgement.suspects)
    const certified = certifiedAuthority(results)
    const passed = results.filter(({ verdict }) => verdict === 'pass').length
    const tally = `${passed} of ${results.length} gates passed`
    const common = {
      figures: { passed, gates: results.length, certified: certified ?? null },
      gates: results,
    }
    if (certified !== undefined) {
      const open = results
        .filter(({ verdict }) => verdict !== 'pass')
        .map(({ gate, verdict }) => `${gate} (${verdict})`)
      return {
        ...{ state: 'done', ...common },
        says: `${tally}: certified to ${certified}${open.length === 0 ? '' : `; open: ${open.join(', ')}`}`,
        keep: new Map([[CHECKS, new TextEncoder().encode(JSON.stringify(checks))]]),
      }
    }
    await moveByGates(parts, output, results, checks, 'refused')
    const against = results.filter((one) => one.for === 'observe' && one.verdict !== 'pass')
    const labels = Math.max(0, ...against.map(({ labelsNeeded }) => labelsNeeded ?? 0))
    return {
      ...{ state: 'stopped', ...common },
      says: `${tally}; not passed for shadow: ${missingFor('observe', results).join(', ')}`,
      wayOut: [...new Set(against.flatMap(({ wayOut }) => wayOut ?? []))].join('; '),
      ...(labels === 0 ? {} : { labelsNeeded: labels }),
    }
  }
}

/** Behind labels that people outvote, which were found when the dataset was made. */
async function noteSuspects(
  labData: GatesStepParts['labData'],
  id: Parameters<LabData['suspects']>[0],
  found: readonly Suspect[],
): Promise<void> {
  const kept = (await labData.suspects(id, MOST_SUSPECTS)).filter(({ why }) => why === 'judges')
  const known = new Set(kept.map(({ row }) => row))
  await labData.saveSuspects(
    id,
    [...kept, ...found.filter(({ row }) => !known.has(row))].slice(0, MOST_SUSPECTS),
  )
}
