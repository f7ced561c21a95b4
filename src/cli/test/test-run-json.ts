import type { Diagnostic } from '../../core/diagnostic.ts'
import type { PackTest } from '../../pack/pack-test.ts'
import type { TestRun } from '../../story/run-tests.ts'
import { type PackFolder, placed } from '../pack-folder.ts'

export interface Ran {
  readonly run: TestRun | undefined
  /** What is wrong with the pack or its tests; nothing was run when any of it is an error. */
  readonly diagnostics: readonly Diagnostic[]
  readonly tests: readonly PackTest[]
  readonly ok: boolean
  readonly seconds: number
}

/** A run as one JSON document; places as paths from the working folder. */
export function testRunJson({ run, diagnostics, ok, seconds }: Ran, folder: PackFolder): string {
  const atPlace = <T extends { readonly place: Diagnostic['place'] }>(one: T): T => {
    const { place } = placed({ severity: 'error', code: '', message: '', place: one.place }, folder)
    return { ...one, place }
  }
  const results = (run?.results ?? []).map(({ test, events, failures }) => ({
    test: test.name,
    place: atPlace(test).place,
    ok: failures.length === 0,
    events,
    failures: failures.map(atPlace),
  }))
  return `${JSON.stringify({
    pack: folder.shown,
    ok,
    tests: results.length,
    failed: results.filter((one) => !one.ok).length,
    seconds,
    diagnostics: diagnostics.map((one) => placed(one, folder)),
    results,
    ...(run?.coverage && {
      coverage: {
        ...run.coverage,
        neverFired: run.coverage.neverFired.map(atPlace),
        oneSided: run.coverage.oneSided.map(atPlace),
      },
    }),
  })}\n`
}
