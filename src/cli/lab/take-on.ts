import type { BeginRunRequest, LabRunReply } from '../../api/contract/lab-runs.ts'
import type { CliAdapters } from '../adapters.ts'
import { connect } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { followRun } from './follow-run.ts'
import { importForRun } from './import-for-run.ts'
import { uploadModel } from './model-folder.ts'
import { type RunOptions, requestOf } from './run-options.ts'
import { uploadSuites } from './upload-suites.ts'

/** Brings the data to the service, begins a run, and shows it to its end; gives how the command ends. */
export async function takeOn(
  adapters: CliAdapters,
  task: string,
  options: RunOptions,
  until: 'train' | 'shadow',
): Promise<ExitName> {
  const startedMs = performance.now()
  const client = connect(adapters, options)
  const { learner, ...asked } = requestOf(task, options, until)
  return interruptible(adapters, async (signal): Promise<ExitName> => {
    const files =
      options.model === undefined ? undefined : await uploadModel(adapters, client, options.model, signal)
    const suites = options.suite && (await uploadSuites(adapters, client, options.suite, signal))
    const brought = options.data && (await importForRun(adapters, client, task, options, signal))
    if (signal.aborted) return 'interrupted'
    const request: BeginRunRequest = {
      ...asked,
      // Left out it is what the task needs: of images a head on their embeddings.
      ...((options.learner !== undefined || options.model !== undefined) && learner && { learner }),
      ...(files && { files: [...files] }),
      ...(suites && { suites }),
      ...(brought && { dataset: brought.dataset }),
      // What a task is about is told by its data; without any it stays as it is known.
      ...(brought?.content === 'image' && { content: 'image', learner: 'head' }),
    }
    const run = await client.labRuns.begin(request, { signal })
    const json = options.json === true
    const ended = await followRun(adapters, client, run.id, { json, plots: until === 'train' }, signal)
    if (ended === undefined) {
      if (options.cancelOnInterrupt) await client.labRuns.cancel(run.id)
      await adapters.stderr.write(
        options.cancelOnInterrupt
          ? `${run.id} is cancelled.\n`
          : `${run.id} goes on in the service: \`haechi lab runs\` shows it, \`haechi lab cancel ${run.id}\` ends it.\n`,
      )
      return 'interrupted'
    }
    const seconds = Math.round(performance.now() - startedMs) / 1000
    const state = stateOf(ended)
    await adapters.stdout.write(
      json
        ? `${JSON.stringify({ model: ended.model ?? null, state, seconds })}\n`
        : closing(ended, state, seconds),
    )
    return exitOf(ended)
  })
}

/** Where its model stands now, as far as the run brought it. */
function stateOf({ state, steps, until }: LabRunReply): string {
  if (state === 'done') return until === 'train' ? 'evaluated' : 'shadow'
  return state === 'stopped' && steps.at(-1)?.step === 'gates' ? 'refused' : state
}

function closing(run: LabRunReply, state: string, seconds: number): string {
  const time = `${seconds.toFixed(1)} s`
  switch (run.state) {
    case 'done':
      return `${run.model}: ${state}, in ${time}. See it with: haechi model show ${run.model}\n`
    case 'stopped':
      return `Stopped at ${run.steps.at(-1)?.step}, after ${time}: the evidence is not there yet.\n`
    case 'cancelled':
      return `Cancelled at ${run.step}, after ${time}.\n`
    default:
      return ''
  }
}

function exitOf({ state, fault }: LabRunReply): ExitName {
  if (state === 'done') return 'ok'
  if (state === 'stopped') return 'stopped'
  if (state === 'cancelled') return 'interrupted'
  throw new CliFailure('unreachable', fault ?? 'The run failed; the log of the service says why')
}
