import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { checkCondition } from '../rules/check-condition.ts'
import type { Placed } from './check-names.ts'
import type { Settings } from './check-settings.ts'
import { checkUndecided } from './check-undecided.ts'
import { jobScope } from './job-scope.ts'
import { listed } from './listed.ts'
import { Declared } from './names.ts'
import type { Label, Policy, Queue, ReviewSettings, Route, Sample } from './pack.ts'
import { REVIEW_DEFAULTS } from './people-defaults.ts'
import { ReviewFile, type SampleFile } from './review-schemas.ts'
import { durationMs, shareOf } from './schemas.ts'
import { validate } from './validate.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** What review.yaml may point at. */
export interface ReviewNames {
  readonly settings: Settings
  readonly policies: Declared<Policy>
  readonly labels: Declared<Placed<Label>>
  readonly queues: Declared<Placed<Queue>>
}

/** How people's judgement works, as review.yaml says it; what it leaves out is as in REVIEW_DEFAULTS. */
export function checkReview(
  file: YamlFile | undefined,
  known: ReviewNames,
  diagnostics: Diagnostic[],
): ReviewSettings {
  if (file?.value === undefined || file.value === null) return REVIEW_DEFAULTS
  const spec = validate(ReviewFile, file, [], file.value, diagnostics)
  if (spec === undefined) return REVIEW_DEFAULTS

  // 1. Routes.
  const scope = jobScope(known.labels.all)
  const routes = (spec.routes ?? []).flatMap(({ queue }, i): Route[] => {
    known.queues.find(queue, file.place(['routes', i, 'queue']))
    const checked = checkCondition(file.sourceText(['routes', i, 'when']), scope)
    diagnostics.push(...checked.diagnostics)
    return checked.ir === undefined ? [] : [{ queue, when: checked.ir, place: file.place(['routes', i]) }]
  })
  for (const [i, { when, place }] of routes.entries()) {
    const first = routes.findIndex((one) => one.when.text === when.text)
    if (first < i)
      diagnostics.push({
        severity: 'warning',
        code: 'same-condition',
        message: 'an earlier route has the same condition, so that this one never takes a job',
        place,
        wayOut: 'remove one of the two',
        related: [{ message: 'first here', place: routes[first]!.place }],
      })
  }

  // 2. Samples.
  const samples = new Declared<Sample>('sample', diagnostics)
  for (const [i, one] of (spec.samples ?? []).entries()) {
    const sample = checkSample(file, ['samples', i], one, known, diagnostics)
    samples.add(sample.name, sample)
  }

  // 3. Reports.
  const { mass, reasons = {}, trusted, keep } = spec.reports ?? {}
  for (const [reason, policy] of Object.entries(reasons))
    known.policies.find(policy, file.place(['reports', 'reasons', reason]))
  for (const [label, path] of listed(trusted, ['reports', 'trusted']))
    known.labels.find(label, file.place(path))
  return {
    undoMs: spec.undo === undefined ? REVIEW_DEFAULTS.undoMs : durationMs(spec.undo),
    routes,
    samples: [...samples.all.values()],
    undecided: checkUndecided(file, spec.undecided ?? [], known, diagnostics),
    massReports:
      mass === undefined
        ? REVIEW_DEFAULTS.massReports
        : { reporters: mass.reporters, withinMs: durationMs(mass.within) },
    reasons: new Map(Object.entries(reasons)),
    trustedLabels: listed(trusted, []).map(([label]) => label),
    keepReportsMs: keep === undefined ? REVIEW_DEFAULTS.keepReportsMs : durationMs(keep),
  }
}

function checkSample(
  file: YamlFile,
  path: Path,
  spec: SampleFile,
  known: ReviewNames,
  diagnostics: Diagnostic[],
): Sample {
  const { name, queue, asks } = spec
  const share = shareOf(spec.share)
  if (share === 0)
    diagnostics.push({
      severity: 'error',
      code: 'empty-sample',
      message: `the sample "${name}" draws nothing`,
      place: file.place([...path, 'share']),
      wayOut: 'give it a share above 0, such as 1%, or remove it',
    })
  known.queues.find(queue, file.place([...path, 'queue']))
  if (asks !== undefined) known.policies.find(asks, file.place([...path, 'asks']))
  const policies = listed(spec.policies, [...path, 'policies'])
  for (const [policy, at] of policies) known.policies.find(policy, file.place(at))
  const on = listed(spec.on, [...path, 'on'])
  const { eventNames, worlds } = known.settings
  for (const [type, at] of on)
    if (!eventNames.includes(type))
      diagnostics.push({
        severity: 'error',
        code: 'unknown-event-type',
        message: `unknown event type "${type}"`,
        place: file.place(at),
        wayOut: didYouMean(type, eventNames),
      })
  for (const [i, world] of (spec.worlds ?? []).entries())
    if (!worlds.includes(world))
      diagnostics.push({
        severity: 'error',
        code: 'unknown-world',
        message: `unknown world "${world}"`,
        place: file.place([...path, 'worlds', i]),
        wayOut: didYouMean(world, worlds),
      })
  return {
    name,
    share,
    queue,
    on: spec.on === undefined ? undefined : on.map(([type]) => type),
    worlds: spec.worlds,
    verdicts: spec.verdicts === undefined ? undefined : listed(spec.verdicts, []).map(([verdict]) => verdict),
    policies: spec.policies === undefined ? undefined : policies.map(([policy]) => policy),
    asks,
    place: file.place([...path, 'name']),
  }
}
